using TalentRegistry.Data.Access;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Each operation on agencies, against the records that it leaves. Every test has agencies of its own, in the officer's scope.</summary>
public sealed class AgencyOperationsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateOnly Day = Operations.Day;
    private readonly Operations operations = new(registry);

    private Guid Root => registry.Agencies[0].Id;

    [Fact]
    public async Task A_merger_into_a_new_agency_takes_people_dossiers_and_scopes_along_the_same_day()
    {
        var (a, b) = (registry.Agencies[1].Id, registry.Agencies[2].Id);
        var (atA, atB, all) = (await operations.AtAsync(a, Day), await operations.AtAsync(b, Day), await operations.EverybodyAsync(Day));
        var works = await operations.ManyAsync<string>(WorksSql($"'{a}', '{b}'"));
        var versions = new[] { await operations.NowAsync(a), await operations.NowAsync(b) };

        var report = await operations.DoAsync((desk, session, edit) => desk.MergeAsync(
            session, Guid.NewGuid(), versions, null, new NewAgency("MERGED-1", "Cơ quan hợp nhất"), Operations.On(Day), edit, default));

        var merged = Assert.Single(report.Agencies, agency => agency.Part == ReorganisedPart.Founded).AgencyId;
        Assert.True(atA > 0 && atB > 0);
        Assert.Equal((atA + atB, 0, 0), (await operations.AtAsync(merged, Day), await operations.AtAsync(a, Day), await operations.AtAsync(b, Day)));
        Assert.Equal((atA, atB), (await operations.AtAsync(a, Day.AddDays(-1)), await operations.AtAsync(b, Day.AddDays(-1))));
        Assert.Equal(all, await operations.EverybodyAsync(Day));
        Assert.Equal(works, await operations.ManyAsync<string>(WorksSql($"'{merged}'")));
        Assert.Empty(await operations.ManyAsync<Guid>($"SELECT id FROM registry.person WHERE keeper_id IN ('{a}', '{b}')"));
        Assert.Equal(2, await operations.OneAsync<long>($"SELECT count(*) FROM registry.agency_succession WHERE successor_id = '{merged}' AND effective_on = '{Day:yyyy-MM-dd}'"));
        Assert.Equal(atA + atB, report.PeopleAfter);
        Assert.Equal(report.PeopleBefore, report.PeopleAfter);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
        Assert.Equal("Sáp nhập: Quyết định 12/QĐ-UBND: as decided", await operations.OneAsync<string>(
            $"SELECT DISTINCT why FROM history.change WHERE table_name = 'posting' AND after ->> 'agency_id' = '{merged}'"));
    }

    [Fact]
    public async Task A_preview_tells_what_would_be_and_leaves_everything_as_it_was()
    {
        var (a, b) = (await operations.NowAsync(registry.Agencies[3].Id), await operations.NowAsync(registry.Agencies[4].Id));
        var changes = await operations.OneAsync<long>("SELECT count(*) FROM history.change");

        var report = await operations.DoAsync((desk, session, edit) => desk.MergeAsync(
            session, Guid.NewGuid(), [a], b, null, Operations.On(Day.AddYears(3), preview: true), edit, default));

        Assert.Null(report.Id);
        Assert.True(report.PostingsContinued > 0 && report.Dossiers > 0);
        Assert.Equal((a, b), (await operations.NowAsync(a.Id), await operations.NowAsync(b.Id)));
        Assert.Equal(changes, await operations.OneAsync<long>("SELECT count(*) FROM history.change"));
        Assert.Equal(0, await operations.OneAsync<long>($"SELECT count(*) FROM registry.reorganised_agency WHERE agency_id = '{a.Id}'"));
    }

    [Fact]
    public async Task A_name_is_of_its_days_and_a_second_renaming_must_be_later()
    {
        var id = registry.Agencies[5].Id;
        var first = await operations.OneAsync<string>($"SELECT name FROM registry.agency WHERE id = '{id}'");
        var before = await operations.NowAsync(id);

        await operations.DoAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), before, " Sở  Khoa học ", Operations.On(Day), edit, default));
        var now = await operations.NowAsync(id);
        var earlier = await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), now, "Sở khác", Operations.On(Day.AddDays(-1)), edit, default));
        var same = await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), now, "Sở Khoa học", Operations.On(Day), edit, default));

        Assert.Equal("Sở Khoa học", await NameAsync(id, Day));
        Assert.Equal(first, await NameAsync(id, Day.AddDays(-1)));
        Assert.Equal(["CHANGED_LATER"], earlier);
        Assert.Equal(["NOTHING_CHANGES"], same);
        var stale = await Assert.ThrowsAsync<StaleRecordException>(() => operations.DoAsync((desk, session, edit) =>
            desk.RenameAsync(session, Guid.NewGuid(), before, "Sở cũ", Operations.On(Day.AddDays(1)), edit, default)));
        Assert.Equal((before.Version, now.Version), (stale.SentVersion, stale.CurrentVersion));
    }

    [Fact]
    public async Task A_split_puts_everybody_somewhere_or_is_refused()
    {
        var id = registry.Agencies[6].Id;
        var people = await operations.ManyAsync<Guid>($"SELECT person_id FROM registry.posting WHERE agency_id = '{id}' AND is_main AND valid_from <= '{Day:yyyy-MM-dd}' AND (valid_until > '{Day:yyyy-MM-dd}' OR valid_until IS NULL) ORDER BY person_id");
        var stranger = await operations.OneAsync<Guid>($"SELECT id FROM registry.person p WHERE NOT EXISTS (SELECT FROM registry.posting o WHERE o.person_id = p.id AND o.agency_id = '{id}') ORDER BY id LIMIT 1");
        var version = await operations.NowAsync(id);
        SplitPart Named(string code, IReadOnlyList<Guid> persons, bool rest = false) => new(null, new NewAgency(code, $"Phần {code}"), persons, [], rest, []);

        var left = await operations.RefusedAsync((desk, session, edit) => desk.SplitAsync(
            session, Guid.NewGuid(), version, [Named("PART-1", people[..2]), Named("PART-2", [])], Operations.On(Day), edit, default));
        var unknown = await operations.RefusedAsync((desk, session, edit) => desk.SplitAsync(
            session, Guid.NewGuid(), version, [Named("PART-1", [stranger]), Named("PART-2", [], rest: true)], Operations.On(Day), edit, default));
        var report = await operations.DoAsync((desk, session, edit) => desk.SplitAsync(
            session, Guid.NewGuid(), version, [Named("PART-1", people[..2]), Named("PART-2", [], rest: true)], Operations.On(Day), edit, default));

        Assert.True(people.Count > 2);
        Assert.Equal(["PEOPLE_LEFT_OVER"], left);
        Assert.Equal(["PEOPLE_NOT_THERE"], unknown);
        var parts = report.Agencies.Where(agency => agency.Part == ReorganisedPart.Founded).OrderBy(agency => agency.Code, StringComparer.Ordinal).ToList();
        Assert.Equal([2, people.Count - 2], parts.Select(part => part.PeopleAfter));
        Assert.Equal(people[..2], await operations.ManyAsync<Guid>($"SELECT person_id FROM registry.posting WHERE agency_id = '{parts[0].AgencyId}' AND is_main ORDER BY person_id"));
        Assert.Empty(await operations.ManyAsync<Guid>($"SELECT id FROM registry.person WHERE keeper_id = '{id}'"));
        Assert.Equal(Day, await operations.OneAsync<DateOnly>($"SELECT valid_until FROM registry.agency WHERE id = '{id}'"));
    }

    [Fact]
    public async Task An_agency_closes_into_another_or_its_postings_end_when_that_is_confirmed()
    {
        var id = registry.Agencies[7].Id;
        var version = await operations.NowAsync(id);
        var before = await operations.AtAsync(id, Day);

        var asked = await operations.RefusedAsync((desk, session, edit) => desk.CloseAsync(session, Guid.NewGuid(), version, null, Operations.On(Day), edit, default));
        var unchanged = await operations.AtAsync(id, Day);
        var report = await operations.DoAsync((desk, session, edit) => desk.CloseAsync(session, Guid.NewGuid(), version, null, Operations.On(Day), edit, default), "PEOPLE_LEAVE");

        Assert.Equal(["PEOPLE_LEAVE"], asked);
        Assert.Equal(before, unchanged);
        Assert.Equal((before, 0), (report.PeopleBefore, report.PeopleAfter));
        Assert.Equal(0, await operations.AtAsync(id, Day));
        Assert.Equal(["reorganisation"], await operations.ManyAsync<string>($"SELECT DISTINCT end_reason FROM registry.posting WHERE agency_id = '{id}' AND valid_until = '{Day:yyyy-MM-dd}'"));
    }

    [Fact]
    public async Task A_moved_agency_stands_and_sits_elsewhere_since_that_day_only_and_never_under_itself()
    {
        var id = registry.Agencies[8].Id;
        var under = registry.Agencies[9].Id;
        var seat = await operations.OneAsync<string>("SELECT id FROM reference.administrative_unit WHERE level = 'commune' AND valid_until IS NULL AND province_id = 'P11' ORDER BY id DESC LIMIT 1");
        var (version, root, day) = (await operations.NowAsync(id), await operations.NowAsync(Root), Day.AddDays(1));

        await operations.DoAsync((desk, session, edit) => desk.MoveAsync(session, Guid.NewGuid(), version, under, seat, Operations.On(day), edit, default));
        var cycle = await operations.RefusedAsync((desk, session, edit) => desk.MoveAsync(session, Guid.NewGuid(), root, id, null, Operations.On(day), edit, default));

        Assert.Equal(["AGENCY_UNDER_ITSELF"], cycle);
        Assert.Equal([id, under], (await operations.ManyAsync<Guid>($"SELECT registry.agencies_below('{{{under}}}', '{day:yyyy-MM-dd}')")).Order(Comparer<Guid>.Create((x, y) => x == id ? -1 : 1)));
        Assert.Equal([under], await operations.ManyAsync<Guid>($"SELECT registry.agencies_below('{{{under}}}', '{Day:yyyy-MM-dd}')"));
        Assert.Equal(seat, await operations.OneAsync<string>($"SELECT commune_id FROM registry.agency_place('{day:yyyy-MM-dd}') WHERE agency_id = '{id}'"));
        Assert.NotEqual(seat, await operations.OneAsync<string>($"SELECT commune_id FROM registry.agency_place('{Day:yyyy-MM-dd}') WHERE agency_id = '{id}'"));
    }

    [Fact]
    public async Task Agencies_out_of_scope_take_no_part_whichever_way_they_are_named()
    {
        var foreign = registry.Agencies[15].Id;
        var (own, other) = (await operations.NowAsync(registry.Agencies[9].Id), await operations.NowAsync(foreign));

        var renamed = await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), other, "X", Operations.On(Day), edit, default));
        var merged = await operations.RefusedAsync((desk, session, edit) => desk.MergeAsync(session, Guid.NewGuid(), [own], other, null, Operations.On(Day), edit, default));
        var moved = await operations.RefusedAsync((desk, session, edit) => desk.MoveAsync(session, Guid.NewGuid(), own, foreign, null, Operations.On(Day), edit, default));
        await using var session = await registry.SignInAsync(Role.Hr);
        await using var direct = session.Command(
            $$"""
            SELECT registry.reorganise(jsonb_build_object('id', gen_random_uuid(), 'kind', 'close', 'on', '2026-03-01', 'ground', 'x', 'versions', '{}'::jsonb, 'found', '[]'::jsonb,
              'states', '[]'::jsonb, 'seats', '[]'::jsonb, 'close', jsonb_build_array('{{foreign}}'), 'parts', '[]'::jsonb, 'heirs', '[]'::jsonb, 'successions', '[]'::jsonb))
            """);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => direct.ExecuteNonQueryAsync());

        Assert.Contains("OUT_OF_SCOPE", renamed);
        Assert.Contains("OUT_OF_SCOPE", merged);
        Assert.Contains("OUT_OF_SCOPE", moved);
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task What_lies_ahead_or_has_no_ground_is_refused()
    {
        var version = await operations.NowAsync(registry.Agencies[9].Id);
        var tomorrow = Domain.Dates.VietnamTime.Today(TimeProvider.System).AddDays(1);

        Assert.Equal(["EFFECTIVE_IN_FUTURE"], await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), version, "Mới", Operations.On(tomorrow), edit, default)));
        Assert.Equal(["LEGAL_GROUND_MISSING"], await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), version, "Mới", new ReorganisationTerms(Day, " ", false), edit, default)));
        Assert.Equal(["LONG_AGO"], await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), version, "Mới", Operations.On(new DateOnly(2010, 1, 1)), edit, default)));
        Assert.Equal(["AGENCY_NOT_THERE"], (await operations.RefusedAsync((desk, session, edit) => desk.RenameAsync(session, Guid.NewGuid(), version, "Mới", Operations.On(new DateOnly(1975, 5, 1)), edit, default))).Except(["LONG_AGO"]));
        Assert.Contains("CODE_TAKEN", await operations.RefusedAsync((desk, session, edit) => desk.CreateAsync(
            session, Guid.NewGuid(), new NewAgency(registry.Agencies[1].Code, "Mới", "office", "HEALTH", null, Ownership.State, Root, "P11"), Operations.On(Day), edit, default)));
    }

    [Fact]
    public async Task Officers_go_over_into_an_agency_that_is_founded_and_get_nothing_of_one_that_was_there()
    {
        var officer = Guid.NewGuid();
        var (small, other, large) = (await CreatedAsync("SCOPE-1"), await CreatedAsync("SCOPE-2"), await CreatedAsync("SCOPE-3"));
        await using (var made = registry.Database.Owner.CreateCommand(
            $"INSERT INTO access.account (id, name, display_name, role, password_hash) VALUES ('{officer}', 'small', 'small', 'hr', 'none')"))
            await made.ExecuteNonQueryAsync();
        await new Accounts(registry.Database).ScopeAsync(officer, small, null, default);

        var founding = new[] { await operations.NowAsync(small), await operations.NowAsync(other) };
        var report = await operations.DoAsync((desk, session, edit) => desk.MergeAsync(
            session, Guid.NewGuid(), founding, null, new NewAgency("SCOPE-4", "Cơ quan mới"), Operations.On(Day.AddDays(1)), edit, default));
        var founded = Assert.Single(report.Agencies, agency => agency.Part == ReorganisedPart.Founded).AgencyId;
        var (from, into) = (await operations.NowAsync(founded), await operations.NowAsync(large));
        await operations.DoAsync((desk, session, edit) => desk.MergeAsync(session, Guid.NewGuid(), [from], into, null, Operations.On(Day.AddDays(2)), edit, default));

        Assert.Equal([small, founded], await operations.ManyAsync<Guid>(
            $"SELECT s.agency_id FROM access.scope s JOIN registry.agency a ON a.id = s.agency_id WHERE s.account_id = '{officer}' ORDER BY a.code"));
    }

    private async Task<Guid> CreatedAsync(string code)
    {
        await operations.DoAsync((desk, session, edit) => desk.CreateAsync(
            session, Guid.NewGuid(), new NewAgency(code, code, "office", "HEALTH", null, Ownership.State, Root, "P11"), Operations.On(Day), edit, default));
        return await operations.OneAsync<Guid>($"SELECT id FROM registry.agency WHERE code = '{code}'");
    }

    private static string WorksSql(string agencies) =>
        $"""
        SELECT concat_ws('|', person_id, profession_code, position_title, leadership_rank, employment_kind, is_main, required_level_code) FROM registry.posting
         WHERE agency_id IN ({agencies}) AND valid_from <= '{Day:yyyy-MM-dd}' AND (valid_until > '{Day:yyyy-MM-dd}' OR valid_until IS NULL) ORDER BY 1
        """;

    private Task<string> NameAsync(Guid id, DateOnly day) => operations.OneAsync<string>(
        $"SELECT name FROM registry.agency_state WHERE agency_id = '{id}' AND valid_from <= '{day:yyyy-MM-dd}' AND (valid_until > '{day:yyyy-MM-dd}' OR valid_until IS NULL)");
}
