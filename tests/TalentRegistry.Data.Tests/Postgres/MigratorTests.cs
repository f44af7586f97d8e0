using TalentRegistry.Data.Postgres;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Postgres;

public sealed class MigratorTests
{
    private static readonly Migration First = new(1, "0001_first.sql", "CREATE TABLE first (id int)");
    private static readonly Migration Second = new(2, "0002_second.sql", "CREATE TABLE second (id int)");

    [Fact]
    public async Task Each_migration_is_applied_once()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateBareAsync());

        var first = await Migrator.ApplyAsync(database.Owner, [First], CancellationToken.None);
        var second = await Migrator.ApplyAsync(database.Owner, [First, Second], CancellationToken.None);
        var again = await Migrator.ApplyAsync(database.Owner, [First, Second], CancellationToken.None);

        Assert.Equal((1, 1, 0), (first, second, again));
    }

    [Fact]
    public async Task Servers_that_start_together_wait_for_each_other()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateBareAsync());

        var applied = await Task.WhenAll(Enumerable.Range(0, 4)
            .Select(_ => Migrator.ApplyAsync(database.Owner, [First, Second], CancellationToken.None)));

        Assert.Equal(2, applied.Sum());
    }

    [Fact]
    public async Task A_migration_changed_after_it_was_applied_is_refused_by_name()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await Migrator.ApplyAsync(database.Owner, [First], CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() =>
            Migrator.ApplyAsync(database.Owner, [First with { Sql = "CREATE TABLE other (id int)" }], CancellationToken.None));

        Assert.Contains("0001_first.sql was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_newer_than_the_build_is_refused()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateBareAsync());
        await Migrator.ApplyAsync(database.Owner, [First, Second], CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() =>
            Migrator.ApplyAsync(database.Owner, [First], CancellationToken.None));

        Assert.Contains("newer than this build", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        await using var database = new RegistryDatabase(await TestCluster.CreateBareAsync());
        var broken = Second with { Sql = "CREATE TABLE second (id int); SELECT no_such_column" };

        await Assert.ThrowsAsync<OperatorException>(() => Migrator.ApplyAsync(database.Owner, [First, broken], CancellationToken.None));
        var applied = await Migrator.ApplyAsync(database.Owner, [First, Second], CancellationToken.None);

        Assert.Equal(1, applied);
    }

    [Fact]
    public void Line_ends_of_a_checkout_do_not_change_a_checksum() =>
        Assert.Equal(new Migration(1, "a", "SELECT 1;\nSELECT 2;").Checksum, new Migration(1, "a", "SELECT 1;\r\nSELECT 2;").Checksum);

    [Fact]
    public async Task A_connection_string_that_does_not_answer_is_one_clear_sentence()
    {
        await using var database = new RegistryDatabase("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2");

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => database.PingAsync(CancellationToken.None));

        Assert.Contains("PostgreSQL at 127.0.0.1:1, database none, does not answer", refusal.Message, StringComparison.Ordinal);
    }
}
