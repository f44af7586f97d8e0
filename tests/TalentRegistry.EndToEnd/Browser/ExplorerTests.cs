using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Server.Explorer;
using static Microsoft.Playwright.Assertions;

namespace TalentRegistry.EndToEnd.Browser;

[Collection(Site.Collection)]
public sealed class ExplorerTests(Site site)
{
    public static TheoryData<int> Queries => new(Enumerable.Range(0, ExampleQueries.All.Count));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Every_ready_query_is_answered_without_errors(int number)
    {
        using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        using var signIn = await client.PostAsJsonAsync("/auth/token", new { user = "planner", password = "demo" });
        using var token = JsonDocument.Parse(await signIn.Content.ReadAsStringAsync());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("accessToken").GetString());

        using var response = await client.PostAsJsonAsync("/graphql", new { query = ExampleQueries.All[number].Query });
        var text = await response.Content.ReadAsStringAsync();
        using var answer = JsonDocument.Parse(text);

        Assert.False(answer.RootElement.TryGetProperty("errors", out _), text);
        Assert.NotEqual(JsonValueKind.Null, answer.RootElement.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Explorer_opens_with_the_ready_queries_and_runs_one()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/graphql");

        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Tab)).ToHaveCountAsync(ExampleQueries.All.Count);
        await page.Locator("button.graphiql-execute-button").ClickAsync();

        await Expect(page.Locator(".result-window")).ToContainTextAsync("\"data\"");
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_query_is_saved_shared_and_opened_again_with_every_control_named()
    {
        await using var visit = await site.VisitAsync();
        var page = visit.Page;
        await page.GotoAsync("/graphql");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Truy vấn đã lưu" }).ClickAsync();

        await page.GetByLabel("Tên của truy vấn mới").FillAsync("Bác sĩ của tỉnh");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Lưu thành truy vấn mới" }).ClickAsync();
        await Expect(page.Locator(".saved-documents [role=status]")).ToContainTextAsync("Bác sĩ của tỉnh");
        await page.GetByLabel("Chia sẻ Bác sĩ của tỉnh với").SelectOptionAsync("EVERYONE");
        await Expect(page.GetByLabel("Chia sẻ Bác sĩ của tỉnh với")).ToHaveValueAsync("EVERYONE");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Mở Bác sĩ của tỉnh" }).ClickAsync();

        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Tab)).ToHaveCountAsync(ExampleQueries.All.Count + 1);
        await Expect(page.Locator(".graphiql-query-editor")).ToContainTextAsync("postings");
        Assert.Equal("", await page.EvaluateAsync<string>("() => [...document.querySelectorAll('.saved-documents :is(input, select, button)')].filter(c => !c.labels?.length && !c.ariaLabel && !c.textContent).map(c => c.outerHTML).join()"));
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_link_opens_a_shared_query_with_its_variables_for_a_colleague_and_says_so_where_it_may_not()
    {
        string? link;
        await using (var owner = await site.VisitAsync())
        {
            await owner.Page.GotoAsync("/graphql");
            await owner.Page.EvaluateAsync("() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue('query($n: Int) { people(first: $n) { totalCount } }')");
            await owner.Page.EvaluateAsync("() => document.querySelectorAll('.graphiql-editor-tool .CodeMirror')[0].CodeMirror.setValue('{\"n\": 7}')");
            await owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Truy vấn đã lưu" }).ClickAsync();
            await owner.Page.GetByLabel("Tên của truy vấn mới").FillAsync("Gửi đồng nghiệp");
            await owner.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Lưu thành truy vấn mới" }).ClickAsync();
            await owner.Page.GetByLabel("Chia sẻ Gửi đồng nghiệp với").SelectOptionAsync("LEADER");
            await Expect(owner.Page.GetByLabel("Chia sẻ Gửi đồng nghiệp với")).ToHaveValueAsync("LEADER");
            link = await owner.Page.GetByLabel("Liên kết tới Gửi đồng nghiệp").GetAttributeAsync("href");
            owner.NothingWentWrong();
        }

        await using var leader = await site.VisitAsync("leader");
        await leader.Page.GotoAsync(link!);
        await Expect(leader.Page.Locator(".graphiql-query-editor")).ToContainTextAsync("query($n: Int)");
        await Expect(leader.Page.Locator(".graphiql-editor-tool").First).ToContainTextAsync("\"n\": 7");
        await leader.Page.Locator("button.graphiql-execute-button").ClickAsync();
        await Expect(leader.Page.Locator(".result-window")).ToContainTextAsync("totalCount");
        leader.NothingWentWrong();

        await using var officer = await site.VisitAsync("hr");
        await officer.Page.GotoAsync(link!);
        await Expect(officer.Page.Locator(".saved-documents [role=alert]")).ToContainTextAsync("không được chia sẻ với bạn");
        await Expect(officer.Page.Locator(".graphiql-query-editor")).Not.ToContainTextAsync("query($n: Int)");
        officer.NothingWentWrong();
    }

    [Theory]
    [InlineData("CSV", "csv")]
    [InlineData("Excel (XLSX)", "xlsx")]
    public async Task The_list_of_the_query_in_the_editor_is_taken_away_with_its_variables(string button, string ending)
    {
        await using var visit = await site.VisitAsync("hr");
        var page = visit.Page;
        await page.GotoAsync("/graphql");
        await page.EvaluateAsync("() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue('query($n: Int) { people(first: $n) { nodes { fullName birthYear } } }')");
        await page.EvaluateAsync("() => document.querySelectorAll('.graphiql-editor-tool .CodeMirror')[0].CodeMirror.setValue('{\"n\": 1}')");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Tải kết quả" }).ClickAsync();

        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

        Assert.Equal($"people.{ending}", file.SuggestedFilename);
        await Expect(page.Locator(".saved-documents [role=status]")).ToContainTextAsync($"people.{ending}");
        if (ending == "csv")
            Assert.True((await File.ReadAllLinesAsync(await file.PathAsync())).Length > 100, "the whole list, not the page of one that was asked for");
        visit.NothingWentWrong();
    }

    [Fact]
    public async Task A_subscription_runs_in_the_explorer_until_it_is_stopped()
    {
        await using var visit = await site.VisitAsync("admin");
        var page = visit.Page;
        await page.GotoAsync("/graphql");
        await page.EvaluateAsync("() => document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror.setValue('subscription { forecastProgress { state stageVi done } }')");
        // Work that begins before the stream is open would be missed.
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("button.graphiql-execute-button").ClickAsync(),
            answer => answer.Headers.GetValueOrDefault("content-type", "").StartsWith("text/event-stream", StringComparison.Ordinal));

        await page.EvaluateAsync(
            """
            () => fetch('/graphql', {
              method: 'POST', headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ query: 'mutation { recomputeForecast(input: { evenIfCurrent: true }) { work { id } } }' }),
            })
            """);

        await Expect(page.Locator(".result-window")).ToContainTextAsync("forecastProgress");
        await page.Locator("button.graphiql-execute-button").ClickAsync();
        visit.NothingWentWrong();
    }
}
