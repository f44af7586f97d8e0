using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace TalentRegistry.Data.Postgres;

/// <summary>A numbered SQL file of db/migrations, as 0003_registry.sql.</summary>
/// <param name="Version">Number at the start of the name, from 1 without gaps.</param>
/// <param name="Name">File name.</param>
/// <param name="Sql">Its statements, run in one transaction.</param>
public sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>SHA-256 of the text with line ends made \n, so that a checkout on Windows has the same.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}

/// <summary>Brings a database to the newest schema: forward only, each file once, under an advisory lock.</summary>
public static class Migrator
{
    private const long LockKey = 0x54616C656E74; // "Talent"

    /// <summary>Reads db/migrations.</summary>
    /// <exception cref="OperatorException">A number is missing or used twice.</exception>
    public static IReadOnlyList<Migration> Read(string folder)
    {
        var migrations = Directory.EnumerateFiles(folder, "*.sql")
            .Select(file => new Migration(
                int.Parse(Path.GetFileName(file).AsSpan(0, 4), CultureInfo.InvariantCulture), Path.GetFileName(file), File.ReadAllText(file)))
            .OrderBy(migration => migration.Version)
            .ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Version != i + 1)
                throw new OperatorException($"The migrations in {folder} must be numbered from 0001 without gaps; {migrations[i].Name} is out of order.");
        }

        return migrations;
    }

    /// <summary>Applies what is not yet applied; two servers that start together wait for each other.</summary>
    /// <returns>How many files were applied now.</returns>
    /// <exception cref="OperatorException">
    /// An applied file was changed since, the database is newer than this build, or the server is too old.
    /// </exception>
    public static async Task<int> ApplyAsync(
        NpgsqlDataSource owner, IReadOnlyList<Migration> migrations, CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < 15)
            throw new OperatorException($"PostgreSQL {connection.PostgreSqlVersion} is too old: version 15 or newer is needed.");

        await ExecuteAsync(connection, "SELECT pg_advisory_lock(@key)", cancellationToken, ("key", LockKey));
        try
        {
            await ListAsync(connection, cancellationToken);
            var applied = await AppliedAsync(connection, cancellationToken);
            Refuse(applied, migrations);
            foreach (var migration in migrations.Skip(applied.Count))
                await ApplyAsync(connection, migration, cancellationToken);
            return migrations.Count - applied.Count;
        }
        finally
        {
            await ExecuteAsync(connection, "SELECT pg_advisory_unlock(@key)", CancellationToken.None, ("key", LockKey));
        }
    }

    /// <summary>For a restore: keeps other servers from applying migrations until the transaction ends.</summary>
    internal static async Task TakeTurnAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(@key)", cancellationToken, ("key", LockKey));
        await ListAsync(connection, cancellationToken);
    }

    /// <summary>For a restore: applies migrations in the transaction in which the connection is.</summary>
    internal static async Task ApplyWithinAsync(NpgsqlConnection connection, IEnumerable<Migration> migrations, CancellationToken cancellationToken)
    {
        foreach (var migration in migrations)
            await RunAsync(connection, migration, cancellationToken);
    }

    private static Task ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => ExecuteAsync(
        connection,
        """
        CREATE TABLE IF NOT EXISTS public.applied_migration (
          version    integer PRIMARY KEY,
          name       text NOT NULL,
          checksum   text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now())
        """,
        cancellationToken);

    private static void Refuse(List<(int Version, string Name, string Checksum)> applied, IReadOnlyList<Migration> migrations)
    {
        foreach (var (version, name, checksum) in applied)
        {
            if (version > migrations.Count)
                throw new OperatorException($"The database is newer than this build: it has migration {name}, which this build does not know. Use the newer build.");
            if (migrations[version - 1].Checksum != checksum)
            {
                throw new OperatorException(
                    $"Migration {migrations[version - 1].Name} was changed after it had been applied to this database: put the file back as it was and write a new migration for the change.");
            }
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, migration, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task RunAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException fault)
        {
            throw new OperatorException($"Migration {migration.Name} failed and was rolled back: {fault.MessageText}", fault);
        }

        await ExecuteAsync(
            connection, "INSERT INTO public.applied_migration (version, name, checksum) VALUES (@version, @name, @checksum)",
            cancellationToken, ("version", migration.Version), ("name", migration.Name), ("checksum", migration.Checksum));
    }

    internal static async Task<List<(int Version, string Name, string Checksum)>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT version, name, checksum FROM public.applied_migration ORDER BY version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<(int, string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            applied.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    private static async Task ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
