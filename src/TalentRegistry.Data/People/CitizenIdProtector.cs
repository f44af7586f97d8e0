using System.Security.Cryptography;
using System.Text;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.People;

/// <summary>A citizen ID as the database keeps it.</summary>
/// <param name="Cipher">
/// Format number 2, nonce (12 bytes), tag (16), encrypted digits (12), four bytes each of the keyed hashes of the last four and the last six digits: 49
/// bytes. Format 1 is the same without the last eight.
/// </param>
/// <param name="Hash">HMAC-SHA256 of the digits, 32 bytes: the same for the same digits, to find and to refuse doubles.</param>
public readonly record struct ProtectedCitizenId(byte[] Cipher, byte[] Hash);

/// <summary>
/// Keeps citizen IDs unreadable in the database and its backups: AES-256-GCM with a random nonce (NIST SP 800-38D), bound
/// to the person, and a keyed hash for look-ups. Twelve digits could be guessed through a plain hash in minutes; hence
/// the key, which lives in the data directory and never in the database. Safe for use by several threads.
/// </summary>
public sealed class CitizenIdProtector : IDisposable
{
    private const byte Format = 2;
    private const byte FormatWithoutEnds = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int DigitCount = 12;
    private const int SealedSize = 1 + NonceSize + TagSize + DigitCount;
    private const int EndSize = 4;
    private const int CipherSize = SealedSize + 2 * EndSize;
    private readonly byte[] hashKey;
    private readonly byte[] endKey;
    private readonly ThreadLocal<AesGcm> ciphers;

    internal CitizenIdProtector(byte[] rootKey)
    {
        // Three keys from one (RFC 5869), so that what one use gives away is of no help against the other.
        var cipherKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: encryption"u8.ToArray());
        hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: look-up"u8.ToArray());
        endKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, rootKey, 32, info: "citizen id: last digits"u8.ToArray());
        // One AesGcm holds one cipher context, which two threads must not share.
        ciphers = new ThreadLocal<AesGcm>(() => new AesGcm(cipherKey, TagSize), trackAllValues: true);
    }

    /// <summary>
    /// Takes the key from the data directory, or makes one there (readable by this user only) while the registry holds no
    /// protected citizen ID yet.
    /// </summary>
    /// <param name="dataDirectory">Folder of the server's own files.</param>
    /// <param name="database">The registry whose citizen IDs the key must open.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="OperatorException">
    /// The key file is damaged, is of another registry, or is missing although the registry holds protected citizen IDs.
    /// </exception>
    public static async Task<CitizenIdProtector> OpenAsync(string dataDirectory, RegistryDatabase database, CancellationToken cancellationToken)
    {
        var file = new CitizenIdKeyFile(dataDirectory);
        var known = await ProtectedRow.AnyAsync(database, cancellationToken);
        var protector = new CitizenIdProtector(file.Read() ?? (known is null ? file.Create() : throw file.Missing()));
        if (known is null || protector.Opens(known))
            return protector;

        protector.Dispose();
        throw file.OfAnotherRegistry();
    }

    /// <summary>Whether the data directory holds the key that the registry needs; makes none.</summary>
    /// <returns>Null if so, or if the registry holds no protected citizen ID; else what is wrong, in words for the operator.</returns>
    public static async Task<string?> WhyLockedAsync(string dataDirectory, RegistryDatabase database, CancellationToken cancellationToken)
    {
        if (await ProtectedRow.AnyAsync(database, cancellationToken) is null)
            return null;

        try
        {
            (await OpenAsync(dataDirectory, database, cancellationToken)).Dispose();
            return null;
        }
        catch (OperatorException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>The citizen ID of a person in the form that is kept. Each call gives another cipher and the same hash.</summary>
    public ProtectedCitizenId Protect(Guid personId, CitizenId id)
    {
        Span<byte> digits = stackalloc byte[DigitCount];
        Encoding.ASCII.GetBytes(id.ToString(), digits);
        var cipher = new byte[CipherSize];
        cipher[0] = Format;
        var nonce = cipher.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        End(id.ToString()[^6..]).CopyTo(cipher.AsSpan(SealedSize));
        ciphers.Value!.Encrypt(
            nonce, digits, cipher.AsSpan(1 + NonceSize + TagSize, DigitCount), cipher.AsSpan(1 + NonceSize, TagSize),
            Beside(personId, cipher, stackalloc byte[16 + 2 * EndSize]));
        return new ProtectedCitizenId(cipher, HMACSHA256.HashData(hashKey, digits));
    }

    /// <summary>The keyed hash under which a citizen ID is found.</summary>
    public byte[] Hash(CitizenId id) => HMACSHA256.HashData(hashKey, Encoding.ASCII.GetBytes(id.ToString()));

    /// <summary>What the forms of all citizen IDs that end so have in common: of four digits the first half of their last eight bytes, of six all.</summary>
    /// <param name="digits">The last four or six.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are neither four nor six.</exception>
    public byte[] End(string digits) => digits switch
    {
        { Length: 4 } => HMACSHA256.HashData(endKey, Encoding.ASCII.GetBytes(digits))[..EndSize],
        { Length: 6 } => [.. End(digits[2..]), .. HMACSHA256.HashData(endKey, Encoding.ASCII.GetBytes(digits))[..EndSize]],
        _ => throw new ArgumentOutOfRangeException(nameof(digits), digits.Length, "Must be four or six digits."),
    };

    /// <summary>The citizen ID in clear.</summary>
    /// <param name="personId">Whose it is: the cipher of one person does not open for another.</param>
    /// <param name="cipher">As <see cref="Protect"/> made it.</param>
    /// <exception cref="CryptographicException">It was changed, is another person's, or was made with another key.</exception>
    public CitizenId Reveal(Guid personId, ReadOnlySpan<byte> cipher)
    {
        if (cipher is not ([Format, ..] and { Length: CipherSize } or [FormatWithoutEnds, ..] and { Length: SealedSize }))
            throw new CryptographicException("This is not a protected citizen ID.");

        Span<byte> digits = stackalloc byte[DigitCount];
        ciphers.Value!.Decrypt(
            cipher.Slice(1, NonceSize), cipher.Slice(1 + NonceSize + TagSize, DigitCount), cipher.Slice(1 + NonceSize, TagSize), digits,
            Beside(personId, cipher, stackalloc byte[16 + 2 * EndSize]));
        return CitizenId.TryParse(Encoding.ASCII.GetString(digits), out var id)
            ? id
            : throw new CryptographicException("This is not a protected citizen ID.");
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (var cipher in ciphers.Values)
            cipher.Dispose();
        ciphers.Dispose();
        CryptographicOperations.ZeroMemory(hashKey);
        CryptographicOperations.ZeroMemory(endKey);
    }

    // What is sealed along with the digits: whose they are, and the hashes beside them.
    private static ReadOnlySpan<byte> Beside(Guid personId, ReadOnlySpan<byte> cipher, Span<byte> buffer)
    {
        personId.TryWriteBytes(buffer, bigEndian: true, out _);
        cipher[SealedSize..].CopyTo(buffer[16..]);
        return buffer[..(16 + cipher.Length - SealedSize)];
    }

    private bool Opens(ProtectedRow row)
    {
        try
        {
            Reveal(row.PersonId, row.Cipher);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private sealed record ProtectedRow(Guid PersonId, byte[] Cipher)
    {
        public static async Task<ProtectedRow?> AnyAsync(RegistryDatabase database, CancellationToken cancellationToken)
        {
            await using var command = database.Owner.CreateCommand(
                "SELECT id, citizen_id_cipher FROM registry.person WHERE citizen_id_hash IS NOT NULL ORDER BY citizen_id_hash LIMIT 1");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new ProtectedRow(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1))
                : null;
        }
    }
}
