namespace TalentRegistry.EndToEnd.Browser;

[Collection(Site.Collection)]
public sealed class EveryPageTests(Site site)
{
    private static readonly string[] Paths =
        ["/", "/targets/DB-06", "/targets/DB-05", "/supply?unit=P11&profession=doctor", "/people?unit=P11&profession=doctor&asOf=2025-12-31", "/nowhere"];

    public static TheoryData<string> Pages => new(Paths);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_has_no_accessibility_fault(string path)
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync(path);
        await visit.ChartsAsync();

        Assert.Equal("", await visit.AccessibilityFaultsAsync());
    }

    [Fact]
    public async Task Sign_in_has_no_accessibility_fault()
    {
        await using var visit = await site.VisitAsync(account: null);
        await visit.Page.GotoAsync("/sign-in?failed=1");

        Assert.Equal("", await visit.AccessibilityFaultsAsync());
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(1024)]
    [InlineData(390)]
    public async Task No_page_scrolls_sideways(int width)
    {
        await using var visit = await site.VisitAsync(width: width);
        foreach (var path in Paths)
        {
            await visit.Page.GotoAsync(path);
            await visit.ChartsAsync();

            var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

            Assert.True(over <= 0, $"{path} is {over} pixels wider than a window of {width}.");
        }
    }

    [Fact]
    public async Task First_tab_leads_past_the_header_and_tables_are_reached_by_keyboard()
    {
        await using var visit = await site.VisitAsync();
        await visit.Page.GotoAsync("/targets/DB-06");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));

        var unreachable = await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.table-box')].filter(box => box.tabIndex < 0).length");
        Assert.Equal(0, unreachable);
    }
}
