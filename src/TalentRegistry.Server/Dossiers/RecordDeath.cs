using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>A death.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Version">The version of the person that the caller has read.</param>
/// <param name="DiedOn">The day.</param>
internal sealed record RecordDeathInput([ID<Person>] Guid Id, int Version, DateOnly DiedOn) : EditInput;

/// <summary>Recording a death.</summary>
[MutationType]
internal static class RecordDeathMutation
{
    /// <summary>Records a death. Postings that go on after it end with that day as their last, for the reason DEATH.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> RecordDeath(
        RecordDeathInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "recordDeath", input.Id, (session, terms) =>
            edits.RecordDeathAsync(session, input.Id, input.Version, input.DiedOn, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }
}
