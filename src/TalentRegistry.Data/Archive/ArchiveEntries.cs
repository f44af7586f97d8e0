using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TalentRegistry.Data.Backup;

namespace TalentRegistry.Data.Archive;

/// <summary>The entries of an archive as they are written: each with the same time and its checksum, so that the same content makes the same file.</summary>
internal sealed class ArchiveEntries(ZipArchive archive)
{
    public const string ReadMe = "README.md", Manifest = "manifest.json", Dictionary = "dictionary.json", DictionaryTable = "dictionary.csv", CitizenIds = "citizen-ids.csv", Checksums = "SHA256SUMS";

    // The first moment that a ZIP archive can tell.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly StringBuilder checksums = new();

    /// <summary>Writes an entry that takes its own checksum.</summary>
    public async Task<TableContent> WriteAsync(string name, Func<Stream, Task<TableContent>> write, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Always;
        await using var stream = await entry.OpenAsync(cancellationToken);
        var content = await write(stream);
        checksums.Append(CultureInfo.InvariantCulture, $"{content.Checksum}  {name}\n");
        return content;
    }

    public Task WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return WriteAsync(name, async stream =>
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return new TableContent(0, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }, cancellationToken);
    }

    public Task WriteAsync<T>(string name, T value, CancellationToken cancellationToken) => WriteAsync(name, JsonSerializer.Serialize(value, Json), cancellationToken);

    /// <summary>Writes the checksums of all entries, as sha256sum reads them.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => WriteAsync(Checksums, checksums.ToString(), cancellationToken);

    internal static JsonSerializerOptions Json { get; } = new(BackupManifest.Json)
    {
        // Vietnamese letters are to be read by people.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };
}
