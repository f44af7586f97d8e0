using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// How staged records of one kind are held against those on file and written: SQL, in which v is the verdict of a row about a known person, s the staged record and e the kept
/// one. Lists that tell none of a kind run nothing for it.
/// </summary>
internal sealed record StagedRecord
{
    /// <summary>Whether a staged certificate s tells a day that the kept one e has not: a year alone, which is kept as 1 January, corrects no day of that year.</summary>
    private const string TellsTheDay =
        "s.is_dated AND NOT (e.is_dated AND extract(year FROM e.issued_on) = extract(year FROM s.issued_on) AND to_char(s.issued_on, 'MMDD') = '0101')";

    // A first day of a year tells no day: it fits, and does not correct, any day of that year.
    private const string SameStart =
        "(e.valid_from = s.valid_from OR (extract(year FROM e.valid_from) = extract(year FROM s.valid_from) AND '0101' IN (to_char(e.valid_from, 'MMDD'), to_char(s.valid_from, 'MMDD'))))";

    private const string ToldStart = "CASE WHEN to_char(s.valid_from, 'MMDD') = '0101' THEN '{}' ELSE jsonb_build_object('valid_from', s.valid_from) END";

    private const string KeptStart = "valid_from = CASE WHEN to_char(s.valid_from, 'MMDD') = '0101' THEN e.valid_from ELSE s.valid_from END";

    private const string EarlierStart =
        "(s.valid_from < e.valid_from AND to_char(s.valid_from, 'MMDD') <> '0101') OR extract(year FROM s.valid_from) < extract(year FROM e.valid_from)";

    /// <summary>The kinds that lists tell, in the order in which changes are told.</summary>
    public static IReadOnlyList<StagedRecord> All { get; } =
    [
        new()
        {
            Part = DossierPart.AcademicTitle,
            Matched = "e.rank = s.rank ORDER BY e.id",
            Told = "CASE WHEN s.is_dated THEN jsonb_build_object('recognised_year', s.recognised_year, 'is_dated', true) ELSE '{}' END",
            InWords = "concat_ws(', ', CASE s.rank WHEN 'professor' THEN 'Giáo sư' ELSE 'Phó giáo sư' END, CASE WHEN s.is_dated THEN s.recognised_year END)",
            Corrections = "recognised_year = s.recognised_year, is_dated = true",
        },
        new()
        {
            Part = DossierPart.Certificate,
            // A day that is not known fits any; of several in a list the earliest dates the one on file that had no day. Nobody is certified the same theory or management twice: there another day
            // is a correction.
            Turns = "person_id, kind, level_code, language_code, reference.fold(title) ORDER BY is_dated DESC, issued_on",
            Matched =
                """
                e.kind = s.kind AND e.level_code IS NOT DISTINCT FROM s.level_code AND e.language_code IS NOT DISTINCT FROM s.language_code
                 AND (s.level_code IS NOT NULL OR s.title IS NULL OR reference.fold(e.title) = reference.fold(s.title))
                 AND (NOT s.is_dated OR (e.is_dated AND extract(year FROM e.issued_on) = extract(year FROM s.issued_on))
                      OR (s.turn = 1 AND (NOT e.is_dated OR s.kind IN ('political_theory', 'state_management'))))
                ORDER BY (e.is_dated AND s.is_dated AND e.issued_on = s.issued_on) DESC, e.is_dated DESC, e.issued_on DESC, e.id
                """,
            Told = $"jsonb_build_object('issuer', s.issuer, 'scale', s.scale) || CASE WHEN {TellsTheDay} THEN jsonb_build_object('issued_on', s.issued_on, 'is_dated', true) ELSE '{{}}' END",
            InWords =
                """
                concat_ws(', ', coalesce((SELECT l.name_vi FROM reference.degree_level l WHERE l.code = s.level_code),
                    CASE s.kind WHEN 'digital_skills' THEN 'Tin học' WHEN 'minority_language' THEN 'Tiếng dân tộc' WHEN 'job_title' THEN 'Chức danh nghề nghiệp' ELSE 'Quốc phòng, an ninh' END),
                  s.language_code, s.title, CASE WHEN s.is_dated THEN s.issued_on END)
                """,
            Corrections =
                $"issuer = coalesce(s.issuer, e.issuer), scale = coalesce(s.scale, e.scale), is_dated = e.is_dated OR s.is_dated, issued_on = CASE WHEN {TellsTheDay} THEN s.issued_on ELSE e.issued_on END",
        },
        new()
        {
            Part = DossierPart.Award,
            Turns = "person_id, kind, reference.fold(title) ORDER BY is_dated DESC, awarded_year",
            Matched =
                """
                e.kind = s.kind AND reference.fold(e.title) = reference.fold(s.title)
                 AND (NOT s.is_dated OR (e.is_dated AND e.awarded_year = s.awarded_year) OR (s.turn = 1 AND NOT e.is_dated))
                ORDER BY e.is_dated DESC, e.awarded_year DESC, e.id
                """,
            Told = "CASE WHEN s.is_dated THEN jsonb_build_object('awarded_year', s.awarded_year, 'is_dated', true) ELSE '{}' END",
            InWords = "concat_ws(', ', s.title, CASE WHEN s.is_dated THEN s.awarded_year END)",
            Corrections = "awarded_year = s.awarded_year, is_dated = true",
        },
        new()
        {
            Part = DossierPart.AssociationMembership,
            Matched = $"reference.fold(e.association) = reference.fold(s.association) AND {SameStart} ORDER BY e.valid_from = s.valid_from DESC, e.role = s.role DESC, e.id",
            // A member is what a list tells that says no more: it does not correct what is known.
            Told = $"jsonb_build_object('role', nullif(s.role, 'ordinary_member'), 'valid_until', s.valid_until) || {ToldStart}",
            InWords = "concat_ws(', ', s.association, s.valid_from)",
            Corrections = $"role = CASE s.role WHEN 'ordinary_member' THEN e.role ELSE s.role END, valid_until = coalesce(s.valid_until, e.valid_until), {KeptStart}",
        },
        new()
        {
            Part = DossierPart.TalentRecognition,
            Matched = $"e.scheme = s.scheme AND {SameStart} ORDER BY e.valid_from = s.valid_from DESC, e.id",
            Told = $"jsonb_build_object('decision_number', s.decision_number, 'valid_until', s.valid_until, 'end_reason', s.end_reason) || {ToldStart}",
            InWords =
                """
                concat_ws(', ', CASE s.scheme WHEN 'excellent_graduate' THEN 'Sinh viên xuất sắc, nhà khoa học trẻ' WHEN 'public_service_talent' THEN 'Người có tài năng trong công vụ'
                    WHEN 'provincial_policy' THEN 'Chính sách của tỉnh' ELSE 'Chính sách khác' END, s.decision_number, s.valid_from)
                """,
            Corrections =
                $"decision_number = coalesce(s.decision_number, e.decision_number), valid_until = coalesce(s.valid_until, e.valid_until), end_reason = coalesce(s.end_reason, e.end_reason), {KeptStart}",
        },
        new()
        {
            Part = DossierPart.WorkingAgeExtension,
            Matched = $"{SameStart} ORDER BY e.valid_from = s.valid_from DESC, e.id",
            // Another ground is what a list tells that says none.
            Told = $"jsonb_build_object('ground', nullif(s.ground, 'other_ground'), 'decision_number', s.decision_number, 'valid_until', s.valid_until) || {ToldStart}",
            InWords = "concat_ws(', ', 'Kéo dài thời gian công tác', s.valid_from, s.valid_until, s.decision_number)",
            Corrections =
                $"ground = CASE s.ground WHEN 'other_ground' THEN e.ground ELSE s.ground END, decision_number = coalesce(s.decision_number, e.decision_number), valid_until = s.valid_until, {KeptStart}",
        },
        new()
        {
            Part = DossierPart.ScienceTask,
            Matched = $"reference.fold(e.title) = reference.fold(s.title) AND {SameStart} ORDER BY e.valid_from = s.valid_from DESC, e.role = s.role DESC, e.id",
            // A participant and the grassroots are what a list tells that says no more.
            Told =
                $"jsonb_build_object('role', nullif(s.role, 'participant'), 'level', nullif(s.level, 'grassroots'), 'valid_until', s.valid_until, 'result', s.result, 'is_applied', s.is_applied) || {ToldStart}",
            InWords = "concat_ws(', ', s.title, s.valid_from, s.valid_until)",
            Corrections =
                $"""
                role = CASE s.role WHEN 'participant' THEN e.role ELSE s.role END, level = CASE s.level WHEN 'grassroots' THEN e.level ELSE s.level END,
                valid_until = coalesce(s.valid_until, e.valid_until), result = coalesce(s.result, e.result), is_applied = coalesce(s.is_applied, e.is_applied), {KeptStart}
                """,
        },
        new()
        {
            Part = DossierPart.Availability,
            // The same state in a time that both have; a list that dates it later, as one does that tells no day, agrees.
            Matched = "e.kind = s.kind AND daterange(e.valid_from, e.valid_until) && daterange(s.valid_from, s.valid_until) ORDER BY e.valid_from = s.valid_from DESC, e.valid_from, e.id",
            // Another state that begins later ends the present one, as another posting does.
            Ended = "e.kind <> s.kind AND e.valid_until IS NULL AND e.valid_from < s.valid_from",
            Told =
                $"""
                jsonb_build_object('country_code', s.country_code, 'valid_until', s.valid_until,
                  'valid_from', CASE WHEN {EarlierStart} THEN s.valid_from END)
                """,
            InWords =
                """
                concat_ws(', ', CASE s.kind WHEN 'working' THEN 'Đang làm việc' WHEN 'retired' THEN 'Đã nghỉ hưu' WHEN 'retired_willing' THEN 'Đã nghỉ hưu, sẵn sàng cộng tác'
                    WHEN 'overseas' THEN 'Đang ở nước ngoài' ELSE 'Không thể tham gia' END, s.country_code, s.valid_from)
                """,
            Corrections =
                $"""
                country_code = coalesce(s.country_code, e.country_code), valid_until = coalesce(s.valid_until, e.valid_until),
                valid_from = CASE WHEN {EarlierStart} THEN s.valid_from ELSE e.valid_from END
                """,
        },
    ];

    /// <summary>Kind of the record.</summary>
    public required DossierPart Part { get; init; }

    /// <summary>Name of its table.</summary>
    public string Table => SnakeCase.Of(Part);

    /// <summary>How several of one person that say the same are numbered as s.turn; null where that does not matter.</summary>
    public string? Turns { get; init; }

    /// <summary>Which kept one e the staged one s is, and which of several first.</summary>
    public required string Matched { get; init; }

    /// <summary>Which kept one e ends where s begins, which is then new; null where none does.</summary>
    public string? Ended { get; init; }

    /// <summary>What s tells of e, as jsonb of columns, null for what is not told.</summary>
    public required string Told { get; init; }

    /// <summary>One that is added, in words.</summary>
    public required string InWords { get; init; }

    /// <summary>What becomes of the columns of e.</summary>
    public required string Corrections { get; init; }

    /// <summary>The kinds of which a list tells any.</summary>
    public static IReadOnlyList<StagedRecord> Of(IReadOnlySet<DossierPart> told) => [.. All.Where(kind => told.Contains(kind.Part))];

    /// <summary>What becomes of each staged one of a known person, into pg_temp.record_step.</summary>
    public string Match =>
        $"""
        INSERT INTO pg_temp.record_step
          SELECT '{Table}', v.row, v.person_id, s.id, kept.id, {(Ended is null ? "NULL" : $"CASE WHEN kept.id IS NULL THEN (SELECT e.id FROM registry.{Table} e WHERE e.person_id = v.person_id AND {Ended} ORDER BY e.valid_from DESC LIMIT 1) END")}
            FROM pg_temp.verdict v JOIN {(Turns is null ? $"pg_temp.staged_{Table}" : $"(SELECT t.*, row_number() OVER (PARTITION BY {Turns}) AS turn FROM pg_temp.staged_{Table} t)")} s ON s.person_id = v.staged_id
            LEFT JOIN LATERAL (SELECT e.id FROM registry.{Table} e WHERE e.person_id = v.person_id AND {Matched} LIMIT 1) kept ON true
           WHERE v.kind = 'unchanged'
        """;

    /// <summary>Its differences, told in the order of the kinds.</summary>
    /// <param name="part">Place of the first of them in that order.</param>
    public string Differences(int part) =>
        $"""
        SELECT t.row, {part}, '{Table}', t.kept_id, told.key, kept.value, told.value
          FROM pg_temp.record_step t JOIN pg_temp.staged_{Table} s ON s.id = t.staged_id JOIN registry.{Table} e ON e.id = t.kept_id
         CROSS JOIN LATERAL jsonb_each_text({Told}) told
          JOIN LATERAL jsonb_each_text(to_jsonb(e)) kept ON kept.key = told.key
         WHERE told.value IS NOT NULL AND told.value IS DISTINCT FROM kept.value
        UNION ALL
        SELECT t.row, {part + 1}, '{Table}', t.staged_id, NULL, NULL, {InWords}
          FROM pg_temp.record_step t JOIN pg_temp.staged_{Table} s ON s.id = t.staged_id WHERE t.kept_id IS NULL
        """ + (Ended is null ? "" :
        $"""

        UNION ALL
        SELECT t.row, {part}, '{Table}', t.ended_id, 'valid_until', NULL, s.valid_from::text
          FROM pg_temp.record_step t JOIN pg_temp.staged_{Table} s ON s.id = t.staged_id WHERE t.ended_id IS NOT NULL
        """);

    /// <summary>Corrects those on file of the rows of a turn.</summary>
    public string Correct =>
        (Ended is null ? "" :
        $"""
        UPDATE registry.{Table} e SET valid_until = s.valid_from
          FROM pg_temp.record_step t JOIN pg_temp.staged_{Table} s ON s.id = t.staged_id JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'
         WHERE e.id = t.ended_id;

        """) +
        $"""
        UPDATE registry.{Table} e SET {Corrections}
          FROM pg_temp.record_step t JOIN pg_temp.staged_{Table} s ON s.id = t.staged_id JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'
         WHERE e.id = t.kept_id AND e.id IN (SELECT record_id FROM pg_temp.difference WHERE record = '{Table}' AND field IS NOT NULL)
        """;
}
