using System.Security.Cryptography;
using System.Text;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// What the check of a list rests on. A check may be committed later instead of being made again where nothing of it has changed: the list and how it is read, the
/// account's scope, lists of codes, and whatever the history keeps of the people and agencies that the check reads.
/// </summary>
/// <param name="Fingerprint">SHA-256 of all but the history.</param>
/// <param name="Place">A place in the history such that whatever was not to be seen yet comes after it; null where somebody was writing at that moment.</param>
public sealed record CheckGround(string Fingerprint, long? Place)
{
    // Another run of the server may be another version of it, with other rules.
    private static readonly Guid Run = Guid.NewGuid();

    /// <summary>The ground of a check that is about to be made; to be taken before anything else is read, the agencies included.</summary>
    /// <param name="session">The officer's transaction.</param>
    /// <param name="list">The list, and how it is to be read and written, as one text: alike where it is the same list read in the same way.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<CheckGround> TakeAsync(RegistrySession session, string list, CancellationToken cancellationToken)
    {
        // One after the other: the place must not be younger than what is read after it.
        await using var place = session.Command("SELECT imports.place_in_history()");
        var at = await place.ExecuteScalarAsync(cancellationToken) as long?;
        await using var rest = session.Command("SELECT imports.ground_of_checks()");
        var ground = (string)(await rest.ExecuteScalarAsync(cancellationToken))!;
        return new CheckGround(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Run}\n{ground}\n{list}"))), at);
    }

    /// <summary>Whether a check made on this ground would come to the same now.</summary>
    /// <param name="session">The officer's transaction.</param>
    /// <param name="now">The ground as it is now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<bool> StandsAsync(RegistrySession session, CheckGround now, CancellationToken cancellationToken)
    {
        if (Place is not { } place || Fingerprint != now.Fingerprint)
            return false;

        await using var changed = session.Command("SELECT imports.has_changed_since($1)");
        changed.Parameters.Add(new() { Value = place });
        return !(bool)(await changed.ExecuteScalarAsync(cancellationToken))!;
    }
}
