using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TalentRegistry.Data.Backup;

/// <summary>A backup's file, opened for reading: whole, unchanged, and of a format that this program reads.</summary>
public sealed class BackupReader : RegistryFile, IAsyncDisposable
{
    internal const string MarkerEntry = "talentregistry-backup";
    internal const string ManifestEntry = "manifest.json";
    internal const string KeyEntry = "citizen-id-key.json";
    private readonly FileStream file;
    private readonly ZipArchive archive;

    private BackupReader(FileStream file, ZipArchive archive, BackupManifest manifest, WrappedKey? key) =>
        (this.file, this.archive, Manifest, Key) = (file, archive, manifest, key);

    /// <inheritdoc/>
    public override BackupManifest Manifest { get; }

    internal override TableForm Form => TableForm.Lines;

    internal override string Kind => "backup";

    /// <summary>The key of the citizen IDs; null where it was kept apart.</summary>
    public WrappedKey? Key { get; }

    /// <summary>Opens it, reading all of it once to see that it is whole.</summary>
    /// <exception cref="OperatorException">
    /// There is no such file, it cannot be read, is no backup, is damaged, or is of a newer version of this program.
    /// </exception>
    public static async Task<BackupReader> OpenAsync(string path, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        FileStream? stream = null;
        ZipArchive? zip = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
            await RefuseDamagedAsync(stream, path, cancellationToken);
            stream.Position = 0;
            zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            await RefuseNewerAsync(zip, path, cancellationToken);
            var manifest = await ReadAsync<BackupManifest>(zip, ManifestEntry, cancellationToken) ?? throw new InvalidDataException();
            return new BackupReader(stream, zip, manifest, await ReadAsync<WrappedKey>(zip, KeyEntry, cancellationToken));
        }
        catch (Exception fault)
        {
            if (zip is not null)
                await zip.DisposeAsync();
            if (stream is not null)
                await stream.DisposeAsync();
            if (Explain(fault, path) is { } explained)
                throw explained;
            throw;
        }
    }

    internal override async Task<Stream> OpenAsync(BackedUpTable table, CancellationToken cancellationToken) =>
        await (archive.GetEntry(table.EntryIn(Form)) ?? throw new OperatorException($"{file.Name} lacks its entry {table.EntryIn(Form)}."))
            .OpenAsync(cancellationToken);

    /// <summary>Reads every table back and holds it against the manifest.</summary>
    /// <exception cref="OperatorException">One is not what was read from the database.</exception>
    internal async Task CheckAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var tables = Manifest.Tables.ToDictionary(table => table.Table.Sql);
        foreach (var (table, part) in new ProgressPart(progress, 0, 1).Of([.. Manifest.Tables.Select(table => table.Table)]))
        {
            await using var text = await OpenAsync(tables[table.Sql], cancellationToken);
            if (await TableText.PassAsync(text, null, table.Size, part, cancellationToken) != tables[table.Sql].Content)
                throw new OperatorException($"{file.Name}: table {table.Schema}.{table.Name} does not read back as it was written; the disk or the memory of this machine may be faulty.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await archive.DisposeAsync();
        await file.DisposeAsync();
    }

    private static async Task RefuseDamagedAsync(FileStream file, string path, CancellationToken cancellationToken)
    {
        if (await Seal.HoldsAsync(file, cancellationToken))
            return;

        throw await BeginsAsBackupAsync(file, cancellationToken) || await Seal.IsThereAsync(file, cancellationToken)
            ? new OperatorException($"{path} is damaged or was cut short: its bytes are not those that were written. Use another copy or another backup.")
            : new OperatorException($"{path} is not a backup that this program wrote.");
    }

    // The archive's first entry has a name of our own, at byte 30 of the file (APPNOTE.TXT of the ZIP format, 4.3.7).
    private static async Task<bool> BeginsAsBackupAsync(FileStream file, CancellationToken cancellationToken)
    {
        var start = new byte[30 + MarkerEntry.Length];
        file.Position = 0;
        return await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) == start.Length
               && start.AsSpan(30).SequenceEqual(Encoding.ASCII.GetBytes(MarkerEntry));
    }

    private static async Task RefuseNewerAsync(ZipArchive archive, string path, CancellationToken cancellationToken)
    {
        var format = await ReadAsync<int>(archive, MarkerEntry, cancellationToken);
        if (format != BackupManifest.Format)
            throw new OperatorException($"{path} was written by a newer version of this program (format {format}; this one reads {BackupManifest.Format}): use that version.");
    }

    private static async Task<T?> ReadAsync<T>(ZipArchive archive, string name, CancellationToken cancellationToken)
    {
        if (archive.GetEntry(name) is not { } entry)
            return default;

        await using var text = await entry.OpenAsync(cancellationToken);
        return await JsonSerializer.DeserializeAsync<T>(text, BackupManifest.Json, cancellationToken);
    }

    private static OperatorException? Explain(Exception fault, string path) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => new OperatorException($"There is no file {path}.", fault),
        InvalidDataException or JsonException or EndOfStreamException =>
            new OperatorException($"{path} is a backup, but not one that this program can read: {fault.Message}", fault),
        IOException or UnauthorizedAccessException => new OperatorException($"{path} cannot be read: {fault.Message}", fault),
        _ => null,
    };
}
