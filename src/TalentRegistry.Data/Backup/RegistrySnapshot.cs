using System.Data;
using Npgsql;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Backup;

/// <summary>Every table as it was at one moment, each transaction wholly in it or not at all, while others go on working.</summary>
internal sealed class RegistrySnapshot : IAsyncDisposable
{
    private readonly NpgsqlTransaction transaction;

    private RegistrySnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<RegistryTable> tables) =>
        (Connection, this.transaction, Tables) = (connection, transaction, tables);

    /// <summary>In the snapshot's transaction, with <see cref="TableText.Settings"/>.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>All tables of the registry.</summary>
    public IReadOnlyList<RegistryTable> Tables { get; }

    /// <summary>Takes it.</summary>
    /// <exception cref="OperatorException">The database holds no registry, or is being upgraded.</exception>
    public static async Task<RegistrySnapshot> OpenAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        try
        {
            await RefuseNoRegistryAsync(connection, cancellationToken);
            var known = await RegistryTable.FindAsync(connection, cancellationToken);
            var begun = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            return new RegistrySnapshot(connection, begun, await HoldAsync(connection, known, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Migrations that have been applied.</summary>
    public async Task<IReadOnlyList<BackedUpMigration>> MigrationsAsync(CancellationToken cancellationToken) =>
        [.. (await Migrator.AppliedAsync(Connection, cancellationToken)).Select(one => new BackedUpMigration(one.Version, one.Name, one.Checksum))];

    /// <summary>Where sequences are. They stand outside transactions: read after the tables, they are at or past every number in them.</summary>
    public async Task<IReadOnlyList<BackedUpSequence>> SequencesAsync(CancellationToken cancellationToken)
    {
        var names = new List<(string Schema, string Name)>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT schemaname::text, sequencename::text FROM pg_sequences
             WHERE schemaname NOT IN ('public', 'information_schema') AND schemaname NOT LIKE 'pg\_%'
             ORDER BY schemaname COLLATE "C", sequencename COLLATE "C"
            """, Connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                names.Add((reader.GetString(0), reader.GetString(1)));

        var sequences = new List<BackedUpSequence>(names.Count);
        foreach (var (schema, name) in names)
        {
            await using var command = new NpgsqlCommand($"SELECT last_value, is_called FROM {RegistryTable.Quote(schema)}.{RegistryTable.Quote(name)}", Connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            sequences.Add(new BackedUpSequence(schema, name, reader.GetInt64(0), reader.GetBoolean(1)));
        }

        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static async Task RefuseNoRegistryAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('public.applied_migration') IS NOT NULL", connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true || (await Migrator.AppliedAsync(connection, cancellationToken)).Count == 0)
            throw new OperatorException("There is no registry in this database yet: nothing to back up.");
    }

    // Locks come before the transaction's first look at the data, from which on its view is fixed: what empties or rebuilds a whole
    // table (TRUNCATE, ALTER TABLE) has then ended, or waits until the backup has.
    private static async Task<IReadOnlyList<RegistryTable>> HoldAsync(
        NpgsqlConnection connection, IReadOnlyList<RegistryTable> known, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, $"SET TRANSACTION READ ONLY; {TableText.Settings}", cancellationToken);
        await ExecuteAsync(
            connection, $"LOCK TABLE {string.Join(", ", known.Select(table => table.Sql).Prepend("public.applied_migration"))} IN ACCESS SHARE MODE",
            cancellationToken);
        var tables = await RegistryTable.FindAsync(connection, cancellationToken);
        if (!tables.Select(table => table.Sql).SequenceEqual(known.Select(table => table.Sql)))
            throw new OperatorException("The registry was being upgraded at this moment: back it up again when the server has started.");
        return tables;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
