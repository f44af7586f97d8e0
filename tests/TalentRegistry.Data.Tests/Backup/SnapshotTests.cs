using TalentRegistry.Data.Backup;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class SnapshotTests : IAsyncLifetime, IDisposable
{
    private const string Pair =
        """
        WITH account AS (
          INSERT INTO access.account (id, name, display_name, role, password_hash)
          SELECT id, 'a' || substr(replace(id::text, '-', ''), 1, 30), 'x', 'hr', 'x' FROM gen_random_uuid() id RETURNING id)
        INSERT INTO work.item (id, kind, requested_by, state, stage, ended_at) SELECT id, 'import', id, 'finished', 'x', now() FROM account
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-snapshot-");
    private RegistryDatabase database = null!;

    public async Task InitializeAsync() => database = new RegistryDatabase(await TestCluster.CreateEmptyAsync());

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Transactions_that_end_during_the_backup_are_not_in_it_in_any_table()
    {
        await WriteAsync(Pair);
        var between = new Always(() => WriteAsync(Pair).GetAwaiter().GetResult());

        var manifest = await BackUpAsync(between);

        // Tables are read one after the other, and a transaction was committed between any two of them.
        Assert.True(between.Times >= manifest.Tables.Count);
        Assert.Equal((1, 1), (Rows(manifest, "account"), Rows(manifest, "item")));
    }

    [Fact]
    public async Task Under_a_stream_of_writes_each_transaction_is_wholly_in_the_backup_or_not_at_all()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await WriteAsync(Pair);
        })).ToList();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                var manifest = await BackUpAsync(null);
                Assert.Equal(Rows(manifest, "account"), Rows(manifest, "item"));
                // A restore checks every foreign key.
                await using var restored = await BackedUpDatabase.RestoreAsync(Path.Combine(folder.FullName, "b"));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(writers);
        }
    }

    [Fact]
    public async Task A_table_emptied_during_the_backup_is_in_it_as_it_was()
    {
        await WriteAsync(Pair);
        Task? emptying = null;

        var manifest = await BackUpAsync(new Always(() => emptying ??= WriteAsync("TRUNCATE work.item")));
        await emptying!;

        Assert.Equal(1, Rows(manifest, "item"));
    }

    private static long Rows(BackupManifest manifest, string table) => manifest.Tables.Single(one => one.Name == table).Content.Rows;

    private Task<BackupManifest> BackUpAsync(IProgress<double>? progress) => RegistryBackup.WriteAsync(
        database, new BackupOptions(Path.Combine(folder.FullName, "b"), Overwrite: true), TimeProvider.System, progress, CancellationToken.None);

    private async Task WriteAsync(string sql)
    {
        await using var command = database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Always(Action act) : IProgress<double>
    {
        public int Times { get; private set; }

        public void Report(double value)
        {
            Times++;
            act();
        }
    }
}
