using Microsoft.Playwright;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>What each role works with day by day, in the light and in the dark, in English, on a telephone and at twice the size of text.</summary>
[Collection(Site.Collection)]
public sealed class EveryAddressTests(Site site)
{
    // {person} is the first of the officer's list.
    private static readonly (string Account, string[] Paths)[] Work =
    [
        ("hr",
        [
            "/home", "/home/lists", "/people?list=retiring", "/people?q=nguyen", "/people/new", "/people/{person}", "/people/{person}/2c", "/people/{person}/death", "/people/{person}/remove", "/people/removed", "/people/{person}/records/posting",
            "/people/{person}/records/certificate", "/import", "/duplicates", "/agencies", "/duties", "/requests", "/sync",
        ]),
        ("planner", ["/", "/targets/DB-06", "/targets/DB-06/breakdown", "/shortages/allocation", "/shortages/remedies?target=DB-06", "/pivot", "/scenarios", "/indicator", "/forecasts", "/reports", "/units", "/supply?unit=P11"]),
        ("leader", ["/overview", "/", "/targets/DB-08", "/forecasts", "/scenarios", "/pivot"]),
        ("admin", ["/accounts", "/agencies/load", "/units", "/personal-data", "/sync"]),
        ("auditor", ["/audit"]),
    ];

    public static TheoryData<string> Accounts => new(Work.Select(each => each.Account));

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task Pages_have_no_accessibility_fault_in_the_light_and_in_the_dark_and_none_is_wider_than_its_window(string account)
    {
        await using var visit = await site.VisitAsync(account);
        var page = visit.Page;
        var faults = new List<string>();
        foreach (var path in await PathsAsync(page, account))
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
            await page.SetViewportSizeAsync(1280, 900);
            var answer = await page.GotoAsync(path);
            if (answer!.Status is not (200 or 404))
                faults.Add($"{path}: {answer.Status}");
            await DrawnAsync(page);
            await TellAsync($"{path} light");
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await TellAsync($"{path} dark");
            await page.EvaluateAsync("() => document.documentElement.style.fontSize = '200%'");
            await WideAsync($"{path} at 200 %");
            await page.EvaluateAsync("() => document.documentElement.style.fontSize = ''");
            await page.SetViewportSizeAsync(390, 844);
            await WideAsync($"{path} on a telephone");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));

        async Task TellAsync(string where)
        {
            if (await visit.AccessibilityFaultsAsync() is { Length: > 0 } found)
                faults.Add($"{where}: {found}");
        }

        async Task WideAsync(string where)
        {
            // A chart follows its window a moment later.
            var over = 0;
            for (var tries = 0; tries < 50; tries++)
            {
                over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (over <= 0)
                    return;
                await Task.Delay(100);
            }

            faults.Add($"{where}: {over} pixels too wide");
        }
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task Pages_in_English_have_no_accessibility_fault(string account)
    {
        await using var visit = await site.VisitAsync(account);
        var page = visit.Page;
        await page.GotoAsync("/");
        var paths = await PathsAsync(page, account);
        await page.GotoAsync(paths[0]);
        await page.ClickAsync("nav.languages a");
        var faults = new List<string>();
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await DrawnAsync(page);
            if (await visit.AccessibilityFaultsAsync() is { Length: > 0 } found)
                faults.Add($"{path}: {found}");
        }

        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    // Charts in a part that is folded are drawn when it is unfolded; some are in the page as it comes.
    private static async Task DrawnAsync(IPage page) =>
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('figure[data-chart-name]:not([data-chart-ready])')].every(chart => !chart.checkVisibility())");

    private static async Task<IReadOnlyList<string>> PathsAsync(IPage page, string account)
    {
        var paths = Work.Single(each => each.Account == account).Paths;
        if (!paths.Any(path => path.Contains("{person}", StringComparison.Ordinal)))
            return paths;

        await page.GotoAsync("/people");
        var person = (await page.GetAttributeAsync("tbody th a", "href"))!.Split('/', '?')[2];
        return [.. paths.Select(path => path.Replace("{person}", person, StringComparison.Ordinal))];
    }
}
