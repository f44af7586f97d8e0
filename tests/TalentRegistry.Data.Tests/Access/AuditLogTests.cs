using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>What happens is written once, as what it was, by a login that can do nothing else with it; only the auditor reads it.</summary>
public sealed class AuditLogTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private readonly AuditLog log = new(registry.Database);

    [Fact]
    public async Task Concurrent_events_are_each_written_exactly_once_with_the_role_of_the_account()
    {
        var kinds = Enum.GetValues<AuditKind>();
        var events = Enumerable.Range(0, 300).Select(i => new AuditEvent(
            kinds[i % kinds.Length], i % 3 == 0 ? null : PopulatedDatabase.AccountOf(Role.Planner), $"door {i}", i % 2 == 0 ? "2001:db8::1" : null,
            i % 5 == 0 ? null : $"{i} “'{{}}”", new Dictionary<string, string> { ["rows"] = $"{i}" })).ToList();

        await Task.WhenAll(events.Select(e => log.WriteAsync(e, CancellationToken.None)));

        var expected = events.Select(e => $"{SnakeCase.Of(e.Kind)}|{e.AccountId}|{(e.AccountId is null ? "" : "planner")}|{e.Door}|{e.Address}|{e.Subject}|{e.Details!["rows"]}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await RowsAsync("SELECT concat_ws('|', kind, coalesce(account_id::text, ''), coalesce(role, ''), door, coalesce(address, ''), coalesce(subject, ''), details ->> 'rows') FROM access.audit_event WHERE door LIKE 'door %'"))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("zero \0 character")]
    [InlineData("half of a pair \ud83d")]
    [InlineData("pair cut 😀😀😀")]
    [InlineData("\u0001\u001f\"\\ <script> ', '{}'::jsonb); DROP TABLE access.audit_event")]
    public async Task Whatever_a_text_is_the_event_is_written(string text)
    {
        var subject = Guid.NewGuid().ToString();
        var much = string.Concat(Enumerable.Repeat(text + "ữ\u0001", 300));

        await log.WriteAsync(
            new AuditEvent(AuditKind.Refusal, null, text, much, subject, Enumerable.Range(0, 100).ToDictionary(i => $"{i}{much}", _ => much)), CancellationToken.None);

        Assert.Single(await RowsAsync($"SELECT door FROM access.audit_event WHERE subject = '{subject}'"));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM access.audit_event")]
    [InlineData("UPDATE access.audit_event SET door = 'other'")]
    [InlineData("DELETE FROM access.audit_event")]
    [InlineData("TRUNCATE access.audit_event")]
    [InlineData("INSERT INTO access.audit_event (at, kind, door) VALUES (now(), 'sign_in', 'x')")]
    [InlineData("INSERT INTO access.log_waiting (log, entries, digests) VALUES ('read_log', '{1}', '{}')")]
    [InlineData("SELECT count(*) FROM access.log_link")]
    [InlineData("SELECT access.seal_logs()")]
    public async Task Its_login_adds_events_and_may_do_nothing_else(string attempt)
    {
        await using var connection = await registry.Database.Requests.OpenLogAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(attempt, connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Theory]
    [InlineData("UPDATE access.audit_event SET door = 'other'")]
    [InlineData("DELETE FROM access.audit_event")]
    [InlineData("TRUNCATE access.audit_event")]
    [InlineData("UPDATE access.read_log SET door = 'other'")]
    [InlineData("DELETE FROM access.read_log")]
    [InlineData("TRUNCATE access.read_log")]
    [InlineData("DELETE FROM access.log_link")]
    public async Task The_owner_too_is_refused_while_nothing_is_switched_off(string rewriting)
    {
        await using var command = registry.Database.Owner.CreateCommand(rewriting);

        Assert.Equal("the history is only added to", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).MessageText);
    }

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
