using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.History;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class RoundTripTests(BackedUpDatabase original) : IClassFixture<BackedUpDatabase>
{
    [Fact]
    public async Task A_backup_of_the_restored_registry_has_the_same_tables_to_the_byte()
    {
        await using var restored = await BackedUpDatabase.RestoreAsync(original.File);
        var second = await RegistryBackup.WriteAsync(
            restored, new BackupOptions(Path.Combine(original.Folder, "second")), TimeProvider.System, null, CancellationToken.None);

        await using var first = await BackupReader.OpenAsync(original.File, CancellationToken.None);
        Assert.Equal(JsonSerializer.Serialize(first.Manifest with { Created = default }), JsonSerializer.Serialize(second with { Created = default }));
        Assert.Equal(300, second.Tables.Single(table => table.Name == "person").Content.Rows);
        Assert.Contains(second.Sequences, sequence => sequence is { Name: "read_log_id_seq", IsCalled: true });
    }

    [Fact]
    public async Task The_schema_of_the_restored_registry_is_the_same_and_nothing_is_left_switched_off()
    {
        const string sql =
            """
            SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated, obj_description(oid, 'pg_constraint'))
              FROM pg_constraint WHERE conrelid <> 0 AND connamespace <> 'pg_catalog'::regnamespace AND contype <> 'n'
            UNION ALL SELECT concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisvalid, obj_description(indexrelid, 'pg_class'))
              FROM pg_index WHERE indrelid::regclass::text ~ '^(access|registry|reference|plans|forecast|work|documents|history)\.'
            UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, pg_get_expr(polqual, polrelid)) FROM pg_policy
            UNION ALL SELECT concat_ws(' ', 'rights', oid::regclass, relrowsecurity, relacl) FROM pg_class WHERE relnamespace::regnamespace::text !~ '^(pg_|information)'
            ORDER BY 1
            """;
        await using var restored = await BackedUpDatabase.RestoreAsync(original.File);

        var schema = await ColumnAsync(restored.Owner, sql);

        Assert.Equal(await ColumnAsync(original.Database.Owner, sql), schema);
        Assert.Contains("trigger registry.posting posting_within_agency_on_insert O", schema);
    }

    [Fact]
    public async Task In_another_cluster_the_accounts_sign_in_and_see_their_own_rows_only()
    {
        var folder = Directory.CreateTempSubdirectory("talentregistry-elsewhere-");
        try
        {
            await using var elsewhere = await EmbeddedPostgres.StartAsync(folder.FullName, durable: false, CancellationToken.None);
            await using var restored = new RegistryDatabase(elsewhere.ConnectionString);
            await using (var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None))
                await RegistryRestore.RunAsync(restored, backup, BackedUpDatabase.Migrations, null, CancellationToken.None);

            Assert.Null(await new Accounts(restored).SignInAsync("officer", "another password", CancellationToken.None));
            var officer = await new Accounts(restored).SignInAsync("officer", BackedUpDatabase.Password, CancellationToken.None);
            var seen = await PeopleSeenAsync(restored, officer!);

            Assert.Equal("Cán bộ\tnhân sự\n\\N", officer!.DisplayName);
            Assert.Equal(await PeopleSeenAsync(original.Database, officer), seen);
            Assert.InRange(seen, 1, 299);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_history_goes_along_and_its_chain_goes_on()
    {
        await using var restored = await BackedUpDatabase.RestoreAsync(original.File);
        var before = await HistoryChain.VerifyAsync(original.Database, null, null, CancellationToken.None);

        await ColumnAsync(restored.Owner, "UPDATE registry.person SET deceased_on = '2026-01-01' WHERE id = (SELECT min(id::text)::uuid FROM registry.person) RETURNING id::text");
        var after = await HistoryChain.VerifyAsync(restored, before.Head, null, CancellationToken.None);

        Assert.Empty(after.Faults);
        Assert.True(before.Head.Position > 0);
        Assert.Equal((before.Head.Position + 1, 0), (after.Head.Position, after.Unchained));
    }

    [Fact]
    public async Task New_rows_of_the_restored_registry_get_numbers_after_the_old_ones()
    {
        await using var restored = await BackedUpDatabase.RestoreAsync(original.File);

        var ids = await ColumnAsync(restored.Owner,
            """
            WITH added AS (INSERT INTO access.read_log (account_id, role, door, purpose, person_ids) VALUES (gen_random_uuid(), 'hr', 'd', 'p', '{}') RETURNING id)
            SELECT (added.id > (SELECT max(id) FROM access.read_log))::text FROM added
            """);

        Assert.Equal(["true"], ids);
    }

    [Fact]
    public async Task A_trial_restores_into_a_PostgreSQL_of_its_own_and_leaves_no_folder()
    {
        await using var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None);

        var summary = await BackupTrial.RunAsync(backup, BackedUpDatabase.Migrations, null, CancellationToken.None);

        Assert.Equal((backup.Manifest.Tables.Count, backup.Manifest.TotalRows(), 0), (summary.Tables, summary.Rows, summary.Upgrades));
    }

    private static async Task<int> PeopleSeenAsync(RegistryDatabase database, Account account)
    {
        await using var session = await database.OpenSessionAsync(new Caller(account.Id, account.Role, "test", "test"), CancellationToken.None);
        await using var command = session.Command("SELECT count(*)::int FROM registry.person");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    internal static async Task<List<string>> ColumnAsync(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }
}
