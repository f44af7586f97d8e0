using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The leader's one screen: the first thing after signing in, right in its numbers, and readable on a telephone, in the dark and on paper.</summary>
[Collection(Site.Collection)]
public sealed class OverviewTests(Site site)
{
    [Fact]
    public async Task From_sign_in_the_worst_shortage_stands_in_the_first_screen_without_scrolling()
    {
        await using var visit = await site.VisitAsync(account: null, width: 1280, height: 800);
        await visit.SignInAsync("leader", "demo");

        await Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Tổng quan: Tỉnh Điện Biên");
        var worst = visit.Page.Locator(".overview-worst li").First;
        await Expect(worst).ToContainTextAsync("vào năm 2030, xác suất");
        await Expect(worst).ToContainTextAsync("cần tuyển thêm");
        var box = await worst.BoundingBoxAsync();
        Assert.InRange(box!.Y + box.Height, 1, 800);
        foreach (var part in new[] { ".overview-counts", ".overview-tiles ul", ".overview-worst ol" })
            Assert.InRange((await visit.Page.Locator(part).BoundingBoxAsync())!.Y, 0, 700);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task The_five_worst_are_those_of_the_API_and_retirements_add_up_to_its_flows()
    {
        await using var visit = await site.VisitAsync("leader", width: 1280, height: 800);
        await visit.Page.GotoAsync("/overview?plan=DB");
        var asked = await visit.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const ask = query => fetch('/graphql', {
                method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ query }) }).then(answer => answer.json()).then(answer => answer.data);
              const rows = 'nodes { targetCode unit { shortName } profession { code nameVi } expectedGap severity extraRecruits }';
              const { plan, staff } = await ask(`{ plan: shortages(by: [SECTOR, DISTRICT, PROFESSION], year: 2030, basis: PLAN_TARGET, first: 1000) { ${rows} } staff: shortages(by: [SECTOR, DISTRICT, PROFESSION], year: 2030, first: 1000) { ${rows} } }`);
              const byPlan = new Set(plan.nodes.map(row => row.unit.shortName + row.profession.code));
              const rank = row => ['NONE', 'WATCH', 'SHORTAGE', 'SEVERE'].indexOf(row.severity);
              return [...plan.nodes, ...staff.nodes.filter(row => !byPlan.has(row.unit.shortName + row.profession.code))].filter(row => rank(row) > 1)
                .sort((a, b) => rank(b) - rank(a) || b.expectedGap - a.expectedGap).slice(0, 5)
                .map(row => `${row.unit.shortName} thiếu ${Math.round(row.expectedGap)} ${row.profession.nameVi.toLowerCase()} vào năm 2030${row.extraRecruits ? `|cần tuyển thêm ${row.extraRecruits} người mỗi năm` : ''}`);
            }
            """);
        var retiring = await visit.Page.EvaluateAsync<double>(
            """
            async () => {
              const answer = await fetch('/graphql', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({
                query: '{ supply(where: { year: { eq: 2030 }, unit: { id: { eq: "AdministrativeUnit:P11" } }, profession: { isNull: true } }, first: 1000) { nodes { retirements } } }' }) }).then(answer => answer.json());
              if (!answer.data) throw new Error(JSON.stringify(answer.errors));
              return answer.data.supply.nodes.reduce((sum, row) => sum + row.retirements, 0);
            }
            """);
        var told = await visit.Page.Locator(".overview-worst li > b").AllInnerTextsAsync();
        var file = await visit.Page.APIRequest.GetAsync("/overview?plan=DB&table=retirements&format=csv");
        var row = (await file.TextAsync()).Split('\n').Single(line => line.StartsWith("2030,", StringComparison.Ordinal)).Split(',');

        Assert.Equal(5, asked.Length);
        Assert.All(asked.Zip(told), pair => Assert.All(pair.First.Split('|'), part => Assert.Contains(part, pair.Second, StringComparison.Ordinal)));
        Assert.Equal(retiring, double.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture), 6);
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task It_has_no_accessibility_fault_and_no_page_scrolls_sideways_light_and_dark(int width, ColorScheme scheme)
    {
        await using var visit = await site.VisitAsync("leader", width, 800);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        var found = "";
        foreach (var path in new[] { "/overview", "/overview?unit=D096", "/targets", "/targets/DB-06", "/people", "/forecasts", "/duties", "/scenarios", "/agencies", "/account" })
        {
            await visit.Page.GotoAsync(path);
            // The diagram of /forecasts is drawn by the server and never waited for.
            if (!path.StartsWith("/forecasts", StringComparison.Ordinal))
                await visit.ChartsAsync();
            if (await visit.AccessibilityFaultsAsync() is { Length: > 0 } faults)
                found += $"{path}: {faults}\n";
            var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (path.StartsWith("/overview", StringComparison.Ordinal) && over > 0)
                found += $"{path} is {over} pixels too wide\n";
        }

        Assert.True(found.Length == 0, found);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Text_of_double_size_stays_within_the_window_and_tiles_are_reached_by_keyboard()
    {
        await using var visit = await site.VisitAsync("leader", 1280, 800);
        await visit.Page.GotoAsync("/overview");
        await visit.Page.FocusAsync(".overview-tiles li a");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.ArriveAsync("unit=");
        await visit.Page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");

        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Equal(0, over);
    }

    [Fact]
    public async Task It_prints_on_one_or_two_sides_of_A4_without_controls()
    {
        await using var visit = await site.VisitAsync("leader", 1040, 800);
        await visit.Page.GotoAsync("/overview");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        var shown = await visit.Page.EvaluateAsync<string>(
            "() => [...document.querySelectorAll('.masthead nav, button, select, .downloads')].filter(e => e.getClientRects().length > 0).map(e => e.outerHTML.slice(0, 80)).join('\\n')");
        var paper = Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true }));

        Assert.Equal("", shown);
        Assert.InRange(paper.Split("/MediaBox").Length - 1, 1, 2);
    }

    [Fact]
    public async Task The_whole_first_page_is_below_300_kilobytes()
    {
        await using var visit = await site.VisitAsync("leader", 1280, 800);
        long bytes = 0;
        visit.Page.Response += async (_, answer) => Interlocked.Add(ref bytes, (await answer.Request.SizesAsync()).ResponseBodySize);
        await visit.Page.GotoAsync("/overview", new() { WaitUntil = WaitUntilState.NetworkIdle });

        Assert.InRange(Interlocked.Read(ref bytes), 1, 300 * 1024);
    }
}
