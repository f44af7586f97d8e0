using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

/// <summary>An officer finds two dossiers of one person, makes them one, and takes that back.</summary>
[Collection(Site.Collection)]
public sealed class DuplicatesTests(Site site)
{
    [Fact]
    public async Task A_pair_is_found_compared_merged_and_two_again_without_an_accessibility_fault()
    {
        await using var visit = await site.VisitAsync("hr", 1366);
        var page = visit.Page;
        await page.GotoAsync("/people?asOf=2025-12-31");
        // The same person once more, by another hand: without marks, and with the year alone.
        var twins = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const ask = (query, variables) => fetch('/graphql', {
                method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify({ query, variables }) }).then(answer => answer.json());
              const id = 'Person:' + document.querySelector('tbody th a').pathname.split('/').pop();
              const { data } = await ask('query($id: ID!) { person(id: $id) { keeper { id } } }', { id });
              const register = (fullName, dateOfBirth) => ask(
                'mutation($input: RegisterPersonInput!) { registerPerson(input: $input) { person { id } errors { __typename ... on Error { message } } } }',
                { input: { fullName, dateOfBirth, birthYear: 1971, sex: 'FEMALE', ethnicGroupCode: '01', keeperId: data.person.keeper.id, confirm: ['PERSON_LOOKS_REGISTERED'] } });
              return [JSON.stringify(await register('Thào Thị Trùng Điệp', '1971-04-09')), JSON.stringify(await register('Thao Thi Trung Diep', '1971-09-04'))];
            }
            """);
        await page.GotoAsync("/duplicates");
        var faults = await visit.AccessibilityFaultsAsync();
        await page.ClickAsync("form[action='/duplicates/find'] button");
        await page.ArriveAsync(@"/duplicates\?done=");
        var row = page.Locator("tbody tr", new() { HasText = "Thào Thị Trùng Điệp" });
        Assert.True(await row.CountAsync() == 1, string.Join('\n', twins));
        faults += await visit.AccessibilityFaultsAsync();
        var file = await page.EvaluateAsync<string>("() => fetch(document.querySelector('.downloads a').href).then(answer => answer.text())");
        await row.Locator("a").ClickAsync();
        await page.WaitForSelectorAsync("table.side-by-side");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("#reason", "Nhập hai lần");
        await page.CheckAsync("form[action$='/merge'] input[type=checkbox][required]");
        await page.ClickAsync("form[action$='/merge'] button.primary");
        await page.WaitForSelectorAsync("form[action$='/undo']");
        faults += await visit.AccessibilityFaultsAsync();
        await page.FillAsync("#reason", "Nhầm người");
        await page.ClickAsync("form[action$='/undo'] button");
        await page.WaitForSelectorAsync("form[action$='/reject']");
        await page.FillAsync("#why", "Hai chị em");
        await page.ClickAsync("form[action$='/reject'] button");
        await page.ArriveAsync("/duplicates$");
        await page.GotoAsync("/duplicates?state=not_duplicate");
        await page.Locator("tbody tr", new() { HasText = "Thào Thị Trùng Điệp" }).Locator("a").ClickAsync();
        await page.FillAsync("#why", "Xem lại");
        await page.ClickAsync("form[action$='/reopen'] button");

        await Expect(page.Locator("main")).ToContainTextAsync("Đã mở lại");
        Assert.Equal("", faults);
        Assert.Contains("Thao Thi Trung Diep", file, StringComparison.Ordinal);
        visit.NothingWentWrong();
    }
}
