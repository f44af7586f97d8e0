using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>Restriction of processing, terms of keeping and breaches in a browser, on a desk and on a phone.</summary>
[Collection(Site.Collection)]
public sealed class ProtectionTests(Site site)
{
    [Fact]
    public async Task Whose_processing_is_restricted_is_in_no_list_until_it_is_lifted()
    {
        await using var officer = await site.VisitAsync("hr");
        await officer.Page.GotoAsync("/people?asOf=2025-12-31");
        var link = await officer.Page.Locator("tbody th a").Last.GetAttributeAsync("href");
        var person = new Uri(new Uri(site.Address), link).Segments[^1];
        await officer.Page.GotoAsync($"/requests/new?person={person}&kind=restriction");
        await officer.Page.SelectOptionAsync("#kind", "restriction");
        await officer.Page.FillAsync("#received", "2026-01-05");
        await officer.Page.FillAsync("#words", "Đang khiếu nại về hồ sơ");
        await officer.Page.ClickAsync("main form button.primary");
        await officer.Page.FillAsync("#decision", "Đã hạn chế xử lý");
        await officer.Page.ClickAsync("button[name=granted][value=yes]");
        var faults = await officer.AccessibilityFaultsAsync();
        var request = officer.Page.Url;

        var answer = await officer.Page.GotoAsync($"/people/{person}");
        Assert.Equal(403, answer!.Status);
        await officer.Page.SetViewportSizeAsync(390, 900);
        faults += await officer.AccessibilityFaultsAsync();
        await officer.Page.GotoAsync(request);
        await officer.Page.FillAsync("#lifting", "Khiếu nại đã giải quyết");
        await officer.Page.ClickAsync("form[action$='/lift'] button");
        await Expect(officer.Page.Locator("main")).ToContainTextAsync("Khiếu nại đã giải quyết");
        answer = await officer.Page.GotoAsync($"/people/{person}");

        Assert.Equal(200, answer!.Status);
        Assert.Equal("", faults);
    }

    [Fact]
    public async Task A_breach_is_entered_with_its_clock_and_terms_of_keeping_are_told()
    {
        await using var administrator = await site.VisitAsync("admin");
        await administrator.Page.GotoAsync("/personal-data/retention");
        var faults = await administrator.AccessibilityFaultsAsync();
        await administrator.Page.GotoAsync("/personal-data/breaches");
        await administrator.Page.ClickAsync("a[href='/personal-data/breaches/new']");
        await administrator.Page.FillAsync("#found", "2026-01-05T08:30");
        await administrator.Page.FillAsync("#what", "Thẻ nhớ có danh sách bị thất lạc");
        await administrator.Page.FillAsync("#people", "12");
        faults += await administrator.AccessibilityFaultsAsync();
        await administrator.Page.ClickAsync("main form button.primary");
        await Expect(administrator.Page.Locator("main")).ToContainTextAsync("Thẻ nhớ có danh sách bị thất lạc");
        await administrator.Page.SetViewportSizeAsync(390, 900);
        faults += await administrator.AccessibilityFaultsAsync();
        await administrator.Page.GotoAsync("/personal-data/breaches");

        Assert.Equal("", faults + await administrator.AccessibilityFaultsAsync());
        Assert.Equal(0, await administrator.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        administrator.NothingWentWrong();
    }
}
