using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

[Collection(Site.Collection)]
public sealed class LeaderReadsATargetTests(Site site)
{
    [Fact]
    public async Task From_the_targets_to_the_doctors_of_Dien_Bien_to_the_people_and_flows_behind()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;

        await Expect(page.Locator("h1")).ToHaveTextAsync("Kế hoạch và chỉ tiêu");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Dữ liệu mô phỏng");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "DB-06", Exact = true }).First.ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync("DB-06: Số bác sĩ trên một vạn dân");
        await visit.ChartsAsync();
        await Expect(page.Locator("figure.chart svg").First).ToContainTextAsync("Chỉ tiêu 2030: ít nhất 14");
        await Expect(page.Locator("figure.chart svg").First).ToContainTextAsync("Khoảng 80 %");
        await Expect(page.Locator("#shortages")).ToContainTextAsync("2030");
        await Expect(page.Locator("table.grid .flag").First).ToBeVisibleAsync();

        var counted = page.Locator("[aria-labelledby=numbers] a[href^='/people']").Last;
        var people = await counted.InnerTextAsync();
        await counted.ClickAsync();
        await Expect(page.Locator("#people-count strong")).ToHaveTextAsync(people.Trim());

        await page.GoBackAsync();
        await page.Locator("table.grid a[href^='/supply']").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Dòng người theo năm");
        await Expect(page.Locator("table tbody tr")).Not.ToHaveCountAsync(0);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Target_that_cannot_be_computed_shows_what_is_missing()
    {
        await using var visit = await site.VisitAsync();

        await visit.Page.GotoAsync("/targets/DB-05");

        await Expect(visit.Page.Locator(".flag").First).ToHaveTextAsync("Chưa tính được");
        await Expect(visit.Page.Locator("#needs")).ToBeVisibleAsync();
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Language_switches_and_stays()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GetByText("English").ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Plans and targets");

        await visit.Page.GotoAsync("/targets/DB-06");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("DB-06: Doctors per 10,000 people");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task Names_are_for_the_hr_officer()
    {
        await using var planner = await site.VisitAsync();
        await using var hr = await site.VisitAsync("hr");
        await planner.Page.GotoAsync("/people?asOf=2025-12-31");
        await hr.Page.GotoAsync("/people?asOf=2025-12-31");

        await Expect(planner.Page.Locator("tbody th").First).ToHaveTextAsync("1");
        Assert.Contains(' ', await hr.Page.Locator("tbody th").First.InnerTextAsync());
    }

    [Fact]
    public async Task Picture_and_tables_can_be_taken_away()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("/targets/DB-06");

        foreach (var (link, start) in (( string, byte[])[])[("a[href$='chart.png']", [0x89, 0x50, 0x4E, 0x47]), ("a[href*='table=numbers&format=csv']", [0xEF, 0xBB, 0xBF]), ("a[href*='table=shortages&format=xlsx']", [0x50, 0x4B])])
        {
            var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.Locator(link).ClickAsync());
            var bytes = await File.ReadAllBytesAsync((await download.PathAsync())!);
            Assert.Equal(start, bytes[..start.Length]);
        }
    }

    [Fact]
    public async Task Wrong_password_is_refused_in_words_and_sign_out_closes_the_door()
    {
        await using var visit = await site.VisitAsync(account: null);
        await visit.Page.GotoAsync("/sign-in");
        await visit.Page.FillAsync("#user", "planner");
        await visit.Page.FillAsync("#password", "wrong");
        await visit.Page.ClickAsync("form.sign-in button");
        await Expect(visit.Page.Locator("#sign-in-error")).ToBeVisibleAsync();

        await visit.SignInAsync("planner", "demo");
        await visit.Page.Locator("form[action='/auth/sign-out'] button").ClickAsync();
        await visit.Page.GotoAsync("/targets/DB-06");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/sign-in", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
