using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Dossiers;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>An agency becomes something else on a day: its people are counted as it was before, and as it is since.</summary>
public sealed class ReclassifyTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateOnly OldMap = new(2025, 6, 30);
    private readonly Operations operations = new(registry);

    [Fact]
    public async Task People_are_counted_in_the_old_sector_until_the_day_and_in_the_new_one_since()
    {
        var (agency, day) = (registry.Agencies[1], new DateOnly(2026, 2, 10));
        var (eve, later) = (day.AddDays(-1), day.AddDays(40));
        var (before, after) = (await SectorsAsync(eve), await SectorsAsync(later));
        var heads = (Eve: await operations.AtAsync(agency.Id, eve), Day: await operations.AtAsync(agency.Id, day), Later: await operations.AtAsync(agency.Id, later));
        Assert.True(heads.Later >= HeadcountQuery.LeastTold);
        Assert.NotEqual("TOURISM", agency.SectorCode);

        var report = await operations.DoAsync(async (desk, session, edit) =>
            await desk.ReclassifyAsync(session, Guid.NewGuid(), await operations.NowAsync(agency.Id), new("division", "TOURISM"), Operations.On(day), edit, default));

        Assert.Equal((ReorganisationKind.Reclassify, heads.Day, heads.Day, 0, 0), (report.Kind, report.PeopleBefore, report.PeopleAfter, report.PostingsContinued, report.PostingsEnded));
        Assert.Equal([ReorganisedPart.Changed], report.Agencies.Select(one => one.Part));
        Assert.Equal(before, await SectorsAsync(eve));
        var now = await SectorsAsync(later);
        Assert.Equal(after.GetValueOrDefault("TOURISM") + heads.Later, now.GetValueOrDefault("TOURISM"));
        Assert.Equal(after.GetValueOrDefault(agency.SectorCode) - heads.Later, now.GetValueOrDefault(agency.SectorCode));
        Assert.Equal(after.Values.Sum(), now.Values.Sum());
        Assert.Equal(
            [$"{agency.Kind} {agency.SectorCode}", "division TOURISM"],
            await operations.ManyAsync<string>($"SELECT kind || ' ' || sector_code FROM registry.agency_class WHERE agency_id = '{agency.Id}' ORDER BY valid_from"));
        Assert.Equal(agency.SectorCode, await operations.OneAsync<string>($"SELECT sector_code FROM registry.agency_class_on('{eve:yyyy-MM-dd}') WHERE agency_id = '{agency.Id}'"));
        Assert.Equal("TOURISM", await operations.OneAsync<string>($"SELECT sector_code FROM registry.agency_class_on('{day:yyyy-MM-dd}') WHERE agency_id = '{agency.Id}'"));
        await HoldsAsync();
    }

    [Fact]
    public async Task A_preview_tells_how_many_people_it_concerns_and_changes_nothing()
    {
        var (agency, day) = (registry.Agencies[2], new DateOnly(2026, 2, 10));
        var before = await SectorsAsync(day);

        var report = await operations.DoAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), new(SectorCode: "TOURISM"), Operations.On(day, preview: true), edit, default));

        Assert.Null(report.Id);
        Assert.Equal(await operations.AtAsync(agency.Id, day), report.PeopleAfter);
        Assert.Equal(before, await SectorsAsync(day));
        Assert.Equal(0, await operations.OneAsync<long>($"SELECT count(*) FROM registry.agency_former_class WHERE agency_id = '{agency.Id}'"));
    }

    [Fact]
    public async Task From_its_first_day_on_it_is_a_correction_that_leaves_nothing_of_the_wrong_sector()
    {
        var agency = registry.Agencies[3];

        await operations.DoAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), new(SectorCode: "FOREIGN"), Operations.On(agency.ValidFrom), edit, default), "LONG_AGO");

        Assert.Equal(["FOREIGN"], await operations.ManyAsync<string>($"SELECT sector_code FROM registry.agency_class WHERE agency_id = '{agency.Id}'"));
        Assert.Equal(0, await operations.OneAsync<long>($"SELECT count(*) FROM registry.career_span WHERE agency_id = '{agency.Id}' AND sector_code <> 'FOREIGN'"));
        await HoldsAsync();
    }

    [Fact]
    public async Task Undone_in_turn_two_changes_leave_the_first_sector_on_every_day()
    {
        var (agency, first, second) = (registry.Agencies[4], Guid.NewGuid(), Guid.NewGuid());
        var spans = $"SELECT md5(string_agg(s::text, ' ' ORDER BY s::text)) FROM registry.career_span s WHERE agency_id = '{agency.Id}'";
        var before = await operations.OneAsync<string>(spans);
        await operations.DoAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, first, await operations.NowAsync(agency.Id), new(SectorCode: "TOURISM"), Operations.On(new(2026, 1, 10)), edit, default));
        await operations.DoAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, second, await operations.NowAsync(agency.Id), new(GovernmentLevel: GovernmentLevel.Commune), Operations.On(new(2026, 2, 20)), edit, default));
        await HoldsAsync();

        var refused = await Assert.ThrowsAsync<AggregateException>(() => UndoAsync(first));
        Assert.Contains(refused.InnerExceptions, each => each is ReorganisationRefusedException { Code: "LATER_OPERATION" });
        await UndoAsync(second);
        await HoldsAsync();
        await UndoAsync(first);

        Assert.Equal(before, await operations.OneAsync<string>(spans));
        Assert.Equal(0, await operations.OneAsync<long>($"SELECT count(*) FROM registry.agency_former_class WHERE agency_id = '{agency.Id}'"));
        await HoldsAsync();
    }

    public static TheoryData<string, NewClass, int, string[]> Refusals => new()
    {
        { "nothing is said", new NewClass(), 0, ["NOTHING_CHANGES"] },
        { "an unknown sector", new NewClass(SectorCode: "MAGIC"), 0, ["CODE_UNKNOWN"] },
        { "before its founding", new NewClass(SectorCode: "TOURISM"), -60000, ["AGENCY_NOT_THERE"] },
        { "in days to come", new NewClass(SectorCode: "TOURISM"), 36500, ["EFFECTIVE_IN_FUTURE"] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_change_that_cannot_be_is_refused(string why, NewClass since, int days, string[] codes)
    {
        var agency = registry.Agencies[5];

        var refused = await operations.RefusedAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), since, Operations.On(Operations.Day.AddDays(days)), edit, default));

        Assert.True(codes.SequenceEqual(refused), $"{why}: {string.Join(", ", refused)}");
    }

    [Fact]
    public async Task Before_a_later_change_of_the_same_agency_nothing_is_changed()
    {
        var agency = registry.Agencies[6];
        await operations.DoAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), new(SectorCode: "TOURISM"), Operations.On(new(2026, 3, 10)), edit, default));

        Assert.Equal(["CHANGED_LATER"], await operations.RefusedAsync(async (desk, session, edit) => await desk.ReclassifyAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), new(SectorCode: "FOREIGN"), Operations.On(new(2026, 3, 9)), edit, default)));
        Assert.Equal(["CHANGED_LATER"], await operations.RefusedAsync(async (desk, session, edit) => await desk.RenameAsync(
            session, Guid.NewGuid(), await operations.NowAsync(agency.Id), "Tên khác", Operations.On(new(2026, 3, 9)), edit, default)));
    }

    [Fact]
    public async Task An_agency_that_the_plan_does_not_name_in_a_version_is_not_reclassified()
    {
        var (agency, named) = (registry.Agencies[7], await operations.NowAsync(registry.Agencies[8].Id));
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Hr), CancellationToken.None);
        await using var command = session.Command(
            $$"""
            SELECT registry.reorganise('{"id": "{{Guid.NewGuid()}}", "kind": "reclassify", "on": "2026-03-01", "ground": "x", "versions": {"{{named.Id}}": {{named.Version}}}, "found": [], "states": [], "seats": [],
              "close": [], "parts": [], "heirs": [], "successions": [], "classes": [{"id": "{{agency.Id}}", "kind": "office", "sector": "TOURISM", "level": null}]}')
            """);

        var fault = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteScalarAsync());

        Assert.Equal("reorganise_in_scope", fault.ConstraintName);
    }

    private async Task HoldsAsync()
    {
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
        Assert.Empty(await operations.SectorFaultsAsync());
    }

    private async Task<Dictionary<string, int>> SectorsAsync(DateOnly day) => (await HeadcountQuery.CountAsync(
        registry.Database, PopulatedDatabase.CallerOf(Role.Planner), new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Sector], day, OldMap), default))
        .Cells.ToDictionary(cell => cell.Keys[0].Code!, cell => cell.Count ?? 0);

    private async Task UndoAsync(Guid operation)
    {
        await using var session = await registry.Database.OpenSessionAsync(PopulatedDatabase.CallerOf(Role.Hr), CancellationToken.None);
        await ReorganisationUndo.UndoAsync(session, operation, "Quyết định 13/QĐ-UBND", new EditTerms("en", null, []), default);
        await session.CommitAsync(default);
    }
}
