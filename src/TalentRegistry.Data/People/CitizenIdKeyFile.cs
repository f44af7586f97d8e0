using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.People;

/// <summary>
/// The file of the data directory that holds the key of the citizen IDs: one line of format name, 64 hexadecimal digits
/// and 8 digits of checksum. Losing it makes the kept citizen IDs unreadable for good: keep a copy apart from the backups, or let
/// <c>backup --with-key</c> lock it into them.
/// </summary>
internal sealed class CitizenIdKeyFile(string dataDirectory)
{
    private const string Format = "talentregistry-citizen-id-key-1";
    private readonly string path = System.IO.Path.Combine(System.IO.Path.GetFullPath(dataDirectory), "citizen-id.key");

    /// <summary>Where it is or will be.</summary>
    public string Path => path;

    /// <summary>The key; null where there is no file.</summary>
    /// <exception cref="OperatorException">The file is damaged or cannot be read.</exception>
    public byte[]? Read()
    {
        if (!File.Exists(path))
            return null;

        try
        {
            var parts = File.ReadAllText(path).Trim().Split(' ');
            if (parts is [Format, { Length: 64 } hex, var checksum] && hex.All(char.IsAsciiHexDigit)
                && Convert.FromHexString(hex) is var key && Checksum(key) == checksum)
                return key;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The key of the citizen IDs, {path}, cannot be read: {fault.Message}", fault);
        }

        throw new OperatorException($"The key of the citizen IDs, {path}, is damaged: restore the file from a backup.");
    }

    /// <summary>Makes a new key; the file is whole or not there, and readable by this user only from the first byte.</summary>
    /// <exception cref="OperatorException">The directory cannot be written.</exception>
    public byte[] Create()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Write(key);
        return key;
    }

    /// <summary>Keeps a key that there is already, as <see cref="Create"/> does.</summary>
    /// <returns>The file's path.</returns>
    /// <exception cref="OperatorException">The directory cannot be written, or has a key.</exception>
    public string Write(byte[] key)
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
                stream.Write(Encoding.ASCII.GetBytes($"{Format} {Convert.ToHexStringLower(key)} {Checksum(key)}\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: false);
            return path;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The key of the citizen IDs cannot be written to {path}: {fault.Message}", fault);
        }
    }

    public OperatorException Missing() => new(
        $"The registry holds encrypted citizen IDs, but their key {path} is missing: restore the file from a backup of the data directory.");

    public OperatorException OfAnotherRegistry() => new(
        $"The key {path} does not open the citizen IDs of this registry: it belongs to another one. Restore the right file from a backup of the data directory.");

    private static string Checksum(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key))[..8];
}
