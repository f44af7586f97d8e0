using System.Text.Json;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>A leader reads names through the API and the page while granted, and nothing else that officers read.</summary>
[Collection(GuardedRegistryCollection.Name)]
public sealed class NamesGrantedTests(GuardedRegistry guarded)
{
    private const string Ask = "{ people(first: 5, order: [{ fullName: ASC }]) { nodes { fullName dateOfBirth } } }";

    [Fact]
    public async Task An_administrator_grants_names_and_withdraws_them()
    {
        var registry = guarded.Registry;
        var granted = await registry.DataAsync("admin", """mutation { grantNames(input: { account: "leader", why: "Rà soát quy hoạch" }) { account errors { __typename } } }""");
        Assert.Equal("leader", granted.GetProperty("grantNames").GetProperty("account").GetString());
        // The server believes what it was told of the grant for three seconds.
        JsonElement answer;
        while (!(answer = await registry.AskAsync("leader", Ask)).ToString().Contains($"{GuardedRegistry.Mark}n", StringComparison.Ordinal))
            await Task.Delay(200);
        var nodes = answer.GetProperty("data").GetProperty("people").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(5, nodes.Count);
        Assert.All(nodes, node => Assert.Matches($"^{GuardedRegistry.Mark}n[hp] ", node.GetProperty("fullName").GetString()));
        Assert.All(nodes, node => Assert.Equal(JsonValueKind.Null, node.GetProperty("dateOfBirth").ValueKind));
        using (var client = registry.As("leader"))
            Assert.Matches($"{GuardedRegistry.Mark}n[hp] ", await client.GetStringAsync(new Uri("/people?unit=P11&asOf=2024-12-31", UriKind.Relative)));

        await registry.DataAsync("admin", """mutation { withdrawNames(input: { account: "leader" }) { account errors { __typename } } }""");
        // Believed for three seconds; until then the role that reads names sees nobody.
        Assert.DoesNotContain($"{GuardedRegistry.Mark}n", (await registry.AskAsync("leader", Ask)).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("hr")]
    [InlineData("leader")]
    [InlineData("auditor")]
    public async Task Nobody_else_grants_names(string account)
    {
        var answer = await guarded.Registry.AskAsync(account, """mutation { grantNames(input: { account: "leader", why: "x" }) { account } }""");

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("planner", "NOT_A_LEADER")]
    [InlineData("nobody-there", "ACCOUNT_UNKNOWN")]
    public async Task A_grant_that_makes_no_sense_is_refused_by_its_reason(string account, string reason)
    {
        var data = await guarded.Registry.DataAsync("admin", "mutation($account: String!) { grantNames(input: { account: $account, why: \"x\" }) { account errors { __typename ... on NameGrantRefusedError { reason message } } } }", new { account });

        Assert.Equal(reason, data.GetProperty("grantNames").GetProperty("errors")[0].GetProperty("reason").GetString());
    }
}
