using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Data.Headcounts;

namespace TalentRegistry.Data.Tests.Headcounts;

public sealed class SmallCellsTests
{
    private static readonly Config Quietly = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void A_small_count_is_hidden_and_the_next_smallest_with_it()
    {
        var shown = SmallCells.Suppress([Cell(3, "a", "01"), Cell(50, "a", "02"), Cell(9, "a", "03")], 2);

        Assert.Equal([null, 50, null], shown.Select(cell => cell.Count));
        Assert.Equal([true, false, true], shown.Select(cell => cell.Suppressed));
    }

    [Fact]
    public void A_hidden_count_cannot_be_computed_from_a_column_total_either()
    {
        // 01 is small in a only: were b's 01 shown, the total of 01 would give a's away.
        var shown = SmallCells.Suppress([Cell(3, "a", "01"), Cell(9, "a", "02"), Cell(20, "b", "01"), Cell(30, "b", "02")], 2);

        Assert.All(shown, cell => Assert.True(cell.Suppressed));
    }

    [Fact]
    public void A_small_count_alone_in_its_line_is_hidden_together_with_an_empty_one()
    {
        var shown = SmallCells.Suppress([Cell(2, "a", "01"), Cell(40, "b", "01"), Cell(40, "b", "02"), Cell(60, "c", "02")], 2);

        Assert.Contains(shown, cell => cell is { Suppressed: true, Keys: [{ Code: "a" }, { Code: "02" }] });
    }

    [Fact]
    public void Counts_of_five_and_more_are_shown_as_they_are() =>
        Assert.Equal([5, 6], SmallCells.Suppress([Cell(5, "01"), Cell(6, "02")], 1).Select(cell => cell.Count!.Value));

    [Fact]
    public void A_small_remainder_hides_the_count_beside_it() =>
        Assert.All(SmallCells.Suppress([Cell(20, "a") with { Others = 2 }, Cell(30, "b")], 1), cell => Assert.True(cell.Suppressed));

    [Fact]
    public void No_table_shows_a_small_count_or_changes_one()
    {
        Prop.ForAll(Tables.ToArbitrary(), table => SmallCells.Suppress(table, 2)
            .All(cell => cell.Count is null ? cell.Suppressed : cell.Count >= SmallCells.Least && table.Single(raw => Same(raw, cell)).Count == cell.Count)).Check(Quietly);
    }

    [Fact]
    public void No_line_of_any_table_has_just_one_hidden_count_where_another_could_hide_it()
    {
        Prop.ForAll(Tables.ToArbitrary(), table =>
        {
            var shown = SmallCells.Suppress(table, 2);
            return Enumerable.Range(0, 2).All(along => shown.GroupBy(cell => cell.Keys[1 - along].Code).All(line =>
                line.Count(cell => cell.Suppressed) != 1 || shown.Select(cell => cell.Keys[along].Code).Distinct().Count() == 1));
        }).Check(Quietly);
    }

    private static Gen<RawCell[]> Tables =>
        from counts in Gen.Frequency((3, Gen.Choose(0, 8)), (2, Gen.Choose(9, 200))).ArrayOf(20)
        from columns in Gen.Choose(1, 5)
        select counts.Select((count, i) => Cell(count, Name(i / columns), Name(i % columns))).Where(cell => cell.Count > 0).ToArray();

    private static string Name(int i) => i.ToString("00", CultureInfo.InvariantCulture);

    private static bool Same(RawCell raw, HeadcountCell cell) => raw.Keys.SequenceEqual(cell.Keys);

    private static RawCell Cell(int count, params string[] codes) => new([.. codes.Select(code => new HeadcountKey(code, code, code))], count, 0);
}
