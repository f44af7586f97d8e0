using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>The plans in force, by code.</summary>
    public async Task<IReadOnlyList<PlanItem>> PlansAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await PlansAsync(session, cancellationToken);
    }

    /// <summary>The targets of all plans, or of one, in the order of the texts.</summary>
    /// <param name="planCode">Code of a plan; null for all.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<TargetListItem>> TargetsAsync(string? planCode, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var standings = SeesForecasts(caller.Role) ? await StandingsAsync(session, null, cancellationToken) : [];
        return await TargetsAsync(session, planCode, null, standings, cancellationToken);
    }

    /// <summary>Last day of the data that the latest forecast started from, null when there is none or the role may not see it; and where there is none, the first one while it is being made.</summary>
    public async Task<(DateOnly? BaseDate, WorkItem? UnderWay)> LatestForecastAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!SeesForecasts(caller.Role))
            return (null, null);

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return await RunAsync(session, cancellationToken) is { } run ? (run.BaseDate, null) : (null, await ForecastUnderWayAsync(session, cancellationToken));
    }

    private static Task<List<PlanItem>> PlansAsync(RegistrySession session, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT p.code, p.title_vi, p.title_en, p.number, p.issued, p.issuer_vi, p.issuer_en, u.id, u.name, p.unit_id IS NOT NULL
          FROM plans.current_plan p JOIN reference.administrative_unit u ON u.id = coalesce(p.unit_id, p.within_unit_id)
         ORDER BY p.code
        """,
        row => new PlanItem(
            row.GetString(0), row.GetString(1), row.GetString(2), row.Text(3), row.Text(4), row.GetString(5), row.GetString(6),
            row.GetString(7), row.GetString(8), row.GetBoolean(9)),
        cancellationToken);

    private static Task<List<TargetListItem>> TargetsAsync(
        RegistrySession session, string? planCode, string? targetCode, Dictionary<string, TargetStanding> standings, CancellationToken cancellationToken) =>
        session.ReadAsync(
            """
            SELECT t.plan_code, t.code, t.section, t.sentence, t.meaning_vi, t.meaning_en,
                   t.comparator, t.value::float8, t.low::float8, t.high::float8,
                   coalesce(t.unit, CASE WHEN t.indicator ->> 'kind' = 'share' AND t.indicator ->> 'per' = '100' THEN 'percent' END), t.report,
                   coalesce(t.due_year, t.until_year)::int, t.every, t.computable, t.needs_vi, t.needs_en
              FROM plans.current_target t
             WHERE ($1 IS NULL OR t.plan_code = $1) AND ($2 IS NULL OR t.code = $2)
             ORDER BY t.plan_code, t.position
            """,
            row => new TargetListItem(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                new TargetBoundText(row.Text(6), row.Double(7), row.Double(8), row.Double(9), row.Text(10), row.Text(11)),
                row.Int(12), row.Text(13), row.GetBoolean(14), row.Text(15), row.Text(16), standings.GetValueOrDefault(row.GetString(1))),
            cancellationToken,
            Text(planCode),
            Text(targetCode));

    // The last counted year and the forecast for the year that is due, of each target for its plan's own unit.
    private static async Task<Dictionary<string, TargetStanding>> StandingsAsync(
        RegistrySession session, string? targetCode, CancellationToken cancellationToken)
    {
        var rows = await session.ReadAsync(
            $"""
            WITH own AS (
              SELECT x.*, coalesce(t.due_year, t.until_year, 9999) AS due
                FROM plans.current_target t
                JOIN plans.current_plan p ON p.id = t.plan_id
                JOIN forecast.target_path x ON x.target_code = t.code AND x.unit_id = coalesce(p.unit_id, p.within_unit_id)
               WHERE x.run_id = (SELECT id FROM forecast.current_run) AND ($1 IS NULL OR t.code = $1)),
            counted AS (SELECT DISTINCT ON (target_code) * FROM own WHERE NOT is_forecast ORDER BY target_code, year DESC),
            ahead AS (SELECT DISTINCT ON (target_code) * FROM own WHERE is_forecast AND year <= due ORDER BY target_code, year DESC)
            SELECT coalesce(c.target_code, f.target_code), {StandingColumns}, s.id IS NOT NULL, {FlagColumns}, {PastColumns}
              FROM counted c FULL JOIN ahead f ON f.target_code = c.target_code
              LEFT JOIN forecast.shortage s ON s.run_id = f.run_id AND s.basis = 'plan_target' AND s.target_code = f.target_code AND s.unit_id = f.unit_id AND s.year = f.year
              LEFT JOIN forecast.backtest b ON b.run_id = f.run_id AND b.target_code = f.target_code AND b.unit_id = f.unit_id
            """,
            row => (Code: row.GetString(0), Standing: Standing(row, 1) with { Flag = row.GetBoolean(10) ? Flag(row, 11) : null, Past = Past(row, 18) }),
            cancellationToken,
            Text(targetCode));
        return rows.ToDictionary(row => row.Code, row => row.Standing, StringComparer.Ordinal);
    }

    private const string StandingColumns =
        "c.year::int, c.value, f.year::int, f.value, f.low80, f.high80, f.probability_missed, f.gap_people, f.extra_recruits_a_year";

    private static TargetStanding Standing(NpgsqlDataReader row, int from) => new(
        row.Int(from), row.Double(from + 1), row.Int(from + 2), row.Double(from + 3), row.Double(from + 4), row.Double(from + 5),
        row.Double(from + 6), row.Double(from + 7), row.Double(from + 8));
}
