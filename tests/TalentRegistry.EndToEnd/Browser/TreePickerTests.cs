using Microsoft.Playwright;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An agency or a unit is picked from its tree by keys alone, and the address keeps what was picked.</summary>
[Collection(Site.Collection)]
public sealed class TreePickerTests(Site site)
{
    [Fact]
    public async Task An_agency_is_found_without_accents_and_picked_by_keys_alone()
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/people");
        await page.FocusAsync("#agency-text");
        await page.Keyboard.TypeAsync("trung tam y te");
        await page.Locator("#agency-text-tree [role=treeitem]").First.WaitForAsync();
        var (found, faults) = (await page.Locator("#agency-text-tree [role=treeitem]").AllInnerTextsAsync(), await visit.AccessibilityFaultsAsync());
        await page.Keyboard.PressAsync("ArrowDown");
        var pointed = await page.GetAttributeAsync("#agency-text", "aria-activedescendant");
        var name = await page.InnerTextAsync($"#{pointed} > span:not(.twist)");
        await page.Keyboard.PressAsync("Enter");
        var hidden = await page.Locator("#agency-text-tree").IsHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(@"/people\?[^/]*agency=");
        var (address, chips) = (page.Url, await page.InnerTextAsync("ul.chips"));

        Assert.All(found, text => Assert.Contains("trung tâm y tế", text, StringComparison.OrdinalIgnoreCase));
        Assert.True(hidden);
        Assert.Contains(name, chips, StringComparison.Ordinal);
        Assert.DoesNotContain("agencyText", address, StringComparison.Ordinal);
        Assert.DoesNotContain("unit=", address, StringComparison.Ordinal);
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Branches_open_and_close_by_arrow_keys_as_in_any_tree()
    {
        await using var visit = await site.VisitAsync("planner");
        var page = visit.Page;
        await page.GotoAsync("/pivot?asOf=2024-12-31&rows=sex&columns=sector");
        var units = page.Locator("#unit-text-tree [role=treeitem]");
        await page.FocusAsync("#unit-text");
        await page.Keyboard.PressAsync("ArrowDown");
        await units.First.WaitForAsync();
        var provinces = await units.CountAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Locator("#unit-text-tree [aria-level='2']").First.WaitForAsync();
        var (open, faults) = (await units.First.GetAttributeAsync("aria-expanded"), await visit.AccessibilityFaultsAsync());
        await page.Keyboard.PressAsync("ArrowRight");
        var inside = await page.Locator("#unit-text-tree [aria-selected=true]").GetAttributeAsync("aria-level");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        var closed = await units.CountAsync();
        await page.Keyboard.PressAsync("Escape");

        Assert.Equal(("true", "2", provinces, ""), (open, inside, closed, faults));
        Assert.True(await page.Locator("#unit-text-tree").IsHiddenAsync());
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Faulty_cells_of_a_list_are_marked_in_its_own_columns_and_chosen_by_fault()
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/import");
        await page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "sai.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes("Họ và tên;Ngày sinh;Giới tính;Đơn vị\nQuàng Văn Sai;31/02/1990;Nam;TTYT-D101\nVừ A Rõ;01/01/1991;?;TTYT-D101\n"),
        });
        await page.ClickAsync("form.panel button[type=submit]");
        await page.ArriveAsync("/import/[^/]*-");
        var marked = await page.Locator("table.faults td.faulty").AllInnerTextsAsync();
        var faults = await visit.AccessibilityFaultsAsync();
        await page.Keyboard.PressAsync("j");
        var focused = await page.EvaluateAsync<string>("() => document.activeElement.id");
        await page.ClickAsync("a[href*='code=SEX_UNKNOWN']");
        await page.ArriveAsync("code=SEX_UNKNOWN");
        var rows = await page.Locator("table.faults tbody tr").AllInnerTextsAsync();

        Assert.Equal(2, marked.Count);
        Assert.Contains("Không có ngày này trong lịch.", marked[0], StringComparison.Ordinal);
        Assert.Equal("row-2", focused);
        Assert.Contains("Vừ A Rõ", Assert.Single(rows), StringComparison.Ordinal);
        Assert.Equal("", faults);
        visit.NothingWentWrong();
    }
}
