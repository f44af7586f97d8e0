using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// How posts of a profession grow: the yearly growth of a province's headcount is a level that wanders and fades, and on top of it what goes with the year and with chance (local level model, Harvey
/// 1989, ch. 4). How much of each is drawn by profession, from a grid weighed by the likelihood of all provinces' past and by priors that hold small ones likelier. What a profession did in the
/// other provinces tells of its level here, and levels of a province's professions are shifted in part together, since one budget pays them.
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

    // By how much a level differs from that of the same profession elsewhere.
    private const double ApartVariance = 0.01 * 0.01;

    // Of the variance of levels, what professions of a province share.
    private const double Shared = 0.3;

    // However smooth the past was, a level that never shifts is not believed: smooth figures are often drawn between few that were counted.
    private static readonly (double Transitory, double Persistent, double Fading, double Chance)[] Points =
    [
        .. from transitory in new[] { 0.002, 0.006, 0.012, 0.025, 0.05, 0.1, 0.2 }
           from persistent in new[] { 0.015, 0.03 }
           from fading in new[] { 0.5, 0.7, 0.9 }
           from chance in new[] { 0, 0.02, 0.1, 0.3, 1 }
           select (transitory, persistent, fading, chance),
    ];

    private readonly int professions;
    private readonly double[][] cumulative;
    private readonly (double Mean, double Variance)[][] levels;
    private readonly ulong[] pointKeys;
    private readonly ulong[] sharedKeys;
    private readonly ulong[] yearKeys;

    public PostGrowth(CareerTable table, PostPast past, long seed)
    {
        professions = table.Professions.Count;
        levels = new (double, double)[past.Pools][];
        cumulative = [.. Enumerable.Range(0, professions).Select(profession => Fit(past, profession))];
        pointKeys = [.. table.Professions.Select(profession => CounterRandom.Key(seed, "posts/growth", profession))];
        sharedKeys = [.. table.Provinces.Select(province => CounterRandom.Key(seed, "posts/shared", province))];
        yearKeys = [.. from province in table.Provinces from profession in table.Professions select CounterRandom.Key(seed, "posts/year", $"{province}|{profession}")];
    }

    /// <summary>Posts from the base year on.</summary>
    public void Path(int pool, int opening, int draw, Span<double> posts)
    {
        posts[0] = opening;
        if (opening == 0)
        {
            posts.Clear();
            return;
        }

        var weights = cumulative[pool % professions];
        var at = Array.BinarySearch(weights, CounterRandom.Of(pointKeys[pool % professions], draw).NextDouble());
        at = Math.Min(at < 0 ? ~at : at, Points.Length - 1);
        var (transitory, persistent, fading, chance) = Points[at];
        var (mean, variance) = levels[pool][at];
        var random = CounterRandom.Of(yearKeys[pool], draw);
        var shared = CounterRandom.Of(sharedKeys[pool / professions], draw);
        var level = mean + (Math.Sqrt(variance) * Mixed(shared.NextNormal(), random.NextNormal()));
        for (var year = 1; year < posts.Length; year++)
        {
            // As wild as the past was taken to be: a year far off all others comes again.
            level = (fading * level) + (persistent * Mixed(shared.NextStudent(Degrees), random.NextStudent(Degrees)));
            var growth = level + (Math.Sqrt((transitory * transitory) + (chance / Math.Max(1, posts[year - 1]))) * random.NextStudent(Degrees));
            posts[year] = Math.Min(posts[year - 1] * (1 + Math.Clamp(growth, -MostGrowth, MostGrowth)), MostTimes * opening + MostMore);
        }
    }

    private static double Mixed(double shared, double own) => (Math.Sqrt(Shared) * shared) + (Math.Sqrt(1 - Shared) * own);

    private double[] Fit(PostPast past, int profession)
    {
        int[] pools = [.. Enumerable.Range(0, past.Pools / professions).Select(province => province * professions + profession)];
        foreach (var pool in pools) levels[pool] = new (double, double)[Points.Length];
        var logs = new double[Points.Length];
        for (var at = 0; at < Points.Length; at++)
        {
            var point = Points[at];
            logs[at] = -(point.Transitory * 46) - (point.Persistent * 92) - point.Chance;
            foreach (var pool in pools) logs[at] += Filter(past.StockOf(pool), point, out levels[pool][at]);
        }

        foreach (var pool in pools) HearOfOthers(pool, past.StockOfOthers(pool, professions));
        var best = logs.Max();
        var (total, running) = (logs.Sum(log => Math.Exp(log - best)), 0.0);
        return Array.ConvertAll(logs, log => running += Math.Exp(log - best) / total);
    }

    // What the others' past adds to what was believed before seeing it is one more observation of the own level.
    private void HearOfOthers(int pool, int[] others)
    {
        for (var at = 0; at < Points.Length; at++)
        {
            Filter(others, Points[at], out var theirs);
            Filter(new int[others.Length], Points[at], out var unseen);
            var precision = (1 / theirs.Variance) - (1 / unseen.Variance);
            if (precision <= 0) continue;

            ref var own = ref levels[pool][at];
            var gain = own.Variance / (own.Variance + (1 / precision) + ApartVariance);
            own = (own.Mean + (gain * ((theirs.Mean / theirs.Variance / precision) - own.Mean)), own.Variance * (1 - gain));
        }
    }

    private static double Filter(ReadOnlySpan<int> stock, (double Transitory, double Persistent, double Fading, double Chance) point, out (double Mean, double Variance) end)
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
