using TalentRegistry.Domain.Access;
using Xunit.Abstractions;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>Every role tries everything on every table, view and column of the database.</summary>
public sealed class RightsMatrixTests(PopulatedDatabase registry, ITestOutputHelper output) : IClassFixture<PopulatedDatabase>
{
    public static TheoryData<Role?> Everybody => [null, Role.Hr, Role.Planner, Role.Leader, Role.Admin, Role.Auditor, Role.Person];

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_role_reads_filters_sorts_groups_and_counts_by_the_columns_on_its_page_and_no_other(Role? role)
    {
        var ways = (await ColumnsAsync()).SelectMany(column => new[]
        {
            $"SELECT {column.Name} FROM {column.Table} LIMIT 1",
            $"SELECT count(*) FROM {column.Table} WHERE {column.Name} IS NOT NULL",
            $"SELECT 1 FROM {column.Table} ORDER BY {column.Name} LIMIT 1",
            $"SELECT count(*) FROM {column.Table} GROUP BY {column.Name}",
            $"SELECT count({column.Name}) FROM {column.Table}",
            // Rights are checked before the first row is joined.
            $"SELECT 1 FROM {column.Table} one JOIN {column.Table} other USING ({column.Name}) WHERE false",
        }.Select(sql => (Sql: sql, Allowed: Rights.MayRead(role, column.Table, column.Name)))).ToList();

        await HoldAsync(role, ways);
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task A_role_writes_the_tables_on_its_page_and_no_other(Role? role)
    {
        var ways = (await ColumnsAsync()).Where(column => column.Writable).SelectMany(column => new (string Action, string Sql)[]
            {
                ("INSERT", $"INSERT INTO {column.Table} ({column.Name}) SELECT NULL WHERE false"),
                ("UPDATE", $"UPDATE {column.Table} SET {column.Name} = DEFAULT WHERE false"),
                ("DELETE", $"DELETE FROM {column.Table} WHERE false"),
                ("TRUNCATE", $"TRUNCATE {column.Table} CASCADE"),
            }.Select(way => (way.Sql, Allowed: Rights.MayWrite(role, column.Table, column.Name, way.Action)))).DistinctBy(way => way.Sql).ToList();

        await HoldAsync(role, ways);
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task No_role_reaches_past_the_database_or_changes_its_shape(Role? role)
    {
        string[] attempts =
        [
            "SELECT pg_read_file('/etc/passwd')", "SELECT pg_ls_dir('.')", "COPY (SELECT 1) TO PROGRAM 'true'", "COPY (SELECT 1) TO '/tmp/leak'",
            "SELECT * FROM pg_authid", "SELECT * FROM pg_statistic", "SELECT pg_reload_conf()",
            "CREATE TABLE public.leak (id int)", "CREATE TABLE registry.leak (id int)", "CREATE FUNCTION registry.leak() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE ROLE leak", "GRANT registry_hr TO registry_guest", "ALTER ROLE registry_planner BYPASSRLS", "CREATE EXTENSION dblink",
            "ALTER TABLE registry.person DISABLE ROW LEVEL SECURITY", "DROP POLICY hr_own_agencies ON registry.person", "CREATE POLICY leak ON registry.person USING (true)",
            "ALTER TABLE registry.posting DISABLE TRIGGER ALL", "ALTER FUNCTION access.current_account() VOLATILE", "CREATE OR REPLACE VIEW registry.degree_band AS SELECT 1",
            "SELECT history.chain()", "ALTER TABLE history.change DISABLE TRIGGER only_added_to",
            "SET LOCAL session_replication_role = replica", "SELECT lo_import('/etc/passwd')",
        ];

        await HoldAsync(role, [.. attempts.Select(sql => (sql, false))]);
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Functions_of_the_rights_serve_only_those_whose_rights_rest_on_them(Role? role) => await HoldAsync(role,
    [
        ("SELECT access.scoped_agencies()", role is Role.Hr or Role.Leader),
        ("SELECT access.scoped_units()", role is Role.Hr or Role.Leader),
        ("SELECT count(*) FROM registry.agency_place(DATE '2025-06-30')", role is not (null or Role.Person)),
        ("SELECT registry.agencies_below('{}', DATE '2025-06-30')", role is not (null or Role.Person)),
        ("SELECT registry.reorganise(NULL)", role is Role.Hr),
        ("SELECT registry.reorganise_agencies(NULL)", false),
        ("SELECT registry.reorganise_units(NULL)", role is Role.Admin),
        ("SELECT registry.undo_reorganisation(gen_random_uuid(), 'x', NULL)", false),
        ("SELECT registry.place_agencies(NULL)", false),
        ("SELECT registry.publish_ethnic_counts(5, 2020, 2025)", false),
        ("SELECT access.reads_names()", role is Role.Leader),
        ("SELECT access.grant_names('leader', 'x', NULL)", role is Role.Admin),
        ("SELECT access.withdraw_names('leader')", role is Role.Admin),
        ("SELECT * FROM duties.occurrences(current_date)", role is Role.Hr or Role.Planner or Role.Leader or Role.Admin),
        ("SELECT * FROM duties.officers()", role is Role.Planner or Role.Admin),
        ("SELECT duties.is_kept('HD-40')", role is Role.Hr or Role.Planner or Role.Leader or Role.Admin),
        ("SELECT * FROM duties.reporters('HD-40', current_date)", role is Role.Hr or Role.Planner or Role.Leader or Role.Admin),
        ("SELECT * FROM sync.waiting()", role is Role.Hr or Role.Planner or Role.Leader or Role.Admin),
        ("SELECT duties.is_seen('HD-40')", role is not (null or Role.Person)),
        ("SELECT access.current_person()", role is Role.Person),
        ("SELECT * FROM protection.reads_of(gen_random_uuid())", role is Role.Hr or Role.Person),
        ("SELECT * FROM protection.measures()", role is Role.Admin or Role.Auditor),
        ("SELECT protection.restricted_people()", role is Role.Hr or Role.Planner or Role.Leader),
        ("SELECT protection.is_kept_here(gen_random_uuid())", role is Role.Hr),
        ("SELECT protection.handled_person()", false),
        ("SELECT imports.restricted_rows('{}', '{}', '{}', '{}', '{}', '{}', '{}')", role is Role.Hr),
        ("SELECT protection.erasure_preview(DATE '2026-03-02')", role is Role.Admin or Role.Auditor),
        ("SELECT protection.years_kept()", role is Role.Admin or Role.Auditor),
        ("SELECT protection.due_for_erasure(DATE '2026-03-02')", false),
        ("SELECT protection.erase(DATE '2026-03-02', 1, NULL, 'x')", false),
        ("SELECT protection.put_key_in_place('00000000')", false),
        ("SELECT registry.at_work_by_agency(current_date, NULL, NULL, NULL)", role is Role.Hr or Role.Planner or Role.Leader),
        ("SELECT registry.at_work_by_birth(current_date, NULL, '{}', NULL, 0, 1)", role is Role.Hr or Role.Planner or Role.Leader),
        ("SELECT registry.at_work_by_name(current_date, NULL, NULL, NULL, 0, 1)", role is Role.Hr),
        ("SELECT registry.at_work_wanted(current_date, NULL, NULL, NULL, '{}')", role is Role.Hr or Role.Planner or Role.Leader),
        ("SELECT registry.at_work_sorted(current_date, NULL, NULL, NULL, '{}', 'born', false, 0, 1)", role is Role.Hr or Role.Planner or Role.Leader),
        ("SELECT registry.may_want('{}')", false),
        ("SELECT registry.wanted_at_work()", false),
        ("SELECT registry.working_list('warned', current_date)", role is Role.Hr),
        ("SELECT registry.is_scoped()", false),
        ("SELECT registry.sees_nobody()", false),
        ("SELECT registry.heads_of(gen_random_uuid(), DATE '2025-06-30')", false),
    ]);

    private async Task HoldAsync(Role? role, IReadOnlyList<(string Sql, bool Allowed)> ways)
    {
        var through = await Attempts.LetThroughAsync(registry, role, [.. ways.Select(way => way.Sql)]);

        var leaks = ways.Where(way => !way.Allowed && through.Contains(way.Sql)).Select(way => way.Sql).ToList();
        var refused = ways.Where(way => way.Allowed && !through.Contains(way.Sql)).Select(way => way.Sql).ToList();
        output.WriteLine($"{role?.ToString() ?? "Guest"}: {ways.Count} attempts, {through.Count} let through, leaks found = {leaks.Count}");
        Assert.Empty(leaks);
        Assert.Empty(refused);
    }

    private async Task<List<(string Table, string Name, bool Writable)>> ColumnsAsync()
    {
        await using var command = registry.Database.Owner.CreateCommand(
            """
            SELECT c.oid::regclass::text, quote_ident(a.attname), c.relkind = 'r' AND a.attidentity = '' AND a.attgenerated = ''
              FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('registry', 'access', 'forecast', 'reference', 'plans', 'work', 'documents', 'history', 'duplicates', 'protection', 'duties', 'sync', 'public') AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
               AND a.attnum > 0 AND NOT a.attisdropped
             ORDER BY 1, a.attnum
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string, string, bool)>();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        Assert.True(columns.Count > 200);
        return columns;
    }
}
