using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>The page of forecasts: what was said before and how it fared, without accessibility faults, within the window, and by keyboard alone.</summary>
[Collection(Site.Collection)]
public sealed class ForecastsTests(Site site)
{
    [Theory]
    [InlineData("planner", 1280, ColorScheme.Light)]
    [InlineData("planner", 390, ColorScheme.Dark)]
    [InlineData("leader", 390, ColorScheme.Light)]
    public async Task It_has_no_accessibility_fault_and_says_what_the_baseline_of_scenarios_is(string account, int width, ColorScheme scheme)
    {
        await using var visit = await site.VisitAsync(account, width);
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await visit.Page.GotoAsync("/forecasts");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("Đường nền của kịch bản do mô hình vẽ lại");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("lần dự báo đã đăng");

        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        Assert.Equal(0, over);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Its_tables_and_links_are_reached_by_keyboard_alone()
    {
        await using var visit = await site.VisitAsync("planner", 1280);
        await visit.Page.GotoAsync("/forecasts");
        var reached = new HashSet<string>(StringComparer.Ordinal);
        for (var presses = 0; presses < 60; presses++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            reached.Add(await visit.Page.EvaluateAsync<string>(
                """
                () => {
                  const at = document.activeElement, box = at.getBoundingClientRect();
                  if (box.width === 0) throw new Error(`${at.outerHTML.slice(0, 120)} has the focus and is not shown`);
                  return at.matches('.table-box') ? 'table' : at.matches('.downloads a') ? 'file' : at.matches('td a, th a') ? 'row' : at.localName;
                }
                """));
        }

        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "table", "file", "row" }, reached);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Flows_are_told_apart_by_degree_level_from_the_keyboard()
    {
        await using var visit = await site.VisitAsync("planner", 390);
        await visit.Page.GotoAsync("/supply?unit=P11&sector=HEALTH&profession=doctor");
        await visit.Page.FocusAsync("select[name=degree]");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.ArriveAsync("degree=each");

        Assert.True(await visit.Page.Locator("h2:has-text('đại học')").CountAsync() > 0);
        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        visit.NothingWentWrong();
    }

    // The work is of the test's making: it is shown once, and has ended when the page is looked at again.
    [Fact]
    public async Task A_page_that_shows_work_under_way_shows_what_came_of_it_by_itself()
    {
        await using var visit = await site.VisitAsync("leader", 1280);
        var asked = 0;
        await visit.Page.RouteAsync("**/overview", async route =>
        {
            var answer = await route.FetchAsync();
            var html = await answer.TextAsync();
            await route.FulfillAsync(new()
            {
                Response = answer,
                Body = Interlocked.Increment(ref asked) == 1 ? html.Replace("</main>", "<div class=\"panel\" data-watch role=\"status\"><p>10 %</p></div></main>", StringComparison.Ordinal) : html,
            });
        });
        await visit.Page.GotoAsync("/overview");
        await Expect(visit.Page.Locator("[data-watch]")).ToHaveCountAsync(1);

        await Expect(visit.Page.Locator("[data-watch]")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        Assert.True(asked >= 2);
    }
}
