using TalentRegistry.Data.Access;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>Everything about a target; null when no plan in force has it.</summary>
    /// <param name="code">Code of the target, as DB-06.</param>
    /// <param name="shortageYear">Year of the shortage table; null for the year that is due.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<TargetPage?> TargetAsync(string code, int? shortageYear, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var sees = SeesForecasts(caller.Role);
        var run = sees ? await RunAsync(session, cancellationToken) : null;
        var standings = sees ? await StandingsAsync(session, code, cancellationToken) : [];
        if (await TargetsAsync(session, null, code, standings, cancellationToken) is not [var target])
            return null;

        var plan = (await PlansAsync(session, cancellationToken)).Single(plan => plan.Code == target.PlanCode);
        var profession = await OnlyProfessionAsync(session, code, cancellationToken);
        return new TargetPage(
            plan,
            target,
            run,
            run is null ? [] : await PathAsync(session, run, code, plan.UnitId, profession, cancellationToken),
            run is null ? [] : await AreasAsync(session, run, target, plan.UnitId, cancellationToken),
            run is null ? NoShortages : await ShortagesAsync(session, run, target, plan, shortageYear, cancellationToken),
            await SettingsAsync(session, plan.Code, cancellationToken),
            profession,
            await ListsPeopleAsync(session, code, cancellationToken))
        {
            UnderWay = sees && run is null ? await ForecastUnderWayAsync(session, cancellationToken) : null,
            Flows = run is null || profession is null ? [] : await FlowsAsync(session, run, plan.UnitId, profession.Code, cancellationToken),
        };
    }

    /// <summary>A target with its unit and where it stands; null when no plan in force has it.</summary>
    /// <param name="code">Code of the target, as DB-06.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<TargetHead?> TargetHeadAsync(string code, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var standings = SeesForecasts(caller.Role) ? await StandingsAsync(session, code, cancellationToken) : [];
        return await TargetsAsync(session, null, code, standings, cancellationToken) is [var target]
            ? new TargetHead(target, (await PlansAsync(session, cancellationToken)).Single(plan => plan.Code == target.PlanCode).UnitName)
            : null;
    }

    // Means of sectors add up; their bands would not.
    private static Task<List<FlowYear>> FlowsAsync(RegistrySession session, ForecastRun run, string unitId, string professionCode, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT s.year::int, sum(s.opening), sum(s.recruits), sum(s.moves_in), sum(s.upgrades_in), sum(s.upgrades_out), sum(s.moves_out), sum(s.retirements), sum(s.leavers), sum(s.deaths), sum(s.mean)
          FROM forecast.supply s
         WHERE s.run_id = $1 AND s.unit_id = $2 AND s.profession_code = $3
         GROUP BY s.year ORDER BY s.year
        """,
        row => new FlowYear(
            row.GetInt32(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetDouble(6), row.GetDouble(7), row.GetDouble(8),
            row.GetDouble(9), row.GetDouble(10)),
        cancellationToken,
        run.Id,
        unitId,
        professionCode);

    // Whether its people can be listed: those at work on the day, as /people asks for them.
    private static async Task<bool> ListsPeopleAsync(RegistrySession session, string code, CancellationToken cancellationToken) => (await session.ReadAsync(
        "SELECT computable AND indicator -> 'over' IS NULL AND indicator -> 'after' IS NULL AND indicator -> 'among' IS NULL FROM plans.current_target WHERE code = $1",
        row => row.GetBoolean(0),
        cancellationToken,
        code)) is [true];

    internal static async Task<ForecastRun?> RunAsync(RegistrySession session, CancellationToken cancellationToken) => (await session.ReadAsync(
        "SELECT id, base_date, computed_at, draws FROM forecast.current_run",
        row => new ForecastRun(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetInt32(3)),
        cancellationToken)).SingleOrDefault();

    /// <summary>The forecast that is being made; null where none is.</summary>
    internal static async Task<WorkItem?> ForecastUnderWayAsync(RegistrySession session, CancellationToken cancellationToken) =>
        await session.LatestWorkAsync(WorkKind.Forecast, 1, cancellationToken) is [{ EndedAt: null } work] ? work : null;

    private static Task<List<PathYear>> PathAsync(
        RegistrySession session, ForecastRun run, string code, string unitId, CodeName? profession, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT x.year::int, x.is_forecast, x.numerator, x.denominator, x.denominator_status, x.value,
               x.low95, x.low80, x.high80, x.high95, x.probability_missed, h.headcount, coalesce(h.suspect, false)
          FROM forecast.target_path x
          LEFT JOIN reference.published_headcount h ON h.unit_id = x.unit_id AND h.profession_code = $4 AND h.year = x.year
         WHERE x.run_id = $1 AND x.target_code = $2 AND x.unit_id = $3
         ORDER BY x.year
        """,
        row => new PathYear(
            row.GetInt32(0), row.GetBoolean(1), row.GetDouble(2), row.Double(3), row.Text(4), row.GetDouble(5),
            row.Double(6), row.Double(7), row.Double(8), row.Double(9), row.Double(10), row.Int(11), row.GetBoolean(12)),
        cancellationToken,
        run.Id,
        code,
        unitId,
        Text(profession?.Code));

    private static Task<List<AreaRow>> AreasAsync(
        RegistrySession session, ForecastRun run, TargetListItem target, string unitId, CancellationToken cancellationToken) => session.ReadAsync(
        $"""
        WITH below AS (
          SELECT x.*, u.name FROM forecast.target_path x JOIN reference.administrative_unit u ON u.id = x.unit_id
           WHERE x.run_id = $1 AND x.target_code = $2 AND u.parent_id = $3),
        c AS (SELECT DISTINCT ON (unit_id) * FROM below WHERE NOT is_forecast ORDER BY unit_id, year DESC),
        f AS (SELECT DISTINCT ON (unit_id) * FROM below WHERE is_forecast AND year <= $4 ORDER BY unit_id, year DESC)
        SELECT unit_id, coalesce(c.name, f.name), c.numerator, {StandingColumns}
          FROM c FULL JOIN f USING (unit_id)
         ORDER BY coalesce(c.name, f.name) COLLATE reference.vietnamese
        """,
        row => new AreaRow(row.GetString(0), row.GetString(1), Standing(row, 3), row.Double(2)),
        cancellationToken,
        run.Id,
        target.Code,
        unitId,
        target.DueYear ?? 9999);

    // The profession, where the indicator counts one profession and nothing else: then its published headcounts can be held against it.
    private static async Task<CodeName?> OnlyProfessionAsync(RegistrySession session, string code, CancellationToken cancellationToken) => (await session.ReadAsync(
        """
        SELECT r.code, r.name_vi, r.name_en
          FROM plans.current_target t JOIN reference.profession r ON r.code = t.indicator #>> '{numerator,profession,0}'
         WHERE t.code = $1 AND t.indicator -> 'numerator' = jsonb_build_object('profession', jsonb_build_array(r.code))
        """,
        row => new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)),
        cancellationToken,
        code)).SingleOrDefault();

    private static Task<List<SettingNote>> SettingsAsync(RegistrySession session, string planCode, CancellationToken cancellationToken) => session.ReadAsync(
        """
        SELECT s.key, s.value, s.note_vi, s.note_en
          FROM plans.setting s JOIN plans.current_plan p ON p.id = s.plan_id
         WHERE p.code = $1 ORDER BY s.position
        """,
        row => new SettingNote(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)),
        cancellationToken,
        planCode);
}
