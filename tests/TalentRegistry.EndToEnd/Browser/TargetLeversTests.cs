using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>A planner moves the sliders of a target's page: the answer stands there within a second once the baseline is drawn, and the chart has it too.</summary>
[Collection(Site.Collection)]
public sealed class TargetLeversTests(Site site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Sliders_are_answered_at_once_and_by_keyboard(int width)
    {
        await using var visit = await site.VisitAsync("planner", width);
        var page = visit.Page;
        await page.GotoAsync("/targets/DB-06");
        await visit.ChartsAsync();
        await page.WaitForSelectorAsync("[data-outcome] dl");
        await page.WaitForSelectorAsync("#groups");

        await page.FocusAsync("#lever-recruits");
        for (var step = 0; step < 3; step++)
            await page.Keyboard.PressAsync("ArrowRight");

        var asked = await page.InputValueAsync("#lever-recruits");
        await Expect(page.Locator("output[for=lever-recruits]")).ToHaveTextAsync(asked);
        await Expect(page.Locator("[data-outcome] > p > strong")).ToContainTextAsync($"tuyển thêm {asked} người mỗi năm");
        await Expect(page.Locator("[data-outcome]")).Not.ToHaveAttributeAsync("data-sketch", "true");
        await Expect(page.Locator("figure.chart svg").First).ToContainTextAsync("Với các biện pháp");
        await page.ClickAsync("[data-outcome] summary");
        await Expect(page.Locator("#levers-account")).ToBeVisibleAsync();
        Assert.Equal("", await visit.AccessibilityFaultsAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));

        await page.ClickAsync("form[data-levers] button[type=reset]");
        await Expect(page.Locator("[data-outcome] > p > strong")).ToContainTextAsync("Không thay đổi gì");
        await Expect(page.Locator("figure.chart svg").First).Not.ToContainTextAsync("Với các biện pháp");
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task Without_a_script_the_levers_have_a_page_of_their_own()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("/targets/DB-06/levers?recruits=10&later=2");

        await Expect(visit.Page.Locator("[data-outcome] > p > strong")).ToContainTextAsync("tuyển thêm 10 người mỗi năm; nghỉ hưu muộn hơn 2 năm");
        Assert.Equal("", await visit.AccessibilityFaultsAsync());
    }
}
