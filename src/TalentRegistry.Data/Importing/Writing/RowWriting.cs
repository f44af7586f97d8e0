using TalentRegistry.Data.Loading;

namespace TalentRegistry.Data.Importing.Writing;

/// <summary>SQL that writes what <see cref="RowVerdicts"/> decided, a part of the list at a time, under the officer's rights: constraints, policies and the history see every row.</summary>
internal static class RowWriting
{
    /// <summary>Rows in one turn: so many that a statement is worth its triggers, so few that whoever waits sees it go on.</summary>
    public const int RowsOfTurn = 20_000;

    /// <summary>The last row to be written.</summary>
    public const string Last = "SELECT coalesce(max(row), 0) FROM pg_temp.verdict WHERE kind IN ('new', 'changed')";

    /// <summary>Room for the rows of a turn.</summary>
    public const string Prepare = "CREATE TEMP TABLE turn (LIKE pg_temp.verdict) ON COMMIT DROP";

    /// <summary>Takes the rows after $1, up to $2.</summary>
    public const string Begin =
        "INSERT INTO pg_temp.turn SELECT * FROM pg_temp.verdict WHERE kind IN ('new', 'changed') AND row > $1 AND row <= $2";

    /// <summary>Lets the planner know them.</summary>
    public const string Weigh = "ANALYZE pg_temp.turn";

    /// <summary>Makes room for the next.</summary>
    public const string End = "TRUNCATE pg_temp.turn";

    /// <summary>Corrections first, since a posting that ends makes room for the next.</summary>
    /// <param name="kinds">The kinds of records of which the list tells any.</param>
    public static string Correct(IReadOnlyList<StagedRecord> kinds) => string.Join(";\n", [Careers, .. kinds.Select(kind => kind.Correct)]);

    private const string Careers =
        """
        UPDATE registry.person p
           SET full_name = s.full_name, date_of_birth = coalesce(s.date_of_birth, p.date_of_birth),
               birth_year = CASE WHEN s.date_of_birth IS NULL AND p.date_of_birth IS NOT NULL THEN p.birth_year ELSE s.birth_year END, sex = s.sex,
               ethnic_group_code = CASE s.ethnic_group_code WHEN '56' THEN p.ethnic_group_code ELSE s.ethnic_group_code END,
               home_unit_id = coalesce(s.home_unit_id, p.home_unit_id), staff_code = coalesce(s.staff_code, p.staff_code),
               deceased_on = coalesce(s.deceased_on, p.deceased_on)
          FROM pg_temp.turn v JOIN pg_temp.staged_person s ON s.id = v.staged_id
         WHERE v.kind = 'changed' AND p.id = v.person_id AND v.row IN (SELECT row FROM pg_temp.difference WHERE record = 'person');
        UPDATE registry.degree e
           SET field_code = coalesce(d.field_code, e.field_code), institution = coalesce(d.institution, e.institution),
               country_code = CASE d.country_code WHEN 'VN' THEN e.country_code ELSE d.country_code END, study_mode = coalesce(d.study_mode, e.study_mode)
          FROM pg_temp.degree_step t JOIN pg_temp.staged_degree d ON d.id = t.staged_id JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'
         WHERE e.id = t.kept_id AND e.id IN (SELECT record_id FROM pg_temp.difference WHERE record = 'degree' AND field IS NOT NULL);
        UPDATE registry.posting e
           SET agency_id = g.agency_id, valid_until = coalesce(g.valid_until, e.valid_until), profession_code = g.profession_code, position_title = g.position_title,
               leadership_rank = coalesce(g.leadership_rank, e.leadership_rank), employment_kind = g.employment_kind, end_reason = coalesce(g.end_reason, e.end_reason),
               required_level_code = coalesce(g.required_level_code, e.required_level_code)
          FROM pg_temp.posting_step t JOIN pg_temp.staged_posting g ON g.id = t.staged_id JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'
         WHERE e.id = t.kept_id AND e.id IN (SELECT record_id FROM pg_temp.difference WHERE record = 'posting' AND field IS NOT NULL);
        UPDATE registry.posting e SET valid_until = g.valid_from, end_reason = 'move'
          FROM pg_temp.posting_step t JOIN pg_temp.staged_posting g ON g.id = t.staged_id JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'
         WHERE e.id = t.ended_id
        """;

    /// <summary>Known people whose citizen ID the list is the first to tell: staged person, protected ID of that one, and person.</summary>
    public const string NewCitizenIds =
        """
        SELECT v.staged_id, s.citizen_id_cipher, v.person_id
          FROM pg_temp.turn v JOIN pg_temp.difference d ON d.row = v.row JOIN pg_temp.staged_person s ON s.id = v.staged_id
         WHERE v.kind = 'changed' AND d.record = 'person' AND d.field = 'citizen_id_hash'
        """;

    /// <summary>Keeps them: people, ciphers, hashes.</summary>
    public const string KeepCitizenIds =
        """
        UPDATE registry.person p SET citizen_id_cipher = told.cipher, citizen_id_hash = told.hash
          FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) told (person_id, cipher, hash) WHERE p.id = told.person_id
        """;

    /// <summary>New people with all that is theirs.</summary>
    public static string Add(IReadOnlyList<StagedRecord> kinds) => string.Join(";\n",
    [
        Insert("person", "staged_person s JOIN pg_temp.turn v ON v.staged_id = s.id AND v.kind = 'new'", "s.id"),
        Insert("degree", "staged_degree s JOIN pg_temp.turn v ON v.staged_id = s.person_id AND v.kind = 'new'", "s.person_id"),
        Insert("posting", "staged_posting s JOIN pg_temp.turn v ON v.staged_id = s.person_id AND v.kind = 'new'", "s.person_id"),
        .. kinds.Select(kind => Insert(kind.Table, $"staged_{kind.Table} s JOIN pg_temp.turn v ON v.staged_id = s.person_id AND v.kind = 'new'", "s.person_id")),
    ]);

    /// <summary>What is new of known people.</summary>
    public static string AddToKnown(IReadOnlyList<StagedRecord> kinds) => string.Join(";\n",
    [
        Insert("degree", "staged_degree s JOIN pg_temp.degree_step t ON t.staged_id = s.id AND t.kept_id IS NULL JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'", "v.person_id"),
        Insert("posting", "staged_posting s JOIN pg_temp.posting_step t ON t.staged_id = s.id AND t.kept_id IS NULL JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'", "v.person_id"),
        .. kinds.Select(kind => Insert(
            kind.Table, $"staged_{kind.Table} s JOIN pg_temp.record_step t ON t.staged_id = s.id AND t.kept_id IS NULL JOIN pg_temp.turn v ON v.row = t.row AND v.kind = 'changed'", "v.person_id")),
    ]);

    /// <summary>Notes the agencies that keep the people of an import ($1): their officers may take it back.</summary>
    public const string KeepAgencies =
        """
        INSERT INTO imports.agency (import_id, agency_id)
          SELECT $1, s.keeper_id FROM pg_temp.verdict v JOIN pg_temp.staged_person s ON s.id = v.staged_id WHERE v.kind = 'new'
          UNION SELECT $1, p.keeper_id FROM pg_temp.verdict v JOIN registry.person p ON p.id = v.person_id WHERE v.kind = 'changed'
        """;

    /// <summary>What an import ($1) changed, in pg_temp.taken.</summary>
    public const string Take =
        """
        CREATE TEMP TABLE taken ON COMMIT DROP AS
          SELECT c.id, c.table_name, c.kind, c.record_id, c.person_id, c.before FROM imports.change i JOIN history.change c ON c.id BETWEEN i.first_id AND i.last_id WHERE i.import_id = $1
        """;

    /// <summary>Whether the officer sees all that an import ($1) changed.</summary>
    public const string IsWhole = "SELECT (SELECT coalesce(sum(last_id - first_id + 1), 0) FROM imports.change WHERE import_id = $1) = (SELECT count(*) FROM pg_temp.taken)";

    /// <summary>How many people's records were changed after it, by whoever: what was built on it.</summary>
    public const string BuiltOn =
        """
        SELECT count(DISTINCT later.person_id)::int
          FROM pg_temp.taken t JOIN history.change later ON later.person_id = t.person_id AND later.id > t.id
           AND ((later.table_name = t.table_name AND later.record_id = t.record_id) OR (t.table_name = 'person' AND t.kind = 'insert'))
         WHERE later.id NOT IN (SELECT id FROM pg_temp.taken)
        """;

    /// <summary>Takes it back in the order that constraints allow: what it added goes, then what it corrected gets the values that it had before.</summary>
    public static string TakeBack { get; } = string.Join(";\n",
    [
        .. CopyTarget.Tables.Select(table => table.Name).Reverse().Select(table =>
            $"DELETE FROM registry.{table} r USING pg_temp.taken t WHERE t.table_name = '{table}' AND t.kind = 'insert' AND r.id = t.record_id::uuid"),
        .. CopyTarget.Tables.Select(table => $"""
            UPDATE registry.{table.Name} r SET ({table.Columns}) = (SELECT {table.Columns} FROM jsonb_populate_record(NULL::registry.{table.Name}, former.before))
              FROM (SELECT DISTINCT ON (t.record_id) t.record_id::uuid AS id, t.before FROM pg_temp.taken t
                     WHERE t.table_name = '{table.Name}' AND t.kind = 'update' ORDER BY t.record_id, t.id) former
             WHERE r.id = former.id
            """),
    ]);

    /// <summary>Chains what was written now: at the commit it would take the time in which nobody knows whether the commit was heard.</summary>
    public const string Seal = "SET CONSTRAINTS ALL IMMEDIATE";

    private static string Insert(string table, string from, string person)
    {
        var columns = CopyTarget.Tables.Single(known => known.Name == table).Columns;
        var values = columns.Split(", ").Select(column => column == (table == "person" ? "id" : "person_id") ? person : $"s.{column}");
        return $"INSERT INTO registry.{table} ({columns}) SELECT {string.Join(", ", values)} FROM pg_temp.{from}";
    }
}
