using Npgsql;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.History;

public sealed class RecordedChangesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    [Fact]
    public async Task A_change_of_an_officer_is_kept_with_who_where_why_before_and_after()
    {
        var person = OwnPeople(1)[0];
        await ChangeAsync(Role.Hr, "Quyết định 12/QĐ", $"UPDATE registry.person SET deceased_on = DATE '2026-02-03' WHERE id = '{person}'");

        var kept = await ReadAsync(
            $"""
            SELECT concat_ws('|', account_id, account_name, role, operation IS NULL, door, why, kind, table_name, record_id = person_id::text,
                             before ->> 'deceased_on' IS NULL, after ->> 'deceased_on', after ? 'folded_name', at > now() - interval '1 minute')
              FROM history.change WHERE person_id = '{person}'
            """);

        Assert.Equal([$"{PopulatedDatabase.AccountOf(Role.Hr)}|hr|hr|t|test|Quyết định 12/QĐ|update|person|t|t|2026-02-03|f|t"], kept);
    }

    [Fact]
    public async Task Removing_a_person_keeps_everything_that_goes_along()
    {
        var person = OwnPeople(2)[1];
        var careers = await ReadAsync($"SELECT id::text FROM registry.degree WHERE person_id = '{person}' UNION ALL SELECT id::text FROM registry.posting WHERE person_id = '{person}'");

        await ChangeAsync(Role.Hr, null, $"DELETE FROM registry.person WHERE id = '{person}'");

        var kept = await ReadAsync($"SELECT record_id FROM history.change WHERE person_id = '{person}' AND kind = 'delete' AND role = 'hr' AND before IS NOT NULL AND after IS NULL");
        Assert.Equal([.. careers.Append(person).Order(StringComparer.Ordinal)], kept.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_that_changes_nothing_and_one_that_is_undone_leave_no_entry()
    {
        var person = OwnPeople(3)[2];

        await ChangeAsync(Role.Hr, null, $"UPDATE registry.person SET sex = sex WHERE id = '{person}'");
        await using (var session = await registry.SignInAsync(Role.Hr))
        await using (var command = session.Command($"UPDATE registry.person SET birth_year = birth_year, deceased_on = DATE '2026-03-04' WHERE id = '{person}'"))
            Assert.Equal(1, await command.ExecuteNonQueryAsync());

        Assert.Empty(await ReadAsync($"SELECT id::text FROM history.change WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task An_officer_sees_the_history_of_own_people_only_and_the_auditor_no_values()
    {
        var own = OwnPeople(4)[3];
        var other = registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;
        await ReadAsync($"UPDATE registry.person SET deceased_on = DATE '2026-04-05' WHERE id IN ('{own}', '{other}') RETURNING id::text");

        Assert.Equal(["1"], await SeenAsync(Role.Hr, $"SELECT count(*)::text FROM history.change WHERE person_id IN ('{own}', '{other}')"));
        Assert.Equal(["2"], await SeenAsync(Role.Auditor, $"SELECT count(person_id)::text FROM history.change WHERE person_id IN ('{own}', '{other}')"));
        foreach (var role in new[] { Role.Planner, Role.Leader, Role.Admin })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => SeenAsync(role, "SELECT id::text FROM history.change"))).SqlState);
    }

    [Fact]
    public async Task An_officer_cannot_keep_a_change_out_of_the_history_by_the_words_of_a_load()
    {
        var person = OwnPeople(5)[4];

        await ChangeAsync(Role.Hr, null, $"SET LOCAL history.bulk = 'on'; UPDATE registry.person SET deceased_on = DATE '2026-05-06' WHERE id = '{person}'");

        Assert.Single(await ReadAsync($"SELECT id::text FROM history.change WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task A_load_leaves_one_entry_with_the_rows_and_checksums_of_its_tables()
    {
        var entry = await ReadAsync("SELECT concat_ws('|', kind, account_id, operation, after #>> '{person,rows}', length(after #>> '{posting,sha256}')) FROM history.change WHERE kind = 'load'");

        Assert.Equal([$"load|load|{PopulatedDatabase.PeopleCount}|64"], entry);
    }

    [Fact]
    public async Task Officers_who_write_at_the_same_moment_wait_for_nobody_and_all_of_it_is_chained()
    {
        var people = OwnPeople(45)[5..];

        await Task.WhenAll(people.Select(person => ChangeAsync(Role.Hr, null, $"UPDATE registry.person SET deceased_on = DATE '2026-06-07' WHERE id = '{person}'")));
        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
        var report = await HistoryChain.VerifyAsync(registry.Database, null, null, CancellationToken.None);

        Assert.Empty(report.Faults);
        Assert.Equal(0, report.Unchained);
        Assert.Equal(["40"], await ReadAsync("SELECT count(*)::text FROM history.change c JOIN history.link l ON c.id = ANY (l.changes) WHERE after ->> 'deceased_on' = '2026-06-07'"));
    }

    [Fact]
    public async Task A_writer_does_not_wait_for_one_that_is_chaining()
    {
        var person = OwnPeople(46)[45];
        await using var busy = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await busy.BeginTransactionAsync();
        await using (var chain = new NpgsqlCommand("SELECT history.chain()", busy))
            Assert.IsType<long>(await chain.ExecuteScalarAsync());

        await ChangeAsync(Role.Hr, null, $"UPDATE registry.person SET deceased_on = DATE '2026-07-08' WHERE id = '{person}'");
        await transaction.CommitAsync();

        await HistoryChain.ChainAsync(registry.Database, CancellationToken.None);
        Assert.Single(await ReadAsync($"SELECT l.position::text FROM history.link l JOIN history.change c ON c.id = ANY (l.changes) WHERE c.person_id = '{person}'"));
    }

    private List<string> OwnPeople(int count) =>
        [.. registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Take(count).Select(dossier => dossier.Person.Id.ToString())];

    private async Task ChangeAsync(Role role, string? why, string sql)
    {
        await using var session = await registry.SignInAsync(role);
        await session.ExplainChangesAsync(why, CancellationToken.None);
        await using (var command = session.Command(sql))
            await command.ExecuteNonQueryAsync();
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<List<string>> SeenAsync(Role role, string sql)
    {
        await using var session = await registry.SignInAsync(role);
        await using var command = session.Command(sql);
        return await ReadAsync(command);
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return await ReadAsync(command);
    }

    private static async Task<List<string>> ReadAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
