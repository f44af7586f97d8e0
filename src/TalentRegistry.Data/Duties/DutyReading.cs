using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duties;

/// <summary>Duties as they are followed, under the rights of the session: planners see all, officers and leaders those of their agencies.</summary>
public static class DutyReading
{
    private const string Occurrences =
        """
        SELECT o.duty_code, d.plan_code, d.section, d.meaning_vi, d.meaning_en, d.lead, d.in_force, a.id, a.code, a.name, coalesce(a.valid_until <= $1, false), o.year, o.due_on,
               o.remind_on, o.stage, o.status, o.done_on, o.version, o.evidence
          FROM duties.occurrences($1) o
          JOIN duties.current_duty d ON d.code = o.duty_code
          LEFT JOIN registry.agency a ON a.id = d.holder_id
        """;

    /// <summary>Every duty in every year, as it stands on a day: what is due first comes first, what has no day comes last.</summary>
    /// <param name="session">The caller's.</param>
    /// <param name="today">The day.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<IReadOnlyList<FollowedDuty>> DutiesAsync(this RegistrySession session, DateOnly today, CancellationToken cancellationToken) =>
        session.ListAsync($"{Occurrences} ORDER BY o.due_on NULLS LAST, d.code, o.year", Of, cancellationToken, today);

    /// <summary>The plans that have duties which the caller may follow.</summary>
    public static Task<IReadOnlyList<FollowedPlan>> FollowedPlansAsync(this RegistrySession session, CancellationToken cancellationToken) => session.ListAsync(
        """
        SELECT p.code, p.title_vi, p.title_en FROM plans.current_plan p
         WHERE EXISTS (SELECT FROM duties.current_duty d WHERE d.plan_code = p.code AND d.is_followed) ORDER BY p.code
        """,
        row => new FollowedPlan(row.GetString(0), new Bilingual(row.GetString(1), row.GetString(2))), cancellationToken);

    /// <summary>All of one duty; null where there is none that the caller may follow.</summary>
    public static async Task<DutyDossier?> DutyAsync(this RegistrySession session, string code, DateOnly today, CancellationToken cancellationToken)
    {
        var texts = await session.ListAsync(
            """
            SELECT d.code, p.code, p.title_vi, p.title_en, d.section, d.sentence, d.meaning_vi, d.meaning_en, d.lead, d.partners, d.evidence_vi, d.evidence_en, d.every, d.in_force
              FROM duties.current_duty d JOIN plans.plan p ON p.id = d.plan_id WHERE d.code = $1 AND d.is_followed
            """,
            row => new DutyText(
                row.GetString(0), new FollowedPlan(row.GetString(1), Both(row, 2)), row.GetString(4), row.GetString(5), Both(row, 6), Word(row, 8),
                row.GetFieldValue<string[]>(9), Both(row, 10), Word(row, 12) is { } every ? SnakeCase.Parse<Recurrence>(every) : null, row.GetBoolean(13)),
            cancellationToken, code);
        if (texts is not [var text])
            return null;

        var occurrences = await session.ListAsync($"{Occurrences} WHERE o.duty_code = $2 ORDER BY o.year DESC", Of, cancellationToken, today, code);
        return new DutyDossier(
            text,
            occurrences,
            await session.ListAsync(
                """
                SELECT o.number, a.name, o.officer_name, o.valid_from, o.why, o.account_name
                  FROM duties.owner o LEFT JOIN registry.agency a ON a.id = o.agency_id WHERE o.duty_code = $1 ORDER BY o.number DESC
                """,
                row => new DutyOwner(row.GetInt32(0), Word(row, 1), Word(row, 2), row.GetFieldValue<DateOnly>(3), Word(row, 4), Word(row, 5)), cancellationToken, code),
            await session.ListAsync(
                """
                SELECT id, year, number, at, account_name, stage, done_on, words, withdraws_id FROM duties.note WHERE duty_code = $1 ORDER BY at DESC, number DESC
                """,
                row => new DutyNote(
                    row.GetGuid(0), row.GetInt16(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), Word(row, 4), SnakeCase.Parse<DutyStage>(row.GetString(5)), Day(row, 6),
                    row.GetString(7), row.IsDBNull(8) ? null : row.GetGuid(8)),
                cancellationToken, code),
            await session.ListAsync(
                """
                SELECT id, year, name, media_type, size, encode(sha256, 'hex'), at, account_name FROM duties.evidence WHERE duty_code = $1 ORDER BY at DESC
                """,
                row => new DutyEvidence(
                    row.GetGuid(0), row.GetInt16(1), row.GetString(2), row.GetString(3), row.GetInt32(4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6), Word(row, 7)),
                cancellationToken, code),
            await session.ReportersAsync(code, occurrences.Select(occurrence => occurrence.Year), today, cancellationToken),
            await session.ReportersVersionAsync(code, cancellationToken),
            await session.IsKeptAsync(code, cancellationToken));
    }

    /// <summary>Officers who may be named, by the name under which they sign in.</summary>
    public static Task<IReadOnlyList<(string Name, string DisplayName)>> OfficersAsync(this RegistrySession session, CancellationToken cancellationToken) => session.ListAsync(
        "SELECT name, display_name FROM duties.officers() ORDER BY name", row => (row.GetString(0), row.GetString(1)), cancellationToken);

    /// <summary>The agency that has a code on a day; null where there is none.</summary>
    public static async Task<Guid?> AgencyOfCodeAsync(this RegistrySession session, string code, DateOnly day, CancellationToken cancellationToken) => await session.ListAsync(
        "SELECT id FROM registry.agency WHERE code = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)", row => row.GetGuid(0), cancellationToken, code, day) is [var id] ? id : null;

    /// <summary>Runs a statement; its rows.</summary>
    internal static async Task<IReadOnlyList<T>> ListAsync<T>(
        this RegistrySession session, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = session.Command(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }

    private static FollowedDuty Of(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), Both(row, 3), Word(row, 5), row.GetBoolean(6),
        row.IsDBNull(7) ? null : new DutyHolder(row.GetGuid(7), row.GetString(8), row.GetString(9), row.GetBoolean(10)), row.GetInt16(11), Day(row, 12), Day(row, 13),
        SnakeCase.Parse<DutyStage>(row.GetString(14)), SnakeCase.Parse<DutyStatus>(row.GetString(15)), Day(row, 16), row.GetInt32(17), row.GetInt64(18));

    private static Bilingual Both(NpgsqlDataReader row, int column) => new(row.GetString(column), row.GetString(column + 1));

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
