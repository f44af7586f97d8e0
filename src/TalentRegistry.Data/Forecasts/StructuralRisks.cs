using Npgsql;

namespace TalentRegistry.Data.Forecasts;

/// <summary>
/// Risks that need no target: many who retire soon, a profession with a single holder, falling recruitment, ageing faster than the province. Counted by one statement over everybody, by district
/// and province and sector on the map of 30 June 2025, and kept with a run.
/// </summary>
internal static class StructuralRisks
{
    // Ages of fewer people than are told of would tell of somebody.
    private const string Statement =
        """
        INSERT INTO forecast.structural_risk (run_id, unit_id, sector_code, people, retiring_share, single_holders, single_professions, recruits, recruits_before, ageing, ageing_of_province)
        WITH place AS MATERIALIZED (
          SELECT w.agency_id, w.province_id, coalesce(w.district_id, w.province_id) AS district_id, a.sector_code
            FROM registry.agency_place(DATE '2025-06-30') w JOIN registry.agency a ON a.id = w.agency_id),
        stood AS MATERIALIZED (
          SELECT d.years_ago, unit.id AS unit_id, w.sector_code, p.profession_code, extract(year FROM d.day)::int - o.birth_year AS age,
                 registry.retirement_day(o.date_of_birth, o.birth_year, o.sex = 'female') < ($2 + interval '5 years')::date AS retires
            FROM (VALUES (0, $2), (5, ($2 - interval '5 years')::date)) d (years_ago, day)
            JOIN registry.posting p ON p.is_main AND p.valid_from <= d.day AND (p.valid_until IS NULL OR p.valid_until > d.day)
            JOIN registry.person o ON o.id = p.person_id
            JOIN place w ON w.agency_id = p.agency_id
           CROSS JOIN LATERAL (SELECT w.district_id UNION SELECT w.province_id) unit (id)),
        counted AS (
          SELECT unit_id, sector_code, count(*) FILTER (WHERE years_ago = 0) AS people, count(*) FILTER (WHERE years_ago = 5) AS people_before,
                 avg(age) FILTER (WHERE years_ago = 0) - avg(age) FILTER (WHERE years_ago = 5) AS ageing, (avg(retires::int) FILTER (WHERE years_ago = 0))::float8 AS retiring
            FROM stood GROUP BY unit_id, sector_code),
        single AS (
          SELECT unit_id, sector_code, count(*) AS holders, string_agg(profession_code, ' ' ORDER BY profession_code) AS professions
            FROM (SELECT unit_id, sector_code, profession_code FROM stood WHERE years_ago = 0 GROUP BY 1, 2, 3 HAVING count(*) = 1) one GROUP BY unit_id, sector_code),
        hired AS (
          SELECT unit.id AS unit_id, w.sector_code, count(*) FILTER (WHERE f.began > ($2 - interval '2 years')::date) / 2.0 AS recent,
                 count(*) FILTER (WHERE f.began <= ($2 - interval '2 years')::date) / 3.0 AS before
            FROM (SELECT DISTINCT ON (person_id) agency_id, valid_from AS began FROM registry.posting WHERE is_main ORDER BY person_id, valid_from) f
            JOIN place w ON w.agency_id = f.agency_id
           CROSS JOIN LATERAL (SELECT w.district_id UNION SELECT w.province_id) unit (id)
           WHERE f.began > ($2 - interval '5 years')::date AND f.began <= $2
           GROUP BY unit.id, w.sector_code)
        SELECT $1, c.unit_id, c.sector_code, c.people, CASE WHEN c.people >= $3 THEN c.retiring END, coalesce(s.holders, 0), coalesce(s.professions, ''),
               coalesce(h.recent, 0), coalesce(h.before, 0), CASE WHEN least(c.people, c.people_before) >= $3 THEN c.ageing END,
               CASE WHEN least(whole.people, whole.people_before) >= $3 THEN whole.ageing END
          FROM counted c
          JOIN reference.administrative_unit u ON u.id = c.unit_id
          LEFT JOIN counted whole ON whole.unit_id = CASE u.level WHEN 'district' THEN u.parent_id ELSE u.id END AND whole.sector_code = c.sector_code
          LEFT JOIN single s ON s.unit_id = c.unit_id AND s.sector_code = c.sector_code
          LEFT JOIN hired h ON h.unit_id = c.unit_id AND h.sector_code = c.sector_code
         WHERE c.people > 0
        """;

    public static async Task SaveAsync(NpgsqlConnection connection, ForecastRun run, int leastTold, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(Statement, connection) { CommandTimeout = 0 };
        foreach (var value in new object[] { run.Id, run.BaseDate, leastTold })
            insert.Parameters.Add(new() { Value = value });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
