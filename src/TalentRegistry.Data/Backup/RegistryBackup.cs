using System.IO.Compression;
using System.Text.Json;

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
        await using var snapshot = await RegistrySnapshot.OpenAsync(database, cancellationToken);
        var created = clock.GetUtcNow();

        await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        archive.Comment = Seal.Open;
        // First, so that the file tells what it is by its first bytes; not compressed, so that they are the same in every backup.
        await WriteAsync(archive, BackupReader.MarkerEntry, BackupManifest.Format, CompressionLevel.NoCompression, created, cancellationToken);
        var backedUp = new List<BackedUpTable>(snapshot.Tables.Count);
        foreach (var (table, part) in progress.Of(snapshot.Tables))
        {
            var entry = new BackedUpTable(table.Schema, table.Name, table.Columns, new TableContent(0, 0, ""));
            await using var text = await Entry(archive, entry.EntryIn(TableForm.Lines), CompressionLevel.Optimal, created).OpenAsync(cancellationToken);
            backedUp.Add(entry with { Content = await TableText.ReadAsync(snapshot.Connection, table, text, part, cancellationToken) });
        }

        if (key is not null)
            await WriteAsync(archive, BackupReader.KeyEntry, key, CompressionLevel.Optimal, created, cancellationToken);
        var manifest = new BackupManifest(
            created, snapshot.Connection.PostgreSqlVersion.ToString(), await snapshot.MigrationsAsync(cancellationToken), backedUp,
            await snapshot.SequencesAsync(cancellationToken));
        await WriteAsync(archive, BackupReader.ManifestEntry, manifest, CompressionLevel.Optimal, created, cancellationToken);
        return manifest;
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
}
