using System.Data;
using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Backup;

/// <summary>How a backup is written.</summary>
/// <param name="File">File to write.</param>
/// <param name="Overwrite">Whether a file of that name may be replaced.</param>
/// <param name="Key">The key of the citizen IDs; null where it is kept apart.</param>
/// <param name="Trial">Held against the file when it is whole and before it gets its name: what it throws leaves no file.</param>
public sealed record BackupOptions(
    string File, bool Overwrite = false, WrappedKey? Key = null, Func<BackupReader, CancellationToken, Task>? Trial = null);

/// <summary>
/// Writes everything that is in the registry to one file while others go on working: every table as it was at one moment, each
/// transaction wholly in it or not at all.
/// </summary>
public static class RegistryBackup
{
    private const double ShareOfReading = 0.85;

    /// <summary>Writes a backup. The file is there when this returns, complete and read back, or not at all.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="options">Where to and how.</param>
    /// <param name="clock">For the time it was taken.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it without a file.</param>
    /// <exception cref="OperatorException">The file cannot be written, the disk is full, or the database holds no registry.</exception>
    public static async Task<BackupManifest> WriteAsync(
        RegistryDatabase database, BackupOptions options, TimeProvider clock, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await using var file = new UnfinishedFile(options.File, options.Overwrite);
        BackupManifest manifest;
        try
        {
            manifest = await WriteAsync(database, options.Key, file.Stream, clock, new ProgressPart(progress, 0, ShareOfReading), cancellationToken);
            await Seal.CloseAsync(file.Stream, cancellationToken);
            await file.FinishAsync();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw file.Explain(fault);
        }

        await using (var written = await BackupReader.OpenAsync(file.Path, cancellationToken))
        {
            await written.CheckAsync(new ProgressPart(progress, ShareOfReading, 1), cancellationToken);
            if (options.Trial is { } trial)
                await trial(written, cancellationToken);
        }

        file.Keep();
        return manifest;
    }

    private static async Task<BackupManifest> WriteAsync(
        RegistryDatabase database, WrappedKey? key, Stream file, TimeProvider clock, ProgressPart progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await RefuseNoRegistryAsync(connection, cancellationToken);
        var known = await RegistryTable.FindAsync(connection, cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var tables = await HoldAsync(connection, known, cancellationToken);
        var created = clock.GetUtcNow();

        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        archive.Comment = Seal.Open;
        // First, so that the file tells what it is by its first bytes; not compressed, so that they are the same in every backup.
        await WriteAsync(archive, BackupReader.MarkerEntry, BackupManifest.Format, CompressionLevel.NoCompression, created, cancellationToken);
        var backedUp = new List<BackedUpTable>(tables.Count);
        foreach (var (table, part) in progress.Of(tables))
        {
            var entry = new BackedUpTable(table.Schema, table.Name, table.Columns, new TableContent(0, 0, ""));
            await using var text = await Entry(archive, entry.Entry, CompressionLevel.Optimal, created).OpenAsync(cancellationToken);
            backedUp.Add(entry with { Content = await TableText.ReadAsync(connection, table, text, part, cancellationToken) });
        }

        if (key is not null)
            await WriteAsync(archive, BackupReader.KeyEntry, key, CompressionLevel.Optimal, created, cancellationToken);
        var manifest = new BackupManifest(
            created, connection.PostgreSqlVersion.ToString(), await MigrationsAsync(connection, cancellationToken), backedUp,
            await SequencesAsync(connection, cancellationToken));
        await WriteAsync(archive, BackupReader.ManifestEntry, manifest, CompressionLevel.Optimal, created, cancellationToken);
        return manifest;
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

    private static async Task<IReadOnlyList<BackedUpMigration>> MigrationsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await Migrator.AppliedAsync(connection, cancellationToken)).Select(one => new BackedUpMigration(one.Version, one.Name, one.Checksum))];

    // Sequences stand outside transactions: read after the tables, they are at or past every number in them.
    private static async Task<IReadOnlyList<BackedUpSequence>> SequencesAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new List<(string Schema, string Name)>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT schemaname::text, sequencename::text FROM pg_sequences
             WHERE schemaname NOT IN ('public', 'information_schema') AND schemaname NOT LIKE 'pg\_%'
             ORDER BY schemaname COLLATE "C", sequencename COLLATE "C"
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                names.Add((reader.GetString(0), reader.GetString(1)));

        var sequences = new List<BackedUpSequence>(names.Count);
        foreach (var (schema, name) in names)
        {
            await using var command = new NpgsqlCommand($"SELECT last_value, is_called FROM {RegistryTable.Quote(schema)}.{RegistryTable.Quote(name)}", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            sequences.Add(new BackedUpSequence(schema, name, reader.GetInt64(0), reader.GetBoolean(1)));
        }

        return sequences;
    }

    private static async Task WriteAsync<T>(
        ZipArchive archive, string name, T value, CompressionLevel compression, DateTimeOffset created, CancellationToken cancellationToken)
    {
        await using var text = await Entry(archive, name, compression, created).OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(text, value, BackupManifest.Json, cancellationToken);
    }

    private static ZipArchiveEntry Entry(ZipArchive archive, string name, CompressionLevel compression, DateTimeOffset created)
    {
        var entry = archive.CreateEntry(name, compression);
        entry.LastWriteTime = created;
        return entry;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
