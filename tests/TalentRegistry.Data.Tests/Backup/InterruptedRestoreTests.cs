using Npgsql;
using TalentRegistry.Data.Backup;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

public sealed class InterruptedRestoreTests(BackedUpDatabase original) : IClassFixture<BackedUpDatabase>
{
    public const string Schemas = @"SELECT nspname::text FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' ORDER BY 1";

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public async Task A_restore_that_is_interrupted_leaves_an_empty_database_in_which_it_can_be_done_again(double share)
    {
        await using var target = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RegistryRestore.RunAsync(
            target, backup, BackedUpDatabase.Migrations, new At(share, stop.Cancel), stop.Token));

        Assert.Equal(["public"], await RoundTripTests.ColumnAsync(target.Owner, Schemas));
        await RegistryRestore.RunAsync(target, backup, BackedUpDatabase.Migrations, null, CancellationToken.None);
        Assert.Equal(["300"], await RoundTripTests.ColumnAsync(target.Owner, "SELECT count(*)::text FROM registry.person"));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public async Task A_restore_whose_connection_is_killed_leaves_an_empty_database(double share)
    {
        await using var target = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None);
        void Kill()
        {
            using var command = original.Database.Owner.CreateCommand(
                $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(target.Owner.ConnectionString).Database}'");
            command.ExecuteNonQuery();
        }

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => RegistryRestore.RunAsync(
            target, backup, BackedUpDatabase.Migrations, new At(share, Kill), CancellationToken.None));

        Assert.Equal(["public"], await RoundTripTests.ColumnAsync(target.Owner, Schemas));
    }

    [Fact]
    public async Task Where_a_registry_is_already_nothing_is_restored_and_nothing_changed()
    {
        await using var occupied = new RegistryDatabase(await ReferenceDatabase.CreateLoadedAsync());
        await using var backup = await BackupReader.OpenAsync(original.File, CancellationToken.None);
        var before = await RoundTripTests.ColumnAsync(occupied.Owner, "SELECT name || sha256 || loaded_at FROM reference.loaded_file");

        var refusal = await Assert.ThrowsAsync<OperatorException>(
            () => RegistryRestore.RunAsync(occupied, backup, BackedUpDatabase.Migrations, null, CancellationToken.None));

        Assert.Contains("a restore replaces nothing", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await RoundTripTests.ColumnAsync(occupied.Owner, "SELECT name || sha256 || loaded_at FROM reference.loaded_file"));
    }

    [Fact]
    public async Task An_older_backup_is_restored_with_its_own_schema_and_then_upgraded()
    {
        await using var old = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await Migrator.ApplyAsync(old.Owner, [.. BackedUpDatabase.Migrations.Take(7)], CancellationToken.None);
        await new Data.Access.Accounts(old).CreateAsync("keeper", "Keeper", Domain.Access.Role.Admin, "a long enough password", CancellationToken.None);
        var file = Path.Combine(original.Folder, "old");
        await RegistryBackup.WriteAsync(old, new BackupOptions(file), TimeProvider.System, null, CancellationToken.None);
        await using var target = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await using var backup = await BackupReader.OpenAsync(file, CancellationToken.None);

        var summary = await RegistryRestore.RunAsync(target, backup, BackedUpDatabase.Migrations, null, CancellationToken.None);

        Assert.Equal(BackedUpDatabase.Migrations.Count - 7, summary.Upgrades);
        Assert.Equal(0, await Migrator.ApplyAsync(target.Owner, BackedUpDatabase.Migrations, CancellationToken.None));
        Assert.Equal(["keeper"], await RoundTripTests.ColumnAsync(target.Owner, "SELECT name FROM access.account WHERE NOT EXISTS (SELECT FROM work.item)"));
    }

    private sealed class At(double share, Action act) : IProgress<double>
    {
        private bool acted;

        public void Report(double value)
        {
            if (acted || value < share)
                return;

            acted = true;
            act();
        }
    }
}
