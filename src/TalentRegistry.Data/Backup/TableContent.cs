using System.Numerics;
using System.Security.Cryptography;

namespace TalentRegistry.Data.Backup;

/// <summary>What is in a table, whatever the order of its rows: two tables with the same content have the same rows.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Bytes">Length of its text, a line a row.</param>
/// <param name="Checksum">
/// In an archive the SHA-256 of the whole text. In a backup the sum modulo 2^256 of the SHA-256 of each line without its end, as 64 hexadecimal digits. A sum and not an exclusive or, in
/// which two equal rows would cancel each other.
/// </param>
public sealed record TableContent(long Rows, long Bytes, string Checksum);

/// <summary>Takes the content of a table from its text, in pieces of any size.</summary>
internal interface ITableSum : IDisposable
{
    long Bytes { get; }

    void Append(ReadOnlySpan<byte> text);

    TableContent Content();
}

/// <summary>The same whatever the order of the rows.</summary>
internal sealed class TableContentSum : ITableSum
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;
    private readonly IncrementalHash begun = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    // Eight words of 32 bits, each summed in 64: carried over once at the end, or before four billion rows overflow them.
    private readonly ulong[] words = new ulong[8];
    private bool inLine;
    private BigInteger carried;
    private long rows;

    public long Bytes { get; private set; }

    public void Append(ReadOnlySpan<byte> text)
    {
        Bytes += text.Length;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            if (inLine)
            {
                begun.AppendData(text[..end]);
                begun.GetHashAndReset(hash);
                inLine = false;
            }
            else
            {
                SHA256.HashData(text[..end], hash);
            }

            Add(hash);
        }

        if (text.IsEmpty)
            return;

        begun.AppendData(text);
        inLine = true;
    }

    public TableContent Content()
    {
        Carry();
        // A last line without its end is none: the text was cut off, and the count of bytes tells it.
        return new TableContent(rows, Bytes, Convert.ToHexStringLower(carried.ToByteArray(isUnsigned: true, isBigEndian: true)).PadLeft(64, '0'));
    }

    public void Dispose() => begun.Dispose();

    private void Add(ReadOnlySpan<byte> hash)
    {
        for (var word = 0; word < words.Length; word++)
            words[word] += System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash[(4 * word)..]);
        if (++rows % uint.MaxValue == 0)
            Carry();
    }

    private void Carry()
    {
        var sum = BigInteger.Zero;
        foreach (var word in words)
            sum = (sum << 32) + word;
        carried = (carried + sum) % Modulus;
        Array.Clear(words);
    }
}
