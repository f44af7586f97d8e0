using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Data.Tests.Agencies;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.People;

/// <summary>What pages of many people are made of is what the reader's own rights would show, row by row.</summary>
public sealed class AtWorkTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateOnly Day = Operations.Day;
    private readonly Operations operations = new(registry);

    public static TheoryData<Role> Readers => new(Role.Hr, Role.Planner, Role.Leader);

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Numbers_and_pages_are_those_of_the_rows_that_a_reader_sees(Role role)
    {
        var caller = PopulatedDatabase.CallerOf(role);
        var agencies = registry.Agencies.Where((_, place) => place % 3 == 0).Select(agency => agency.Id).ToArray();
        var among = registry.Dossiers.Where((_, place) => place % 5 == 0).Select(dossier => dossier.Person.Id).ToArray();

        Assert.InRange(await PlainlyAtWork.HoldAsync(registry.Database, caller, Day), 1, PopulatedDatabase.PeopleCount);
        await PlainlyAtWork.HoldAsync(registry.Database, caller, new DateOnly(2012, 7, 1));
        await PlainlyAtWork.HoldAsync(registry.Database, caller, Day, "doctor");
        await PlainlyAtWork.HoldAsync(registry.Database, caller, Day, agencies: agencies);
        await PlainlyAtWork.HoldAsync(registry.Database, caller, Day, among: among);
        await PlainlyAtWork.HoldAsync(registry.Database, caller, Day, agencies: [], among: []);
    }

    [Fact]
    public async Task They_stay_so_when_people_agencies_and_scopes_change()
    {
        var seen = await HoldAllAsync();

        await RunAsync($"UPDATE registry.person SET keeper_id = '{registry.Agencies[^1].Id}' WHERE id IN (SELECT id FROM registry.person WHERE keeper_id = '{registry.Agencies[1].Id}' ORDER BY id LIMIT 5)");
        await RunAsync($"UPDATE registry.person SET date_of_birth = NULL, birth_year = 1962 WHERE id IN (SELECT id FROM registry.person WHERE keeper_id = '{registry.Agencies[2].Id}' ORDER BY id LIMIT 9)");
        await RunAsync($"UPDATE registry.posting SET required_level_code = 'T80' WHERE is_main AND agency_id = '{registry.Agencies[3].Id}'");
        await RunAsync($"DELETE FROM registry.person WHERE id IN (SELECT id FROM registry.person WHERE keeper_id = '{registry.Agencies[4].Id}' ORDER BY id LIMIT 3)");
        await RunAsync($"INSERT INTO registry.certificate (id, person_id, kind, issued_on, valid_until) SELECT gen_random_uuid(), id, 'digital_skills', '2020-08-01', '2026-05-01' FROM registry.person WHERE keeper_id = '{registry.Agencies[5].Id}'");
        await RunAsync($"INSERT INTO registry.working_age_extension (id, person_id, ground, valid_from, valid_until) SELECT gen_random_uuid(), id, 'other_ground', '2010-01-01', '2040-01-01' FROM registry.person WHERE keeper_id = '{registry.Agencies[6].Id}'");
        Assert.NotEqual(seen, await HoldAllAsync());

        var versions = new[] { await operations.NowAsync(registry.Agencies[7].Id), await operations.NowAsync(registry.Agencies[8].Id) };
        var before = await HoldAllAsync();
        var merger = Guid.NewGuid();
        await operations.DoAsync((desk, session, edit) => desk.MergeAsync(session, merger, versions, null, new NewAgency("AT-WORK", "Cơ quan hợp nhất"), Operations.On(Day), edit, default));
        Assert.Equal(before, await HoldAllAsync());
        await using (var session = await registry.SignInAsync(Role.Hr))
        {
            await ReorganisationUndo.UndoAsync(session, merger, "Quyết định bị hủy", new EditTerms("en", null, []), default);
            await session.CommitAsync(default);
        }

        Assert.Equal(before, await HoldAllAsync());
        await new Accounts(registry.Database).ScopeAsync(PopulatedDatabase.AccountOf(Role.Hr), registry.Agencies[^1].Id, null, default);
        Assert.NotEqual(before, await HoldAllAsync());
        await RunAsync($"DELETE FROM access.scope WHERE agency_id = '{registry.Agencies[^1].Id}'");
        Assert.Equal(before, await HoldAllAsync());
    }

    [Fact]
    public async Task An_officer_of_every_agency_is_told_of_everybody_and_of_one_agency_less_of_as_many_less()
    {
        var before = await HoldAllAsync();
        await RunAsync($"INSERT INTO access.scope (account_id, agency_id) SELECT '{PopulatedDatabase.AccountOf(Role.Hr)}', id FROM registry.agency ON CONFLICT DO NOTHING");
        var all = await HoldAllAsync();
        // With those above it, whose scope it is in.
        await RunAsync(
            $"""
            WITH RECURSIVE up AS (
              SELECT id, parent_id FROM registry.agency WHERE id = '{registry.Agencies[^1].Id}'
              UNION SELECT a.id, a.parent_id FROM registry.agency a JOIN up ON a.id = up.parent_id)
            DELETE FROM access.scope WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}' AND agency_id IN (SELECT id FROM up)
            """);
        var less = await HoldAllAsync();
        await RunAsync(
            $"""
            DELETE FROM access.scope WHERE account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}';
            INSERT INTO access.scope (account_id, agency_id) VALUES ('{PopulatedDatabase.AccountOf(Role.Hr)}', '{registry.Agencies[0].Id}')
            """);

        Assert.Equal(all[1], all[0]);
        Assert.True(less[0] < all[0]);
        Assert.Equal(before, await HoldAllAsync());
    }

    [Fact]
    public async Task Nobody_whose_data_is_restricted_is_among_them()
    {
        var seen = await HoldAllAsync();
        var person = await operations.OneAsync<Guid>(
            $"SELECT p.person_id FROM registry.posting p JOIN registry.person o ON o.id = p.person_id WHERE o.keeper_id = '{registry.Agencies[0].Id}' AND p.is_main AND p.valid_until IS NULL AND p.valid_from < '2026-01-01' ORDER BY 1 LIMIT 1");
        await RunAsync(
            $"""
            INSERT INTO protection.request (id, person_id, kind, came_by, received_on, reply_due, finish_due) VALUES (gen_random_uuid(), '{person}', 'restriction', 'officer', '2026-02-24', '2026-02-26', '2026-03-10');
            UPDATE protection.request SET state = 'done', decided_on = '2026-02-25', decision = 'Chấp nhận' WHERE person_id = '{person}' AND state = 'received'
            """);

        var left = await HoldAllAsync();
        await RunAsync($"DELETE FROM protection.restriction WHERE person_id = '{person}'");

        Assert.Equal((seen[0] - 1, seen[1] - 1), (left[0], left[1]));
    }

    [Fact]
    public async Task The_order_of_names_is_told_to_whoever_may_read_names_and_nobody_else()
    {
        var named = PopulatedDatabase.CallerOf(Role.Leader) with { ReadsNames = true };
        Assert.Equal(0, await PlainlyAtWork.HoldAsync(registry.Database, named, Day));
        Assert.Null(await registry.Database.GrantNamesAsync("leader", "Phân công", null, default));
        Assert.True(await PlainlyAtWork.HoldAsync(registry.Database, named, Day) > 0);
        await registry.Database.WithdrawNamesAsync("leader", default);
        Assert.Equal(0, await PlainlyAtWork.HoldAsync(registry.Database, named, Day));

        foreach (var role in new[] { Role.Leader, Role.Planner })
            Assert.Empty(await Attempts.LetThroughAsync(registry, role, ["SELECT registry.at_work_by_name(current_date, NULL, NULL, NULL, 0, 1)"]));
    }

    private async Task<IReadOnlyList<int>> HoldAllAsync()
    {
        var seen = new List<int>();
        foreach (var role in new[] { Role.Hr, Role.Planner, Role.Leader })
            seen.Add(await PlainlyAtWork.HoldAsync(registry.Database, PopulatedDatabase.CallerOf(role), Day));
        return seen;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
