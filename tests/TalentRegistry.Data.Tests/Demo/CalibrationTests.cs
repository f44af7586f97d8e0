using TalentRegistry.Data.Demo;
using TalentRegistry.Testing;
using Xunit.Abstractions;

namespace TalentRegistry.Data.Tests.Demo;

public sealed class CalibrationTests(ITestOutputHelper output)
{
    private static readonly string Db = Repository.Path("db");
    private static readonly HashSet<string> Provinces = ["P11", "P12", "P30.1", "P62.1"];

    [Fact]
    public void Headcounts_of_twelve_professions_are_the_published_ones_year_by_year()
    {
        var outliers = CsvTable.Read(Db, "demo", "outlier.csv").Select(row => (row["unit_id"], row["profession_code"], row["year"])).ToHashSet();
        var published = CsvTable.Read(Db, "reference", "published_headcount.csv")
            .FindAll(row => Provinces.Contains(row["unit_id"]) && row["suspect"] == "false"
                            && !outliers.Contains((row["unit_id"], row["profession_code"], row["year"])));

        var off = new List<string>();
        foreach (var row in published)
        {
            var (wanted, generated) = (row.Whole("headcount"), DemoCensus.Full.CountAt(row.Whole("year"), row["unit_id"], row["profession_code"]));
            if (Math.Abs(generated - wanted) > Math.Max(3, 0.03 * wanted))
                off.Add($"{row["unit_id"]} {row["profession_code"]} {row["year"]}: published {wanted}, generated {generated}");
        }

        output.WriteLine($"{published.Count - off.Count} of {published.Count} published headcounts within 3 % or 3 people; {outliers.Count} outliers not followed.");
        Assert.Empty(off);
        Assert.InRange(published.Count, 600, 720);
    }

    [Theory]
    [InlineData("P11", "doctor", 2004, 199)]
    [InlineData("P11", "doctor", 2016, 585)]
    [InlineData("P11", "doctor", 2024, 828)]
    [InlineData("P30.1", "doctor", 2017, 1258)]
    public void Doctors_are_those_of_the_sources(string province, string profession, int year, int published) =>
        Assert.InRange(DemoCensus.Full.CountAt(year, province, profession), published * 0.97 - 3, published * 1.03 + 3);

    [Fact]
    public void Headcounts_without_a_publication_are_those_of_the_stock_path()
    {
        var path = new StockPath(Db);
        var off = new List<string>();
        foreach (var row in CsvTable.Read(Db, "demo", "stock_path.csv").Where(row => row.Whole("year") <= 2025))
        {
            var wanted = path.Before(new DateOnly(row.Whole("year") + 1, 1, 1), row["unit_id"], row["profession_code"]);
            var generated = DemoCensus.Full.CountAt(row.Whole("year"), row["unit_id"], row["profession_code"]);
            if (Math.Abs(generated - wanted) > Math.Max(3, 0.03 * wanted))
                off.Add($"{row["unit_id"]} {row["profession_code"]} {row["year"]}: wanted {wanted}, generated {generated}");
        }

        Assert.Empty(off);
    }

    [Fact]
    public void Provinces_have_their_real_scale()
    {
        var census = DemoCensus.Full;

        output.WriteLine($"Careers after {census.Simulated.TotalSeconds:0.0} s, all dossiers after {census.Written.TotalSeconds:0.0} s.");
        foreach (var (province, (all, working, university)) in census.Totals)
            output.WriteLine($"{province}: {all} people, {working} in work on {DemoRegistry.LastDay:O}, {university} of them with a university degree or higher");
        output.WriteLine($"In all {census.AnnouncedPeople} people, {census.Degrees} degrees, {census.Postings} postings.");

        Assert.Equal([.. Provinces.Order(StringComparer.Ordinal)], census.Totals.Keys);
        Assert.Equal(census.AnnouncedPeople, census.Totals.Values.Sum(total => total.All));
        Assert.InRange(census.Totals["P30.1"].University, 80_000, 85_000);
        Assert.InRange(census.Totals.Values.Sum(total => total.Working), 140_000, 155_000);
    }

    [Fact]
    public void Nobody_is_lost_on_1_July_2025()
    {
        var (before, after, retired) = DemoCensus.Full.Reorganised;

        Assert.InRange(before, 140_000, 155_000);
        Assert.Equal(before, after + retired);
    }

    [Fact]
    public void No_two_people_of_the_full_registry_share_a_citizen_id() =>
        Assert.Equal(DemoCensus.Full.AnnouncedPeople, DemoCensus.Full.CitizenIds.Count);
}
