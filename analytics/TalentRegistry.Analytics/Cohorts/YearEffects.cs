using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// How a province's yearly totals wander around what is expected: log(observed/expected) is a level that walks and, on top of it,
/// a transitory part that goes with the year, seen through Poisson noise (local level model, Harvey 1989, ch. 4). How far
/// they wander is not known but drawn, from a grid of both standard deviations weighed by likelihood and by exponential priors
/// that hold small ones likelier (Simpson et al. 2017, Statist. Sci. 32(1)): a short history then neither
/// invents turbulence nor rules it out.
/// </summary>
internal sealed class YearEffects
{
    private const int Steps = 20;
    private const double TransitoryStep = 0.025;
    private const double PersistentStep = 0.0125;

    // One chance in a hundred that a year is off by more than 0.3, or that the level moves by more than 0.15 a year.
    private const double TransitoryRate = 4.6 / 0.3;
    private const double PersistentRate = 4.6 / 0.15;

    // What is left a year later of a level's distance to the long run.
    private const double Fading = 0.95;
    private readonly string purpose;
    private readonly IReadOnlyList<string> provinces;
    private readonly Wandering[] grid;
    private readonly double[] cumulative;

    /// <summary>Fits series of yearly observed and expected counts, one a province, oldest year first.</summary>
    public YearEffects(string purpose, IReadOnlyList<string> provinces, IReadOnlyList<(double Observed, double Expected)[]> series)
    {
        (this.purpose, this.provinces) = (purpose, provinces);
        grid =
        [
            .. from i in Enumerable.Range(0, Steps)
               from j in Enumerable.Range(0, Steps)
               select Filter(series, (i + 0.5) * TransitoryStep, (j + 0.5) * PersistentStep),
        ];
        var best = grid.Max(point => point.LogWeight);
        var weights = grid.Select(point => Math.Exp(point.LogWeight - best)).ToArray();
        var (sum, total) = (0.0, weights.Sum());
        cumulative = Array.ConvertAll(weights, weight => sum += weight / total);
        Transitory = grid.Zip(weights, (point, weight) => point.Transitory * weight).Sum() / total;
        Persistent = grid.Zip(weights, (point, weight) => point.Persistent * weight).Sum() / total;
    }

    /// <summary>Posterior mean variance of the part that goes with the year.</summary>
    public double Transitory { get; }

    /// <summary>Posterior mean variance of a year's step in the part that stays.</summary>
    public double Persistent { get; }

    /// <summary>
    /// Factors of a province for the years after the base year, one row of <paramref name="horizon"/> + 1 a draw, whose first entry
    /// is unused. Their mean runs from the level at the end of the history back to 1.
    /// </summary>
    public float[] Draws(int province, int draws, int horizon, long seed)
    {
        var shared = CounterRandom.Key(seed, purpose + "/wandering", "");
        var key = CounterRandom.Key(seed, purpose + "/year", provinces[province]);
        var factors = new float[draws * (horizon + 1)];
        for (var draw = 0; draw < draws; draw++)
        {
            var wandering = Pick(CounterRandom.Of(shared, draw).NextDouble());
            Walk(wandering, wandering.Levels[province], CounterRandom.Of(key, draw), factors.AsSpan(draw * (horizon + 1), horizon + 1));
        }

        return factors;
    }

    private static void Walk(Wandering wandering, (double Mean, double Variance) end, CounterRandom random, Span<float> factors)
    {
        var level = end.Mean + Math.Sqrt(end.Variance) * random.NextNormal();
        var spread = end.Variance;
        for (var year = 1; year < factors.Length; year++)
        {
            level = Fading * level + Math.Sqrt(wandering.Persistent) * random.NextNormal();
            spread = Fading * Fading * spread + wandering.Persistent;
            var effect = level + Math.Sqrt(wandering.Transitory) * random.NextNormal();
            // Less half the variance, so that the mean of the factors is not above the level.
            factors[year] = (float)Math.Exp(effect - (spread + wandering.Transitory) / 2);
        }
    }

    private Wandering Pick(double uniform)
    {
        var at = Array.BinarySearch(cumulative, uniform);
        return grid[Math.Min(at < 0 ? ~at : at, grid.Length - 1)];
    }

    private static Wandering Filter(
        IReadOnlyList<(double Observed, double Expected)[]> series, double transitoryDeviation, double persistentDeviation)
    {
        var logWeight = -TransitoryRate * transitoryDeviation - PersistentRate * persistentDeviation;
        var (transitory, persistent) = (transitoryDeviation * transitoryDeviation, persistentDeviation * persistentDeviation);
        var levels = new (double Mean, double Variance)[series.Count];
        for (var s = 0; s < levels.Length; s++)
        {
            var (mean, variance) = (0.0, 0.25);
            foreach (var (observed, expected) in series[s])
            {
                variance += persistent;
                if (expected <= 0) continue;

                // Half an event on both sides, so that a year without any is not minus infinity.
                var surprise = Math.Log((observed + 0.5) / (expected + 0.5)) - mean;
                var spread = variance + transitory + 1 / (observed + 0.5);
                logWeight -= (Math.Log(spread) + surprise * surprise / spread) / 2;
                mean += variance / spread * surprise;
                variance *= 1 - variance / spread;
            }

            levels[s] = series[s].Any(year => year.Expected > 0) ? (mean, variance) : (0, transitory);
        }

        return new(transitory, persistent, logWeight, levels);
    }

    private sealed record Wandering(double Transitory, double Persistent, double LogWeight, (double Mean, double Variance)[] Levels);
}
