using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A person who was registered by mistake.</summary>
/// <param name="Id">Whom.</param>
/// <param name="Version">The version that the caller has read.</param>
internal sealed record RemovePersonInput([ID<Person>] Guid Id, int Version) : EditInput;

/// <summary>A person who is to be brought back.</summary>
/// <param name="Id">Whom.</param>
internal sealed record BringPersonBackInput([ID<Person>] Guid Id) : EditInput;

/// <summary>Removing people who were registered by mistake, and bringing them back.</summary>
[MutationType]
internal static class RemovePersonMutations
{
    /// <summary>
    /// Removes a person who was registered within the last 30 days by mistake, with all records; a reason must be given. The history keeps them, and bringPersonBack brings them back.
    /// </summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Person>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemovePerson(
        RemovePersonInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.EditAsync(user, input, "removePerson", input.Id, (session, terms) => edits.RemovePersonAsync(session, input.Id, input.Version, terms, cancellationToken), cancellationToken);

    /// <summary>Brings back a person who was removed, with all records as they were.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> BringPersonBack(
        BringPersonBackInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "bringPersonBack", input.Id, (session, terms) => edits.BringBackAsync(session, input.Id, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }
}
