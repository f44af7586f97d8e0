using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// How far hiring follows those who go. Where posts are counted (biên chế), whoever goes is replaced and the headcount follows the posts; where hiring is a volume, it does not ask who went. Which of the
/// two it is, the past shows: the change of recruits from one year to the next beside that of exits, by profession and province. How the posts themselves grow is
/// a level that wanders and fades (local level model, Harvey 1989, ch. 4), learnt by profession and followed by province; how districts' shares wander, from their past.
/// </summary>
internal sealed class Posts
{
    // Heads are whole, and no fit is perfect.
    private const double Least = 0.1;

    // Fewer changes than these tell nothing: hiring is then taken for a volume.
    private const int Enough = 30;
    // Chance alone brings recruits and exits together so far: taken for posts, it would make bands too narrow.
    private const double Noise = 0.3;

    // A school opens, a ward closes: places move by few jumps.
    private const double ApartDegrees = 4;
    private static readonly double[] Shares = [.. Enumerable.Range(0, 21).Select(step => step / 20.0)];
    private readonly double[] cumulative;
    private readonly PostGrowth growth;
    private readonly ulong filledKey;
    private readonly ulong roundingKey;
    private readonly double apartTransitory;
    private readonly double apartPersistent;

    public Posts(CareerTable table, CohortSettings settings)
    {
        var pools = new PostPast(table);
        cumulative = Filling(pools);
        growth = new(table, pools, settings.Seed);
        (apartTransitory, apartPersistent) = pools.Apart();
        filledKey = CounterRandom.Key(settings.Seed, "posts/filled", "");
        roundingKey = CounterRandom.Key(settings.Seed, "posts/rounding", "");
    }

    /// <summary>The pool of posts to which a cell belongs.</summary>
    public static int PoolOf(CareerTable table, int cell) => table.ProvinceOf[table.UnitOf[cell]] * table.Professions.Count + table.ProfessionOf[cell];

    /// <summary>Share of empty posts that are filled, 0 to 1.</summary>
    public double Filled(int draw)
    {
        var at = Array.BinarySearch(cumulative, CounterRandom.Of(filledKey, draw).NextDouble());
        return Shares[Math.Min(at < 0 ? ~at : at, Shares.Length - 1)] is var share && share < Noise ? 0 : share;
    }

    /// <summary>The same number in every year, so that half a post is one in half of the draws and not in half of the years.</summary>
    public double Rounding(int pool, int draw) => CounterRandom.Of(roundingKey, draw, pool).NextDouble();

    /// <summary>Posts of a pool from the base year on.</summary>
    public void Path(int pool, int opening, int draw, Span<double> posts) => growth.Path(pool, opening, draw, posts);

    /// <summary>By how many people a place lies off its share of the pool, by year after the base year.</summary>
    public void Apart(PostPlace place, int draw, Span<double> people)
    {
        var (random, level, scale) = (CounterRandom.Of(place.Key, draw, -1), 0.0, Math.Sqrt(place.Opening + 0.25));
        foreach (ref var off in people)
        {
            level += apartPersistent * random.NextStudent(ApartDegrees);
            off = scale * (level + (apartTransitory * random.NextNormal()));
        }
    }

    // Least absolute deviations: a year in which posts were cut is one year, however deep. The likelihood is Laplace's, each pool with a scale of its own at its mode; neighbouring differences share a
    // year, so that half of them count.
    private static double[] Filling(PostPast past)
    {
        if (past.Differences().Sum(pool => pool.Count) < Enough) return [.. Shares.Select(_ => 1.0)];

        var logs = new double[Shares.Length];
        foreach (var pool in past.Differences())
            for (var at = 0; at < logs.Length; at++)
                logs[at] -= pool.Count / 2.0 * Math.Log(pool.Average(year => Math.Abs(year.Recruits - (Shares[at] * year.Exits))) + Least);

        var best = logs.Max();
        var (total, running) = (logs.Sum(log => Math.Exp(log - best)), 0.0);
        return Array.ConvertAll(logs, log => running += Math.Exp(log - best) / total);
    }
}
