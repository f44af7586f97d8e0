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
}
