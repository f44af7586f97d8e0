using TalentRegistry.Data.Access;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private static readonly ShortageTable NoShortages = new(0, [], [], [], new Dictionary<(string, string), ShortageCell>());

    private static async Task<ShortageTable> ShortagesAsync(
        RegistrySession session, ForecastRun run, TargetListItem target, PlanItem plan, int? wanted, CancellationToken cancellationToken)
    {
        var years = await session.ReadAsync(
            "SELECT DISTINCT year::int FROM forecast.shortage WHERE run_id = $1 ORDER BY 1", row => row.GetInt32(0), cancellationToken, run.Id);
        if (years.Count == 0)
            return NoShortages;

        var year = Nearest(years, wanted ?? target.DueYear ?? years[^1]);
        var cells = await session.ReadAsync(
            $"""
            SELECT s.unit_id, u.name, s.unit_id = $2, s.sector_code, s.profession_code, s.basis = 'plan_target',
                   coalesce(r.name_vi, c.name_vi), coalesce(r.name_en, c.name_en),
                   s.requirement, s.supply_median, s.supply_low80, s.supply_high80, s.expected_gap, s.probability_short, s.severity, {FlagColumns}
              FROM forecast.shortage s
              JOIN reference.administrative_unit u ON u.id = s.unit_id
              JOIN reference.sector c ON c.code = s.sector_code
              LEFT JOIN reference.profession r ON r.code = s.profession_code
             WHERE s.run_id = $1 AND (s.unit_id = $2 OR u.parent_id = $2) AND s.year = $3
               AND (s.target_code = $4 OR s.basis = 'current_staffing' AND s.profession_code IS NULL)
             ORDER BY s.unit_id <> $2, u.name COLLATE reference.vietnamese, s.basis <> 'plan_target', c.name_vi COLLATE reference.vietnamese
            """,
            row =>
            {
                var (sector, profession, byPlan) = (row.GetString(3), row.Text(4), row.GetBoolean(5));
                return (
                    Row: new ShortageRow(row.GetString(0), row.GetString(1), row.GetBoolean(2)),
                    Column: new ShortageColumn($"{(byPlan ? "plan" : "staff")}/{sector}/{profession}", row.GetString(6), row.GetString(7), sector, profession, byPlan),
                    Cell: new ShortageCell(
                        row.GetDouble(8), row.GetDouble(9), row.GetDouble(10), row.GetDouble(11), row.GetDouble(12), row.GetDouble(13), row.GetString(14), Flag(row, 15)));
            },
            cancellationToken,
            run.Id,
            plan.UnitId,
            (short)year,
            target.Code);

        var vietnamese = StringComparer.Create(new System.Globalization.CultureInfo("vi"), ignoreCase: false);
        return new ShortageTable(
            year,
            years,
            [.. cells.Select(cell => cell.Column).Distinct().OrderBy(column => !column.ByPlan).ThenBy(column => column.NameVi, vietnamese)],
            [.. cells.Select(cell => cell.Row).Distinct()],
            cells.ToDictionary(cell => (cell.Row.UnitId, cell.Column.Key), cell => cell.Cell));
    }

    private const string PastColumns = "b.forecasts::int, b.against_no_change, b.against_drift, b.crps, b.coverage80, b.coverage95, b.bias, b.grade, b.method = 'no_change'";

    private static PastRecord? Past(Npgsql.NpgsqlDataReader row, int from) => row.IsDBNull(from) ? null : new(
        row.GetInt32(from), row.Double(from + 1), row.Double(from + 2), row.Double(from + 3), row.GetDouble(from + 4), row.GetDouble(from + 5), row.GetDouble(from + 6),
        row.GetString(from + 7).ToUpperInvariant(), row.GetBoolean(from + 8));

    private const string FlagColumns = "s.gap_low80, s.gap_high80, s.first_year::int, s.driver, s.severity_before, s.probability_before, s.grade";

    private static FlagNotes Flag(Npgsql.NpgsqlDataReader row, int from) =>
        new(row.Double(from), row.Double(from + 1), row.Int(from + 2), row.Text(from + 3), row.Text(from + 4), row.Double(from + 5), row.Text(from + 6)?.ToUpperInvariant());

    private static int Nearest(List<int> years, int wanted) => years.MinBy(year => (Math.Abs(year - wanted), year));
}
