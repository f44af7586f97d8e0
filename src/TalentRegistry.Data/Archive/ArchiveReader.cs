using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalentRegistry.Data.Backup;

namespace TalentRegistry.Data.Archive;

/// <summary>An archive, opened for reading: every entry is what its checksum says. Whoever packed it again with another program may have done so.</summary>
public sealed class ArchiveReader : RegistryFile, IAsyncDisposable
{
    private readonly ZipArchive archive;

    private ArchiveReader(ZipArchive archive, ArchiveManifest contents) => (this.archive, Contents) = (archive, contents);

    /// <summary>What it says of itself.</summary>
    public ArchiveManifest Contents { get; }

    /// <inheritdoc/>
    public override BackupManifest Manifest => new(default, "", Contents.Migrations, Contents.Tables, Contents.Sequences);

    internal override TableForm Form => TableForm.Csv;

    internal override string Kind => "archive";

    /// <summary>Opens it, reading all of it once.</summary>
    /// <exception cref="OperatorException">There is no such file, it cannot be read, is no archive, is damaged, or is of a newer version of this program.</exception>
    public static async Task<ArchiveReader> OpenAsync(string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        path = Path.GetFullPath(path);
        ZipArchive? zip = null;
        try
        {
            zip = await ZipFile.OpenAsync(path, ZipArchiveMode.Read, cancellationToken);
            if (zip.GetEntry(ArchiveEntries.Manifest) is null || zip.GetEntry(ArchiveEntries.Checksums) is null)
                throw new OperatorException($"{path} is not an archive of a registry: it has no {ArchiveEntries.Manifest} and {ArchiveEntries.Checksums}.");

            await CheckAsync(zip, path, progress, cancellationToken);
            var contents = JsonSerializer.Deserialize<ArchiveManifest>(await TextAsync(zip, ArchiveEntries.Manifest, cancellationToken), ArchiveEntries.Json) ?? throw new InvalidDataException("no manifest");
            if (contents.Format != ArchiveManifest.CurrentFormat)
                throw new OperatorException($"{path} was written by a newer version of this program (format {contents.Format}; this one reads {ArchiveManifest.CurrentFormat}): use that version.");
            return new ArchiveReader(zip, contents);
        }
        catch (Exception fault)
        {
            if (zip is not null)
                await zip.DisposeAsync();
            if (Explain(fault, path) is { } explained)
                throw explained;
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => archive.DisposeAsync();

    internal override async Task<Stream> OpenAsync(BackedUpTable table, CancellationToken cancellationToken) =>
        await (archive.GetEntry(table.EntryIn(Form)) ?? throw new OperatorException($"The archive lacks its entry {table.EntryIn(Form)}.")).OpenAsync(cancellationToken);

    private static async Task CheckAsync(ZipArchive zip, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var lines = (await TextAsync(zip, ArchiveEntries.Checksums, cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var done = 0; done < lines.Length; done++)
        {
            var name = lines[done].Length > 66 ? lines[done][66..].TrimEnd('\r') : throw new InvalidDataException($"a line of {ArchiveEntries.Checksums} is none");
            var entry = zip.GetEntry(name) ?? throw new OperatorException($"{path} lacks its entry {name}.");
            await using var stream = await entry.OpenAsync(cancellationToken);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)) != lines[done][..64])
                throw new OperatorException($"{path}: {name} is not what was written: the file was damaged or changed. Use another copy.");
            progress?.Report((done + 1) / (double)lines.Length);
        }
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        await using var stream = await zip.GetEntry(name)!.OpenAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private static OperatorException? Explain(Exception fault, string path) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => new OperatorException($"There is no file {path}.", fault),
        InvalidDataException or JsonException or EndOfStreamException => new OperatorException($"{path} is not an archive that this program can read: {fault.Message}", fault),
        IOException or UnauthorizedAccessException => new OperatorException($"{path} cannot be read: {fault.Message}", fault),
        _ => null,
    };
}
