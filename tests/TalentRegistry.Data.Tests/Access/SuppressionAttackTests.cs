using TalentRegistry.Data.Headcounts;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using Xunit.Abstractions;

namespace TalentRegistry.Data.Tests.Access;

/// <summary>
/// A planner and a leader ask for ethnic groups in every way that they may, read what tables they may, and put together whatever they were told.
/// The same attack on exact counts succeeds, so that this test can fail.
/// </summary>
public sealed class SuppressionAttackTests(CrowdedDatabase registry, ITestOutputHelper output) : IClassFixture<CrowdedDatabase>
{
    private const string Swap = "UPDATE registry.person SET ethnic_group_code = CASE ethnic_group_code WHEN '01' THEN '02' ELSE '01' END WHERE ethnic_group_code IN ('01', '02') RETURNING id";
    private static readonly DateOnly Map = new(2025, 6, 30);

    private static readonly HeadcountDimension[] Others =
        [HeadcountDimension.Sex, HeadcountDimension.Sector, HeadcountDimension.AgeBand, HeadcountDimension.DegreeLevel, HeadcountDimension.Commune, HeadcountDimension.LeadershipRank];

    [Theory]
    [InlineData(Role.Planner)]
    [InlineData(Role.Leader)]
    public async Task Whatever_is_asked_tells_no_more_than_the_one_table_that_is_kept(Role role)
    {
        var (questions, told, refused) = (0, 0, 0);
        var groups = await GroupsAsync();
        foreach (var day in Days())
        {
            var table = await AskAsync(role, new HeadcountFilter(), [HeadcountDimension.Province, HeadcountDimension.District, HeadcountDimension.EthnicGroup], day);
            var places = table.Cells.Select(cell => (Province: cell.Keys[0].Code, District: cell.Keys[1].Code)).Distinct().ToList();
            foreach (var (filter, by) in Questions(groups, [.. places.Select(place => place.District!)], [.. places.Select(place => place.Province!).Distinct()], day))
            {
                var answer = await AskAsync(role, filter, by, day);
                questions++;
                if (answer.Suppression!.CountedOn is null)
                {
                    refused++;
                    Assert.Empty(answer.Cells);
                    Assert.Null(answer.Total);
                    continue;
                }

                told++;
                foreach (var cell in answer.Cells)
                {
                    var expected = table.Cells.Where(one => Fits(one, filter) && by.Index().All(key => CodeOf(one, key.Item) == cell.Keys[key.Index].Code)).Sum(one => one.Count ?? 0);
                    Assert.Equal(expected, cell.Count ?? 0);
                }
            }
        }

        output.WriteLine($"{role}: {questions} questions, {told} answered from the table, {refused} not told");
        Assert.True(told > 150 && refused > 150);
    }

    [Fact]
    public async Task The_table_gives_no_small_count_away_and_exact_counts_would()
    {
        var groups = await GroupsAsync();
        var truth = (await ReadAsync("SELECT id, ethnic_group_code FROM registry.person", row => (row.GetGuid(0), row.GetString(1)))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        await AskAsync(Role.Planner, new HeadcountFilter(), [HeadcountDimension.EthnicGroup], new DateOnly(2025, 12, 31));
        var kept = await KeptAsync(groups);
        var exact = (await ReadAsync("SELECT area_id, year, person_ids FROM registry.ethnic_set", row => (row.GetInt16(0), row.GetInt16(1), row.GetFieldValue<Guid[]>(2))))
            .Select(set => new CountedSet(set.Item1, set.Item2, set.Item3.ToHashSet(), groups.ToDictionary(group => group, group => Exactly(set.Item3.Count(person => truth[person] == group))))).ToList();
        var banded = exact.Select(set => set with { Known = set.Known.ToDictionary(group => group.Key, group => SmallCells.Band(SmallCells.Told(group.Value.Lowest, 5), 5)) }).ToList();

        var attack = new Reconstruction(kept, groups, truth);
        var (control, bandsAlone) = (new Reconstruction(exact, groups, truth), new Reconstruction(banded, groups, truth));

        foreach (var (name, attempt) in new[] { ("as told", attack), ("bands each year, wherever few came or left", bandsAlone), ("exact counts", control) })
        {
            output.WriteLine($"{name}: {attempt.Classes} classes of people, {attempt.Score().Small} small counts, {attempt.Score().Rebuilt} rebuilt, {attempt.Betrayed()} people betrayed");
        }

        Assert.True(attack.Score().Small > 200 && kept.Select(set => set.Year).Distinct().Count() > 2);
        Assert.Equal((0, 0), (attack.Score().Rebuilt, attack.Betrayed()));
        Assert.True(control.Score().Rebuilt > 100 && control.Betrayed() > 50);
    }

    [Fact]
    public async Task A_year_that_is_counted_stays_as_it_was_counted()
    {
        var question = new HeadcountQuestion(new HeadcountFilter(), [HeadcountDimension.District, HeadcountDimension.EthnicGroup], new DateOnly(2023, 12, 31), Map);
        var before = await HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(Role.Planner), question, default);
        await ReadAsync(Swap, row => row.GetGuid(0));

        var after = await HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(Role.Planner), question, default);

        await ReadAsync(Swap, row => row.GetGuid(0));
        Assert.Equal(before.Cells.Select(cell => cell.Count), after.Cells.Select(cell => cell.Count));
    }

    private static (int, int) Exactly(int count) => (count, count);

    // Days around the ends of years and in the middle, each with the next.
    private static IEnumerable<DateOnly> Days() =>
        [new(2023, 12, 30), new(2023, 12, 31), new(2024, 6, 15), new(2024, 6, 16), new(2025, 12, 30), new(2025, 12, 31)];

    private static IEnumerable<(HeadcountFilter Filter, HeadcountDimension[] By)> Questions(string[] groups, string[] districts, string[] provinces, DateOnly day)
    {
        HeadcountDimension[][] places = [[], [HeadcountDimension.Province], [HeadcountDimension.District]];
        foreach (var place in places)
        {
            yield return (new HeadcountFilter(), [.. place, HeadcountDimension.EthnicGroup]);
            foreach (var group in groups)
            {
                yield return (new HeadcountFilter { EthnicGroups = [group] }, place);
                yield return (new HeadcountFilter { EthnicGroups = [.. groups.Except([group])] }, place);
            }

            foreach (var other in Others)
                yield return (new HeadcountFilter(), [other, .. place, HeadcountDimension.EthnicGroup]);
        }

        foreach (var unit in districts.Take(day is { Year: 2025, Day: 31 } ? 100 : 3).Concat(provinces))
        {
            yield return (new HeadcountFilter { Units = [unit] }, [HeadcountDimension.EthnicGroup]);
            yield return (new HeadcountFilter { Units = [unit], IncludeDescendants = false }, [HeadcountDimension.EthnicGroup]);
        }

        HeadcountFilter[] variations =
        [
            new() { Sexes = [Sex.Female] }, new() { Sexes = [Sex.Male] }, new() { AgeAtLeast = 50 }, new() { AgeAtLeast = 51 }, new() { Agencies = [Guid.NewGuid()] },
            new() { People = PeopleFilter.Everyone with { Sectors = ["STATE"] } }, new() { People = PeopleFilter.Everyone with { AgeUnder = 50 } },
            new() { People = PeopleFilter.Everyone with { DegreeLevelAtLeast = "E50" } }, new() { People = PeopleFilter.Everyone with { Professions = ["doctor"] } },
        ];
        foreach (var filter in variations)
        {
            yield return (filter, [HeadcountDimension.EthnicGroup]);
            yield return (filter with { EthnicGroups = ["01"] }, [HeadcountDimension.District]);
        }
    }

    private static bool Fits(HeadcountCell cell, HeadcountFilter filter) =>
        (filter.EthnicGroups.Count == 0 || filter.EthnicGroups.Contains(cell.Keys[2].Code!))
        && (filter.Units.Count == 0 || filter.Units.Contains(cell.Keys[0].Code!) || filter.Units.Contains(cell.Keys[1].Code!));

    private static string? CodeOf(HeadcountCell cell, HeadcountDimension by) => by switch
    {
        HeadcountDimension.Province => cell.Keys[0].Code,
        HeadcountDimension.District => cell.Keys[1].Code,
        _ => cell.Keys[2].Code,
    };

    private Task<Headcount> AskAsync(Role role, HeadcountFilter filter, HeadcountDimension[] by, DateOnly day) =>
        HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(role), new HeadcountQuestion(filter, by, day, Map), CancellationToken.None);

    // As the planner's own role reads the tables: the most that any question can tell.
    private async Task<List<CountedSet>> KeptAsync(string[] groups)
    {
        await using var session = await registry.SignInAsync(Role.Planner);
        var told = new Dictionary<(int, int, string), int>();
        await using (var counts = session.Command("SELECT area_id, year, ethnic_group_code, people FROM registry.ethnic_count"))
        await using (var reader = await counts.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                told.Add((reader.GetInt16(0), reader.GetInt16(1), reader.GetString(2)), reader.GetInt32(3));
        }

        var sets = new List<CountedSet>();
        await using var command = session.Command(
            """
            SELECT e.area_id, e.year, array_agg(DISTINCT s.person_id)
              FROM registry.ethnic_set e
              JOIN registry.career_span s ON s.area_id = e.area_id AND s.valid_from <= make_date(e.year, 12, 31) AND (s.valid_until IS NULL OR s.valid_until > make_date(e.year, 12, 31))
             WHERE e.counted_year = e.year GROUP BY e.area_id, e.year
            """);
        await using var people = await command.ExecuteReaderAsync();
        while (await people.ReadAsync())
        {
            var (area, year) = (people.GetInt16(0), people.GetInt16(1));
            sets.Add(new CountedSet(area, year, people.GetFieldValue<Guid[]>(2).ToHashSet(), groups.ToDictionary(
                group => group, group => SmallCells.Band(told.TryGetValue((area, year, group), out var middle) ? middle : null, 5))));
        }

        return sets;
    }

    private async Task<string[]> GroupsAsync() => [.. await ReadAsync("SELECT DISTINCT ethnic_group_code FROM registry.person ORDER BY 1", row => row.GetString(0))];

    private async Task<List<T>> ReadAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> read)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
