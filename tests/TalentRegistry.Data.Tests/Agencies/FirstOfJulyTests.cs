using TalentRegistry.Data.Access;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Tests.Demo;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Tests.Agencies;

/// <summary>
/// 1 July 2025 on the demonstration registry: districts end, communes merge, Hải Dương becomes part of Hải Phòng and Kon Tum of Quảng Ngãi, and
/// every count reconciles to the person.
/// </summary>
public sealed class FirstOfJulyTests(LoadedDemoTests.DemoDatabase demo) : IClassFixture<LoadedDemoTests.DemoDatabase>
{
    private static readonly DateOnly Eve = new(2025, 6, 30);
    private static readonly DateOnly Day = new(2025, 7, 1);
    private static readonly Dictionary<string, string> After = new() { ["P11"] = "P11", ["P12"] = "P12", ["P30.1"] = "P31.2", ["P62.1"] = "P51.2" };

    [Theory]
    [InlineData("2024-12-31")]
    [InlineData("2025-06-30")]
    [InlineData("2025-07-01")]
    [InlineData("2025-12-31")]
    [InlineData("1990-06-15")]
    [InlineData("2027-03-01")]
    public async Task Provinces_have_the_same_people_on_the_old_and_the_new_map_on_any_day(string date)
    {
        var day = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);

        var old = await ByAsync(day, Eve, HeadcountDimension.Province);
        var now = await ByAsync(day, Day, HeadcountDimension.Province);

        Assert.Equal(After.Keys.Order(), old.Keys.Order());
        Assert.Equal(old.ToDictionary(pair => After[pair.Key], pair => pair.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal), now.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(old.Values.Sum(), await OneAsync($"SELECT count(*) FROM registry.posting WHERE is_main AND valid_from <= '{date}' AND (valid_until > '{date}' OR valid_until IS NULL)"));
    }

    [Fact]
    public async Task The_day_changes_nothing_but_by_those_who_retired_or_were_hired_that_day()
    {
        var (before, after) = (await ByAsync(Eve, Eve, HeadcountDimension.Province), await ByAsync(Day, Eve, HeadcountDimension.Province));

        var left = await OneAsync(
            """
            SELECT count(*) FROM registry.posting p WHERE p.is_main AND p.valid_until = '2025-07-01'
               AND NOT EXISTS (SELECT FROM registry.posting n WHERE n.person_id = p.person_id AND n.is_main AND n.valid_from = '2025-07-01')
            """);
        var came = await OneAsync(
            """
            SELECT count(*) FROM registry.posting p WHERE p.is_main AND p.valid_from = '2025-07-01'
               AND NOT EXISTS (SELECT FROM registry.posting n WHERE n.person_id = p.person_id AND n.is_main AND n.valid_until = '2025-07-01')
            """);

        Assert.True(before.Values.Sum() > 1000);
        Assert.Equal(before.Values.Sum() - left + came, after.Values.Sum());
    }

    [Fact]
    public async Task Districts_are_the_sum_of_their_communes_and_provinces_of_their_districts()
    {
        var communes = await CountAsync(Eve, Eve, HeadcountDimension.Province, HeadcountDimension.District, HeadcountDimension.Commune);

        foreach (var (district, people) in await ByAsync(Eve, Eve, HeadcountDimension.District))
            Assert.Equal(people, communes.Cells.Where(cell => cell.Keys[1].Code == district).Sum(cell => cell.Count));
        foreach (var (province, people) in await ByAsync(Eve, Eve, HeadcountDimension.Province))
            Assert.Equal(people, communes.Cells.Where(cell => cell.Keys[0].Code == province).Sum(cell => cell.Count));
    }

    [Fact]
    public async Task A_merged_commune_has_the_people_of_its_parts_and_a_split_one_leaves_each_agencys_people_at_its_own_seat()
    {
        var (old, now) = (await ByAsync(Eve, Eve, HeadcountDimension.Commune), await ByAsync(Eve, Day, HeadcountDimension.Commune));
        var whole = await PairsAsync(
            """
            SELECT c.successor_id, c.predecessor_id FROM reference.unit_change c JOIN reference.administrative_unit u ON u.id = c.successor_id
             WHERE u.level = 'commune'
               AND NOT EXISTS (SELECT FROM reference.unit_change s WHERE s.successor_id = c.successor_id AND s.kind = 'split_part')
            """);
        var checkedUnits = 0;
        foreach (var merged in whole.GroupBy(pair => pair.First))
        {
            Assert.Equal(merged.Sum(pair => old.GetValueOrDefault(pair.Second)), now.GetValueOrDefault(merged.Key));
            checkedUnits += now.ContainsKey(merged.Key) ? 1 : 0;
        }

        // Each agency of a commune that was split is, with all its people, in one of the successors: the one where it has its seat since.
        Assert.True(checkedUnits > 50);
        Assert.Equal(0, await OneAsync(
            """
            SELECT count(*) FROM registry.agency_place('2025-06-30') o JOIN registry.agency_place('2025-07-01') n USING (agency_id)
             WHERE o.commune_id IS NOT NULL
               AND NOT EXISTS (SELECT FROM reference.unit_change c WHERE c.predecessor_id = o.commune_id AND c.successor_id = n.commune_id)
            """));
        Assert.Equal(old.Values.Sum(), now.Values.Sum());
    }

    [Fact]
    public async Task The_units_of_2024_are_followed_across_the_change_to_the_person()
    {
        var end = new DateOnly(2025, 12, 31);
        var followed = await CountAsync(end, Eve, HeadcountDimension.Province, HeadcountDimension.District);
        var now = await ByAsync(end, end, HeadcountDimension.Province);

        Assert.Equal(40, followed.Cells.Count);
        foreach (var province in followed.Cells.GroupBy(cell => cell.Keys[0].Code!))
            Assert.Equal(now[After[province.Key]], province.Sum(cell => cell.Count));
        // Who went over on the day is counted in the same district before and after.
        Assert.Equal(0, await OneAsync(
            """
            SELECT count(*) FROM registry.posting p JOIN registry.posting n ON n.person_id = p.person_id AND n.is_main AND n.valid_from = p.valid_until
              JOIN registry.agency_place('2025-06-30') o ON o.agency_id = p.agency_id JOIN registry.agency_place('2025-06-30') s ON s.agency_id = n.agency_id
             WHERE p.is_main AND p.end_reason = 'reorganisation' AND o.province_id <> s.province_id
            """));
    }

    [Fact]
    public async Task A_unit_without_what_is_below_it_has_only_the_agencies_that_sit_in_it_itself()
    {
        var with = await CountAsync(new HeadcountFilter { Units = ["P11"] }, Eve);
        var without = await CountAsync(new HeadcountFilter { Units = ["P11"], IncludeDescendants = false }, Eve);

        Assert.Equal((await ByAsync(Eve, Eve, HeadcountDimension.Province))["P11"], with.Total);
        Assert.Equal(await OneAsync(
            """
            SELECT count(*) FROM registry.posting p JOIN registry.agency_seat s ON s.agency_id = p.agency_id AND s.valid_from <= '2025-06-30' AND (s.valid_until > '2025-06-30' OR s.valid_until IS NULL)
             WHERE p.is_main AND s.unit_id = 'P11' AND p.valid_from <= '2025-06-30' AND (p.valid_until > '2025-06-30' OR p.valid_until IS NULL)
            """), without.Total!.Value);
        Assert.True(without.Total < with.Total);
    }

    private async Task<Dictionary<string, int>> ByAsync(DateOnly day, DateOnly map, HeadcountDimension by) =>
        (await CountAsync(day, map, by)).Cells.ToDictionary(cell => cell.Keys[0].Code!, cell => cell.Count!.Value);

    private Task<Headcount> CountAsync(DateOnly day, DateOnly map, params HeadcountDimension[] by) => HeadcountQuery.CountAsync(
        demo.Database, new Caller(Guid.NewGuid(), Role.Planner, "test", "test"), new HeadcountQuestion(HeadcountFilter.Everyone, by, day, map), default);

    private Task<Headcount> CountAsync(HeadcountFilter filter, DateOnly day) => HeadcountQuery.CountAsync(
        demo.Database, new Caller(Guid.NewGuid(), Role.Planner, "test", "test"), new HeadcountQuestion(filter, [], day), default);

    private async Task<long> OneAsync(string sql)
    {
        await using var command = demo.Database.Owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<(string First, string Second)>> PairsAsync(string sql)
    {
        await using var command = demo.Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var pairs = new List<(string, string)>();
        while (await reader.ReadAsync())
            pairs.Add((reader.GetString(0), reader.GetString(1)));
        return pairs;
    }
}
