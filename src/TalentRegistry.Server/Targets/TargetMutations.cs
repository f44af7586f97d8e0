using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Targets;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Targets;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Targets;

/// <summary>Who is to answer for a part of a target.</summary>
/// <param name="UnitId">Administrative unit; it must be there on the day.</param>
/// <param name="AgencyId">Agency of the registry; null for none.</param>
/// <param name="Weight">More than 0, in any measure: 60 and 40, or the inhabitants of each. Shares are the weights by their sum.</param>
internal sealed record TargetPartInput([ID<AdministrativeUnit>] string UnitId, [ID<Agency>] Guid? AgencyId = null, decimal Weight = 1);

/// <summary>What is decided on a target.</summary>
/// <param name="TargetCode">The target, as DB-06.</param>
/// <param name="Version">"version" of its course that the caller has read.</param>
/// <param name="Kind">ASSIGNED names an agency, CARRIED gives it to another unit, SHARED to several, CLOSED to none. TAKEN_BACK is a mutation of its own.</param>
/// <param name="FromUnitId">Whose part it is about.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="Ground">Number and date of the decision: 1 to 300 characters.</param>
/// <param name="Parts">Who answers since.</param>
/// <param name="Preview">Tells what would come of it and writes nothing.</param>
internal sealed record DecideTargetInput(
    string TargetCode, int Version, TargetStepKind Kind, [ID<AdministrativeUnit>] string FromUnitId, DateOnly EffectiveOn, string Ground, IReadOnlyList<TargetPartInput>? Parts = null,
    bool Preview = false) : EditInput
{
    public StepDraft Draft(Guid id) => new(
        id, TargetCode, Version, Kind, FromUnitId, EffectiveOn, [.. (Parts ?? []).Select(part => new TargetPart(part.UnitId, part.AgencyId, part.Weight))], Ground);
}

/// <summary>A step that is to be taken back.</summary>
/// <param name="TargetCode">The target, as DB-06.</param>
/// <param name="Version">"version" of its course that the caller has read: the last step that stands is taken back.</param>
/// <param name="Ground">Why: 1 to 300 characters.</param>
internal sealed record TakeBackTargetStepInput(string TargetCode, int Version, string Ground) : EditInput;

/// <summary>A number that is to be kept as reported.</summary>
/// <param name="TargetCode">The target, as DB-06.</param>
/// <param name="Occasion">In which report it is told: 1 to 300 characters.</param>
/// <param name="AsOf">Day on which it is counted; today where none is given, not in the future.</param>
internal sealed record ReportTargetInput(string TargetCode, string Occasion, DateOnly? AsOf = null) : EditInput;

/// <summary>What planners decide on targets, and what they report: each added to what is there.</summary>
[MutationType]
internal static class TargetMutations
{
    /// <summary>Names who answers for a target, carries it to the successor of its unit, shares it out by declared weights, or closes it; totals stay what they were.</summary>
    [Authorize(Policies.DecideTargets), UseMutationConvention(PayloadFieldName = "course")]
    [Error<TargetNotFoundException>, Error<StaleTargetException>, Error<TargetRefusedException>, Error<IdempotencyKeyReusedException>]
    public static async Task<TargetCourseInfo> DecideTarget(
        DecideTargetInput input, [Service] EditDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken)
    {
        // The day of the step: what it changes is seen from then on.
        var day = input.EffectiveOn > VietnamTime.Today(clock) ? input.EffectiveOn : VietnamTime.Today(clock);
        TargetDossier? preview = null;
        await desk.EditAsync(user, input, "decideTarget", Guid.CreateVersion7(), async (session, terms) =>
        {
            await session.ExplainChangesAsync(terms.Why ?? input.Ground, cancellationToken);
            preview = await session.DecideAsync(input.Draft(Guid.CreateVersion7()), input.Preview, terms.Language, cancellationToken);
        }, cancellationToken);
        return await desk.ReadAsync(user, async session => input.Preview && preview is { } previewed
            ? TargetCourseInfo.Of(await TargetSheet.OfAsync(session.Connection, previewed, day, cancellationToken))
            : await CourseAsync(session, input.TargetCode, day, cancellationToken), cancellationToken);
    }

    /// <summary>Takes the last step that stands back by a further one. Refused once a number was reported on it.</summary>
    [Authorize(Policies.DecideTargets), UseMutationConvention(PayloadFieldName = "course")]
    [Error<TargetNotFoundException>, Error<StaleTargetException>, Error<TargetRefusedException>, Error<IdempotencyKeyReusedException>]
    public static async Task<TargetCourseInfo> TakeBackTargetStep(
        TakeBackTargetStepInput input, [Service] EditDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken)
    {
        var step = Guid.CreateVersion7();
        await desk.EditAsync(user, input, "takeBackTargetStep", step, async (session, terms) =>
        {
            await session.ExplainChangesAsync(terms.Why ?? input.Ground, cancellationToken);
            await session.TakeBackAsync(step, input.TargetCode, input.Version, input.Ground, terms.Language, cancellationToken);
        }, cancellationToken);
        return await desk.ReadAsync(user, session => CourseAsync(session, input.TargetCode, VietnamTime.Today(clock), cancellationToken), cancellationToken);
    }

    /// <summary>Computes a target's number of a day and keeps it as reported, with all that is needed to compute it again.</summary>
    [Authorize(Policies.DecideTargets), UseMutationConvention(PayloadFieldName = "report")]
    [Error<TargetNotFoundException>, Error<TargetRefusedException>, Error<IdempotencyKeyReusedException>]
    public static async Task<TargetReportInfo> ReportTarget(
        ReportTargetInput input, [Service] EditDesk desk, [Service] TargetRecount recount, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken)
    {
        var report = Guid.CreateVersion7();
        await desk.EditAsync(user, input, "reportTarget", report, async (session, terms) =>
        {
            await session.ExplainChangesAsync(terms.Why ?? input.Occasion, cancellationToken);
            await TargetReporting.KeepAsync(session, recount, report, input.TargetCode, input.Occasion, input.AsOf, VietnamTime.Today(clock), terms.Language, cancellationToken);
        }, cancellationToken);
        return await desk.ReadAsync(
            user, async session => TargetReportInfo.Of(
                input.TargetCode, (await TargetReading.ReadAsync(session.Connection, [input.TargetCode], cancellationToken))[input.TargetCode].Reported[0]), cancellationToken);
    }

    private static async Task<TargetCourseInfo> CourseAsync(RegistrySession session, string code, DateOnly day, CancellationToken cancellationToken) =>
        TargetCourseInfo.Of((await TargetSheet.ReadAsync(session.Connection, code, day, cancellationToken))!);
}
