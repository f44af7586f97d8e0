using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duties;

/// <summary>An agency that answers for a duty for itself, and what it answered last for a year.</summary>
/// <param name="AgencyId">The agency, or the one that came after it.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Year">The year it is about, or 0.</param>
/// <param name="Version">How many answers it has given as this agency: sent back with the next one.</param>
/// <param name="Stage">How far it has come; not begun before its first answer.</param>
/// <param name="DoneOn">When it was done.</param>
/// <param name="Words">What it answered; null before its first answer, or where the caller may not read it.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="MayAnswer">Whether the caller may answer for it.</param>
public sealed record DutyReporter(
    Guid AgencyId, string Code, string Name, int Year, int Version, DutyStage Stage, DateOnly? DoneOn, string? Words, DateTimeOffset? At, string? By, bool MayAnswer);

/// <summary>Which agencies are to answer for a duty.</summary>
/// <param name="Id">Key of the entry.</param>
/// <param name="Code">The duty.</param>
/// <param name="Version">How many entries the caller has read.</param>
/// <param name="AgencyIds">The agencies; empty where the gathering agency is alone again.</param>
/// <param name="From">From when.</param>
/// <param name="Why">Why; null for no reason.</param>
public sealed record ReportersDraft(Guid Id, string Code, int Version, IReadOnlyList<Guid> AgencyIds, DateOnly From, string? Why);

/// <summary>What an agency answers.</summary>
/// <param name="AgencyId">The agency.</param>
/// <param name="Note">The answer; its version is how many answers of the agency for the year the caller has read.</param>
public sealed record AnswerDraft(Guid AgencyId, NoteDraft Note);

/// <summary>Duties that many agencies answer for, each for itself.</summary>
public static class DutyAnswers
{
    private const int MostReporters = 500;

    /// <summary>Who answers for a duty in some years, by name; nobody where one agency answers alone.</summary>
    public static Task<IReadOnlyList<DutyReporter>> ReportersAsync(
        this RegistrySession session, string code, IEnumerable<int> years, DateOnly today, CancellationToken cancellationToken) => session.ListAsync(
        """
        SELECT a.id, a.code, a.name, y.year, (SELECT count(*) FROM duties.answer x WHERE (x.duty_code, x.year, x.agency_id) = ($1, y.year, a.id))::int,
               last.stage, last.done_on, last.words, last.at, last.account_name, duties.may_answer($1, a.id)
          FROM duties.reporters($1, $3) r JOIN registry.agency a ON a.id = r.agency_id CROSS JOIN unnest($2) y (year)
          LEFT JOIN LATERAL (SELECT x.* FROM duties.answer x WHERE x.duty_code = $1 AND x.year = y.year AND duties.heir_of(x.agency_id, $3) = a.id ORDER BY x.at DESC LIMIT 1) last ON true
         ORDER BY y.year DESC, a.name, a.code
        """,
        row => new DutyReporter(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt16(3), row.GetInt32(4), row.IsDBNull(5) ? DutyStage.NotBegun : SnakeCase.Parse<DutyStage>(row.GetString(5)),
            row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6), row.IsDBNull(7) ? null : row.GetString(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
            row.IsDBNull(9) ? null : row.GetString(9), row.GetBoolean(10)),
        cancellationToken, code, years.Select(year => (short)year).ToArray(), today);

    /// <summary>How many times agencies were named.</summary>
    public static async Task<int> ReportersVersionAsync(this RegistrySession session, string code, CancellationToken cancellationToken) =>
        (await session.ListAsync("SELECT count(*)::int FROM duties.reporting WHERE duty_code = $1", row => row.GetInt32(0), cancellationToken, code))[0];

    /// <summary>Whether the caller gathers notes on the whole duty, and does not only answer for an agency.</summary>
    public static async Task<bool> IsKeptAsync(this RegistrySession session, string code, CancellationToken cancellationToken) =>
        (await session.ListAsync("SELECT duties.is_kept($1)", row => row.GetBoolean(0), cancellationToken, code))[0];

    /// <summary>Names the agencies that answer from a day on, in place of those named before.</summary>
    /// <param name="session">A planner's or an administrator's.</param>
    /// <param name="draft">Which.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">There is no such duty.</exception>
    /// <exception cref="StaleDutyException">Others were named first.</exception>
    /// <exception cref="DutyRefusedException">An agency is not there then, or they are too many.</exception>
    public static async Task NameReportersAsync(this RegistrySession session, ReportersDraft draft, string language, CancellationToken cancellationToken)
    {
        if (await session.ListAsync("SELECT 1 FROM duties.current_duty WHERE code = $1 AND is_followed", row => row.GetInt32(0), cancellationToken, draft.Code) is [])
            throw new DutyNotFoundException(language);
        var stored = await session.ReportersVersionAsync(draft.Code, cancellationToken);
        if (stored != draft.Version)
            throw new StaleDutyException(draft.Version, stored, language);
        if (draft.Why is { Length: 0 or > 500 })
            throw new DutyRefusedException("REASON_LENGTH", "input.why", new Bilingual("Lý do có 1 đến 500 ký tự.", "A reason has 1 to 500 characters."), language);
        if (draft.AgencyIds.Count > MostReporters)
            throw new DutyRefusedException("TOO_MANY", "input.agencyIds", new Bilingual($"Tối đa {MostReporters} cơ quan.", $"{MostReporters} agencies at most."), language);

        try
        {
            await session.RunAsync(
                "INSERT INTO duties.reporting (id, duty_code, number, agency_ids, valid_from, why) VALUES ($1, $2, $3, $4, $5, $6)", cancellationToken,
                draft.Id, draft.Code, draft.Version + 1, draft.AgencyIds.Distinct().ToArray(), draft.From,
                new NpgsqlParameter { Value = (object?)draft.Why ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }
        catch (PostgresException fault) when (fault.ConstraintName == "reporting_agencies")
        {
            throw new DutyRefusedException("AGENCY_UNKNOWN", "input.agencyIds", new Bilingual("Có cơ quan không tồn tại vào ngày đó.", "An agency is not there on that day."), language);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StaleDutyException(draft.Version, draft.Version + 1, language);
        }
    }

    /// <summary>Answers for one of the agencies; a later answer takes the place of the one before.</summary>
    /// <param name="session">An officer's of the agency.</param>
    /// <param name="draft">The answer.</param>
    /// <param name="today">The day.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">The duty does not fall due in that year, or is not asked of an agency of the caller's.</exception>
    /// <exception cref="StaleDutyException">Another answer of the agency came first.</exception>
    /// <exception cref="DutyRefusedException">It cannot be noted.</exception>
    public static async Task AnswerAsync(this RegistrySession session, AnswerDraft draft, DateOnly today, string language, CancellationToken cancellationToken)
    {
        var note = DutyWriting.Checked(draft.Note, today, language);
        await session.RequireAsync(note.Code, note.Year, today, language, cancellationToken);
        var reporters = await session.ReportersAsync(note.Code, [note.Year], today, cancellationToken);
        if (reporters.FirstOrDefault(each => each.AgencyId == draft.AgencyId) is not { MayAnswer: true } reporter)
            throw new DutyNotFoundException(language);
        if (reporter.Version != note.Version)
            throw new StaleDutyException(note.Version, reporter.Version, language);
        if (note.Stage is DutyStage.NotBegun)
            throw new DutyRefusedException("STAGE_UNFIT", "input.stage", new Bilingual("Trả lời cho biết đang làm, đã xong hoặc không làm nữa.", "An answer says under way, done or cancelled."), language);

        try
        {
            await session.RunAsync(
                "INSERT INTO duties.answer (id, duty_code, year, agency_id, number, stage, done_on, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", cancellationToken,
                note.Id, note.Code, (short)note.Year, draft.AgencyId, note.Version + 1, SnakeCase.Of(note.Stage),
                new NpgsqlParameter { Value = (object?)note.DoneOn ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date }, note.Words);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new StaleDutyException(note.Version, note.Version + 1, language);
        }
    }
}
