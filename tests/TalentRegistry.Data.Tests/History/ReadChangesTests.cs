using Npgsql;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Tests.History;

/// <summary>What of the history each role reads.</summary>
public sealed class ReadChangesTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private Person Own(int number) =>
        registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).ElementAt(number).Person;

    [Fact]
    public async Task An_officer_reads_value_by_value_what_changed()
    {
        var person = Own(0).Id;
        await AsOfficerAsync($"UPDATE registry.person SET deceased_on = DATE '2026-08-09', full_name = 'Lò Văn Mới' WHERE id = '{person}'");

        Assert.Equal(
            [$"deceased_on|-|2026-08-09", $"full_name|{Own(0).FullName}|Lò Văn Mới"], await ValuesAsync(Role.Hr, person));
        Assert.Equal(["hr|hr|test|Quyết định 12/QĐ|update|person"], await SeenAsync(
            Role.Hr, $"SELECT concat_ws('|', account_name, role, door, why, kind, record) FROM history.person_change WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task A_citizen_id_is_told_to_have_changed_but_never_what_it_is()
    {
        var person = Own(1).Id;
        await AsOfficerAsync($"UPDATE registry.person SET citizen_id_hash = NULL, citizen_id_cipher = NULL WHERE id = '{person}'");
        await AsOfficerAsync($@"UPDATE registry.person SET citizen_id_hash = '\x0102', citizen_id_cipher = '\x0304' WHERE id = '{person}'");

        Assert.Equal(["citizen_id|***|-", "citizen_id|-|***"], await ValuesAsync(Role.Hr, person));
        Assert.Empty(await ValuesAsync(Role.Planner, person));
    }

    [Theory]
    [InlineData(Role.Hr, "awarded_year country_code institution level_code", 4)]
    [InlineData(Role.Planner, "awarded_year country_code institution level_code", 3)]
    [InlineData(Role.Auditor, null, 0)]
    [InlineData(Role.Admin, null, 0)]
    public async Task Each_role_reads_the_columns_that_it_sees_in_the_record(Role role, string? ofDegree, int changes)
    {
        var person = Own(2 + (int)role).Id;
        await AsOfficerAsync($"UPDATE registry.person SET full_name = 'Lò Văn Mới', staff_code = 'X1' WHERE id = '{person}'");
        await AsOfficerAsync($"UPDATE registry.person SET ethnic_group_code = CASE ethnic_group_code WHEN '05' THEN '06' ELSE '05' END, birth_year = birth_year - 1, date_of_birth = NULL WHERE id = '{person}'");
        await AsOfficerAsync($"INSERT INTO registry.degree (id, person_id, level_code, institution, awarded_year) VALUES ('{Guid.NewGuid()}', '{person}', 'E40', 'Đại học Y', 2020)");
        await AsOfficerAsync($"DELETE FROM registry.degree WHERE person_id = '{person}' AND institution = 'Đại học Y'");

        if (ofDegree is null)
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => ValuesAsync(role, person))).SqlState);
            return;
        }

        var values = await SeenAsync(role, $"SELECT c.record || '.' || v.field FROM history.person_change c JOIN history.changed_value v ON v.change_id = c.id WHERE c.person_id = '{person}' AND c.kind <> 'delete'");
        var named = values.Where(value => value is "person.full_name" or "person.staff_code" or "person.ethnic_group_code").Order();
        Assert.Equal(role == Role.Hr ? ["person.ethnic_group_code", "person.full_name", "person.staff_code"] : [], named);
        Assert.Contains("person.birth_year", values);
        Assert.Equal(ofDegree.Split(' ').Select(field => $"degree.{field}"), values.Where(value => value.StartsWith("degree", StringComparison.Ordinal)).Order());
        Assert.Equal($"{changes}", Assert.Single(await SeenAsync(role, $"SELECT count(*)::text FROM history.person_change WHERE person_id = '{person}'")));
    }

    [Fact]
    public async Task Nobody_reads_the_history_of_a_person_who_is_not_theirs_and_only_officers_read_reasons()
    {
        var (own, other) = (Own(20).Id, registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id);
        await AsOfficerAsync($"UPDATE registry.person SET deceased_on = DATE '2026-04-05' WHERE id = '{own}'");
        await RunAsync($"UPDATE registry.person SET deceased_on = DATE '2026-04-05' WHERE id = '{other}'");
        var query = $"SELECT person_id::text || coalesce(why, '') FROM history.person_change WHERE person_id IN ('{own}', '{other}') ORDER BY 1";

        Assert.Equal([$"{own}Quyết định 12/QĐ"], await SeenAsync(Role.Hr, query));
        Assert.Equal([.. new[] { $"{own}", $"{other}" }.Order(StringComparer.Ordinal)], await SeenAsync(Role.Planner, query));
        var leaders = await SeenAsync(Role.Leader, "SELECT id::text FROM registry.person");
        Assert.Equal(new[] { $"{own}", $"{other}" }.Where(leaders.Contains).Order(StringComparer.Ordinal), await SeenAsync(Role.Leader, query));
    }

    [Fact]
    public async Task A_person_is_found_in_the_history_by_the_index()
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await using var command = session.Command($"SET LOCAL enable_seqscan = off; EXPLAIN SELECT (SELECT string_agg(v.after, ',') FROM history.changed_value v WHERE v.change_id = c.id) FROM history.person_change c WHERE c.person_id = '{Own(30).Id}'");

        var plan = string.Join('\n', await ReadAsync(command));

        Assert.Contains("(person_id = '", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Index Cond: (person_id IS NOT NULL)\n", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on change", plan, StringComparison.Ordinal);
    }

    private Task<List<string>> ValuesAsync(Role role, Guid person) => SeenAsync(
        role,
        $"SELECT concat_ws('|', v.field, coalesce(v.before, '-'), coalesce(v.after, '-')) FROM history.person_change c JOIN history.changed_value v ON v.change_id = c.id WHERE c.person_id = '{person}' ORDER BY c.id, v.field");

    private async Task AsOfficerAsync(string sql)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await session.ExplainChangesAsync("Quyết định 12/QĐ", CancellationToken.None);
        await using (var command = session.Command(sql))
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await session.CommitAsync(CancellationToken.None);
    }

    private async Task<List<string>> SeenAsync(Role role, string sql)
    {
        await using var session = await registry.SignInAsync(role);
        await using var command = session.Command(sql);
        return await ReadAsync(command);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
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
