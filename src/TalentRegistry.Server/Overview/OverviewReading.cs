using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using ForecastRun = TalentRegistry.Server.Pages.Models.ForecastRun;

namespace TalentRegistry.Server.Overview;

/// <summary>Reads what the leader's screen tells, under the reader's own rights: the database leaves out what is not theirs.</summary>
internal static class OverviewReading
{
    /// <summary>Everything for one plan; with what the reader asked for where there is such a thing.</summary>
    public static async Task<OverviewPage> OverviewAsync(
        this PageData data, Caller caller, string? planCode, string? unitId, int mostChanges, CancellationToken cancellationToken)
    {
        var plans = await data.PlansAsync(caller, cancellationToken);
        var seen = await data.InSessionAsync(caller, session => UnitsAsync(session, cancellationToken), cancellationToken);
        // Of whose places nothing is told to the reader is no plan to look at, unless there is no forecast of any.
        IReadOnlyList<PlanItem> told = [.. plans.Where(plan => seen.Any(unit => IsIn(unit, plan)))];
        var offered = told.Count > 0 ? told : plans;
        var plan = offered.FirstOrDefault(each => each.Code == planCode) ?? (offered is [var first, ..] ? first : null);
        var targets = plan is null ? [] : await data.TargetsAsync(plan.Code, caller, cancellationToken);
        return await data.InSessionAsync(caller, session => ReadAsync(session, offered, plan, targets, seen, unitId, mostChanges, cancellationToken), cancellationToken);
    }

    private static async Task<OverviewPage> ReadAsync(
        RegistrySession session, IReadOnlyList<PlanItem> plans, PlanItem? plan, IReadOnlyList<TargetListItem> targets, List<(OverviewUnit Unit, string? Parent)> seen, string? unitId,
        int mostChanges, CancellationToken cancellationToken)
    {
        var run = await PageData.RunAsync(session, cancellationToken);
        if (plan is null || run is null)
            return new(plans, plan, null, 0, targets, [], null, null, [], [], null, await PageData.ForecastUnderWayAsync(session, cancellationToken));

        var districts = seen.Where(unit => unit.Parent == plan.UnitId).Select(unit => unit.Unit).ToList();
        var whole = seen.Where(unit => unit.Unit.Id == plan.UnitId).Select(unit => unit.Unit).FirstOrDefault();
        var chosen = districts.FirstOrDefault(unit => unit.Id == unitId);
        var year = await YearAsync(session, run, targets, cancellationToken);
        string[] units = [.. districts.Select(unit => unit.Id), .. whole is { } own ? [own.Id] : Array.Empty<string>()];
        var found = new OverviewPage(
            plans, plan, run, year, targets, districts, whole, chosen, await FlagsAsync(session, run, plan, units, year, cancellationToken), [],
            await TrendAsync(session, run, plan, chosen is null ? units : [chosen.Id], year, targets, mostChanges, cancellationToken), null);
        return found.WaveOf is { } where ? found with { Wave = await WaveAsync(session, run, where.Id, cancellationToken) } : found;
    }

    private static bool IsIn((OverviewUnit Unit, string? Parent) seen, PlanItem plan) => seen.Unit.Id == plan.UnitId || seen.Parent == plan.UnitId;

    private static Task<List<(OverviewUnit Unit, string? Parent)>> UnitsAsync(RegistrySession session, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT u.id, u.name, u.short_name, u.parent_id FROM reference.administrative_unit u
         WHERE u.id IN (SELECT unit_id FROM forecast.current_supply)
         ORDER BY u.short_name COLLATE reference.vietnamese, u.id
        """,
        row => (new OverviewUnit(row.GetString(0), row.GetString(1), row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3)),
        cancellationToken);

    // The year that most targets of the plan name, as far as the forecast goes.
    private static async Task<int> YearAsync(RegistrySession session, ForecastRun run, IReadOnlyList<TargetListItem> targets, CancellationToken cancellationToken)
    {
        var years = await session.ReadAsync("SELECT DISTINCT year::int FROM forecast.shortage WHERE run_id = $1 ORDER BY 1", row => row.GetInt32(0), cancellationToken, run.Id);
        if (years.Count == 0)
            return run.BaseDate.Year;

        var due = targets.Where(target => target.DueYear > run.BaseDate.Year).GroupBy(target => target.DueYear!.Value).OrderByDescending(year => year.Count()).ThenBy(year => year.Key).FirstOrDefault();
        return years.MinBy(year => (Math.Abs(year - (due?.Key ?? years[^1])), year));
    }

    private static Task<List<OverviewFlag>> FlagsAsync(
        RegistrySession session, ForecastRun run, PlanItem plan, string[] units, int year, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT s.unit_id, c.code, c.name_vi, c.name_en, r.code, r.name_vi, r.name_en, s.target_code, s.expected_gap, s.probability_short, s.severity, upper(s.grade), s.extra_recruits,
               s.requirement, s.supply_median
          FROM forecast.shortage s
          JOIN reference.sector c ON c.code = s.sector_code
          LEFT JOIN reference.profession r ON r.code = s.profession_code
         WHERE s.run_id = $1 AND s.unit_id = ANY ($2) AND s.year = $3
           AND (s.target_code IS NULL OR s.target_code IN (SELECT code FROM plans.current_target WHERE plan_code = $4))
         ORDER BY c.name_vi COLLATE reference.vietnamese, r.name_vi COLLATE reference.vietnamese, s.unit_id, s.target_code
        """,
        row => new OverviewFlag(
            row.GetString(0), new CodeName(row.GetString(1), row.GetString(2), row.GetString(3)), row.IsDBNull(4) ? null : new CodeName(row.GetString(4), row.GetString(5), row.GetString(6)),
            row.Text(7), row.GetDouble(8), row.GetDouble(9), row.GetString(10), row.Text(11), row.Int(12), row.GetDouble(13), row.GetDouble(14)),
        cancellationToken,
        run.Id,
        units,
        (short)year,
        plan.Code);

    // A forecast of an earlier version kept the means alone.
    private static Task<List<RetirementYear>> WaveAsync(RegistrySession session, ForecastRun run, string unit, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT s.year::int, sum(s.retirements), max(w.low80), max(w.high80), sum(s.opening)
          FROM forecast.supply s LEFT JOIN forecast.retirement_wave w ON w.run_id = s.run_id AND w.unit_id = s.unit_id AND w.year = s.year
         WHERE s.run_id = $1 AND s.unit_id = $2 AND s.profession_code IS NULL
         GROUP BY s.year ORDER BY s.year
        """,
        row => new RetirementYear(row.GetInt32(0), row.GetDouble(1), row.Double(2), row.Double(3), row.GetDouble(4)),
        cancellationToken,
        run.Id,
        unit);

    // Against the last forecast of an earlier quarter; where there is none, against the one before.
    private static async Task<OverviewTrend?> TrendAsync(
        RegistrySession session, ForecastRun run, PlanItem plan, string[] units, int year, IReadOnlyList<TargetListItem> targets, int most, CancellationToken cancellationToken)
    {
        var made = VietnamTime.At(run.ComputedAt);
        var quarter = new DateOnly(made.Year, (3 * ((made.Month - 1) / 3)) + 1, 1);
        var before = await session.ReadAsync(
            """
            SELECT id FROM forecast.run
             WHERE id <> $1 AND computed_at < $2
             ORDER BY computed_at < $3 DESC, computed_at DESC LIMIT 1
            """,
            row => row.GetGuid(0), cancellationToken, run.Id, run.ComputedAt, VietnamTime.Begin(quarter).ToUniversalTime());
        if (before is not [var earlierId] || await session.FindForecastAsync(earlierId, cancellationToken) is not { } earlier || await session.FindForecastAsync(run.Id, cancellationToken) is not { } later)
            return null;

        var counts = await session.ReadAsync(
            """
            SELECT kind, count(*) FROM forecast.changes_between($1, $2) x
             WHERE x.unit_id = ANY ($3) AND x.year = $4 AND x.kind <> 'held'
               AND (x.target_code IS NULL OR x.target_code IN (SELECT code FROM plans.current_target WHERE plan_code = $5))
             GROUP BY kind
            """,
            row => (Kind: SnakeCase.Parse<FlagChangeKind>(row.GetString(0)), Count: row.GetInt64(1)), cancellationToken, earlier.Id, later.Id, units, (short)year, plan.Code);
        var codes = targets.Select(target => target.Code).ToHashSet(StringComparer.Ordinal);
        var changes = await session.ReadAsync(
            """
            SELECT x.unit_id, u.short_name, c.code, c.name_vi, c.name_en, r.code, r.name_vi, r.name_en, x.target_code, x.kind, x.cause, x.probability_before, x.probability_short, x.gap_before, x.expected_gap
              FROM forecast.changes_between($1, $2) x
              JOIN reference.administrative_unit u ON u.id = x.unit_id
              JOIN reference.sector c ON c.code = x.sector_code
              LEFT JOIN reference.profession r ON r.code = x.profession_code
             WHERE x.unit_id = ANY ($3) AND x.year = $4 AND x.kind <> 'held'
               AND (x.target_code IS NULL OR x.target_code IN (SELECT code FROM plans.current_target WHERE plan_code = $5))
             ORDER BY forecast.severity_rank(x.severity) DESC, coalesce(x.expected_gap, x.gap_before) DESC, x.id
             LIMIT $6
            """,
            row => new OverviewChange(
                row.GetString(0), row.GetString(1), row.IsDBNull(5) ? new CodeName(row.GetString(2), row.GetString(3), row.GetString(4)) : new CodeName(row.GetString(5), row.GetString(6), row.GetString(7)),
                row.GetString(2), row.Text(5), row.Text(8), SnakeCase.Parse<FlagChangeKind>(row.GetString(9)), SnakeCase.Parse<FlagChangeCause>(row.GetString(10)), row.Double(11), row.Double(12),
                row.Double(13), row.Double(14)),
            cancellationToken, earlier.Id, later.Id, units, (short)year, plan.Code, most);
        return new(
            new ForecastComparison(earlier, later), counts.ToDictionary(row => row.Kind, row => row.Count), changes,
            [
                .. (await session.TargetChangesAsync(earlier.Id, later.Id, cancellationToken)).Where(change => codes.Contains(change.TargetCode))
                    .OrderByDescending(change => Math.Abs((change.ProbabilityMissed ?? 0) - (change.ProbabilityMissedBefore ?? 0))).ThenBy(change => change.TargetCode, StringComparer.Ordinal),
            ]);
    }
}
