using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>Which rows of people each role sees and changes.</summary>
public sealed class RowsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private Guid OwnPerson => registry.Dossiers.First(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    private Guid ForeignPerson => registry.Dossiers.First(dossier => !registry.HrAgencies.Contains(dossier.Person.KeeperId)).Person.Id;

    private Guid ForeignAgency => registry.Agencies.First(agency => !registry.HrAgencies.Contains(agency.Id)).Id;

    [Fact]
    public async Task An_hr_officer_sees_exactly_the_people_of_own_agencies_with_their_careers()
    {
        var own = registry.Dossiers.Where(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId)).ToList();
        await using var session = await registry.SignInAsync(Role.Hr);

        Assert.NotEmpty(own);
        Assert.Equal(own.Select(dossier => dossier.Person.Id).Order(), await IdentifiersAsync(session, "SELECT id FROM registry.person"));
        Assert.Equal(own.SelectMany(dossier => dossier.Degrees).Select(degree => degree.Id).Order(), await IdentifiersAsync(session, "SELECT id FROM registry.degree"));
        Assert.Equal(own.SelectMany(dossier => dossier.Postings).Select(posting => posting.Id).Order(), await IdentifiersAsync(session, "SELECT id FROM registry.posting"));
        Assert.Equal(own.Select(dossier => dossier.Person.Id).Order(), await IdentifiersAsync(session, "SELECT person_id FROM registry.degree_band"));
    }

    [Fact]
    public async Task A_leader_sees_exactly_the_people_of_the_agencies_that_sat_in_own_units_to_the_end_of_the_map()
    {
        var communes = await TextsAsync($"SELECT id FROM reference.administrative_unit WHERE parent_id = '{PopulatedDatabase.LeadersDistrict}'");
        var seated = registry.Agencies.Where(agency => communes.Contains(agency.Seats[0].UnitId)).Select(agency => agency.Id).ToHashSet();
        var agencies = registry.Agencies.Where(agency => seated.Contains(agency.Id) || (agency.ParentId is { } parent && seated.Contains(parent))).Select(agency => agency.Id).ToHashSet();
        await using var session = await registry.SignInAsync(Role.Leader);

        Assert.Equal(registry.Dossiers.Where(dossier => agencies.Contains(dossier.Person.KeeperId)).Select(dossier => dossier.Person.Id).Order(),
            await IdentifiersAsync(session, "SELECT id FROM registry.person"));
    }

    [Fact]
    public async Task An_agency_that_moved_away_is_no_longer_the_leaders()
    {
        await using var database = new RegistryDatabase(registry.ConnectionString);
        await using var connection = await database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var move = new NpgsqlCommand(
            $"""
            WITH moved AS (SELECT s.agency_id FROM registry.agency_seat s JOIN reference.administrative_unit u ON u.id = s.unit_id
                            WHERE u.parent_id = '{PopulatedDatabase.LeadersDistrict}' LIMIT 1),
                 gone AS (DELETE FROM registry.agency_seat WHERE agency_id IN (SELECT agency_id FROM moved) AND valid_from > '2000-01-01'),
                 shortened AS (UPDATE registry.agency_seat SET valid_until = '2010-01-01' WHERE agency_id IN (SELECT agency_id FROM moved) AND valid_from < '2000-01-01')
            SELECT agency_id FROM moved
            """, connection);
        var agency = (Guid)(await move.ExecuteScalarAsync())!;
        await using var scope = new NpgsqlCommand(
            $"SET LOCAL ROLE registry_leader; SELECT set_config('registry.account', '{PopulatedDatabase.AccountOf(Role.Leader)}', true); SELECT count(*) FROM access.scoped_agencies() s (id) WHERE s.id = '{agency}'", connection);
        await using var reader = await scope.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();

        Assert.Equal(0, reader.GetInt64(0));
    }

    [Theory]
    [InlineData(Role.Planner, PopulatedDatabase.PeopleCount)]
    [InlineData(Role.Hr, -1)]
    public async Task An_account_without_scope_sees_nobody_unless_its_role_sees_all(Role role, int expected)
    {
        await using var session = await registry.Database.OpenSessionAsync(new Caller(Guid.NewGuid(), role, "test", "test"), CancellationToken.None);

        Assert.Equal(Math.Max(expected, 0), (await IdentifiersAsync(session, "SELECT id FROM registry.person")).Count);
    }

    [Fact]
    public async Task A_foreign_person_is_not_there_to_be_changed_or_deleted()
    {
        Assert.Equal(0, await ChangeAsync($"UPDATE registry.person SET full_name = 'X' WHERE id = '{ForeignPerson}'"));
        Assert.Equal(0, await ChangeAsync($"DELETE FROM registry.person WHERE id = '{ForeignPerson}'"));
        Assert.Equal(0, await ChangeAsync($"UPDATE registry.degree SET institution = 'X' WHERE person_id = '{ForeignPerson}'"));
        Assert.Equal(0, await ChangeAsync($"DELETE FROM registry.posting WHERE person_id = '{ForeignPerson}'"));
        Assert.Equal(1, await ChangeAsync($"UPDATE registry.person SET full_name = 'X' WHERE id = '{OwnPerson}'"));
    }

    [Fact]
    public async Task Nothing_can_be_put_into_foreign_hands_or_taken_from_them()
    {
        string[] refused =
        [
            $"UPDATE registry.person SET keeper_id = '{ForeignAgency}' WHERE id = '{OwnPerson}'",
            $"INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id) VALUES (gen_random_uuid(), 'X', 1980, 'male', '01', '{ForeignAgency}')",
            $"INSERT INTO registry.person (id, full_name, birth_year, sex, ethnic_group_code, keeper_id) SELECT '{ForeignPerson}', 'X', 1980, 'male', '01', keeper_id FROM registry.person WHERE id = '{OwnPerson}' ON CONFLICT (id) DO UPDATE SET full_name = 'X'",
            $"INSERT INTO registry.degree (id, person_id, level_code, awarded_year) VALUES (gen_random_uuid(), '{ForeignPerson}', 'E40', 2000)",
            $"UPDATE registry.degree SET person_id = '{ForeignPerson}' WHERE person_id = '{OwnPerson}'",
            $"UPDATE registry.posting SET person_id = '{ForeignPerson}' WHERE person_id = '{OwnPerson}'",
            $"INSERT INTO registry.certificate (id, person_id, kind, issued_on) VALUES (gen_random_uuid(), '{ForeignPerson}', 'digital_skills', '2010-01-01')",
            $"INSERT INTO registry.academic_title (id, person_id, rank, recognised_year) VALUES (gen_random_uuid(), '{ForeignPerson}', 'professor', 2010)",
            $"INSERT INTO registry.talent_recognition (id, person_id, scheme, valid_from) VALUES (gen_random_uuid(), '{ForeignPerson}', 'other_scheme', '2010-01-01')",
            $"INSERT INTO registry.working_age_extension (id, person_id, ground, valid_from, valid_until) VALUES (gen_random_uuid(), '{ForeignPerson}', 'other_ground', '2010-01-01', '2011-01-01')",
            $"INSERT INTO registry.availability (id, person_id, kind, valid_from) VALUES (gen_random_uuid(), '{ForeignPerson}', 'working', '2010-01-01')",
            $"INSERT INTO registry.science_task (id, person_id, title, role, level, valid_from) VALUES (gen_random_uuid(), '{ForeignPerson}', 'X', 'principal', 'state', '2010-01-01')",
            $"INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year) VALUES (gen_random_uuid(), '{ForeignPerson}', 'prize', 'X', 'state', 2010)",
            $"INSERT INTO registry.association_membership (id, person_id, association, role, valid_from) VALUES (gen_random_uuid(), '{ForeignPerson}', 'X', 'chair', '2010-01-01')",
            $"INSERT INTO access.read_log (account_id, role, door, purpose, person_ids) VALUES ('{PopulatedDatabase.AccountOf(Role.Planner)}', 'planner', 'x', 'x', '{{}}')",
        ];

        Assert.Empty(await Attempts.LetThroughAsync(registry, Role.Hr, refused));
    }

    [Fact]
    public async Task A_function_in_a_condition_meets_no_row_that_its_caller_may_not_see()
    {
        var own = registry.Dossiers.Count(dossier => registry.HrAgencies.Contains(dossier.Person.KeeperId));
        await using var session = await registry.SignInAsync(Role.Hr);
        await using var command = session.Command(
            """
            CREATE FUNCTION pg_temp.peek(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
              $$ BEGIN PERFORM set_config('test.peeked', (coalesce(nullif(current_setting('test.peeked', true), ''), '0')::int + 1)::text, true); RETURN false; END $$;
            SELECT count(*) FROM registry.person WHERE pg_temp.peek(full_name);
            """);
        await command.ExecuteNonQueryAsync();
        await using var peeked = session.Command("SELECT current_setting('test.peeked')::int");

        Assert.Equal(own, await peeked.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Statistics_and_other_sessions_tell_nothing()
    {
        await using var other = await registry.SignInAsync(Role.Hr);
        await using var secret = other.Command("SELECT 'a secret of another session'");
        await secret.ExecuteNonQueryAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            await using var session = await registry.SignInAsync(role);
            await using var command = session.Command(
                """
                SELECT (SELECT count(*) FROM pg_stats WHERE schemaname = 'registry' AND tablename IN ('person', 'degree', 'posting'))
                     + (SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%a secret%')
                """);
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task A_session_leaves_neither_its_role_nor_its_account_behind()
    {
        for (var i = 0; i < 3; i++)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                await using var session = await registry.SignInAsync(role);
                await using var command = session.Command("SELECT current_user || ' ' || current_setting('registry.account')");
                Assert.Equal($"registry_{SnakeCase.Of(role)} {PopulatedDatabase.AccountOf(role)}", await command.ExecuteScalarAsync());
            }
        }
    }

    private async Task<int> ChangeAsync(string sql)
    {
        await using var session = await registry.SignInAsync(Role.Hr);
        await using var command = session.Command(sql);
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<HashSet<string>> TextsAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new HashSet<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private static async Task<List<Guid>> IdentifiersAsync(RegistrySession session, string sql)
    {
        await using var command = session.Command(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var identifiers = new List<Guid>();
        while (await reader.ReadAsync())
            identifiers.Add(reader.GetGuid(0));
        identifiers.Sort();
        return identifiers;
    }
}
