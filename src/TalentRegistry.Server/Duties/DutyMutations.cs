using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Duties;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Duties;

/// <summary>What is to be noted of a duty.</summary>
/// <param name="DutyCode">The duty, as HD-40.</param>
/// <param name="Year">The year of the occurrence; 0 where it is due once or has no year.</param>
/// <param name="Version">The occurrence's version that the caller has read.</param>
/// <param name="Stage">How far the duty has come.</param>
/// <param name="Words">What was done, or why it is not done any more: 1 to 2000 characters, without citizen IDs.</param>
/// <param name="DoneOn">The day on which it was done; today where it is DONE and none is given.</param>
internal sealed record RecordDutyProgressInput(string DutyCode, int Year, int Version, DutyStage Stage, string Words, DateOnly? DoneOn = null) : EditInput
{
    public NoteDraft Draft(Guid id) => new(id, DutyCode, Year, Version, Stage, DoneOn, Words);
}

/// <summary>A note that is to be taken back.</summary>
/// <param name="DutyCode">The duty, as HD-40.</param>
/// <param name="Year">The year of the occurrence; 0 where it is due once or has no year.</param>
/// <param name="Version">The occurrence's version that the caller has read: its last note is taken back.</param>
/// <param name="Words">Why: 1 to 2000 characters.</param>
internal sealed record WithdrawDutyNoteInput(string DutyCode, int Year, int Version, string Words) : EditInput
{
    public NoteDraft Draft(Guid id) => new(id, DutyCode, Year, Version, DutyStage.NotBegun, null, Words);
}

/// <summary>Who is to answer for a duty.</summary>
/// <param name="DutyCode">The duty, as HD-40.</param>
/// <param name="Version">How many owners were named so far.</param>
/// <param name="From">From when.</param>
/// <param name="AgencyId">The agency; null for nobody.</param>
/// <param name="Officer">Sign-in name of an HR officer who keeps the agency; null for none.</param>
internal sealed record AssignDutyInput(string DutyCode, int Version, DateOnly From, [ID<Agency>] Guid? AgencyId = null, string? Officer = null) : EditInput;

/// <summary>Changes of how duties are followed: each is added to what was noted before.</summary>
[MutationType]
internal static class DutyMutations
{
    /// <summary>Notes how far a duty has come: officers of the agency that answers for it.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault, UseMutationConvention(PayloadFieldName = "duty")]
    [Error<DutyNotFoundException>, Error<StaleDutyException>, Error<DutyRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<DutyView>> RecordDutyProgress(
        RecordDutyProgressInput input, [Service] EditDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken) =>
        desk.AddAsync(user, input, "recordDutyProgress", input.DutyCode, (session, note, terms) =>
            session.AddNoteAsync(input.Draft(note), VietnamTime.Today(clock), terms.Language, cancellationToken), cancellationToken);

    /// <summary>Takes the last note of an occurrence back by a further one; nothing is deleted.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault, UseMutationConvention(PayloadFieldName = "duty")]
    [Error<DutyNotFoundException>, Error<StaleDutyException>, Error<DutyRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<DutyView>> WithdrawDutyNote(
        WithdrawDutyNoteInput input, [Service] EditDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken) =>
        desk.AddAsync(user, input, "withdrawDutyNote", input.DutyCode, (session, note, terms) =>
            session.WithdrawNoteAsync(input.Draft(note), VietnamTime.Today(clock), terms.Language, cancellationToken), cancellationToken);

    /// <summary>Names the agency that answers for a duty from a day on, and the officer who follows it; the reason is kept with it.</summary>
    [Authorize(Policies.AssignDuties), UseFirstOrDefault, UseMutationConvention(PayloadFieldName = "duty")]
    [Error<DutyNotFoundException>, Error<StaleDutyException>, Error<DutyRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<DutyView>> AssignDuty(
        AssignDutyInput input, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync(user, input, "assignDuty", input.DutyCode, (session, owner, terms) => session.AssignAsync(
            new OwnerDraft(owner, input.DutyCode, input.Version, input.AgencyId, input.Officer, input.From, terms.Why), terms.Language, cancellationToken), cancellationToken);

    /// <summary>Adds an entry of its own to what is there; the duty as it stands since.</summary>
    internal static async Task<IQueryable<DutyView>> AddAsync(
        this EditDesk desk, ClaimsPrincipal user, EditInput input, string operation, string code, Func<RegistrySession, Guid, EditTerms, Task> add, CancellationToken cancellationToken)
    {
        var entry = Guid.CreateVersion7();
        await desk.EditAsync(user, input, operation, entry, async (session, terms) =>
        {
            await session.ExplainChangesAsync(terms.Why, cancellationToken);
            await add(session, entry, terms);
        }, cancellationToken);
        return FieldSession.Rows.Duties.Where(duty => duty.Code == code && duty.IsFollowed);
    }
}
