using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duplicates;
using TalentRegistry.Data.Views;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.People;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;
using TalentRegistry.Server.Work;

namespace TalentRegistry.Server.Duplicates;

/// <summary>Two dossiers that are to be one.</summary>
/// <param name="KeptId">Who remains.</param>
/// <param name="KeptVersion">The version of that person that the caller has read.</param>
/// <param name="FormerId">Whose records go over; the key leads to the one who remains from then on.</param>
/// <param name="FormerVersion">The version of that person that the caller has read.</param>
/// <param name="FromFormer">Values taken from the one who goes; all else stays as it is in the one who remains.</param>
/// <param name="LeaveOut">Keys of degrees, postings and other records of either that are removed, as the other dossier has them too.</param>
/// <param name="MakeSecondary">Keys of postings of either that are second jobs from now on, where main ones overlap.</param>
internal sealed record MergePeopleInput(
    [ID<Person>] Guid KeptId, int KeptVersion, [ID<Person>] Guid FormerId, int FormerVersion, IReadOnlyList<MergedField>? FromFormer = null,
    [ID] IReadOnlyList<Guid>? LeaveOut = null, [ID] IReadOnlyList<Guid>? MakeSecondary = null) : EditInput;

/// <summary>A merge that is to be undone.</summary>
/// <param name="FormerId">Who is to come back.</param>
internal sealed record UndoMergeInput([ID<Person>] Guid FormerId) : EditInput;

/// <summary>A pair of two people.</summary>
/// <param name="Id">The pair.</param>
internal sealed record RejectDuplicateInput([ID] Guid Id) : EditInput;

/// <summary>A pair that was decided to be of two people.</summary>
/// <param name="Id">The pair.</param>
internal sealed record ReopenDuplicateInput([ID] Guid Id) : EditInput;

/// <summary>Deciding on duplicates.</summary>
[MutationType]
internal static class DuplicateMutations
{
    /// <summary>
    /// Looks for records that may be of one person, among everyone in the registry, in the background: watch it by <c>workProgress</c>. There is one search
    /// at a time.
    /// </summary>
    [Authorize(Policies.Edit), Error<WorkUnderWayException>]
    public static async Task<WorkItem> FindDuplicates(
        [Service] DuplicateWork duplicates, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var caller = FieldSession.CallerOf(user);
        var id = await duplicates.StartAsync(caller.AccountId, cancellationToken);
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return (await session.FindWorkAsync(id, cancellationToken))!;
    }

    /// <summary>
    /// Makes two dossiers one. A reason must be given. Refused where main postings overlap or rules speak against the dossier as it would be, and if either person
    /// has changed since the caller read it. Degrees of the same level and year in both are a warning. undoMerge takes it back.
    /// </summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RuleBrokenException>, Error<StaleRecordException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> MergePeople(
        MergePeopleInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var choices = new MergeChoices(input.FromFormer ?? [], input.LeaveOut ?? [], input.MakeSecondary ?? []);
        var id = await desk.EditAsync(user, input, "mergePeople", input.KeptId, (session, terms) =>
            edits.MergeAsync(session, input.KeptId, input.KeptVersion, input.FormerId, input.FormerVersion, choices, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }

    /// <summary>
    /// Makes two dossiers of one again, each with every record and value that it had; the person who comes back is the answer. A reason must be given. Refused when
    /// anything of the dossier has been changed since the merge.
    /// </summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<MergeBuiltOnException>, Error<RuleBrokenException>, Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<Person>> UndoMerge(
        UndoMergeInput input, [Service] DossierEdits edits, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "undoMerge", input.FormerId, (session, terms) =>
            edits.UndoMergeAsync(session, input.FormerId, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.People.Where(person => person.Id == id);
    }

    /// <summary>Notes that a pair is of two people: later searches leave it alone.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<DuplicatePair>> RejectDuplicate(
        RejectDuplicateInput input, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "rejectDuplicate", input.Id, (session, terms) =>
            session.RejectDuplicateAsync(input.Id, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.DuplicatePairs.Where(pair => pair.Id == id);
    }

    /// <summary>Takes back that a pair is of two people: it waits for a decision again.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault]
    [Error<RecordNotFoundException>, Error<IdempotencyKeyReusedException>]
    public static async Task<IQueryable<DuplicatePair>> ReopenDuplicate(
        ReopenDuplicateInput input, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = await desk.EditAsync(user, input, "reopenDuplicate", input.Id, (session, terms) =>
            session.ReopenDuplicateAsync(input.Id, terms, cancellationToken), cancellationToken);
        return FieldSession.Rows.DuplicatePairs.Where(pair => pair.Id == id);
    }
}
