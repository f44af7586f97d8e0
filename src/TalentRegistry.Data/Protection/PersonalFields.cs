using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Protection;

/// <summary>A value that is kept of people.</summary>
/// <param name="Relation">Its table.</param>
/// <param name="Field">Its column.</param>
/// <param name="MeaningVi">What it means; empty where the catalogue says nothing.</param>
/// <param name="MeaningEn">The same in English.</param>
/// <param name="Class">basic, sensitive or other.</param>
/// <param name="PurposeVi">Why it is processed.</param>
/// <param name="PurposeEn">The same in English.</param>
/// <param name="BasisVi">On what legal ground.</param>
/// <param name="BasisEn">The same in English.</param>
/// <param name="YearsAfter">Years for which it is kept after death, or after the person was taken out.</param>
/// <param name="Readers">Roles that may read it, as the grants stand at this moment.</param>
public sealed record PersonalField(
    string Relation, string Field, string MeaningVi, string MeaningEn, string Class, string PurposeVi, string PurposeEn, string BasisVi, string BasisEn, int YearsAfter,
    IReadOnlyList<string> Readers);

/// <summary>A key of the citizen IDs by its fingerprint.</summary>
/// <param name="Id">Fingerprint.</param>
/// <param name="State">next, current, replaced or retired.</param>
/// <param name="CurrentSince">Since when it is in use; null where that is not known.</param>
public sealed record KeyAge(string Id, string State, DateTimeOffset? CurrentSince);

/// <summary>Requests of a kind in a state.</summary>
/// <param name="Kind">As the database writes it.</param>
/// <param name="State">As the database writes it.</param>
/// <param name="Count">How many.</param>
/// <param name="Overdue">Of these, how many past a term.</param>
public sealed record RequestCount(string Kind, string State, long Count, long Overdue);

/// <summary>What an impact assessment tells, from the registry as it is configured at this moment.</summary>
/// <param name="Fields">What is kept of people.</param>
/// <param name="Measures">Numbers by name: people, reads_30_days, accounts_hr and so on.</param>
/// <param name="Keys">Keys of the citizen IDs; none where none was ever replaced.</param>
/// <param name="Requests">Requests of people about their data.</param>
/// <param name="LastHoliday">The last day off that the calendar knows; null for none.</param>
public sealed record ImpactAssessment(
    IReadOnlyList<PersonalField> Fields, IReadOnlyDictionary<string, long> Measures, IReadOnlyList<KeyAge> Keys, IReadOnlyList<RequestCount> Requests,
    DateOnly? LastHoliday);

/// <summary>What is kept of people, why, for how long and who may see it: from the catalogue and the grants, nothing typed twice.</summary>
public static class PersonalFields
{
    /// <summary>All values that are kept of people.</summary>
    public static async Task<IReadOnlyList<PersonalField>> PersonalFieldsAsync(this RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT f.relation, f.field, coalesce(d.meaning, ''), f.class, p.name_vi, p.name_en, p.basis_vi, p.basis_en, f.years_after::int,
                   ARRAY(SELECT r.role FROM protection.field_reader r WHERE r.relation = f.relation AND r.field = f.field ORDER BY r.role)
              FROM protection.personal_field f
              JOIN protection.purpose p ON p.code = f.purpose
              LEFT JOIN LATERAL (
                SELECT col_description(a.attrelid, a.attnum) AS meaning
                  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                 WHERE n.nspname || '.' || c.relname = CASE WHEN f.relation LIKE '%.%' THEN f.relation ELSE 'registry.' || f.relation END AND a.attname = f.field) d ON true
             ORDER BY f.relation <> 'person', f.relation, f.class <> 'sensitive', f.field
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var fields = new List<PersonalField>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var meaning = reader.GetString(2).Split(" | ");
            fields.Add(new PersonalField(
                reader.GetString(0), reader.GetString(1), meaning[0], meaning.Length > 1 ? meaning[1] : meaning[0], reader.GetString(3), reader.GetString(4), reader.GetString(5),
                reader.GetString(6), reader.GetString(7), reader.GetInt32(8), reader.GetFieldValue<string[]>(9)));
        }

        return fields;
    }

    /// <summary>What an impact assessment tells.</summary>
    public static async Task<ImpactAssessment> AssessAsync(this RegistrySession session, DateOnly today, CancellationToken cancellationToken)
    {
        var measures = new Dictionary<string, long>(StringComparer.Ordinal);
        await session.EachAsync("SELECT measure, value FROM protection.measures()", row => measures.Add(row.GetString(0), row.GetInt64(1)), cancellationToken);
        var keys = new List<KeyAge>();
        await session.EachAsync(
            "SELECT id, state, current_since FROM protection.citizen_id_key ORDER BY made_at NULLS FIRST",
            row => keys.Add(new KeyAge(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2))), cancellationToken);
        var requests = new List<RequestCount>();
        await session.EachAsync(
            """
            SELECT kind, state, count(*), count(*) FILTER (WHERE state IN ('received', 'replied') AND (coalesce(extended_to, finish_due) < $1 OR state = 'received' AND reply_due < $1))
              FROM protection.request GROUP BY kind, state ORDER BY kind, state
            """,
            row => requests.Add(new RequestCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3))), cancellationToken, today);
        DateOnly? last = null;
        await session.EachAsync("SELECT max(day) FROM protection.holiday", row => last = row.IsDBNull(0) ? null : row.GetFieldValue<DateOnly>(0), cancellationToken);
        return new ImpactAssessment(await session.PersonalFieldsAsync(cancellationToken), measures, keys, requests, last);
    }

    private static async Task EachAsync(
        this RegistrySession session, string sql, Action<Npgsql.NpgsqlDataReader> row, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = session.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            row(reader);
    }
}
