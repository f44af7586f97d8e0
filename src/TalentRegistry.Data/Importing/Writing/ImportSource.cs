using System.Security.Cryptography;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>The file of an import, as its record keeps it.</summary>
/// <param name="FileName">Name without folders, at most 255 characters.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
public sealed record ImportSource(string FileName, byte[] Sha256)
{
    /// <summary>Reads the bytes once and goes back to their beginning.</summary>
    /// <param name="fileName">Its name; folders and control characters are taken off.</param>
    /// <param name="stream">The file, seekable.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ImportSource> ReadAsync(string fileName, Stream stream, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        stream.Position = 0;
        var name = new string([.. Path.GetFileName(fileName.Replace('\\', '/')).Where(letter => !char.IsControl(letter))]);
        return new ImportSource(name.Length == 0 ? "?" : name[Math.Max(0, name.Length - 255)..], hash);
    }
}
