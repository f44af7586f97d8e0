using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>Whatever is done to agencies, one thing after the other: nobody is lost, nobody counted twice, and the counts that are kept stay right.</summary>
public sealed class AnyOperationsTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private const int Sequences = 3;
    private static readonly DateOnly OldMap = new(2025, 6, 30);
    private readonly Operations operations = new(registry);
    private DateOnly day = new(2026, 1, 5);
    private int founded;

    [Fact]
    public void Heads_add_up_after_any_sequence_of_operations()
    {
        var step = Gen.Choose(0, 6).SelectMany(kind => Gen.Choose(0, 99).SelectMany(first => Gen.Choose(0, 99).Select(second => (Kind: kind, First: first, Second: second))));

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Sequences),
            Prop.ForAll(step.ListOf(5).ToArbitrary(), steps =>
            {
                foreach (var one in steps)
                    StepAsync(one.Kind, one.First, one.Second).GetAwaiter().GetResult();
                return HoldsAsync().GetAwaiter().GetResult();
            }));
    }

    private async Task StepAsync(int kind, int first, int second)
    {
        day = day.AddDays(2);
        var live = await operations.ManyAsync<Guid>(
            $"""
            SELECT a.id FROM registry.agency a JOIN access.scoped_agency s ON s.agency_id = a.id AND s.account_id = '{PopulatedDatabase.AccountOf(Role.Hr)}'
             WHERE a.valid_until IS NULL ORDER BY a.id
            """);
        var (a, b) = (await operations.NowAsync(live[first % live.Count]), await operations.NowAsync(live[second % live.Count]));
        var (yesterday, today) = (await operations.EverybodyAsync(day.AddDays(-1)), await operations.EverybodyAsync(day));
        NewAgency Fresh() => new($"ANY-{++founded}", $"Cơ quan mới {founded}", "office", "HEALTH", null, Domain.Agencies.Ownership.State, a.Id, "P11");
        var drop = 0;
        try
        {
            var report = await operations.DoAsync((desk, session, edit) => kind switch
            {
                0 => desk.CreateAsync(session, Guid.NewGuid(), Fresh(), Operations.On(day), edit, default),
                1 => desk.RenameAsync(session, Guid.NewGuid(), a, $"Tên {day:yyyyMMdd}", Operations.On(day), edit, default),
                2 => desk.MergeAsync(session, Guid.NewGuid(), [a], b, null, Operations.On(day), edit, default),
                3 => desk.SplitAsync(
                    session, Guid.NewGuid(), a, [new(a, null, [], ["doctor", "nurse", "lawyer"], false, []), new(null, Fresh() with { ParentId = null }, [], [], true, [])],
                    Operations.On(day), edit, default),
                4 => desk.MoveAsync(session, Guid.NewGuid(), a, b.Id, null, Operations.On(day), edit, default),
                5 => desk.ReclassifyAsync(session, Guid.NewGuid(), a, new("division", second % 2 == 0 ? "CULTURE" : "HEALTH"), Operations.On(day), edit, default),
                _ => desk.CloseAsync(session, Guid.NewGuid(), a, second % 3 == 0 ? null : b, Operations.On(day), edit, default),
            }, "PEOPLE_LEAVE", "NAME_TAKEN");
            drop = report.PeopleBefore - report.PeopleAfter;
        }
        catch (AggregateException refused) when (refused.InnerExceptions.All(inner => inner is ReorganisationRefusedException))
        {
            // As a merger with itself: then nothing may have changed.
        }

        Assert.Equal(yesterday, await operations.EverybodyAsync(day.AddDays(-1)));
        Assert.Equal(today - drop, await operations.EverybodyAsync(day));
    }

    private async Task<bool> HoldsAsync()
    {
        Assert.Empty(await HeadcountUpkeep.CompareAsync(registry.Database, default));
        Assert.Empty(await operations.SectorFaultsAsync());
        Assert.Equal(0, await operations.OneAsync<long>(
            """
            SELECT count(*) FROM (
              SELECT FROM registry.headcount_cell
               GROUP BY grain, year, area_id, sector_code, government_level, profession_code, level_code, field_code, sex, age_band, employment_kind, leadership_rank
              HAVING sum(people) < 0) negative
            """));
        var provinces = await CountAsync(HeadcountFilter.Everyone, HeadcountDimension.Province);
        var districts = await CountAsync(HeadcountFilter.Everyone, HeadcountDimension.Province, HeadcountDimension.District);
        Assert.Equal(
            provinces.Cells.Select(cell => (cell.Keys[0].Code, cell.Count)),
            districts.Cells.GroupBy(cell => cell.Keys[0].Code).Select(group => (group.Key, group.Sum(cell => cell.Count))));

        var root = registry.Agencies[0].Id;
        var children = await operations.ManyAsync<Guid>(
            $"SELECT agency_id FROM registry.agency_state WHERE parent_id = '{root}' AND valid_from <= '{day:yyyy-MM-dd}' AND (valid_until > '{day:yyyy-MM-dd}' OR valid_until IS NULL)");
        var below = 0;
        foreach (var child in children)
            below += (await CountAsync(new HeadcountFilter { Agencies = [child] })).Total!.Value;
        var own = (await CountAsync(new HeadcountFilter { Agencies = [root], IncludeDescendants = false })).Total;
        Assert.Equal((await CountAsync(new HeadcountFilter { Agencies = [root] })).Total, below + own);
        return true;
    }

    private Task<Headcount> CountAsync(HeadcountFilter filter, params HeadcountDimension[] by) => HeadcountQuery.CountAsync(
        registry.Database, PopulatedDatabase.CallerOf(Role.Planner), new HeadcountQuestion(filter, by, day, OldMap), default);
}
