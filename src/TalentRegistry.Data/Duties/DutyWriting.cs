using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Duties;

/// <summary>What is to be noted of a duty.</summary>
/// <param name="Id">Key of the note.</param>
/// <param name="Code">The duty.</param>
/// <param name="Year">The year it is about; 0 where it is due once or has no year.</param>
/// <param name="Version">How many notes the caller has read.</param>
/// <param name="Stage">How far the duty has come.</param>
/// <param name="DoneOn">The day on which it was done; today where it is done and none is given.</param>
/// <param name="Words">What was done: 1 to 2000 characters.</param>
public sealed record NoteDraft(Guid Id, string Code, int Year, int Version, DutyStage Stage, DateOnly? DoneOn, string Words);

/// <summary>A document that is to be added.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">The duty.</param>
/// <param name="Year">The year it is about; 0 where the duty is due once or has no year.</param>
/// <param name="FileName">As it was called.</param>
/// <param name="Content">The file.</param>
public sealed record EvidenceDraft(Guid Id, string Code, int Year, string FileName, byte[] Content);

/// <summary>Who is to answer for a duty.</summary>
/// <param name="Id">Key of the entry.</param>
/// <param name="Code">The duty.</param>
/// <param name="Version">How many owners the caller has read.</param>
/// <param name="AgencyId">Which agency; null for nobody.</param>
/// <param name="Officer">Name under which the officer signs in; null for none.</param>
/// <param name="From">From when.</param>
/// <param name="Why">Why; null for no reason.</param>
public sealed record OwnerDraft(Guid Id, string Code, int Version, Guid? AgencyId, string? Officer, DateOnly From, string? Why);

/// <summary>Notes, documents and owners of duties: each added to what is there, under the rights of the session.</summary>
public static class DutyWriting
{
    private const int LongestWords = 2000;
    private const int LongestReason = 500;

    /// <summary>Adds a note.</summary>
    /// <param name="session">An officer's of the agency that answers.</param>
    /// <param name="draft">The note.</param>
    /// <param name="today">The day.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">The duty does not fall due in that year, or is not the caller's.</exception>
    /// <exception cref="StaleDutyException">Another note came first.</exception>
    /// <exception cref="DutyRefusedException">It cannot be noted.</exception>
    public static async Task AddNoteAsync(this RegistrySession session, NoteDraft draft, DateOnly today, string language, CancellationToken cancellationToken)
    {
        await session.WriteNoteAsync(Checked(draft, today, language), null, today, language, cancellationToken);
    }

    /// <summary>Takes the last note back by a further one; the duty stands again where it stood before.</summary>
    /// <param name="session">An officer's of the agency that answers.</param>
    /// <param name="draft">Why it is taken back; stage and day follow from the notes before.</param>
    /// <param name="today">The day.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">The duty does not fall due in that year, or is not the caller's.</exception>
    /// <exception cref="StaleDutyException">Another note came first.</exception>
    /// <exception cref="DutyRefusedException">There is nothing to take back.</exception>
    public static async Task WithdrawNoteAsync(
        this RegistrySession session, NoteDraft draft, DateOnly today, string language, CancellationToken cancellationToken)
    {
        var words = Checked(draft.Words, language);
        var last = await session.ListAsync(
            "SELECT id, withdraws_id IS NULL FROM duties.note WHERE duty_code = $1 AND year = $2 AND number = $3", row => (Id: row.GetGuid(0), IsNote: row.GetBoolean(1)), cancellationToken,
            draft.Code, (short)draft.Year, draft.Version);
        if (last is not [{ IsNote: true } note])
            throw Refused("NOTHING_TO_WITHDRAW", "input.version", "Không có ghi nhận nào để rút, hoặc đã rút rồi.", "There is no note to take back, or it was taken back already.", language);

        // The database puts the stage of before in its place.
        await session.WriteNoteAsync(draft with { Stage = DutyStage.NotBegun, DoneOn = null, Words = words }, note.Id, today, language, cancellationToken);
    }

    /// <summary>Adds a document.</summary>
    /// <param name="session">An officer's of the agency that answers.</param>
    /// <param name="draft">The document.</param>
    /// <param name="today">The day.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">The duty does not fall due in that year, or is not the caller's.</exception>
    /// <exception cref="DutyRefusedException">It is too large, of a kind that is not taken, or there already.</exception>
    public static async Task AddEvidenceAsync(
        this RegistrySession session, EvidenceDraft draft, DateOnly today, string language, CancellationToken cancellationToken)
    {
        var content = draft.Content;
        if (content.Length is 0 or > EvidenceKind.MostBytes)
            throw Refused("FILE_SIZE", "input.file", "Tệp phải có nội dung và không quá 10 MB.", "A file has something in it, and 10 MB at most.", language);
        if (EvidenceKind.Of(content) is not { } kind || EvidenceKind.NameOf(draft.FileName) is not { } name)
            throw Refused("FILE_KIND", "input.file", "Chỉ nhận tệp PDF, DOCX, XLSX (không có macro), JPEG, PNG.", "Only PDF, DOCX, XLSX (without macros), JPEG and PNG are taken.", language);

        await session.RequireAsync(draft.Code, draft.Year, today, language, cancellationToken);
        try
        {
            await session.RunAsync(
                "INSERT INTO duties.evidence (id, duty_code, year, name, media_type, size, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)", cancellationToken,
                draft.Id, draft.Code, (short)draft.Year, name, kind, content.Length, SHA256.HashData(content));
            await session.RunAsync("INSERT INTO duties.evidence_file (evidence_id, content) VALUES ($1, $2)", cancellationToken, draft.Id, content);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw Refused("FILE_KNOWN", "input.file", "Tệp này đã có ở nhiệm vụ này.", "This file is with the duty already.", language);
        }
    }

    /// <summary>A document with its content; null where there is none that the caller may see.</summary>
    public static async Task<(string Name, string MediaType, byte[] Content)?> EvidenceAsync(this RegistrySession session, string code, Guid id, CancellationToken cancellationToken) =>
        await session.ListAsync(
            "SELECT e.name, e.media_type, f.content FROM duties.evidence e JOIN duties.evidence_file f ON f.evidence_id = e.id WHERE e.id = $1 AND e.duty_code = $2",
            row => (row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)), cancellationToken, id, code) is [var found] ? found : null;

    /// <summary>Names who answers for a duty from a day on.</summary>
    /// <param name="session">A planner's or an administrator's.</param>
    /// <param name="draft">Who.</param>
    /// <param name="language">In which a refusal is told.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DutyNotFoundException">There is no such duty.</exception>
    /// <exception cref="StaleDutyException">Another owner was named first.</exception>
    /// <exception cref="DutyRefusedException">There is no such agency then, or the officer does not keep it.</exception>
    public static async Task AssignAsync(this RegistrySession session, OwnerDraft draft, string language, CancellationToken cancellationToken)
    {
        if (await session.CountAsync("SELECT count(*) FROM duties.current_duty WHERE code = $1 AND is_followed", cancellationToken, draft.Code) == 0)
            throw new DutyNotFoundException(language);
        var stored = (int)await session.CountAsync("SELECT count(*) FROM duties.owner WHERE duty_code = $1", cancellationToken, draft.Code);
        if (stored != draft.Version)
            throw new StaleDutyException(draft.Version, stored, language);
        if (draft.Why is { Length: 0 or > LongestReason })
            throw Refused("REASON_LENGTH", "input.why", "Lý do có 1 đến 500 ký tự.", "A reason has 1 to 500 characters.", language);
        if (draft.AgencyId is { } agency && await session.CountAsync(
                "SELECT count(*) FROM registry.agency WHERE id = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)", cancellationToken, agency, draft.From) == 0)
            throw Refused("AGENCY_UNKNOWN", "input.agencyId", "Không có cơ quan này vào ngày đó.", "There is no such agency on that day.", language);

        var officers = draft.Officer is { } name
            ? await session.ListAsync("SELECT id FROM duties.officers() WHERE name = $1", row => row.GetGuid(0), cancellationToken, name)
            : [];
        if (draft.Officer is not null && (officers.Count == 0 || draft.AgencyId is null))
            throw OfficerUnfit(language);

        try
        {
            await session.RunAsync(
                "INSERT INTO duties.owner (id, duty_code, number, agency_id, officer_id, valid_from, why) VALUES ($1, $2, $3, $4, $5, $6, $7)", cancellationToken,
                draft.Id, draft.Code, draft.Version + 1, Key(draft.AgencyId), Key(officers.Count == 0 ? null : officers[0]), draft.From,
                new NpgsqlParameter { Value = (object?)draft.Why ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }
        catch (PostgresException fault) when (fault.ConstraintName == "officer_of_the_agency")
        {
            throw OfficerUnfit(language);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Between the count and the writing: whoever comes again reads who came first.
            throw new StaleDutyException(draft.Version, draft.Version + 1, language);
        }
    }

    private static async Task WriteNoteAsync(
        this RegistrySession session, NoteDraft draft, Guid? withdraws, DateOnly today, string language, CancellationToken cancellationToken)
    {
        await session.RequireAsync(draft.Code, draft.Year, today, language, cancellationToken);
        // Who only answers for an agency has an answer of its own.
        if (!await session.IsKeptAsync(draft.Code, cancellationToken))
            throw new DutyNotFoundException(language);
        var stored = (int)await session.CountAsync("SELECT count(*) FROM duties.note WHERE duty_code = $1 AND year = $2", cancellationToken, draft.Code, (short)draft.Year);
        if (stored != draft.Version)
            throw new StaleDutyException(draft.Version, stored, language);

        try
        {
            await session.RunAsync(
                "INSERT INTO duties.note (id, duty_code, year, number, stage, done_on, words, withdraws_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", cancellationToken,
                draft.Id, draft.Code, (short)draft.Year, draft.Version + 1, SnakeCase.Of(draft.Stage),
                new NpgsqlParameter { Value = (object?)draft.DoneOn ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date }, draft.Words, Key(withdraws));
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Between the count and the writing: whoever comes again reads what came first.
            throw new StaleDutyException(draft.Version, draft.Version + 1, language);
        }
    }

    // The duty is seen by the caller and falls due in the year.
    internal static async Task RequireAsync(this RegistrySession session, string code, int year, DateOnly today, string language, CancellationToken cancellationToken)
    {
        if (year is < 0 or > 2200
            || await session.CountAsync("SELECT count(*) FROM duties.occurrences($3) WHERE duty_code = $1 AND year = $2", cancellationToken, code, (short)year, today) == 0)
            throw new DutyNotFoundException(language);
    }

    private static async Task<long> CountAsync(this RegistrySession session, string sql, CancellationToken cancellationToken, params object[] values) =>
        (await session.ListAsync(sql, row => row.GetInt64(0), cancellationToken, values))[0];

    /// <summary>What is written of a note: its words without blanks around them, and the day on which it was done.</summary>
    /// <exception cref="DutyRefusedException">Words or day do not fit.</exception>
    internal static NoteDraft Checked(NoteDraft draft, DateOnly today, string language)
    {
        var words = Checked(draft.Words, language);
        var doneOn = draft.Stage == DutyStage.Done ? draft.DoneOn ?? today : (DateOnly?)null;
        if (draft.Stage != DutyStage.Done && draft.DoneOn is not null)
            throw Refused("NOT_DONE", "input.doneOn", "Ngày hoàn thành chỉ ghi khi nhiệm vụ đã hoàn thành.", "A day of completion is noted only of what is done.", language);
        if (doneOn > today || doneOn < today.AddYears(-30))
            throw Refused("DAY_UNFIT", "input.doneOn", "Ngày hoàn thành không thể ở tương lai, hoặc quá 30 năm trước.", "What was done was not done in the future, nor more than 30 years ago.", language);

        return draft with { DoneOn = doneOn, Words = words };
    }

    private static string Checked(string given, string language)
    {
        var words = given.Trim();
        if (words.Length is 0 or > LongestWords)
            throw Refused("WORDS_LENGTH", "input.words", "Nội dung có 1 đến 2000 ký tự.", "A note has 1 to 2000 characters.", language);
        return HasCitizenId(words)
            ? throw Refused("CITIZEN_ID", "input.words", "Đừng ghi số định danh ở đây.", "Do not write citizen IDs here.", language)
            : words;
    }

    private static bool HasCitizenId(string words)
    {
        var run = 0;
        return words.Any(letter => (run = char.IsAsciiDigit(letter) ? run + 1 : 0) == 12);
    }

    private static DutyRefusedException OfficerUnfit(string language) => Refused(
        "OFFICER_UNFIT", "input.officer", "Không có cán bộ nhân sự nào có tên đăng nhập này phụ trách cơ quan đó.", "No HR officer of that sign-in name keeps the agency.", language);

    private static DutyRefusedException Refused(string code, string path, string vi, string en, string language) => new(code, path, new Bilingual(vi, en), language);

    private static NpgsqlParameter Key(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
