using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Duties;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution.DataLoaders;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Duties;

/// <summary>Which agencies are to answer for a duty, each for itself.</summary>
/// <param name="DutyCode">The duty, as HD-40.</param>
/// <param name="Version">How many times agencies were named for it so far.</param>
/// <param name="From">From when.</param>
/// <param name="AgencyIds">The agencies, in place of those named before; empty where the gathering agency is alone again.</param>
internal sealed record NameDutyReportersInput(string DutyCode, int Version, DateOnly From, [ID<Agency>] IReadOnlyList<Guid> AgencyIds) : EditInput;

/// <summary>What an agency answers.</summary>
/// <param name="DutyCode">The duty, as HD-40.</param>
/// <param name="Year">The year of the occurrence; 0 where it is due once or has no year.</param>
/// <param name="AgencyId">The agency.</param>
/// <param name="Version">How many answers of the agency for that year the caller has read.</param>
/// <param name="Stage">UNDER_WAY, DONE or CANCELLED.</param>
/// <param name="Words">What was done: 1 to 2000 characters, without citizen IDs.</param>
/// <param name="DoneOn">The day on which it was done; today where it is DONE and none is given.</param>
internal sealed record AnswerDutyInput(
    string DutyCode, int Year, [ID<Agency>] Guid AgencyId, int Version, DutyStage Stage, string Words, DateOnly? DoneOn = null) : EditInput
{
    public AnswerDraft Draft(Guid id) => new(AgencyId, new NoteDraft(id, DutyCode, Year, Version, Stage, DoneOn, Words));
}

/// <summary>Duties of many agencies: who is asked, and what each answers.</summary>
[MutationType]
internal static class DutyReporterMutations
{
    /// <summary>Names the agencies that answer for a duty, each for itself, beside the one that gathers: "các cơ quan, đơn vị báo cáo".</summary>
    [Authorize(Policies.AssignDuties), UseFirstOrDefault, UseMutationConvention(PayloadFieldName = "duty")]
    [Error<DutyNotFoundException>, Error<StaleDutyException>, Error<DutyRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<DutyView>> NameDutyReporters(
        NameDutyReportersInput input, [Service] EditDesk desk, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        desk.AddAsync(user, input, "nameDutyReporters", input.DutyCode, (session, id, terms) => session.NameReportersAsync(
            new ReportersDraft(id, input.DutyCode, input.Version, input.AgencyIds, input.From, terms.Why), terms.Language, cancellationToken), cancellationToken);

    /// <summary>Answers for one of the agencies: its officers. A later answer takes the place of the one before.</summary>
    [Authorize(Policies.Edit), UseFirstOrDefault, UseMutationConvention(PayloadFieldName = "duty")]
    [Error<DutyNotFoundException>, Error<StaleDutyException>, Error<DutyRefusedException>, Error<IdempotencyKeyReusedException>]
    public static Task<IQueryable<DutyView>> AnswerDuty(
        AnswerDutyInput input, [Service] EditDesk desk, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken) =>
        desk.AddAsync(user, input, "answerDuty", input.DutyCode, (session, id, terms) =>
            session.AnswerAsync(input.Draft(id), VietnamTime.Today(clock), terms.Language, cancellationToken), cancellationToken);
}

/// <summary>Who answers for a duty, each for itself.</summary>
[ExtendObjectType<DutyView>]
internal static class DutyReporterFields
{
    /// <summary>The agencies that answer for it, with what each answered last for a year; empty where the agency that gathers is alone.</summary>
    /// <param name="code">Of which duty.</param>
    /// <param name="reporters">Reads those of a request together.</param>
    /// <param name="year">The year of the occurrence; 0 where it is due once or has no year.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [Authorize(Policies.Duties)]
    public static async Task<IReadOnlyList<DutyReporter>> GetReporters(
        [ParentValue(nameof(DutyView.Code))] string code, DutyReporters reporters, int year, CancellationToken cancellationToken) =>
        await reporters.LoadAsync((code, year), cancellationToken) ?? [];
}

/// <summary>An agency that answers, as the API shows it.</summary>
internal sealed class DutyReporterType : ObjectType<DutyReporter>
{
    protected override void Configure(IObjectTypeDescriptor<DutyReporter> descriptor) => descriptor.Field(reporter => reporter.AgencyId).ID<Agency>();
}

/// <summary>Agencies that answer, under the rights of whoever asks.</summary>
internal sealed class DutyReporters(RegistryDatabase database, IHttpContextAccessor http, TimeProvider clock) : BatchDataLoader<(string Code, int Year), IReadOnlyList<DutyReporter>>
{
    protected override async Task<IReadOnlyDictionary<(string Code, int Year), IReadOnlyList<DutyReporter>>> LoadBatchAsync(
        IReadOnlyList<(string Code, int Year)> keys, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(FieldSession.CallerOf(http.HttpContext?.User ?? new ClaimsPrincipal()), cancellationToken);
        var found = new Dictionary<(string, int), IReadOnlyList<DutyReporter>>();
        foreach (var duty in keys.GroupBy(key => key.Code))
        {
            var rows = await session.ReportersAsync(duty.Key, duty.Select(key => key.Year), VietnamTime.Today(clock), cancellationToken);
            foreach (var key in duty)
                found[key] = [.. rows.Where(row => row.Year == key.Year)];
        }

        return found;
    }
}
