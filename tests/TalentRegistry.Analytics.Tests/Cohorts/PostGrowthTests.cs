using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Posts of professions in four provinces, whose past is known to the head: nobody goes, and as many come as are added.</summary>
public class PostGrowthTests
{
    private const int Years = 14;
    private const int Horizon = 8;
    private const int Draws = 1000;

    [Fact]
    public void Few_posts_grow_as_their_profession_grows_in_the_other_provinces()
    {
        static int Small(int year) => year < 6 ? 3 : 4;

        var among = Ends(Paths(new() { ["P1|vet"] = Small, ["P2|vet"] = Growing, ["P3|vet"] = Growing, ["P4|vet"] = Growing }), "P1|vet");
        var still = Ends(Paths(new() { ["P1|vet"] = Small, ["P2|vet"] = Still, ["P3|vet"] = Still, ["P4|vet"] = Still }), "P1|vet");

        Assert.True(among.Average() > 1.1 * still.Average());
    }

    [Fact]
    public void Many_posts_follow_their_own_past_and_not_that_of_others()
    {
        var ends = Ends(Paths(new() { ["P1|vet"] = Still, ["P2|vet"] = Growing, ["P3|vet"] = Growing, ["P4|vet"] = Growing }), "P1|vet");

        Assert.InRange(ends[Draws / 2], 97, 108);
    }

    [Fact]
    public void A_profession_of_one_province_alone_is_learnt_from_there()
    {
        var ends = Ends(Paths(new() { ["P1|vet"] = Growing }), "P1|vet");

        Assert.True(ends[Draws / 2] > 1.1 * Growing(Years));
    }

    [Fact]
    public void However_smooth_the_past_the_band_is_not_narrow()
    {
        var ends = Ends(Paths(new() { ["P1|vet"] = Still, ["P2|vet"] = Still, ["P3|vet"] = Still, ["P4|vet"] = Still }), "P1|vet");

        Assert.True(ends[Draws * 9 / 10] > 106);
        Assert.True(ends[Draws / 10] < 94);
    }

    [Fact]
    public void Professions_of_a_province_shift_together_and_those_of_two_provinces_apart()
    {
        var paths = Paths(new() { ["P1|vet"] = Still, ["P1|lawyer"] = Still, ["P2|vet"] = Still, ["P2|lawyer"] = Still });

        Assert.InRange(Correlation(paths["P1|vet"], paths["P1|lawyer"]), 0.12, 0.5);
        Assert.InRange(Correlation(paths["P1|vet"], paths["P2|lawyer"]), -0.12, 0.12);
    }

    private static int Still(int year) => 100;

    private static int Growing(int year) => (int)Math.Round(100 * Math.Pow(1.05, year));

    private static double[] Ends(Dictionary<string, double[]> paths, string pool) => [.. paths[pool].Order()];

    // By pool ("province|profession"), the posts at the horizon in each draw.
    private static Dictionary<string, double[]> Paths(Dictionary<string, Func<int, int>> posts)
    {
        static CellKey Cell(string pool) => new("D" + pool[..2], "all", pool[3..], DegreeBand.University);

        var input = new CohortInput(
            2000 + Years, posts.Keys.Select(pool => pool[..2]).Distinct().ToDictionary(province => "D" + province, province => province),
            [.. posts.Select(pool => new StockCount(Cell(pool.Key), Sex.Female, 40, pool.Value(Years)))],
            [
                .. from pool in posts
                   from year in Enumerable.Range(1, Years)
                   select new CareerCount(Cell(pool.Key), Sex.Female, 30, 2000 + year, pool.Value(year), Recruits: pool.Value(year) - pool.Value(year - 1)),
            ],
            RetirementRoadmap.Decree135);
        var table = new CareerTable(input, 5);
        var growth = new PostGrowth(table, new PostPast(table), 1);
        Span<double> path = stackalloc double[Horizon + 1];
        var ends = new Dictionary<string, double[]>();
        foreach (var (pool, past) in posts)
        {
            ends.Add(pool, new double[Draws]);
            for (var draw = 0; draw < Draws; draw++)
            {
                growth.Path(Posts.PoolOf(table, Enumerable.Range(0, table.Cells.Count).First(cell => table.Cells[cell] == Cell(pool))), past(Years), draw, path);
                ends[pool][draw] = path[^1];
            }
        }

        return ends;
    }

    private static double Correlation(double[] first, double[] second)
    {
        var (a, b) = (first.Average(), second.Average());
        var both = first.Zip(second, (x, y) => (x - a) * (y - b)).Sum();
        return both / Math.Sqrt(first.Sum(x => (x - a) * (x - a)) * second.Sum(y => (y - b) * (y - b)));
    }
}
