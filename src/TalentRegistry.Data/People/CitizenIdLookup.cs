using System.Security.Cryptography;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.People;

/// <summary>
/// Citizen IDs as the server works with them. People are found by a whole one, or by its last four or six digits (docs/decisions/0029). The keys are opened at
/// the first question, and again when another has taken the place of the one in use.
/// </summary>
/// <param name="dataDirectory">Folder that holds the key.</param>
/// <param name="database">The registry.</param>
public sealed partial class CitizenIdLookup(string dataDirectory, RegistryDatabase database) : IDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    // Those of before stay: somebody may be at work with them.
    private readonly List<CitizenIdProtector> former = [];
    private CitizenIdProtector? protector;
    private long checkedAt;

    /// <summary>The keyed hash by which the database knows a citizen ID.</summary>
    /// <exception cref="OperatorException">The key file is missing, damaged or of another registry.</exception>
    public async Task<byte[]> HashAsync(CitizenId id, CancellationToken cancellationToken) =>
        (await FreshAsync(cancellationToken)).Hash(id);

    /// <summary>
    /// What the database is to look for where a text that is searched for is a citizen ID, or ends with the last four or six digits of one: a hash, or what
    /// <see cref="CitizenIdProtector.End"/> gives; null where it has neither. Four digits that can be a year beside a name are one.
    /// </summary>
    /// <exception cref="OperatorException">The key file is missing, damaged or of another registry.</exception>
    public async Task<byte[]?> SoughtAsync(string text, CancellationToken cancellationToken)
    {
        if (CitizenId.TryParse(text, out var id))
            return await HashAsync(id, cancellationToken);
        return LastDigits().Match(text) is { Success: true } match && !(match.Groups["name"].Length > 0 && match.Groups["digits"].Value is ['1', '9', _, _] or ['2', '0', _, _])
            ? (await FreshAsync(cancellationToken)).End(match.Groups["digits"].Value)
            : null;
    }

    /// <summary>The citizen ID of a person in the form that is kept.</summary>
    /// <exception cref="OperatorException">The key file is missing, damaged or of another registry.</exception>
    public async Task<ProtectedCitizenId> ProtectAsync(Guid personId, CitizenId id, CancellationToken cancellationToken) =>
        (await RecentAsync(cancellationToken)).Protect(personId, id);

    /// <summary>A person's citizen ID in clear, for rules to be held against it; null where this server cannot read it.</summary>
    /// <param name="personId">Whose.</param>
    /// <param name="cipher">As the person's record keeps it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<CitizenId?> RevealAsync(Guid personId, byte[] cipher, CancellationToken cancellationToken)
    {
        try
        {
            return (await RecentAsync(cancellationToken)).Reveal(personId, cipher);
        }
        catch (Exception fault) when (fault is OperatorException or CryptographicException)
        {
            // A registry restored without its key goes on; what the number would tell is not known then.
            return null;
        }
    }

    /// <summary>
    /// The person's key; null if nobody in the registry has the citizen ID. Looks as the owner, since no caller may read the hashes: what it
    /// finds is a key and no right; whoever asks must read the person under their own.
    /// </summary>
    /// <exception cref="OperatorException">The key file is missing, damaged or of another registry.</exception>
    public async Task<Guid?> FindAsync(CitizenId id, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id FROM registry.person WHERE citizen_id_hash = $1");
        command.Parameters.Add(new() { Value = await HashAsync(id, cancellationToken) });
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        protector?.Dispose();
        former.ForEach(each => each.Dispose());
        opening.Dispose();
    }

    // Alone or behind a name that has no digits.
    [GeneratedRegex(@"^\s*(?<name>[^0-9]*\p{L}[^0-9]*\s)?(?<digits>[0-9]{6}|[0-9]{4})\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastDigits();

    // Under the key that is in use at this moment.
    private async Task<CitizenIdProtector> FreshAsync(CancellationToken cancellationToken)
    {
        var used = await CitizenIdProtector.CurrentKeyAsync(database, cancellationToken);
        return protector is { } opened && (used is null || opened.KeyId == used) ? opened : await OpenAsync(used, cancellationToken);
    }

    // Under the key that was in use a second ago, for lists of many: what is written under another the database refuses or renews.
    private async Task<CitizenIdProtector> RecentAsync(CancellationToken cancellationToken)
    {
        if (protector is { } opened && Environment.TickCount64 - Interlocked.Read(ref checkedAt) < 1000)
            return opened;

        var fresh = await FreshAsync(cancellationToken);
        Interlocked.Exchange(ref checkedAt, Environment.TickCount64);
        return fresh;
    }

    private async Task<CitizenIdProtector> OpenAsync(string? used, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (protector is { } opened && (used is null || opened.KeyId == used))
                return opened;

            var next = await CitizenIdProtector.OpenAsync(dataDirectory, database, cancellationToken);
            if (protector is not null)
                former.Add(protector);
            return protector = next;
        }
        finally
        {
            opening.Release();
        }
    }
}
