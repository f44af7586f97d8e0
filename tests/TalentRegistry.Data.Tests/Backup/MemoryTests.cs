using TalentRegistry.Data.Backup;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Backup;

/// <summary>Alone, because what other tests allocate meanwhile would be counted.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public async Task A_table_of_sixty_megabytes_takes_no_more_memory_than_a_small_one()
    {
        var folder = Directory.CreateTempSubdirectory("talentregistry-memory-");
        try
        {
            var small = await AllocatedAsync(1_000, folder.FullName);
            var large = await AllocatedAsync(100_000, folder.FullName);

            Assert.InRange(large.Text, 60_000_000, 200_000_000);
            // Everything ever allocated, not only what was alive at one time: a hundred times the rows may take some pieces more.
            Assert.True(large.Backup - small.Backup < 12_000_000, $"A backup allocated {small.Backup:N0} bytes, of the large table {large.Backup:N0}.");
            Assert.True(large.Restore - small.Restore < 12_000_000, $"A restore allocated {small.Restore:N0} bytes, of the large table {large.Restore:N0}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(long Backup, long Restore, long Text)> AllocatedAsync(int rows, string folder)
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateEmptyAsync());
        await using (var command = database.Owner.CreateCommand(
            $"""
            INSERT INTO access.read_log (account_id, role, door, purpose, person_ids)
            SELECT gen_random_uuid(), 'hr', 'graphql', repeat(md5(i::text), 14), ARRAY[gen_random_uuid(), gen_random_uuid()] FROM generate_series(1, {rows}) i
            """))
            await command.ExecuteNonQueryAsync();
        var file = Path.Combine(folder, Path.GetRandomFileName());

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var manifest = await RegistryBackup.WriteAsync(database, new BackupOptions(file), TimeProvider.System, null, CancellationToken.None);
        var backedUp = GC.GetTotalAllocatedBytes(precise: true);
        await using var restored = await BackedUpDatabase.RestoreAsync(file);

        return (backedUp - before, GC.GetTotalAllocatedBytes(precise: true) - backedUp, manifest.Tables.Sum(table => table.Content.Bytes));
    }
}
