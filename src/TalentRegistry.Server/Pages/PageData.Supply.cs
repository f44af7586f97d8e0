using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    /// <summary>
    /// Supply of a unit by year, a group for each sector; null when there is no forecast of it that the caller may see. Groups are never
    /// added up: quantiles of a sum are not sums of quantiles.
    /// </summary>
    /// <param name="unitId">Unit.</param>
    /// <param name="sectorCode">Sector; null for every sector that has what is asked for.</param>
    /// <param name="professionCode">Profession; null for all of a sector together.</param>
    /// <param name="degrees">Degree levels to be told apart; none for all together.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<SupplyFlows?> SupplyAsync(
        string unitId, string? sectorCode, string? professionCode, IReadOnlyCollection<DegreeBand> degrees, Caller caller, CancellationToken cancellationToken)
    {
        if (!SeesForecasts(caller.Role))
            return null;

        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var run = await RunAsync(session, cancellationToken);
        var name = (await session.ReadAsync(
            "SELECT name FROM reference.administrative_unit WHERE id = $1", row => row.GetString(0), cancellationToken, unitId)).SingleOrDefault();
        if (run is null || name is null)
            return null;

        var (table, degree) = degrees.Count == 0 ? ("forecast.supply", "NULL::text") : ("forecast.supply_by_degree", "s.degree");
        var rows = await session.ReadAsync(
            $"""
            SELECT c.code, c.name_vi, c.name_en, r.code, r.name_vi, r.name_en, s.year::int,
                   s.opening, s.recruits, s.upgrades_in, s.upgrades_out, s.retirements, s.leavers, s.deaths,
                   s.transfers_out, s.moves_in, s.moves_out,
                   s.mean, s.low95, s.low80, s.median, s.high80, s.high95, {degree}, {PastColumns}
              FROM {table} s
              JOIN reference.sector c ON c.code = s.sector_code
              LEFT JOIN reference.profession r ON r.code = s.profession_code
              LEFT JOIN forecast.backtest b ON b.run_id = s.run_id AND b.target_code IS NULL AND b.unit_id = s.unit_id AND b.sector_code = s.sector_code
                   AND b.profession_code IS NOT DISTINCT FROM s.profession_code
             WHERE s.run_id = $1 AND s.unit_id = $2 AND ($3 IS NULL OR s.sector_code = $3) AND s.profession_code IS NOT DISTINCT FROM $4
               AND ({degree} IS NULL OR {degree} = ANY ($5))
             ORDER BY c.name_vi COLLATE reference.vietnamese, s.year
            """,
            row => (
                Sector: new CodeName(row.GetString(0), row.GetString(1), row.GetString(2)),
                Profession: row.Text(3) is { } code ? new CodeName(code, row.GetString(4), row.GetString(5)) : null,
                Year: new SupplyYear(
                    row.GetInt32(6), row.GetDouble(7), row.GetDouble(8), row.GetDouble(9), row.GetDouble(10), row.GetDouble(11), row.GetDouble(12),
                    row.GetDouble(13), row.GetDouble(14), row.GetDouble(15), row.GetDouble(16), row.GetDouble(17), row.GetDouble(18), row.GetDouble(19),
                    row.GetDouble(20), row.GetDouble(21), row.GetDouble(22)),
                Past: Past(row, 24),
                Degree: row.Text(23) is { } level ? SnakeCase.Parse<DegreeBand>(level) : (DegreeBand?)null),
            cancellationToken,
            run.Id,
            unitId,
            Text(sectorCode),
            Text(professionCode),
            Texts([.. degrees.Select(SnakeCase.Of)]));
        // That nobody is there, or holds a level, is an answer to whoever may see the place.
        return rows.Count == 0 && degrees.Count == 0 && !await IsKnownAsync(session, unitId, sectorCode, professionCode, cancellationToken)
            ? null
            : new SupplyFlows(unitId, name, run,
            [
                .. rows.GroupBy(row => (row.Sector, row.Profession)).SelectMany(cell => cell.GroupBy(row => row.Degree).OrderBy(level => level.Key).Select(
                    level => new SupplyGroup(cell.Key.Sector, cell.Key.Profession, [.. level.Select(row => row.Year)]) { Past = level.First().Past, Degree = level.Key })),
            ]);
    }

    // A leader is not told of places of others, not even that nobody is there.
    private static async Task<bool> IsKnownAsync(RegistrySession session, string unitId, string? sectorCode, string? professionCode, CancellationToken cancellationToken)
    {
        var named = (await session.ReadAsync(
            """
            SELECT ($1 IS NULL OR EXISTS (SELECT FROM reference.sector WHERE code = $1)) AND ($2 IS NULL OR EXISTS (SELECT FROM reference.profession WHERE code = $2))
            """, row => row.GetBoolean(0), cancellationToken, Text(sectorCode), Text(professionCode))).Single();
        return named && (session.Role != Role.Leader
            || (await session.ReadAsync("SELECT $1 = ANY (ARRAY(SELECT access.scoped_units()))", row => row.GetBoolean(0), cancellationToken, unitId)).Single());
    }
}
