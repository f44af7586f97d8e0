using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages.Models;
using TalentRegistry.Server.Reports;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>The years of every target of a plan in the plan's own unit, oldest first.</summary>
    internal async Task<ILookup<string, PathYear>> PathsAsync(PlanItem plan, Caller caller, CancellationToken cancellationToken) => (await InSessionAsync(
        caller,
        session => session.ReadAsync(
            """
            SELECT t.code, x.year::int, x.is_forecast, x.numerator, x.denominator, x.denominator_status, x.value, x.low95, x.low80, x.high80, x.high95, x.probability_missed
              FROM plans.current_target t JOIN forecast.target_path x ON x.target_code = t.code AND x.unit_id = $2
             WHERE t.plan_code = $1 AND x.run_id = (SELECT id FROM forecast.current_run)
             ORDER BY t.position, x.year
            """,
            row => (Code: row.GetString(0), Year: new PathYear(
                row.GetInt32(1), row.GetBoolean(2), row.GetDouble(3), row.Double(4), row.Text(5), row.GetDouble(6),
                row.Double(7), row.Double(8), row.Double(9), row.Double(10), row.Double(11), null, false)),
            cancellationToken,
            plan.Code,
            plan.UnitId),
        cancellationToken)).ToLookup(row => row.Code, row => row.Year, StringComparer.Ordinal);

    /// <summary>The unit that a plan has passed to by a day; null where it is still its own.</summary>
    internal static async Task<PlanHeir?> HeirAsync(RegistrySession session, string planCode, DateOnly day, CancellationToken cancellationToken) => (await session.ReadAsync(
        """
        SELECT u.name, o.valid_from
          FROM plans.current_plan p JOIN plans.plan_owner o ON o.plan_id = p.id JOIN reference.administrative_unit u ON u.id = o.unit_id
         WHERE p.code = $1 AND o.unit_id IS DISTINCT FROM p.unit_id AND o.valid_from <= $2 AND (o.valid_until IS NULL OR o.valid_until > $2)
        """,
        row => new PlanHeir(row.GetString(0), row.GetFieldValue<DateOnly>(1)),
        cancellationToken,
        planCode,
        day)).SingleOrDefault();

    /// <summary>What a plan's own ratios lack in the year they are due, the whole unit before its parts.</summary>
    internal static async Task<IReadOnlyList<ReportedShortage>> PlanShortagesAsync(RegistrySession session, PlanItem plan, CancellationToken cancellationToken) => await session.ReadAsync(
        $"""
        SELECT DISTINCT ON (t.position, s.unit_id <> $2, u.name COLLATE reference.vietnamese, s.unit_id, s.profession_code)
               t.code, u.name, s.unit_id = $2, coalesce(r.name_vi, c.name_vi), s.year::int,
               s.requirement, s.supply_median, s.supply_low80, s.supply_high80, s.expected_gap, s.probability_short, s.severity, {FlagColumns}
          FROM forecast.current_shortage s
          JOIN plans.current_target t ON t.code = s.target_code
          JOIN reference.administrative_unit u ON u.id = s.unit_id
          JOIN reference.sector c ON c.code = s.sector_code
          LEFT JOIN reference.profession r ON r.code = s.profession_code
         WHERE t.plan_code = $1 AND s.basis = 'plan_target' AND (s.unit_id = $2 OR u.parent_id = $2) AND s.year <= coalesce(t.due_year, t.until_year, 9999)
         ORDER BY t.position, s.unit_id <> $2, u.name COLLATE reference.vietnamese, s.unit_id, s.profession_code, s.year DESC
        """,
        row => new ReportedShortage(
            row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetString(3), row.GetInt32(4),
            new ShortageCell(row.GetDouble(5), row.GetDouble(6), row.GetDouble(7), row.GetDouble(8), row.GetDouble(9), row.GetDouble(10), row.GetString(11), Flag(row, 12))),
        cancellationToken,
        plan.Code,
        plan.UnitId);
}
