using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Testing;

/// <summary>
/// One embedded PostgreSQL for a run of a test project, started by the first test that needs it. Databases are cloned
/// from templates, which takes some tens of milliseconds.
/// </summary>
public static class TestCluster
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Cluster = new(StartAsync);
    private static readonly Lazy<Task<string>> Schema = new(() => MakeTemplateAsync("template_schema", null, FillSchemaAsync));
    private static int created;

    /// <summary>A fresh database with the migrations applied and nothing else.</summary>
    public static async Task<string> CreateEmptyAsync() => await CloneAsync(await Schema.Value);

    /// <summary>A new template made once from the schema and filled; give it to <see cref="CloneAsync"/>.</summary>
    public static async Task<string> MakeTemplateAsync(string name, Func<RegistryDatabase, Task> fill) =>
        await MakeTemplateAsync(name, await Schema.Value, fill);

    /// <summary>A fresh database like the template; its connection string.</summary>
    public static async Task<string> CloneAsync(string template)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref created)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return await ConnectionStringAsync(name);
    }

    /// <summary>A database on the cluster with nothing in it, not even the schema.</summary>
    public static async Task<string> CreateBareAsync() => await CloneAsync("template1");

    /// <summary>Ends a database that no test asks any more: a whole run would otherwise leave thirty megabytes a class on the disk until its end.</summary>
    public static async Task DropAsync(string connectionString) =>
        await ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task<string> MakeTemplateAsync(string name, string? parent, Func<RegistryDatabase, Task> fill)
    {
        await ExecuteAsync(parent is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {parent}");
        var connectionString = await ConnectionStringAsync(name);
        await using (var database = new RegistryDatabase(connectionString))
            await fill(database);
        NpgsqlConnection.ClearAllPools();
        return name;
    }

    private static async Task FillSchemaAsync(RegistryDatabase database) =>
        await Migrator.ApplyAsync(database.Owner, Migrator.Read(Repository.Path("db", "migrations")), CancellationToken.None);

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var cluster = await EmbeddedPostgres.StartAsync(TemporaryFolder.Create("tests"), durable: false, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return cluster;
    }

    private static async Task<string> ConnectionStringAsync(string name) =>
        new NpgsqlConnectionStringBuilder((await Cluster.Value).ConnectionString) { Database = name, IncludeErrorDetail = true }.ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
