using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.People;

/// <summary>
/// The file of the data directory that holds the keys of the citizen IDs, oldest first: a line of format name, 64 hexadecimal digits
/// and 8 digits of checksum for each. There is one, but for the time in which it is being replaced and until the former is retired. Losing the file makes the
/// kept citizen IDs unreadable for good: keep a copy apart from the backups, or let <c>backup --with-key</c> lock it into them.
/// </summary>
internal sealed class CitizenIdKeyFile(string dataDirectory)
{
    /// <summary>Bytes of a key.</summary>
    public const int KeySize = 32;

    private const string Format = "talentregistry-citizen-id-key-1";
    private readonly string path = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataDirectory), "citizen-id.key");

    /// <summary>Where it is or will be.</summary>
    public string Path => path;

    /// <summary>The keys, oldest first; none where there is no file.</summary>
    /// <exception cref="OperatorException">The file is damaged or cannot be read.</exception>
    public IReadOnlyList<byte[]> Read()
    {
        if (!File.Exists(path))
            return [];

        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The key of the citizen IDs, {path}, cannot be read: {fault.Message}", fault);
        }

        var lines = text.Trim().Split('\n');
        List<byte[]> keys = [.. lines.Select(KeyOf).OfType<byte[]>()];
        return keys.Count == lines.Length
            ? keys
            : throw new OperatorException($"The key of the citizen IDs, {path}, is damaged: restore the file from a backup.");
    }

    /// <summary>Makes a first key; the file is whole or not there, and readable by this user only from the first byte.</summary>
    /// <exception cref="OperatorException">The directory cannot be written.</exception>
    public byte[] Create()
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        Write(key);
        return key;
    }

    /// <summary>Keeps keys that there are already, as <see cref="Create"/> does.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="OperatorException">The directory cannot be written, or has a key.</exception>
    public string Write(params IReadOnlyList<byte[]> keys) => Write(keys, overwrite: false);

    /// <summary>Puts other keys in the place of those that are there: the file has the ones or the others, whenever this ends.</summary>
    /// <exception cref="OperatorException">The directory cannot be written.</exception>
    public void Replace(IReadOnlyList<byte[]> keys) => Write(keys, overwrite: true);

    public OperatorException Missing() => new(
        $"The registry holds encrypted citizen IDs, but their key {path} is missing: restore the file from a backup of the data directory.");

    public OperatorException OfAnotherRegistry() => new(
        $"The key {path} does not open the citizen IDs of this registry: it belongs to another one, or the key was replaced since. Restore the right file from a backup of the data directory.");

    private string Write(IReadOnlyList<byte[]> keys, bool overwrite)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var unfinished = path + ".new";
            File.Delete(unfinished);
            using (var stream = new FileStream(unfinished, options))
            {
                foreach (var key in keys)
                    stream.Write(Encoding.ASCII.GetBytes($"{Format} {Convert.ToHexStringLower(key)} {Checksum(key)}\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite);
            return path;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The key of the citizen IDs cannot be written to {path}: {fault.Message}", fault);
        }
    }

    private static byte[]? KeyOf(string line) =>
        line.Trim().Split(' ') is [Format, { Length: 2 * KeySize } hex, var checksum] && hex.All(char.IsAsciiHexDigit)
        && Convert.FromHexString(hex) is var key && Checksum(key) == checksum
            ? key
            : null;

    private static string Checksum(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key))[..8];
}
