using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>A planner counts people by three dimensions, sees them as a heatmap and goes to the people of a cell.</summary>
[Collection(Site.Collection)]
public sealed class PivotTests(Site site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Dimensions_are_chosen_drawn_and_followed_to_people(int width)
    {
        await using var visit = await site.VisitAsync("planner", width);
        var page = visit.Page;
        await page.GotoAsync("/pivot");
        await visit.ChartsAsync();
        var found = await visit.AccessibilityFaultsAsync() + await OverAsync(visit);
        await page.SelectOptionAsync("select[name=columns]", "degree_level");
        await page.ArriveAsync("columns=degree_level");
        await page.SelectOptionAsync("select[name=within]", "sex");
        await page.ArriveAsync("within=sex");
        await visit.ChartsAsync();
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);

        var link = page.Locator("table.pivot tbody td a").First;
        var people = await link.InnerTextAsync();
        await link.ClickAsync();
        await Expect(page.Locator("#people-count strong")).ToHaveTextAsync(people.Trim());
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);

        Assert.Equal("", found);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task The_heatmap_is_saved_as_a_picture()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("/pivot?rows=degree_level&columns=year");
        await visit.ChartsAsync();

        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByText("Lưu PNG").ClickAsync());

        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await File.ReadAllBytesAsync((await download.PathAsync())!))[..4]);
        visit.NothingWentWrong();
    }

    private static async Task<string> OverAsync(Visit visit)
    {
        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return over == 0 ? "" : $"{visit.Page.Url} is {over} pixels too wide. ";
    }
}
