using System.Security.Cryptography;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.People;

/// <summary>A citizen ID as the database keeps it.</summary>
/// <param name="Cipher">
/// Format number 3, nonce (12 bytes), tag (16), encrypted digits (12), four bytes each of the keyed hashes of the last four and the last six digits, four of
/// the key's fingerprint: 53 bytes. Format 2 is the same without the last four, format 1 without the last twelve.
/// </param>
/// <param name="Hash">HMAC-SHA256 of the digits, 32 bytes: the same for the same digits under one key, to find and to refuse doubles.</param>
public readonly record struct ProtectedCitizenId(byte[] Cipher, byte[] Hash);

/// <summary>
/// Keeps citizen IDs unreadable in the database and its backups: AES-256-GCM with a random nonce (NIST SP 800-38D), bound
/// to the person, and a keyed hash for look-ups. Twelve digits could be guessed through a plain hash in minutes; hence
/// the key, which lives in the data directory and never in the database. Writes under one key and reads under all that the data directory has
/// (docs/decisions/0035). Safe for use by several threads.
/// </summary>
public sealed class CitizenIdProtector : IDisposable
{
    private readonly IReadOnlyList<CitizenIdKey> keys;
    private readonly CitizenIdKey current;

    internal CitizenIdProtector(byte[] rootKey)
        : this([new CitizenIdKey(rootKey)], 0)
    {
    }

    internal CitizenIdProtector(IReadOnlyList<CitizenIdKey> keys, int current) => (this.keys, this.current) = (keys, keys[current]);

    /// <summary>The key under which is written, as the database names it.</summary>
    public string KeyId => current.Id;

    /// <summary>
    /// Takes the keys from the data directory, or makes one there (readable by this user only) while the registry holds no
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
        var roots = file.Read();
        if (roots.Count == 0)
            roots = known is null ? [file.Create()] : throw file.Missing();

        List<CitizenIdKey> opened = [.. roots.Select(root => new CitizenIdKey(root))];
        var used = await CurrentKeyAsync(database, cancellationToken);
        // A registry in which no key was ever replaced names none; nor does one whose first replacement is being prepared.
        var place = used is not null ? opened.FindIndex(key => key.Id == used)
            : known is null ? 0
            : opened.FindIndex(key => key.TryReveal(known.PersonId, known.Cipher) is not null);
        var protector = place < 0 ? null : new CitizenIdProtector(opened, place);
        if (protector is not null && (known is null || protector.TryReveal(known.PersonId, known.Cipher) is not null))
            return protector;

        opened.ForEach(key => key.Dispose());
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

    /// <summary>The key that the registry names as the one in use; null while none was ever replaced.</summary>
    internal static async Task<string?> CurrentKeyAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id FROM protection.citizen_id_key WHERE state = 'current'");
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    /// <summary>The citizen ID of a person in the form that is kept. Each call gives another cipher and the same hash.</summary>
    public ProtectedCitizenId Protect(Guid personId, CitizenId id) => current.Protect(personId, id);

    /// <summary>The keyed hash under which a citizen ID is found.</summary>
    public byte[] Hash(CitizenId id) => current.Hash(id);

    /// <summary>What the forms of all citizen IDs that end so have in common: of four digits the first half of the eight bytes behind the digits, of six all.</summary>
    /// <param name="digits">The last four or six.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are neither four nor six.</exception>
    public byte[] End(string digits) => current.End(digits);

    /// <summary>The citizen ID in clear, under whichever of the keys it is kept.</summary>
    /// <param name="personId">Whose it is: the cipher of one person does not open for another.</param>
    /// <param name="cipher">As <see cref="Protect"/> made it.</param>
    /// <exception cref="CryptographicException">It was changed, is another person's, or was made with another key.</exception>
    public CitizenId Reveal(Guid personId, ReadOnlySpan<byte> cipher) =>
        TryReveal(personId, cipher) ?? throw new CryptographicException("This is not a protected citizen ID, or not of this person or key.");

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        foreach (var key in keys)
            key.Dispose();
    }

    private CitizenId? TryReveal(Guid personId, ReadOnlySpan<byte> cipher)
    {
        foreach (var key in keys)
        {
            if (key.TryReveal(personId, cipher) is { } id)
                return id;
        }

        return null;
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
