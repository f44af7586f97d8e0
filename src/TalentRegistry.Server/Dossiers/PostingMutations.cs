using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Careers;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Dossiers;

/// <summary>Changes of postings in dossiers that the caller's agencies keep.</summary>
[MutationType]
internal static class PostingMutations
{
    /// <summary>Adds a posting to a dossier.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Posting>> AddPosting(
        AddPostingInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var fresh = Guid.CreateVersion7();
        var id = await desk.EditAsync(user, input, "addPosting", fresh, (session, terms) =>
            edits.AddPostingAsync(session, input.PersonId, fresh, input.Entry(), terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.Postings.Where(posting => posting.Id == id);
    }

    /// <summary>Corrects a posting. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Posting>> UpdatePosting(
        UpdatePostingInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "updatePosting", input.Id, (session, terms) =>
            edits.CorrectPostingAsync(session, input.Id, input.Version, input.Over, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.Postings.Where(posting => posting.Id == id);
    }

    /// <summary>Ends a posting: the person retires, resigns, moves or is dismissed. A death is told by recordDeath.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Posting>> EndPosting(
        EndPostingInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "endPosting", input.Id, (session, terms) => edits.CorrectPostingAsync(
            session, input.Id, input.Version, posting => posting with { ValidUntil = input.ValidUntil, EndReason = input.EndReason }, terms, cancellationToken),
            cancellationToken);
        return FieldSession.Rows.Postings.Where(posting => posting.Id == id);
    }

    /// <summary>Removes a posting that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Posting>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemovePosting(
        RemovePostingInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.EditAsync(user, input, "removePosting", input.Id, (session, terms) =>
            edits.RemovePostingAsync(session, input.Id, input.Version, terms, cancellationToken), cancellationToken);
}
