using System.Text.Json;
using TalentRegistry.Data.Access;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Audit;

/// <summary>The logs through the API: for the auditor alone, the rows of the auditor's page.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class AuditEventsTests(RunningRegistry registry)
{
    private const string Fields = "nodes { id at kind outcome account role door address subject people details }";

    [Theory]
    [InlineData("hr")]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    public async Task Nobody_else_is_answered(string account)
    {
        var answer = await registry.AskAsync(account, $"{{ auditEvents {{ {Fields} totalCount }} }}");

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("auditEvents").ValueKind);
        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task They_are_the_rows_of_the_page_in_its_order()
    {
        var door = await WriteAsync(AuditKind.Refusal, 70);
        using var client = registry.As("auditor");
        var lines = (await client.GetStringAsync(new Uri($"/audit?door={Uri.EscapeDataString(door)}&format=csv&lang=en", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.Contains(door, StringComparison.Ordinal)).ToList();

        var nodes = (await AskAsync(new { door }, 500)).GetProperty("nodes").EnumerateArray().ToList();

        Assert.Equal(70, nodes.Count);
        Assert.Equal(lines.Select(line => line[..19]), nodes.Select(node => node.GetProperty("at").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(lines.Zip(nodes), pair => Assert.Contains(pair.Second.GetProperty("subject").GetString()!, pair.First, StringComparison.Ordinal));
        Assert.All(nodes, node => Assert.Equal(("refusal", "REFUSED", "hr"), (node.GetProperty("kind").GetString(), node.GetProperty("outcome").GetString(), node.GetProperty("account").GetString())));
    }

    [Fact]
    public async Task Pages_by_cursor_have_every_event_once_though_others_come_meanwhile()
    {
        var door = await WriteAsync(AuditKind.Throttled, 25);
        var (seen, after) = (new List<string>(), (string?)null);
        for (var more = true; more;)
        {
            var page = await AskAsync(new { door }, 10, after);
            seen.AddRange(page.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("node").GetProperty("subject").GetString()!));
            Assert.Equal(after is not null, page.GetProperty("pageInfo").GetProperty("hasPreviousPage").GetBoolean());
            (more, after) = (page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(), page.GetProperty("pageInfo").GetProperty("endCursor").GetString());
            await WriteAsync(AuditKind.Throttled, 1, door, "late");
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"n{i}"), seen);
        Assert.Equal(28, (await AskAsync(new { door }, 1)).GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task They_are_filtered_by_kind_account_time_and_outcome()
    {
        var door = await WriteAsync(AuditKind.Lockout, 3);
        await WriteAsync(AuditKind.SignIn, 2, door);
        var (past, coming) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.Equal(5, await CountAsync(new { door }));
        Assert.Equal(3, await CountAsync(new { door, kind = "lockout" }));
        Assert.Equal(3, await CountAsync(new { door, outcome = "REFUSED" }));
        Assert.Equal(2, await CountAsync(new { door, outcome = "DONE" }));
        Assert.Equal(0, await CountAsync(new { door, outcome = "BROKEN" }));
        Assert.Equal(0, await CountAsync(new { door, outcome = "DONE", kind = "lockout" }));
        Assert.Equal(5, await CountAsync(new { door, account = "hr" }));
        Assert.Equal(0, await CountAsync(new { door, account = "planner" }));
        Assert.Equal(5, await CountAsync(new { door, from = past, until = coming }));
        Assert.Equal(0, await CountAsync(new { door, until = past }));
        Assert.Equal(0, await CountAsync(new { door, from = coming }));
    }

    [Theory]
    [InlineData("""{ auditEvents(where: { kind: "nothing" }) { totalCount } }""")]
    [InlineData("""{ auditEvents(where: { account: "nobody.here" }) { totalCount } }""")]
    [InlineData("""{ auditEvents(after: "1-2") { totalCount } }""")]
    [InlineData("{ auditEvents(first: -1) { totalCount } }")]
    public async Task What_means_nothing_is_told_and_not_passed_over(string query)
    {
        var answer = await registry.AskAsync("auditor", query);

        Assert.Equal("BAD_USER_INPUT", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<int> CountAsync(object where) => (await AskAsync(where, 1)).GetProperty("totalCount").GetInt32();

    private async Task<JsonElement> AskAsync(object where, int first, string? after = null) => (await registry.DataAsync(
        "auditor",
        $"query($where: AuditEventsWhereInput, $first: Int!, $after: String) {{ auditEvents(where: $where, first: $first, after: $after) {{ {Fields} edges {{ cursor node {{ subject }} }} pageInfo {{ hasNextPage hasPreviousPage endCursor }} totalCount }} }}",
        new { where, first, after })).GetProperty("auditEvents");

    private async Task<string> WriteAsync(AuditKind kind, int count, string? door = null, string? subject = null)
    {
        door ??= $"door {Guid.NewGuid()}";
        var hr = (Guid)(await registry.SqlAsync("SELECT id FROM access.account WHERE name = 'hr'"))[0][0]!;
        for (var i = 0; i < count; i++)
            await new AuditLog(registry.Database).WriteAsync(new AuditEvent(kind, hr, door, "127.0.0.1", subject ?? $"n{i}"), CancellationToken.None);
        return door;
    }
}
