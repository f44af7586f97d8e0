using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// How a province's yearly totals wander around what is expected: a transitory part that goes with the year, and a persistent one
/// that stays and fades. Variances by moments of the yearly changes of log(observed/expected): the lag-one autocovariance is
/// minus the transitory variance, the rest is persistent, after taking off Poisson noise; where the level stands at the end of
/// the history is filtered (local level model, Harvey 1989, ch. 4).
/// </summary>
internal sealed class YearEffects
{
    private const double Fading = 0.95;

    // What a short or thin history gets: good years and bad years a tenth apart.
    private const double UnknownTransitory = 0.01;
    private const double UnknownPersistent = 0.004;
    private readonly string purpose;
    private readonly IReadOnlyList<string> provinces;
    private readonly (double Mean, double Variance)[] levels;

    /// <summary>Fits series of yearly observed and expected counts, one a province, oldest year first.</summary>
    public YearEffects(string purpose, IReadOnlyList<string> provinces, IReadOnlyList<(double Observed, double Expected)[]> series)
    {
        (this.purpose, this.provinces) = (purpose, provinces);
        (Transitory, Persistent) = Variances(series);
        levels = [.. series.Select(LevelAtTheEnd)];
    }

    /// <summary>Variance of the part that goes with the year.</summary>
    public double Transitory { get; }

    /// <summary>Variance of a year's step in the part that stays.</summary>
    public double Persistent { get; }

    /// <summary>
    /// Factors of a province for the years after the base year, one row of <paramref name="horizon"/> + 1 a draw, whose first entry
    /// is unused. Their mean runs from the level at the end of the history back to 1.
    /// </summary>
    public float[] Draws(int province, int draws, int horizon, long seed)
    {
        var key = CounterRandom.Key(seed, purpose + "/year", provinces[province]);
        var factors = new float[draws * (horizon + 1)];
        for (var draw = 0; draw < draws; draw++)
        {
            var random = CounterRandom.Of(key, draw);
            var (middle, spread) = levels[province];
            var level = middle + Math.Sqrt(spread) * random.NextNormal();
            for (var year = 1; year <= horizon; year++)
            {
                level = Fading * level + Math.Sqrt(Persistent) * random.NextNormal();
                spread = Fading * Fading * spread + Persistent;
                factors[draw * (horizon + 1) + year] =
                    (float)Math.Exp(level + Math.Sqrt(Transitory) * random.NextNormal() - (spread + Transitory) / 2);
            }
        }

        return factors;
    }

    private static (double Transitory, double Persistent) Variances(IReadOnlyList<(double Observed, double Expected)[]> series)
    {
        double variance = 0, autocovariance = 0, noise = 0;
        var (changes, pairs) = (0, 0);
        foreach (var years in series)
        {
            if (years.Length < 5 || years.Any(year => year.Observed < 5 || year.Expected <= 0)) continue;

            var log = years.Select(year => Math.Log(year.Observed / year.Expected)).ToArray();
            var mean = (log[^1] - log[0]) / (log.Length - 1);
            for (var t = 1; t < log.Length; t++)
            {
                var change = log[t] - log[t - 1] - mean;
                variance += change * change;
                changes++;
                if (t < 2) continue;

                autocovariance += change * (log[t - 1] - log[t - 2] - mean);
                pairs++;
            }

            noise += years.Average(year => 1 / year.Observed) * (log.Length - 1);
        }

        if (changes < 8) return (UnknownTransitory, UnknownPersistent);

        noise /= changes;
        var transitory = Math.Clamp(-autocovariance / pairs - noise, 0.0005, 0.25);
        return (transitory, Math.Clamp(variance / changes - 2 * (transitory + noise), 0.0002, 0.05));
    }

    private (double Mean, double Variance) LevelAtTheEnd((double Observed, double Expected)[] years)
    {
        var (mean, variance) = (0.0, 1.0);
        foreach (var (observed, expected) in years)
        {
            variance += Persistent;
            if (expected <= 0) continue;

            // Half an event on both sides, so that a year without any is not minus infinity.
            var gain = variance / (variance + Transitory + 1 / (observed + 0.5));
            mean += gain * (Math.Log((observed + 0.5) / (expected + 0.5)) - mean);
            variance *= 1 - gain;
        }

        return variance < 1 ? (mean, variance) : (0, Transitory + UnknownPersistent);
    }
}
