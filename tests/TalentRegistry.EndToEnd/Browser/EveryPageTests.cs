namespace TalentRegistry.EndToEnd.Browser;

[Collection(Site.Collection)]
public sealed class EveryPageTests(Site site)
{
    private static readonly string[] Paths =
        ["/", "/?grade=no-change", "/targets/DB-06", "/targets/DB-05", "/supply?unit=P11&profession=doctor", "/people?unit=P11&profession=doctor&asOf=2025-12-31", "/agencies", "/nowhere"];

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
    public async Task The_auditors_page_has_none_and_is_filtered_by_keyboard()
    {
        await using var visit = await site.VisitAsync("auditor");
        await visit.Page.GotoAsync("/audit");
        var found = await visit.AccessibilityFaultsAsync();
        await visit.Page.FillAsync("input[name=account]", "auditor");
        await visit.Page.FocusAsync("input[name=account]");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.ArriveAsync("account=auditor");

        Assert.Equal("", found + await visit.AccessibilityFaultsAsync());
    }

    [Theory]
    [InlineData("hr", 1366)]
    [InlineData("planner", 390)]
    public async Task The_page_of_a_person_has_neither(string account, int width)
    {
        await using var visit = await site.VisitAsync(account, width);
        await visit.Page.GotoAsync("/people?asOf=2025-12-31");
        await visit.Page.ClickAsync("tbody th a");
        await visit.Page.WaitForSelectorAsync("svg.career");
        var found = await visit.AccessibilityFaultsAsync();
        var over = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await visit.Page.GotoAsync("/people/nobody");

        Assert.Equal("", found + await visit.AccessibilityFaultsAsync());
        Assert.Equal(0, over);
    }

    [Fact]
    public async Task The_tree_of_agencies_leads_to_one_and_its_people_by_keyboard_under_a_menu_of_one_line()
    {
        await using var visit = await site.VisitAsync("hr");
        await visit.Page.GotoAsync("/agencies?asOf=2025-12-31");
        var menu = await visit.Page.EvaluateAsync<int>("() => Math.round(document.querySelector('.masthead').getBoundingClientRect().height)");
        var found = await visit.AccessibilityFaultsAsync();
        await visit.Page.FocusAsync("tbody th a");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("#names");
        found += await visit.AccessibilityFaultsAsync();
        await visit.Page.FocusAsync("a[href^='/people?agency=']");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("select[name=descendants]");

        Assert.Equal("", found + await visit.AccessibilityFaultsAsync());
        Assert.InRange(menu, 1, 70);
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_day_of_a_career_is_asked_for_by_keyboard_alone()
    {
        await using var visit = await site.VisitAsync("hr");
        await visit.Page.GotoAsync("/people?asOf=2025-12-31");
        await visit.Page.FocusAsync("tbody th a");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync("svg.career");
        await visit.Page.FillAsync("input[name=asOf]", "2015-06-30");
        await visit.Page.FocusAsync("input[name=asOf]");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.ArriveAsync(@"\?asOf=2015-06-30$");

        Assert.Equal("Vào ngày 30/06/2015", await visit.Page.InnerTextAsync("#on-day"));
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_past_state_is_restored_in_the_browser_with_a_reason()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        await visit.Page.GotoAsync("/people?asOf=2025-12-31");
        await visit.Page.ClickAsync("tbody th a");
        await visit.Page.WaitForSelectorAsync("svg.career");
        await visit.Page.EvaluateAsync(
            """
            async () => {
              const ask = (query, variables) => fetch('/graphql', {
                method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ query, variables }) }).then(answer => answer.json());
              const id = 'Person:' + location.pathname.split('/').pop();
              const { data } = await ask('query($id: ID!) { person(id: $id) { version } }', { id });
              await ask('mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { errors { __typename } } }', { input: { id, version: data.person.version, staffCode: 'NHAM-1' } });
            }
            """);
        await visit.Page.ReloadAsync();
        await visit.Page.ClickAsync("td.deed a");
        await visit.Page.WaitForSelectorAsync("#reason");
        var found = await visit.AccessibilityFaultsAsync();
        await visit.Page.FillAsync("#reason", "Nhập nhầm số hiệu");
        await visit.Page.ClickAsync("form.panel button.primary");
        await visit.Page.WaitForSelectorAsync("#history");

        Assert.Equal("", found);
        Assert.Contains("Nhập nhầm số hiệu", await visit.Page.InnerTextAsync("tr:has(td.deed)"), StringComparison.Ordinal);
        visit.NothingWentWrong();
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
