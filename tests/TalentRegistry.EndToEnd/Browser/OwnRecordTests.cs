using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>Somebody sees the own record and asks for a correction; the officer grants it, and the person sees that.</summary>
[Collection(Site.Collection)]
public sealed class OwnRecordTests(Site site)
{
    [Fact]
    public async Task A_correction_is_asked_for_granted_and_seen_without_an_accessibility_fault()
    {
        await using var person = await site.VisitAsync("person", 390);
        await person.Page.GotoAsync("/me");
        await Expect(person.Page.Locator("#reads")).ToHaveTextAsync("Ai đã xem hồ sơ của tôi");
        var faults = await person.AccessibilityFaultsAsync();
        await person.Page.ClickAsync("a[href*='record=person']");
        await person.Page.SelectOptionAsync("#field", "staff_code");
        await person.Page.FillAsync("#wanted", "NV-7788");
        await person.Page.FillAsync("#words", "Số hiệu ghi nhầm");
        faults += await person.AccessibilityFaultsAsync();
        await person.Page.ClickAsync("main form button.primary");
        await person.Page.WaitForSelectorAsync("#steps");
        faults += await person.AccessibilityFaultsAsync();
        var request = new Uri(person.Page.Url).Segments[^1];

        await using var officer = await site.VisitAsync("hr", 1366);
        await officer.Page.GotoAsync("/requests");
        faults += await officer.AccessibilityFaultsAsync();
        await officer.Page.ClickAsync($"a[href='/requests/{request}']");
        await Expect(officer.Page.Locator("#value")).ToHaveValueAsync("NV-7788");
        await officer.Page.FillAsync("#decision", "Đã đối chiếu quyết định tuyển dụng");
        faults += await officer.AccessibilityFaultsAsync();
        await officer.Page.ClickAsync("button[name=granted][value=yes]");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Đã thực hiện");

        await person.Page.GotoAsync("/me");
        await Expect(person.Page.Locator("dl.facts").First).ToContainTextAsync("NV-7788");
        var over = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal("", faults);
        Assert.Equal(0, over);
        person.NothingWentWrong();
        officer.NothingWentWrong();
    }

    [Fact]
    public async Task An_officer_shows_a_citizen_id_by_a_button_with_a_purpose()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        await visit.Page.GotoAsync("/people?asOf=2025-12-31");
        await visit.Page.ClickAsync("tbody th a");
        await visit.Page.WaitForSelectorAsync("select[name=purpose]");
        await visit.Page.SelectOptionAsync("select[name=purpose]", "verify_identity");

        await visit.Page.ClickAsync("form[action$='/citizen-id'] button");

        await Expect(visit.Page.Locator("select[name=purpose]")).ToHaveCountAsync(0);
        var facts = await visit.Page.Locator("dl.facts").First.InnerTextAsync();
        Assert.Contains(facts.Split([' ', '\n']), word => word.Length == 12 && word.All(char.IsAsciiDigit));
        visit.NothingWentWrong();
    }

    [Theory]
    [InlineData("admin", "/personal-data")]
    [InlineData("auditor", "/personal-data/assessment")]
    public async Task What_is_kept_of_people_is_told_without_an_accessibility_fault(string account, string path)
    {
        await using var visit = await site.VisitAsync(account);
        await visit.Page.GotoAsync(path);
        await Expect(visit.Page.Locator("table").First).ToBeVisibleAsync();

        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        visit.NothingWentWrong();
    }
}
