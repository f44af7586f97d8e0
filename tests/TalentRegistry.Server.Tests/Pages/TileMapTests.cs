using TalentRegistry.Server.Overview;

namespace TalentRegistry.Server.Tests.Pages;

public sealed class TileMapTests
{
    [Theory]
    [InlineData("P11", 10)]
    [InlineData("P12", 8)]
    [InlineData("P30.1", 12)]
    [InlineData("P62.1", 10)]
    public void Every_district_of_a_province_of_the_plans_has_a_place_of_its_own(string province, int count)
    {
        var districts = Districts(province);

        var places = TileMap.Of(districts);

        Assert.Equal(count, districts.Count);
        Assert.NotNull(places);
        Assert.Equal(count, places.Values.Distinct().Count());
        Assert.All(places.Values, place => Assert.InRange(place.Column, 1, TileMap.Columns));
    }

    [Fact]
    public void Districts_of_two_provinces_are_told_by_name()
    {
        Assert.Null(TileMap.Of([.. Districts("P11"), .. Districts("P12")]));
    }

    private static List<string> Districts(string province) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "db", "reference", "administrative_unit.csv")).Select(line => line.Split(',')).Where(cells => cells is [_, "district", ..] && cells[7] == province).Select(cells => cells[0])];
}
