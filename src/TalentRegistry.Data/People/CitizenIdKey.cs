using System.Security.Cryptography;
using System.Text;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.People;

/// <summary>One key of the citizen IDs and what follows from it. Safe for use by several threads.</summary>
internal sealed class CitizenIdKey : IDisposable
{
    /// <summary>Bytes of a fingerprint, by which a kept citizen ID names its key.</summary>
    public const int FingerprintSize = 4;

    private const byte Format = 3;
    private const byte FormatWithoutKey = 2;
    private const byte FormatWithoutEnds = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int DigitCount = 12;
    private const int SealedSize = 1 + NonceSize + TagSize + DigitCount;
    private const int EndSize = 4;
    private const int SizeWithoutKey = SealedSize + 2 * EndSize;
    private const int CipherSize = SizeWithoutKey + FingerprintSize;
    private readonly byte[] cipherKey;
    private readonly byte[] hashKey;
    private readonly byte[] endKey;
    private readonly byte[] fingerprint;
    private readonly ThreadLocal<Engines> engines;

    public CitizenIdKey(byte[] rootKey)
    {
        // Several keys from one (RFC 5869), so that what one use gives away is of no help against the other.
        cipherKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: encryption"u8.ToArray());
        hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: look-up"u8.ToArray());
        endKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: last digits"u8.ToArray());
        fingerprint = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, FingerprintSize, info: "citizen id: fingerprint"u8.ToArray());
        engines = new ThreadLocal<Engines>(() => new Engines(cipherKey, hashKey, endKey), trackAllValues: true);
    }

    /// <summary>The fingerprint in hexadecimal digits, as the database names the key.</summary>
    public string Id => Convert.ToHexStringLower(fingerprint);

    /// <inheritdoc cref="CitizenIdProtector.Protect"/>
    public ProtectedCitizenId Protect(Guid personId, CitizenId id)
    {
        Span<byte> digits = stackalloc byte[DigitCount];
        Encoding.ASCII.GetBytes(id.ToString(), digits);
        var cipher = new byte[CipherSize];
        cipher[0] = Format;
        var nonce = cipher.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        End(id.ToString()[^6..]).CopyTo(cipher.AsSpan(SealedSize));
        fingerprint.CopyTo(cipher.AsSpan(SizeWithoutKey));
        engines.Value!.Cipher.Encrypt(
            nonce, digits, cipher.AsSpan(1 + NonceSize + TagSize, DigitCount), cipher.AsSpan(1 + NonceSize, TagSize),
            Beside(personId, cipher, stackalloc byte[16 + CipherSize - SealedSize]));
        return new ProtectedCitizenId(cipher, engines.Value.Hash.Of(digits));
    }

    /// <inheritdoc cref="CitizenIdProtector.Hash"/>
    public byte[] Hash(CitizenId id) => engines.Value!.Hash.Of(Encoding.ASCII.GetBytes(id.ToString()));

    /// <inheritdoc cref="CitizenIdProtector.End"/>
    public byte[] End(string digits) => digits switch
    {
        { Length: 4 } => engines.Value!.End.Of(Encoding.ASCII.GetBytes(digits))[..EndSize],
        { Length: 6 } => [.. End(digits[2..]), .. engines.Value!.End.Of(Encoding.ASCII.GetBytes(digits))[..EndSize]],
        _ => throw new ArgumentOutOfRangeException(nameof(digits), digits.Length, "Must be four or six digits."),
    };

    /// <summary>The citizen ID in clear; null where it was changed, is another person's, or was made with another key.</summary>
    public CitizenId? TryReveal(Guid personId, ReadOnlySpan<byte> cipher)
    {
        var known = cipher is [Format, ..] and { Length: CipherSize } && cipher[SizeWithoutKey..].SequenceEqual(fingerprint)
            || cipher is [FormatWithoutKey, ..] and { Length: SizeWithoutKey } or [FormatWithoutEnds, ..] and { Length: SealedSize };
        if (!known)
            return null;

        Span<byte> digits = stackalloc byte[DigitCount];
        try
        {
            engines.Value!.Cipher.Decrypt(
                cipher.Slice(1, NonceSize), cipher.Slice(1 + NonceSize + TagSize, DigitCount), cipher.Slice(1 + NonceSize, TagSize), digits,
                Beside(personId, cipher, stackalloc byte[16 + CipherSize - SealedSize]));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return CitizenId.TryParse(Encoding.ASCII.GetString(digits), out var id) ? id : null;
    }

    /// <summary>Forgets the key.</summary>
    public void Dispose()
    {
        foreach (var engine in engines.Values)
            engine.Dispose();
        engines.Dispose();
        CryptographicOperations.ZeroMemory(cipherKey);
        CryptographicOperations.ZeroMemory(hashKey);
        CryptographicOperations.ZeroMemory(endKey);
    }

    // What is sealed along with the digits: whose they are, and what stands beside them.
    private static ReadOnlySpan<byte> Beside(Guid personId, ReadOnlySpan<byte> cipher, Span<byte> buffer)
    {
        personId.TryWriteBytes(buffer, bigEndian: true, out _);
        cipher[SealedSize..].CopyTo(buffer[16..]);
        return buffer[..(16 + cipher.Length - SealedSize)];
    }

    // Each holds one context of the library, which two threads must not share, and which takes longer to make than to use.
    private sealed class Engines(byte[] cipherKey, byte[] hashKey, byte[] endKey) : IDisposable
    {
        public AesGcm Cipher { get; } = new(cipherKey, TagSize);

        public KeyedHash Hash { get; } = new(hashKey);

        public KeyedHash End { get; } = new(endKey);

        public void Dispose()
        {
            Cipher.Dispose();
            Hash.Dispose();
            End.Dispose();
        }
    }

    private sealed class KeyedHash(byte[] key) : IDisposable
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);

        public byte[] Of(ReadOnlySpan<byte> data)
        {
            hash.AppendData(data);
            return hash.GetHashAndReset();
        }

        public void Dispose() => hash.Dispose();
    }
}
