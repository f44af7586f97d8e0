using System.Security.Claims;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
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
    public static Task<IQueryable<Posting>> AddPosting(AddPostingInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync<Posting>(user, input, input.PersonId, input.Entry(), cancellationToken);

    /// <summary>Corrects a posting. Refused if it has changed since the caller read it, and where rules speak against it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Posting>> UpdatePosting(UpdatePostingInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Posting, PostingEntry>(user, input, input.Id, input.Version, input.Over, cancellationToken);

    /// <summary>Ends a posting: the person retires, resigns, moves or is dismissed. A death is told by recordDeath.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<Posting>> EndPosting(EndPostingInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.CorrectAsync<Posting, PostingEntry>(
            user, input, input.Id, input.Version, posting => posting with { ValidUntil = input.ValidUntil, EndReason = input.EndReason }, cancellationToken, "end");

    /// <summary>Removes a posting that was recorded by mistake. The history keeps it.</summary>
    [Authorize(Policies.Edit), UseMutationConvention(PayloadFieldName = "deletedId"), ID<Posting>]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static Task<Guid> RemovePosting(RemovePostingInput input, [Service] RecordDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.RemoveAsync<PostingEntry>(user, input, input.Id, input.Version, cancellationToken);
}
