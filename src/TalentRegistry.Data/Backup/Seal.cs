using System.Security.Cryptography;
using System.Text;

namespace TalentRegistry.Data.Backup;

/// <summary>
/// The end of a backup's file: the comment of the ZIP archive, whose last 64 characters are the SHA-256 of every byte before them.
/// Whatever was changed or cut off on the way shows before anything is read from the file.
/// </summary>
internal static class Seal
{
    private const string Words = "TalentRegistry backup. SHA-256 of all bytes before these 64: ";
    private const int DigitCount = 64;

    /// <summary>What the archive's comment is before it is sealed: digits to be replaced.</summary>
    public static string Open { get; } = Words + new string('0', DigitCount);

    /// <summary>Writes the digits over the end of a finished archive.</summary>
    public static async Task CloseAsync(Stream file, CancellationToken cancellationToken)
    {
        var digits = await DigitsAsync(file, cancellationToken);
        file.Position = file.Length - DigitCount;
        await file.WriteAsync(digits, cancellationToken);
    }

    /// <summary>Whether the end is that of a backup, closed or not.</summary>
    public static async Task<bool> IsThereAsync(Stream file, CancellationToken cancellationToken)
    {
        var words = Encoding.ASCII.GetBytes(Words);
        if (file.Length < Open.Length)
            return false;

        file.Position = file.Length - Open.Length;
        var end = new byte[words.Length];
        await file.ReadExactlyAsync(end, cancellationToken);
        return end.AsSpan().SequenceEqual(words);
    }

    /// <summary>Whether the bytes are those that were sealed.</summary>
    public static async Task<bool> HoldsAsync(Stream file, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(file, cancellationToken))
            return false;

        var digits = await DigitsAsync(file, cancellationToken);
        var written = new byte[DigitCount];
        await file.ReadExactlyAsync(written, cancellationToken);
        return written.AsSpan().SequenceEqual(digits);
    }

    // Leaves the file at the digits.
    private static async Task<byte[]> DigitsAsync(Stream file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[128 * 1024];
        file.Position = 0;
        for (var left = file.Length - DigitCount; left > 0;)
        {
            var read = await file.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, left)), cancellationToken);
            if (read == 0)
                throw new EndOfStreamException();
            hash.AppendData(piece, 0, read);
            left -= read;
        }

        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
