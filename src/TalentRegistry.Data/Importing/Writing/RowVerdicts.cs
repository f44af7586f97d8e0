using TalentRegistry.Data.Loading;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>
/// SQL that holds a staged list against the registry, under the officer's rights. It leaves pg_temp.verdict, a row for each row of the list, and
/// pg_temp.difference, a row for each value that a known person would change.
/// </summary>
internal static class RowVerdicts
{
    /// <summary>
    /// Who is who. A citizen ID says it, or the staff code that an agency gave, or the whole name with the day of birth at the same agency; anyone who
    /// is probably the same by the weights of duplicates, and whose citizen ID does not tell them apart, is a doubt for a human, whose answer stands in pg_temp.decided: the
    /// person, or null for somebody new.
    /// </summary>
    public const string Match =
        """
        -- Everyone whom the officer may see, once: row by row the policies would keep the planner from the quick ways to join.
        CREATE TEMP TABLE kept ON COMMIT DROP AS
          SELECT id, full_name, folded_name, split_part(folded_name, ' ', 1) AS family, split_part(folded_name, ' ', -1) AS given,
                 date_of_birth, birth_year, sex, home_unit_id, citizen_id_hash, staff_code, keeper_id FROM registry.person;
        ANALYZE pg_temp.kept;
        CREATE TEMP TABLE sought ON COMMIT DROP AS
          SELECT r.row, s.*, split_part(s.folded, ' ', 1) AS family, split_part(s.folded, ' ', -1) AS given
            FROM pg_temp.staged_person s JOIN pg_temp.staged_row r ON r.person_id = s.id;
        ANALYZE pg_temp.sought;
        -- Each block passes over other errors: of the day and the year, of the words between, of day and month exchanged, of the first words, of the last.
        CREATE TEMP TABLE candidate ON COMMIT DROP AS
          SELECT DISTINCT c.row, c.person_id FROM (
            SELECT s.row, p.id AS person_id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.folded_name = s.folded AND p.birth_year = s.birth_year
            UNION ALL SELECT s.row, p.id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.folded_name = s.folded
              AND to_char(p.date_of_birth, 'MMDD') = to_char(s.date_of_birth, 'MMDD')
            UNION ALL SELECT s.row, p.id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.given = s.given AND p.family = s.family AND p.birth_year = s.birth_year AND p.sex = s.sex
            UNION ALL SELECT s.row, p.id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.given = s.given AND p.date_of_birth = s.date_of_birth AND p.sex = s.sex
            UNION ALL SELECT s.row, p.id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.family = s.family AND p.date_of_birth = s.date_of_birth AND p.sex = s.sex) c
            JOIN pg_temp.sought s ON s.row = c.row JOIN pg_temp.kept p ON p.id = c.person_id
           -- Two numbers tell by themselves whether it is one person.
           WHERE (p.citizen_id_hash = s.citizen_id_hash) IS NULL;
        ANALYZE pg_temp.candidate
        """;

    /// <summary>The candidates with what is compared: row, staged and kept person, each one's name, day and year of birth, sex and home; how many have the name.</summary>
    public const string Compared =
        """
        SELECT c.row, s.id, p.id, s.full_name, s.date_of_birth, s.birth_year, s.sex, s.home_unit_id, p.full_name, p.date_of_birth, p.birth_year, p.sex, p.home_unit_id, n.named,
               (p.full_name = s.full_name AND p.date_of_birth = s.date_of_birth AND p.sex = s.sex AND p.keeper_id = s.keeper_id) IS TRUE
          FROM pg_temp.candidate c JOIN pg_temp.sought s ON s.row = c.row JOIN pg_temp.kept p ON p.id = c.person_id
          JOIN (SELECT folded_name, count(*)::int AS named FROM pg_temp.kept GROUP BY folded_name) n ON n.folded_name = p.folded_name
        """;

    /// <summary>Room for whom a row may be about: who is the same but for the number, or probably is.</summary>
    public const string Likely =
        "CREATE TEMP TABLE alike (row integer NOT NULL, staged_id uuid NOT NULL, person_id uuid NOT NULL, is_exact boolean NOT NULL, is_same boolean NOT NULL, probability double precision NOT NULL) ON COMMIT DROP";

    /// <summary>Verdicts by the numbers, the names, and the answers of officers.</summary>
    public const string Decide =
        """
        ANALYZE pg_temp.alike;
        CREATE TEMP TABLE verdict ON COMMIT DROP AS
        WITH elsewhere AS MATERIALIZED (
          SELECT known.hash FROM imports.known_citizen_ids((SELECT array_agg(s.citizen_id_hash) FROM pg_temp.sought s WHERE s.citizen_id_hash IS NOT NULL)) known (hash)
           WHERE NOT EXISTS (SELECT FROM pg_temp.kept p WHERE p.citizen_id_hash = known.hash)),
        restricted AS MATERIALIZED (
          SELECT told.row FROM (
            SELECT array_agg(s.row) AS rows, array_agg(s.citizen_id_hash) AS hashes, array_agg(s.keeper_id) AS keepers, array_agg(s.staff_code) AS codes,
                   array_agg(s.folded) AS folded, array_agg(s.date_of_birth) AS born, array_agg(s.sex) AS sexes FROM pg_temp.sought s) l
            CROSS JOIN LATERAL imports.restricted_rows(l.rows, l.hashes, l.keepers, l.codes, l.folded, l.born, l.sexes) told (row)),
        by_id AS (
          SELECT s.id AS staged_id, p.id FROM pg_temp.sought s JOIN pg_temp.kept p ON p.citizen_id_hash = s.citizen_id_hash),
        by_code AS (
          SELECT s.id AS staged_id, min(p.id::text)::uuid AS id
            FROM pg_temp.sought s JOIN pg_temp.kept p ON p.keeper_id = s.keeper_id AND p.staff_code = s.staff_code AND s.staff_code IS NOT NULL
           GROUP BY s.id HAVING count(*) = 1),
        by_name AS (
          SELECT a.staged_id, (array_agg(a.person_id ORDER BY a.is_same DESC, a.probability DESC, a.person_id))[1] AS id,
                 count(*) FILTER (WHERE a.is_same) = 1 AND count(*) FILTER (WHERE NOT a.is_same AND a.is_exact) = 0 AS is_sure
            FROM pg_temp.alike a GROUP BY a.staged_id),
        -- An answer counts where there was a question, and among the people whom the question named.
        answered AS (
          SELECT d.row, d.person_id FROM pg_temp.decided d
           WHERE d.person_id IS NULL OR EXISTS (SELECT FROM pg_temp.alike a WHERE a.row = d.row AND a.person_id = d.person_id)),
        matched AS (
          SELECT s.row, s.id AS staged_id, coalesce(i.id, c.id, CASE WHEN d.row IS NOT NULL AND n.is_sure IS NOT TRUE THEN d.person_id ELSE n.id END) AS person_id,
                 i.id IS NOT NULL OR c.id IS NOT NULL OR n.is_sure IS TRUE OR d.person_id IS NOT NULL AS is_sure,
                 d.row IS NOT NULL AND d.person_id IS NULL AS is_somebody_new,
                 CASE WHEN NOT EXISTS (SELECT FROM access.scoped_agency a WHERE a.account_id = access.current_account() AND a.agency_id = s.keeper_id AND a.until > current_date) THEN 'AGENCY_OUT_OF_SCOPE'
                      WHEN s.row IN (SELECT row FROM restricted) THEN 'PERSON_RESTRICTED'
                      WHEN s.citizen_id_hash IN (SELECT hash FROM elsewhere) THEN 'CITIZEN_ID_ELSEWHERE'
                      WHEN EXISTS (SELECT FROM pg_temp.staged_posting g JOIN registry.agency a ON a.id = g.agency_id
                                    WHERE g.person_id = s.id AND NOT daterange(g.valid_from, g.valid_until) <@ daterange(a.valid_from, a.valid_until)) THEN 'POSTING_OUTSIDE_AGENCY'
                 END AS problem,
                 row_number() OVER (PARTITION BY s.folded, s.birth_year, s.date_of_birth, s.sex, s.citizen_id_hash, s.staff_code ORDER BY s.row) AS likeness
            FROM pg_temp.sought s LEFT JOIN by_id i ON i.staged_id = s.id LEFT JOIN by_code c ON c.staged_id = s.id LEFT JOIN by_name n ON n.staged_id = s.id
            LEFT JOIN answered d ON d.row = s.row)
        SELECT m.row, m.staged_id, m.person_id,
               CASE WHEN m.problem IS NOT NULL THEN 'refused' WHEN m.is_sure THEN 'unchanged'
                    WHEN m.is_somebody_new THEN 'new' WHEN m.person_id IS NOT NULL OR m.likeness > 1 THEN 'doubtful' ELSE 'new' END AS kind,
               CASE WHEN m.problem IS NOT NULL THEN m.problem WHEN m.is_sure OR m.is_somebody_new THEN NULL
                    WHEN m.person_id IS NOT NULL OR m.likeness > 1 THEN 'PERSON_LIKE' END AS problem
          FROM matched m;
        CREATE INDEX ON pg_temp.verdict (staged_id);
        ANALYZE pg_temp.verdict;
        UPDATE pg_temp.verdict v SET kind = 'refused', problem = CASE WHEN p.citizen_id_hash <> s.citizen_id_hash THEN 'CITIZEN_ID_DIFFERS' ELSE 'BIRTH_YEAR_DIFFERS' END
          FROM pg_temp.staged_person s, pg_temp.kept p
         WHERE v.kind = 'unchanged' AND s.id = v.staged_id AND p.id = v.person_id
           AND (p.citizen_id_hash <> s.citizen_id_hash OR (s.date_of_birth IS NULL AND p.date_of_birth IS NOT NULL AND p.birth_year <> s.birth_year));
        UPDATE pg_temp.verdict v SET kind = 'refused', problem = 'PERSON_TWICE'
          FROM (SELECT row, row_number() OVER (PARTITION BY person_id ORDER BY row) AS turn FROM pg_temp.verdict WHERE kind = 'unchanged') t
         WHERE t.row = v.row AND t.turn > 1
        """;

    /// <summary>
    /// What becomes of each staged degree and posting of a known person: it is there already, it corrects one, or it is added. Of two degrees of one level and year a list tells neither is a
    /// correction: each is the one that says the same, or is added.
    /// </summary>
    /// <param name="several">Whether the list tells several postings of anybody: one that another row is about is not in the way, and the first to begin ends the present one.</param>
    public static string Careers(bool several) =>
        $"""
        CREATE TEMP TABLE degree_step ON COMMIT DROP AS
          SELECT v.row, v.person_id, d.id AS staged_id, kept.id AS kept_id
            FROM pg_temp.verdict v
            JOIN (SELECT s.*, count(*) OVER (PARTITION BY person_id, level_code, awarded_year) AS alike FROM pg_temp.staged_degree s) d ON d.person_id = v.staged_id
            LEFT JOIN LATERAL (
              SELECT e.id FROM registry.degree e
               WHERE e.person_id = v.person_id AND e.level_code = d.level_code AND e.awarded_year = d.awarded_year
                 AND (d.alike = 1 OR (e.field_code IS NOT DISTINCT FROM d.field_code AND e.institution IS NOT DISTINCT FROM d.institution))
               ORDER BY (e.field_code = d.field_code) IS TRUE DESC, (e.institution = d.institution) IS TRUE DESC, e.id LIMIT 1) kept ON true
           WHERE v.kind = 'unchanged';
        -- One that begins where another goes on ends that one, if it is another work; the same work under another day of its start stays as it is.
        CREATE TEMP TABLE posting_step ON COMMIT DROP AS
          SELECT v.row, v.person_id, g.id AS staged_id, same.id AS kept_id, over.ended_id, over.overlaps
            FROM pg_temp.verdict v JOIN pg_temp.staged_posting g ON g.person_id = v.staged_id
            LEFT JOIN LATERAL (
              SELECT e.id FROM registry.posting e
               WHERE e.person_id = v.person_id AND e.is_main AND (e.valid_from = g.valid_from OR
                     (e.valid_until IS NULL AND g.valid_until IS NULL AND e.agency_id = g.agency_id AND e.profession_code = g.profession_code
                      AND e.position_title = g.position_title AND e.employment_kind = g.employment_kind))
               ORDER BY e.valid_from = g.valid_from DESC LIMIT 1) same ON true
            LEFT JOIN LATERAL (
              SELECT count(*) AS overlaps, min(e.id::text) FILTER (WHERE e.valid_until IS NULL AND e.valid_from < g.valid_from)::uuid AS ended_id
                FROM registry.posting e
               WHERE e.person_id = v.person_id AND e.is_main AND e.id IS DISTINCT FROM same.id AND daterange(e.valid_from, e.valid_until) && daterange(g.valid_from, g.valid_until)
                 {(several ? "AND (v.staged_id, e.valid_from) NOT IN (SELECT o.person_id, o.valid_from FROM pg_temp.staged_posting o)" : "")}) over ON true
           WHERE v.kind = 'unchanged';
        UPDATE pg_temp.verdict v SET kind = 'refused', problem = 'POSTING_OVERLAPS'
          FROM pg_temp.posting_step t
         WHERE t.row = v.row AND (t.overlaps > 1 OR (t.overlaps = 1 AND (t.ended_id IS NULL OR t.kept_id IS NOT NULL)))
        {(several ? FirstEnds : "")}
        """;

    private const string FirstEnds =
        """
        ;
        UPDATE pg_temp.posting_step t SET ended_id = NULL
          FROM (SELECT s.staged_id, row_number() OVER (PARTITION BY s.ended_id ORDER BY g.valid_from) AS turn
                  FROM pg_temp.posting_step s JOIN pg_temp.staged_posting g ON g.id = s.staged_id WHERE s.ended_id IS NOT NULL) later
         WHERE later.staged_id = t.staged_id AND later.turn > 1
        """;

    /// <summary>What becomes of each staged record of a known person beside degrees and postings.</summary>
    /// <param name="kinds">The kinds of which the list tells any.</param>
    public static string Records(IReadOnlyList<StagedRecord> kinds) => string.Join(";\n",
    [
        "CREATE TEMP TABLE record_step (record text, row integer, person_id uuid, staged_id uuid, kept_id uuid, ended_id uuid) ON COMMIT DROP",
        .. kinds.Select(kind => kind.Match),
        "ANALYZE pg_temp.record_step",
    ]);

    /// <summary>Value by value; what the list does not tell is no difference.</summary>
    /// <param name="mode">What of the list is to be written.</param>
    /// <param name="kinds">The kinds of records of which it tells any.</param>
    public static string Differences(ImportMode mode, IReadOnlyList<StagedRecord> kinds) =>
        $$"""
        CREATE TEMP TABLE difference ON COMMIT DROP AS
        SELECT v.row, 1 AS part, 'person' AS record, v.person_id AS record_id, told.key AS field,
               CASE told.key WHEN 'citizen_id_hash' THEN NULL ELSE kept.value END AS before, CASE told.key WHEN 'citizen_id_hash' THEN '***' ELSE told.value END AS after
          FROM pg_temp.verdict v JOIN pg_temp.staged_person s ON s.id = v.staged_id JOIN registry.person p ON p.id = v.person_id
         CROSS JOIN LATERAL jsonb_each_text(
           to_jsonb(s) - '{id,citizen_id_cipher,keeper_id,synthetic}'::text[] - CASE s.ethnic_group_code WHEN '56' THEN 'ethnic_group_code' ELSE '' END) told
          JOIN LATERAL jsonb_each_text(to_jsonb(p)) kept ON kept.key = told.key
         WHERE v.kind = 'unchanged' AND ({{TellsOther("person", "s", "p")}}) AND told.value IS NOT NULL AND told.value IS DISTINCT FROM kept.value
           AND NOT (told.key = 'birth_year' AND p.date_of_birth IS NOT NULL AND s.date_of_birth IS NULL)
        UNION ALL
        SELECT t.row, 2, 'degree', t.kept_id, told.key, kept.value, told.value
          FROM pg_temp.degree_step t JOIN pg_temp.staged_degree d ON d.id = t.staged_id JOIN registry.degree e ON e.id = t.kept_id
         CROSS JOIN LATERAL jsonb_each_text(to_jsonb(d) - '{id,person_id,verified_on}'::text[] - CASE d.country_code WHEN 'VN' THEN 'country_code' ELSE '' END) told
          JOIN LATERAL jsonb_each_text(to_jsonb(e)) kept ON kept.key = told.key
         WHERE ({{TellsOther("degree", "d", "e")}}) AND told.value IS NOT NULL AND told.value IS DISTINCT FROM kept.value
        UNION ALL
        SELECT t.row, 3, 'degree', t.staged_id, NULL, NULL, concat_ws(', ', l.name_vi, f.name_vi, d.awarded_year, d.institution)
          FROM pg_temp.degree_step t JOIN pg_temp.staged_degree d ON d.id = t.staged_id
          JOIN reference.degree_level l ON l.code = d.level_code LEFT JOIN reference.field_of_study f ON f.code = d.field_code WHERE t.kept_id IS NULL
        UNION ALL
        SELECT t.row, 4, 'posting', t.kept_id, told.key, kept.value, told.value
          FROM pg_temp.posting_step t JOIN pg_temp.staged_posting g ON g.id = t.staged_id JOIN registry.posting e ON e.id = t.kept_id
         CROSS JOIN LATERAL jsonb_each_text(to_jsonb(g) - '{id,person_id,is_main,valid_from}'::text[]) told
          JOIN LATERAL jsonb_each_text(to_jsonb(e)) kept ON kept.key = told.key
         WHERE ({{TellsOther("posting", "g", "e")}}) AND told.value IS NOT NULL AND told.value IS DISTINCT FROM kept.value
        UNION ALL
        SELECT t.row, 5, 'posting', t.ended_id, 'valid_until', NULL, g.valid_from::text
          FROM pg_temp.posting_step t JOIN pg_temp.staged_posting g ON g.id = t.staged_id WHERE t.ended_id IS NOT NULL
        UNION ALL
        SELECT t.row, 6, 'posting', t.staged_id, NULL, NULL, concat_ws(', ', g.position_title, a.name, g.valid_from)
          FROM pg_temp.posting_step t JOIN pg_temp.staged_posting g ON g.id = t.staged_id JOIN registry.agency a ON a.id = g.agency_id WHERE t.kept_id IS NULL
        {{string.Concat(kinds.Select((kind, place) => $"UNION ALL\n{kind.Differences(7 + 2 * place)}\n"))}};
        DELETE FROM pg_temp.difference d USING pg_temp.verdict v WHERE v.row = d.row AND v.kind <> 'unchanged';
        UPDATE pg_temp.verdict v SET kind = '{{(mode == ImportMode.Insert ? "left_out" : "changed")}}' WHERE v.kind = 'unchanged' AND v.row IN (SELECT row FROM pg_temp.difference);
        {{(mode == ImportMode.Update ? "UPDATE pg_temp.verdict SET kind = 'left_out' WHERE kind = 'new'" : "")}}
        """;

    /// <summary>Names of the codes and keys among the differences, in pg_temp.named.</summary>
    public const string Named =
        """
        CREATE TEMP TABLE named ON COMMIT DROP AS
        WITH told AS (
          SELECT DISTINCT d.field, v.code FROM pg_temp.difference d CROSS JOIN LATERAL (VALUES (d.before), (d.after)) v (code)
           WHERE v.code IS NOT NULL AND d.field IN ('level_code', 'required_level_code', 'field_code', 'profession_code', 'ethnic_group_code', 'home_unit_id', 'agency_id'))
        SELECT t.field, t.code, l.name_vi AS vi, l.name_en AS en FROM told t JOIN reference.degree_level l ON l.code = t.code AND t.field IN ('level_code', 'required_level_code')
        UNION ALL SELECT t.field, t.code, f.name_vi, f.name_en FROM told t JOIN reference.field_of_study f ON f.code = t.code AND t.field = 'field_code'
        UNION ALL SELECT t.field, t.code, p.name_vi, p.name_en FROM told t JOIN reference.profession p ON p.code = t.code AND t.field = 'profession_code'
        UNION ALL SELECT t.field, t.code, e.name, e.name FROM told t JOIN reference.ethnic_group e ON e.code = t.code AND t.field = 'ethnic_group_code'
        UNION ALL SELECT t.field, t.code, u.name, u.name FROM told t JOIN reference.administrative_unit u ON u.id = t.code AND t.field = 'home_unit_id'
        UNION ALL SELECT t.field, t.code, g.name, g.name FROM told t JOIN registry.agency g ON g.id::text = t.code AND t.field = 'agency_id';
        ANALYZE pg_temp.named
        """;

    /// <summary>The verdicts in the order of the list, those without news left out unless an officer decided them.</summary>
    public const string Tell =
        """
        SELECT v.row, v.kind, v.person_id, s.full_name, v.problem, d.record, d.field, d.before, d.after,
               b.vi, b.en, a.vi, a.en,
               CASE WHEN v.kind NOT IN ('doubtful', 'left_out') THEN (SELECT jsonb_agg(to_jsonb(f) ORDER BY f.code, f.vi)::text FROM pg_temp.finding f WHERE f.row = v.row) END
          FROM pg_temp.verdict v JOIN pg_temp.staged_person s ON s.id = v.staged_id LEFT JOIN pg_temp.difference d ON d.row = v.row
          LEFT JOIN pg_temp.named b ON b.field = d.field AND b.code = d.before LEFT JOIN pg_temp.named a ON a.field = d.field AND a.code = d.after
         WHERE v.kind <> 'unchanged' OR v.row IN (SELECT row FROM pg_temp.decided) ORDER BY v.row, d.part, d.field
        """;

    /// <summary>Whom the first doubtful rows may be about, and those that were until they were decided; at most $1 people.</summary>
    public const string Alike =
        """
        SELECT a.row, p.id, p.full_name, coalesce(to_char(p.date_of_birth, 'DD/MM/YYYY'), p.birth_year::text), g.name, p.staff_code, a.probability
          FROM pg_temp.alike a JOIN pg_temp.verdict v ON v.row = a.row AND (v.kind = 'doubtful' OR v.row IN (SELECT row FROM pg_temp.decided))
          JOIN pg_temp.kept p ON p.id = a.person_id JOIN registry.agency g ON g.id = p.keeper_id
         ORDER BY a.row, a.is_same DESC, a.probability DESC, p.full_name, p.id LIMIT $1
        """;

    /// <summary>How many rows have each verdict.</summary>
    public const string Count = "SELECT kind, count(*)::int FROM pg_temp.verdict GROUP BY kind";

    // Most rows of a list that comes again tell nothing else: they are not worth being taken apart value by value.
    private static string TellsOther(string table, string told, string kept) => string.Join(" OR ",
        CopyTarget.Tables.Single(known => known.Name == table).Columns.Split(", ").Except(["id", "person_id", "citizen_id_cipher", "keeper_id", "synthetic"])
            .Select(column => $"({told}.{column} IS NOT NULL AND {told}.{column} IS DISTINCT FROM {kept}.{column})"));
}
