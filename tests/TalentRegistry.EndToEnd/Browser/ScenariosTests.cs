namespace TalentRegistry.EndToEnd.Browser;

/// <summary>A planner writes a scenario, compares it and shares it; nothing is wider than the window.</summary>
[Collection(Site.Collection)]
public sealed class ScenariosTests(Site site)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_planner_writes_a_scenario_and_holds_it_against_the_forecast(int width)
    {
        await using var visit = await site.VisitAsync("planner", width);
        await visit.Page.GotoAsync("/scenarios");
        var found = await visit.AccessibilityFaultsAsync() + await OverAsync(visit);
        await visit.Page.ClickAsync("a[href='/scenarios/new']");
        await visit.Page.FillAsync("#name", $"Mười bác sĩ {width}");
        await visit.Page.SelectOptionAsync("select[name=kind] >> nth=0", "extra_recruits");
        await visit.Page.FillAsync("input[name=amount] >> nth=0", "10");
        await visit.Page.SelectOptionAsync("select[name=unit] >> nth=0", "P11");
        await visit.Page.SelectOptionAsync("select[name=profession] >> nth=0", "doctor");
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);
        await visit.Page.ClickAsync("form[action='/scenarios'] button.primary");
        await visit.Page.WaitForSelectorAsync("#levers");
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);
        await visit.Page.ClickAsync("a[href^='/scenarios/compare']");
        await visit.Page.WaitForSelectorAsync("#supply", new() { Timeout = 60_000 });
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);

        Assert.Equal("", found);
        Assert.Contains("DB-06", await visit.Page.InnerTextAsync("section:has(#targets)"), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_planner_keeps_the_sliders_of_a_target_changes_the_scenario_and_takes_it_back(int width)
    {
        await using var visit = await site.VisitAsync("planner", width);
        await visit.Page.GotoAsync("/targets/DB-06/levers?recruits=12&later=1");
        await visit.Page.ClickAsync("a[href^='/scenarios/new?target=DB-06']", new() { Timeout = 60_000 });
        await visit.Page.FillAsync("#name", $"Từ thanh trượt {width}");
        await visit.Page.ClickAsync("form[action='/scenarios'] button.primary");
        await visit.Page.WaitForSelectorAsync("a[href='/targets/DB-06/levers?recruits=12&retention=0&later=1&training=0']");
        await visit.Page.FillAsync("input[name=amount] >> nth=0", "20");
        await visit.Page.ClickAsync("section:has(#form) button.primary");
        await visit.Page.ClickAsync("a[href$='/versions']");
        await visit.Page.ClickAsync("a[href$='?with=1']");
        var compared = await visit.Page.InnerTextAsync("section:has(#compared)");
        var found = await visit.AccessibilityFaultsAsync() + await OverAsync(visit);
        await visit.Page.FocusAsync("form[action$='/versions/1'] button");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("th:has-text('3 (hiện nay)')");
        found += await visit.AccessibilityFaultsAsync() + await OverAsync(visit);

        Assert.Equal("", found);
        Assert.Contains("Tuyển thêm 20 người mỗi năm", compared, StringComparison.Ordinal);
        Assert.Contains("(trước: 12)", compared, StringComparison.Ordinal);
        Assert.Contains("Tuyển thêm 12 người mỗi năm", await visit.Page.InnerTextAsync("tbody tr >> nth=0"), StringComparison.Ordinal);
        visit.NothingWentWrong();
    }

    private static async Task<string> OverAsync(Visit visit)
    {
        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return over == 0 ? "" : $"{visit.Page.Url} is {over} pixels too wide. ";
    }
}
