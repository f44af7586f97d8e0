using System.Security.Cryptography;

namespace TalentRegistry.Data.Backup;

/// <summary>The content of a table from its text as CSV: rows, and the SHA-256 of all of it, as any other program computes it.</summary>
internal sealed class CsvContentSum : ITableSum
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool quoted;
    // The header is a line too.
    private long rows = -1;

    public long Bytes { get; private set; }

    public void Append(ReadOnlySpan<byte> text)
    {
        Bytes += text.Length;
        hash.AppendData(text);
        // A line ends outside of quotes; a quote within them is doubled, which opens and closes.
        for (int next; (next = text.IndexOfAny((byte)'"', (byte)'\n')) >= 0; text = text[(next + 1)..])
        {
            if (text[next] == '"')
                quoted = !quoted;
            else if (!quoted)
                rows++;
        }
    }

    public TableContent Content() => new(rows, Bytes, Convert.ToHexStringLower(hash.GetCurrentHash()));

    public void Dispose() => hash.Dispose();
}
