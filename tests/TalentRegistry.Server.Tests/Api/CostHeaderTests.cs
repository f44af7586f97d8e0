using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>What the request header <c>GraphQL-Cost</c> does (docs/decisions/0008).</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class CostHeaderTests(RunningRegistry registry)
{
    private const string Names = "{ people(first: 10) { nodes { id fullName } } }";

    [Fact]
    public async Task Validate_tells_the_cost_and_reads_nobody()
    {
        var before = await ReadsAsync();

        var (status, answer) = await AskAsync("hr", Names, "validate");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.False(answer.TryGetProperty("errors", out _));
        var cost = answer.GetProperty("extensions").GetProperty("cost");
        Assert.InRange(cost.GetProperty("cost").GetDouble(), 20, 200);
        Assert.Equal(200_000, cost.GetProperty("budget").GetDouble());
        Assert.Equal(before, await ReadsAsync());
    }

    [Fact]
    public async Task Report_adds_to_the_answer_the_cost_that_validate_tells()
    {
        var before = await ReadsAsync();
        var (_, told) = await AskAsync("hr", Names, "validate");

        var (status, answer) = await AskAsync("hr", Names, "report");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(10, answer.GetProperty("data").GetProperty("people").GetProperty("nodes").GetArrayLength());
        Assert.Equal(told.GetProperty("extensions").ToString(), answer.GetProperty("extensions").ToString());
        Assert.Equal(before + 1, await ReadsAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Otherwise_nothing_is_told(string? header) => Assert.False((await AskAsync("hr", Names, header)).Answer.TryGetProperty("extensions", out _));

    [Fact]
    public async Task Validate_refuses_as_running_would_and_changes_nothing()
    {
        var dear = $"{{ {string.Join(' ', Enumerable.Range(0, 150).Select(i => $"a{i}: people(first: 500) {{ nodes {{ id birthYear postings {{ id positionTitle validFrom }} }} }}"))} }}";
        var (_, validated) = await AskAsync("hr", dear, "validate");
        var (_, run) = await AskAsync("hr", dear, null);

        Assert.Equal("GRAPHQL_LIMIT_EXCEEDED", validated.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(run.GetProperty("errors").ToString(), validated.GetProperty("errors").ToString());
        var (_, mutation) = await AskAsync("planner", "mutation { saveDocument(input: { name: \"Chưa lưu\", document: \"{ plans { code } }\" }) { savedDocument { id } } }", "validate");
        Assert.True(mutation.GetProperty("extensions").TryGetProperty("cost", out _));
        Assert.Empty((await registry.DataAsync("planner", "{ savedDocuments(nameContains: \"Chưa lưu\") { id } }")).GetProperty("savedDocuments").EnumerateArray());
    }

    private async Task<long> ReadsAsync() => (long)(await registry.SqlAsync("SELECT count(*) FROM access.read_log WHERE role = 'hr'"))[0][0]!;

    private async Task<(HttpStatusCode Status, JsonElement Answer)> AskAsync(string account, string query, string? header)
    {
        using var client = registry.As(account);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        if (header is not null)
            request.Headers.Add("GraphQL-Cost", header);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
