using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// How posts of a profession grow: the yearly growth of a province's headcount is a level that wanders and fades, and on top of it what goes with the year and with chance (local level model, Harvey
/// 1989, ch. 4). How much of each is drawn by profession, from a grid weighed by the likelihood of all provinces' past and by priors that hold small ones likelier.
/// </summary>
internal sealed class PostGrowth
{
    // Growth that nobody would believe before seeing it.
    private const double LevelVariance = 0.03 * 0.03;
    private const double Degrees = 4;
    private const double MostGrowth = 0.15;

    // Posts that double are a new institution, which the past does not know; and a cell has room for no more.
    private const double MostTimes = 2;
    private const double MostMore = 10;
    private static readonly (double Transitory, double Persistent, double Fading, double Chance)[] Points =
    [
        .. from transitory in new[] { 0.002, 0.006, 0.012, 0.025, 0.05, 0.1, 0.2 }
           from persistent in new[] { 0, 0.003, 0.01, 0.03 }
           from fading in new[] { 0.4, 0.6, 0.8 }
           from chance in new[] { 0, 0.02, 0.1, 0.3, 1 }
           select (transitory, persistent, fading, chance),
    ];

    private readonly CareerTable table;
    private readonly double[][] cumulative;
    private readonly (double Mean, double Variance)[][] levels;

    public PostGrowth(CareerTable table, PostPast past)
    {
        this.table = table;
        levels = new (double, double)[past.Pools][];
        cumulative = [.. Enumerable.Range(0, table.Professions.Count).Select(profession => Fit(past, profession))];
    }

    /// <summary>Posts from the base year on.</summary>
    public void Path(int pool, int opening, int draw, long seed, Span<double> posts)
    {
        posts[0] = opening;
        if (opening == 0)
        {
            posts.Clear();
            return;
        }

        var profession = pool % table.Professions.Count;
        var weights = cumulative[profession];
        var at = Array.BinarySearch(weights, CounterRandom.Of(CounterRandom.Key(seed, "posts/growth", table.Professions[profession]), draw).NextDouble());
        at = Math.Min(at < 0 ? ~at : at, Points.Length - 1);
        var (transitory, persistent, fading, chance) = Points[at];
        var (mean, variance) = levels[pool][at];
        var random = CounterRandom.Of(CounterRandom.Key(seed, "posts/year", $"{table.Provinces[pool / table.Professions.Count]}|{table.Professions[profession]}"), draw);
        var level = mean + (Math.Sqrt(variance) * random.NextNormal());
        for (var year = 1; year < posts.Length; year++)
        {
            level = (fading * level) + (persistent * random.NextNormal());
            // As wild as the past was taken to be: a year far off all others comes again.
            var growth = level + (Math.Sqrt((transitory * transitory) + (chance / Math.Max(1, posts[year - 1]))) * random.NextStudent(Degrees));
            posts[year] = Math.Min(posts[year - 1] * (1 + Math.Clamp(growth, -MostGrowth, MostGrowth)), MostTimes * opening + MostMore);
        }
    }

    private double[] Fit(PostPast past, int profession)
    {
        int[] pools = [.. Enumerable.Range(0, table.Provinces.Count).Select(province => province * table.Professions.Count + profession)];
        foreach (var pool in pools) levels[pool] = new (double, double)[Points.Length];
        var logs = new double[Points.Length];
        for (var at = 0; at < Points.Length; at++)
        {
            var point = Points[at];
            logs[at] = -(point.Transitory * 46) - (point.Persistent * 92) - point.Chance;
            foreach (var pool in pools) logs[at] += Filter(past.StockOf(pool), point, out levels[pool][at]);
        }

        var best = logs.Max();
        var (total, running) = (logs.Sum(log => Math.Exp(log - best)), 0.0);
        return Array.ConvertAll(logs, log => running += Math.Exp(log - best) / total);
    }

    private static double Filter(ReadOnlySpan<int> stock, (double Transitory, double Persistent, double Fading, double Chance) point, out (double, double) end)
    {
        var (mean, variance, log) = (0.0, LevelVariance, 0.0);
        for (var year = 1; year < stock.Length; year++)
        {
            (mean, variance) = (point.Fading * mean, (point.Fading * point.Fading * variance) + (point.Persistent * point.Persistent));
            if (stock[year - 1] < 1) continue;

            var before = (double)stock[year - 1];
            var surprise = ((stock[year] - before) / before) - mean;
            // Heads are whole: a quarter of a head squared is what that hides.
            var spread = variance + (point.Transitory * point.Transitory) + (point.Chance / before) + (0.25 / (before * before));
            var weight = (Degrees + 1) / (Degrees + (surprise * surprise / spread));
            log -= (Math.Log(spread) + ((Degrees + 1) * Math.Log(1 + (surprise * surprise / spread / Degrees)))) / 2;
            // A year that is far off all others teaches little about the next (Student's t; West 1984, J. R. Stat. Soc. B 46(3)).
            spread = variance + ((spread - variance) / Math.Min(1, weight));
            mean += variance / spread * surprise;
            variance *= 1 - (variance / spread);
        }

        end = (mean, variance);
        return log;
    }
}
