using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Staffing;

/// <summary>
/// Counts the statistical tables under the rights of the session. For HR officers, who see of their own agencies what ethnic group everyone is of; to others the
/// counts by agency would give away what they may not know (docs/decisions/0034).
/// </summary>
public static class StaffTables
{
    // Who has a main posting on the day, with the highest of each kind on file by then; levels by their place in the list. Specialists of medicine count as the level that the list treats them as.
    private static readonly string Statement =
        $"""
        WITH w AS (
          SELECT p.agency_id, o.sex, e.kind = 'minority' AS minority, g.degree, g.informatics_degree, c.politics, c.state, c.english, c.other_language, c.informatics,
                 CASE WHEN o.date_of_birth IS NULL THEN extract(year FROM $1::date)::int - o.birth_year ELSE extract(year FROM age($1::date, o.date_of_birth))::int END AS age
            FROM registry.posting p
            JOIN registry.person o ON o.id = p.person_id
            JOIN reference.ethnic_group e ON e.code = o.ethnic_group_code
            JOIN registry.agency_class_on($1::date) a ON a.agency_id = p.agency_id
           CROSS JOIN LATERAL (
              SELECT max(coalesce(t.rank, l.rank)) AS degree, coalesce(bool_or(d.field_code LIKE '06%' AND l.rank >= 20), false) AS informatics_degree
                FROM registry.degree d JOIN reference.degree_level l ON l.code = d.level_code LEFT JOIN reference.degree_level t ON t.code = l.treated_as
               WHERE d.person_id = o.id AND d.awarded_year <= extract(year FROM $1::date) AND l.scheme IN ('education', 'clinical_specialist')) g
           CROSS JOIN LATERAL (
              SELECT max(l.rank) FILTER (WHERE c.kind = 'political_theory') AS politics, max(l.rank) FILTER (WHERE c.kind = 'state_management') AS state,
                     coalesce(bool_or(c.kind = 'foreign_language' AND c.language_code = 'en'), false) AS english,
                     coalesce(bool_or(c.kind = 'foreign_language' AND c.language_code <> 'en'), false) AS other_language,
                     coalesce(bool_or(c.kind = 'digital_skills'), false) AS informatics
                FROM registry.certificate c LEFT JOIN reference.degree_level l ON l.code = c.level_code
               WHERE c.person_id = o.id AND c.issued_on <= $1 AND (c.valid_until IS NULL OR c.valid_until > $1)) c
           WHERE p.is_main AND p.valid_from <= $1 AND (p.valid_until IS NULL OR p.valid_until > $1) AND p.employment_kind = ANY ($2)
             AND ($3 IS NULL OR coalesce(a.government_level = 'commune', false) = $3))
        SELECT a.code, a.name, {string.Join(", ", StaffCounts.Conditions.Select(count => $"count(*) FILTER (WHERE {count.Condition})::int"))}
          FROM w JOIN registry.agency a ON a.id = w.agency_id
         GROUP BY a.id, a.code, a.name ORDER BY a.name COLLATE reference.vietnamese, a.code
        """;

    /// <summary>The agencies of a table that have anybody in it, by name.</summary>
    /// <param name="session">An HR officer's.</param>
    /// <param name="table">The table.</param>
    /// <param name="day">Who was at work on this day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<StaffRow>> StaffAsync(this RegistrySession session, StaffTable table, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = session.Command(Statement);
        command.Parameters.Add(new NpgsqlParameter { Value = day });
        command.Parameters.Add(new NpgsqlParameter { Value = table.EmploymentKinds.ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)table.InCommunes ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Boolean });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<StaffRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var counts = new int[StaffCounts.All.Count];
            for (var i = 0; i < counts.Length; i++)
                counts[i] = reader.GetInt32(i + 2);
            rows.Add(new StaffRow(reader.GetString(0), reader.GetString(1), counts));
        }

        return rows;
    }
}
