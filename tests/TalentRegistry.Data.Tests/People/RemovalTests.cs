using Npgsql;
using TalentRegistry.Data.Tests.Access;

namespace TalentRegistry.Data.Tests.People;

/// <summary>Who goes takes all records along, by one statement a table; keys are checked by statement whichever they are.</summary>
public sealed class RemovalTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    [Fact]
    public async Task Every_record_of_whoever_goes_is_told_in_the_history_before_the_person()
    {
        var people = registry.Dossiers.Where(dossier => dossier.Degrees.Count > 0 && dossier.Postings.Count > 0).Take(3).ToList();
        var records = people.Sum(dossier => dossier.Degrees.Count + dossier.Postings.Count + dossier.Records.Count);
        var ids = string.Join(", ", people.Select(dossier => $"'{dossier.Person.Id}'"));

        Assert.Equal(3, await ExecuteAsync($"DELETE FROM registry.person WHERE id IN ({ids})"));

        Assert.Equal(records + 3L, await ScalarAsync($"SELECT count(*) FROM history.change WHERE person_id IN ({ids}) AND kind = 'delete'"));
        Assert.Equal(true, await ScalarAsync($"SELECT max(id) FILTER (WHERE table_name <> 'person') < min(id) FILTER (WHERE table_name = 'person') FROM history.change WHERE person_id IN ({ids}) AND kind = 'delete'"));
        Assert.Equal(0L, await ScalarAsync($"SELECT count(*) FROM registry.career_event WHERE person_id IN ({ids})"));
        Assert.Equal(0L, await ScalarAsync($"SELECT count(*) FROM registry.career_span WHERE person_id IN ({ids})"));
    }

    [Fact]
    public async Task A_record_that_is_being_added_at_the_same_moment_goes_too()
    {
        var person = registry.Dossiers[10].Person.Id;
        await using var adding = await registry.Database.Owner.OpenConnectionAsync();
        await using var added = await adding.BeginTransactionAsync();
        await using (var add = new NpgsqlCommand($"INSERT INTO registry.association_membership (id, person_id, association, role, valid_from) VALUES (gen_random_uuid(), '{person}', 'Hội', 'ordinary_member', '2020-01-01')", adding, added))
            await add.ExecuteNonQueryAsync();
        var removing = ExecuteAsync($"DELETE FROM registry.person WHERE id = '{person}'");
        while ((long)(await ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"))! == 0)
            await Task.Delay(10);

        await added.CommitAsync();

        Assert.Equal(1, await removing);
        Assert.Equal(0L, await ScalarAsync($"SELECT count(*) FROM registry.association_membership WHERE person_id = '{person}'"));
    }

    [Fact]
    public async Task Under_an_older_snapshot_nobody_is_removed_since_it_would_not_see_all_records()
    {
        await using var connection = await registry.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var remove = new NpgsqlCommand($"DELETE FROM registry.person WHERE id = '{registry.Dossiers[11].Person.Id}'", connection, transaction);

        Assert.Equal(PostgresErrorCodes.InvalidTransactionState, (await Assert.ThrowsAsync<PostgresException>(() => remove.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task Constraints_do_nothing_by_row_that_is_done_by_statement_and_each_of_them_is_among_the_statements()
    {
        Assert.Equal(0L, await ScalarAsync(
            """
            SELECT count(*) FROM pg_trigger t JOIN pg_constraint k ON k.oid = t.tgconstraint
             WHERE k.contype = 'f' AND t.tgenabled = 'O'
               AND ((k.conrelid IN ('registry.person'::regclass, 'registry.degree'::regclass, 'registry.posting'::regclass) AND t.tgrelid = k.conrelid AND t.tgfoid::regproc::text LIKE '%check%')
                 OR (t.tgrelid = 'registry.person'::regclass AND t.tgfoid::regproc::text LIKE '%cascade_del%'))
            """));
        Assert.Equal(0L, await ScalarAsync(
            """
            SELECT count(*) FROM pg_constraint k
             WHERE k.contype = 'f' AND ((k.conrelid IN ('registry.person'::regclass, 'registry.degree'::regclass, 'registry.posting'::regclass)
                    AND NOT EXISTS (SELECT FROM pg_proc f WHERE f.proname = 'check_keys_of_' || (SELECT relname FROM pg_class WHERE oid = k.conrelid) AND f.prosrc LIKE '%"' || k.conname || '"%'))
                 OR (k.confrelid = 'registry.person'::regclass AND k.confdeltype = 'c'
                    AND NOT EXISTS (SELECT FROM pg_proc f WHERE f.proname = 'remove_records' AND f.prosrc LIKE '%DELETE FROM ' || k.conrelid::regclass || ' %')))
            """));
    }

    private async Task<int> ExecuteAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
