using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Headcounts;

namespace TalentRegistry.Data.Tests.Headcounts;

public sealed class SmallCellsTests
{
    private static readonly Config Quietly = Config.QuickThrowOnFailure.WithMaxTest(500);

    private static readonly Gen<(int Count, int Least)> Counts =
        from least in Gen.Choose(SmallCells.LowestLeast, 12)
        from count in Gen.Frequency((3, Gen.Choose(0, 15)), (2, Gen.Choose(16, 5000)))
        select (count, least);

    // A table of groups (columns) by places (rows).
    private static readonly Gen<int[][]> Tables =
        from places in Gen.Choose(1, 5)
        from groups in Gen.Choose(3, 6)
        from counts in Gen.Frequency((4, Gen.Choose(0, 4)), (2, Gen.Choose(5, 9)), (1, Gen.Choose(10, 200))).ArrayOf(30)
        select Enumerable.Range(0, places).Select(place => counts[(place * groups)..((place + 1) * groups)]).ToArray();

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 7)]
    [InlineData(9, 7)]
    [InlineData(10, 12)]
    [InlineData(3001, 3002)]
    public void A_count_is_told_by_the_middle_of_its_band(int count, int? told) => Assert.Equal(told, SmallCells.Told(count, 5));

    [Fact]
    public void No_band_narrower_than_three_can_be_asked_for() => Assert.Throws<ArgumentOutOfRangeException>(() => SmallCells.Told(10, 2));

    [Fact]
    public void Every_count_lies_in_the_band_that_is_told_of_it_and_all_of_the_band_are_told_alike()
    {
        Prop.ForAll(Counts.ToArbitrary(), drawn =>
        {
            var told = SmallCells.Told(drawn.Count, drawn.Least);
            var (lowest, highest) = SmallCells.Band(told, drawn.Least);
            return lowest <= drawn.Count && drawn.Count <= highest && highest - lowest == drawn.Least - 1
                && Enumerable.Range(lowest, drawn.Least).All(count => SmallCells.Told(count, drawn.Least) == told);
        }).Check(Quietly);
    }

    [Fact]
    public void No_small_count_of_any_table_is_narrowed_to_a_small_one_by_what_is_told_and_the_people_of_each_place()
    {
        Prop.ForAll(Tables.ToArbitrary(), table => table.All(place =>
        {
            var bands = place.Select(count => SmallCells.Band(SmallCells.Told(count, 5), 5)).ToArray();
            var people = place.Sum();
            return place.Index().Where(cell => cell.Item is > 0 and < 5).All(cell =>
            {
                var lowest = Math.Max(bands[cell.Index].Lowest, people - bands.Index().Where(other => other.Index != cell.Index).Sum(other => other.Item.Highest));
                // Where all groups that there are lie at the top of their bands, the one left is known: with the 56 of the list there always is another.
                return lowest == 0 || place.Index().All(other => other.Index == cell.Index || other.Item > bands[other.Index].Highest - 5);
            });
        })).Check(Quietly);
    }
}
