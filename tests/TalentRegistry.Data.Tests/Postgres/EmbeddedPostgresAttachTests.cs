using Npgsql;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Tests.Postgres;

public sealed class EmbeddedPostgresAttachTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("talentregistry-attach-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task A_command_joins_the_running_server_and_leaves_it_running()
    {
        await using var server = await EmbeddedPostgres.StartAsync(directory, durable: false, CancellationToken.None);
        await ScalarAsync(server, "CREATE TABLE kept AS SELECT 42 AS answer");

        await using (var command = await EmbeddedPostgres.AttachAsync(directory, CancellationToken.None))
            Assert.Equal(42, await ScalarAsync(command, "SELECT answer FROM kept"));

        Assert.Equal(42, await ScalarAsync(server, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task Without_a_server_a_command_starts_the_cluster_and_stops_it()
    {
        await using (var command = await EmbeddedPostgres.AttachAsync(directory, CancellationToken.None))
        {
            await ScalarAsync(command, "CREATE TABLE kept AS SELECT 42 AS answer");
            var refusal = await Assert.ThrowsAsync<OperatorException>(() => EmbeddedPostgres.StartAsync(directory, durable: false, CancellationToken.None));
            Assert.Contains("is in use by another running server", refusal.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(directory, "postgres", "postmaster.pid")));
        await using var server = await EmbeddedPostgres.StartAsync(directory, durable: false, CancellationToken.None);
        Assert.Equal(42, await ScalarAsync(server, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_server_whose_postgres_does_not_answer_is_one_clear_sentence()
    {
        Directory.CreateDirectory(Path.Combine(directory, "postgres"));
        await File.WriteAllLinesAsync(Path.Combine(directory, "postgres", "postmaster.pid"), ["1", directory, "0", "1"]);
        await File.WriteAllTextAsync(Path.Combine(directory, "postgres.password"), "secret");
        await using var held = new FileStream(Path.Combine(directory, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => EmbeddedPostgres.AttachAsync(directory, TimeSpan.Zero, CancellationToken.None));

        Assert.Contains("its PostgreSQL does not answer", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<object?> ScalarAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
