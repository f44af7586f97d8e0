using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An officer works through the list of people: by keys, with saved views, and for several people at once.</summary>
[Collection(Site.Collection)]
public sealed class PeopleListTests(Site site)
{
    [Fact]
    public async Task Keys_lead_through_rows_and_pages()
    {
        // Whose people fill more than a page.
        await using var visit = await site.VisitAsync("planner", 1366);
        var page = visit.Page;
        await page.GotoAsync("/people?asOf=2025-12-31");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("n");
        await page.ArriveAsync("page=2");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await Expect(page.Locator("tbody input[name=id]").Nth(1)).ToBeCheckedAsync();
        await page.Keyboard.PressAsync("p");
        await page.ArriveAsync("^(?!.*page=2)");

        visit.NothingWentWrong();
    }

    [Fact]
    public async Task What_a_search_finds_is_narrowed_put_in_order_and_chosen_from_as_the_list()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        var page = visit.Page;
        await page.GotoAsync("/people?asOf=2025-12-31");
        await page.FillAsync("input[name=q]", "nguyen");
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(@"/people\?q=nguyen");
        await page.ClickAsync("thead a.sort:has-text('Năm sinh')");
        await page.ArriveAsync("sort=born");
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Năm sinh");
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("summary:has-text('Điều kiện khác')");
        await page.SelectOptionAsync("select[name=sex]", "female");
        await page.ClickAsync("form.filters button:has-text('Xem')");
        await page.ArriveAsync("sex=female");
        await page.Locator("tbody input[name=id]").First.CheckAsync();
        faults += await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("ul.chips a[aria-label*='tìm “nguyen”']");
        await page.ArriveAsync("^(?!.*q=nguyen).*sex=female");

        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }

    // Of today whenever it is opened: a view keeps conditions, not the day.
    [Fact]
    public async Task A_view_is_saved_removed_and_brought_back()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        var page = visit.Page;
        await page.GotoAsync("/people?sector=EDU&asOf=2025-12-31");
        await page.ClickAsync(".views summary");
        await page.FillAsync(".views input[name=name]", "Ngành giáo dục");
        await page.ClickAsync(".views details button");
        await Expect(page.Locator(".views .chips a", new() { HasTextString = "Ngành giáo dục" })).ToHaveAttributeAsync("href", "/people?sector=EDU");
        await page.ClickAsync("button[aria-label='Xóa bộ lọc Ngành giáo dục']");
        await Expect(page.Locator("form.done [role=status]")).ToContainTextAsync("Ngành giáo dục");
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("form.done button");
        await Expect(page.Locator("button[aria-label='Xóa bộ lọc Ngành giáo dục']")).ToBeVisibleAsync();
        await page.ClickAsync("button[aria-label='Xóa bộ lọc Ngành giáo dục']");
        await Expect(page.Locator("form.done")).ToBeVisibleAsync();

        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }

    [Theory]
    [InlineData("transfer")]
    [InlineData("verify_degrees")]
    [InlineData("add_award")]
    [InlineData("add_certificate")]
    public async Task What_is_done_for_several_people_is_previewed_written_and_taken_back(string what)
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        var page = visit.Page;
        await page.GotoAsync("/people");
        for (var i = 0; i < 4; i++)
            await page.Locator("tbody input[name=id]").Nth(i).CheckAsync();
        await page.ClickAsync($"button[name=what][value={what}]");
        if (what == "transfer")
        {
            await page.FillAsync("#agency-text", "TTYT-D101");
            await page.Keyboard.PressAsync("Escape");
        }

        if (what == "add_award")
        {
            await page.FillAsync("#title", "Chiến sĩ thi đua cơ sở");
            await page.FillAsync("#year", "2025");
        }
        else
        {
            await page.FillAsync("#on", "2026-02-02");
        }

        if (what == "add_certificate")
        {
            await page.SelectOptionAsync("#certificate", "state_management/G30");
            await page.FillAsync("#title", "Bồi dưỡng ngạch chuyên viên chính");
        }

        await page.FillAsync("#reason", "Kiểm thử trình duyệt");
        await page.ClickAsync("button[value=preview]");
        await page.WaitForSelectorAsync("button[value=commit]");
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("button[value=commit]");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi cho");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("#reason", "Hoàn tác kiểm thử");
        await page.ClickAsync("form.panel button[type=submit]");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã hoàn tác cả việc này.");
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }
}
