using TalentRegistry.Data;
using TalentRegistry.Data.Targets;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dates;
using TalentRegistry.GraphQL.Execution.DataLoaders;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Targets;

/// <summary>Who answers for a target, and what was reported of it.</summary>
[ExtendObjectType<TargetView>]
internal static class TargetCourseFields
{
    /// <summary>Who answers for it on a day: its plan's unit, or whom it was carried to or shared out among.</summary>
    /// <param name="code">Of which target.</param>
    /// <param name="courses">Reads those of a request together.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="asOf">The day; left out, that of the list or record around it, else today.</param>
    [Authorize(Policies.Forecasts)]
    public static Task<TargetCourseInfo?> GetCourse(
        [ParentValue(nameof(TargetView.Code))] string code, TargetCourses courses, [Service] TimeProvider clock, CancellationToken cancellationToken,
        [AsOf, FromAround] DateOnly? asOf = null) =>
        courses.LoadAsync((code, asOf ?? VietnamTime.Today(clock)), cancellationToken);

    /// <summary>Its numbers as they were reported, the newest first; nothing of them is ever changed.</summary>
    /// <param name="code">Of which target.</param>
    /// <param name="reports">Reads those of a request together.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    [Authorize(Policies.Forecasts)]
    public static async Task<IReadOnlyList<TargetReportInfo>> GetReports(
        [ParentValue(nameof(TargetView.Code))] string code, TargetReports reports, CancellationToken cancellationToken) =>
        await reports.LoadAsync(code, cancellationToken) ?? [];
}

/// <summary>What is computed again of a number that was reported.</summary>
[ExtendObjectType<TargetReportInfo>]
internal static class TargetReportFields
{
    /// <summary>
    /// The same day, unit, map and version of the plan, computed from what the registry knows today: it differs where records were put right since, or figures
    /// entered. Null where its base of that day is unknown. Each takes a count over the registry.
    /// </summary>
    [Authorize(Policies.DecideTargets)]
    public static Task<TargetCount?> GetAgain(
        [ParentValue(nameof(TargetReportInfo.TargetCode))] string code, [ParentValue(nameof(TargetReportInfo.PlanId))] long planId,
        [ParentValue(nameof(TargetReportInfo.AsOf))] DateOnly asOf, [Service] TargetRecount recount, CancellationToken cancellationToken) =>
        recount.CountAsync(planId, code, asOf, cancellationToken);
}

/// <summary>Courses of targets, read together for a request: public as the plans are.</summary>
internal sealed class TargetCourses(RegistryDatabase database) : BatchDataLoader<(string Code, DateOnly Day), TargetCourseInfo>
{
    protected override async Task<IReadOnlyDictionary<(string Code, DateOnly Day), TargetCourseInfo>> LoadBatchAsync(
        IReadOnlyList<(string Code, DateOnly Day)> keys, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        var dossiers = await TargetReading.ReadAsync(connection, [.. keys.Select(key => key.Code).Distinct()], cancellationToken);
        var (units, agencies) = await TargetSheet.NamesAsync(connection, [.. dossiers.Values], [], cancellationToken);
        return keys.Where(key => dossiers.ContainsKey(key.Code))
            .ToDictionary(key => key, key => TargetCourseInfo.Of(new TargetSheet(dossiers[key.Code], key.Day, [], units, agencies)));
    }
}

/// <summary>Reports of targets, read together for a request: public as the plans are.</summary>
internal sealed class TargetReports(RegistryDatabase database) : BatchDataLoader<string, IReadOnlyList<TargetReportInfo>>
{
    protected override async Task<IReadOnlyDictionary<string, IReadOnlyList<TargetReportInfo>>> LoadBatchAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        return (await TargetReading.ReadAsync(connection, [.. keys], cancellationToken)).ToDictionary(
            pair => pair.Key, IReadOnlyList<TargetReportInfo> (pair) => [.. pair.Value.Reported.Select(value => TargetReportInfo.Of(pair.Key, value))], StringComparer.Ordinal);
    }
}
