using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.History;

/// <summary>What is to be made again as it was.</summary>
/// <param name="PersonId">Whose record it is.</param>
/// <param name="ChangeId">The change of <c>person { history }</c> before which the record was as it is to be.</param>
/// <param name="Version">The version of the record (the person's or another of the dossier) that the caller has read; null for one that has been removed.</param>
internal sealed record RestoreRecordInput([ID<Person>] Guid PersonId, [ID] long ChangeId, int? Version) : EditInput;

/// <summary>Restoring a past state.</summary>
[MutationType]
internal static class RestoreRecordMutation
{
    /// <summary>
    /// Makes a person or another record of the dossier what it was before a change, all its values, by a new change; one that was removed is put back
    /// under its key. A reason must be given. Refused if the record has changed since the caller read it, and where rules speak against it. Nothing in the
    /// history goes away.
    /// </summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> RestoreRecord(
        RestoreRecordInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "restoreRecord", input.PersonId, (session, terms) =>
            edits.RestoreAsync(session, input.PersonId, input.ChangeId, input.Version, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }
}
