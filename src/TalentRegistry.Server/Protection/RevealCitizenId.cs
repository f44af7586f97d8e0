using System.Security.Claims;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Audit;

namespace TalentRegistry.Server.Protection;

/// <summary>Whose citizen ID is to be shown, and why.</summary>
/// <param name="PersonId">A person whose dossier the caller's agencies keep.</param>
/// <param name="Purpose">Kept in the log of reads.</param>
internal sealed record RevealCitizenIdInput([ID<Person>] Guid PersonId, RevealPurpose Purpose);

/// <summary>A citizen ID in full.</summary>
/// <param name="Masked">As it is shown otherwise: the first three and the last two digits.</param>
/// <param name="InFull">All twelve digits.</param>
internal sealed record RevealedCitizenId(string Masked, string InFull);

/// <summary>There is no such person with a citizen ID among the dossiers that the caller's agencies keep.</summary>
internal sealed class NoCitizenIdException() : Exception("There is no such person with a citizen ID among the dossiers that your agencies keep.");

/// <summary>Showing a citizen ID in full, which is an act of its own.</summary>
[MutationType]
internal static class RevealCitizenIdMutation
{
    /// <summary>
    /// The citizen ID of a person in full. Nothing else in this API gives it out; who asked for it, when and why stands in the log of reads.
    /// </summary>
    [Authorize(Policies.Identity), Error<NoCitizenIdException>]
    public static async Task<RevealedCitizenId> RevealCitizenId(
        RevealCitizenIdInput input, [Service] CitizenIdReveals reveals, [Service] UnseenRecords unseen, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var caller = FieldSession.CallerOf(user);
        if (!reveals.MayGoOn(caller.AccountId))
            throw new GraphQLException(CitizenIdReveals.TooMany.En, "TOO_MANY_REQUESTS");

        if (await reveals.RevealAsync(input.PersonId, input.Purpose, caller, cancellationToken) is not { } id)
        {
            unseen.Note("revealCitizenId", DossierPart.Person, input.PersonId);
            throw new NoCitizenIdException();
        }

        return new RevealedCitizenId(id.Masked, id.ToString());
    }
}
