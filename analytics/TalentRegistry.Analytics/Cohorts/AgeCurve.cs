using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// A rate by sex and single year of age that is smooth in age: log(rate / reference) walks from each age to the next, events are
/// Poisson, and the fit is the mode with its curvature (first-order random walk, Rue and Held 2005, ch. 3.3; Laplace approximation, Tierney
/// and Kadane 1986). How far it may step is not known but drawn, from a grid weighed by likelihood and by a gamma prior. Beyond the ages that were seen it goes on level, and less and less sure.
/// </summary>
internal sealed class AgeCurve
{
    // Gamma of shape 2, whose mean is 6.5 % from one age to the next: it does not pull towards a flat curve where events are few
    // (boundary-avoiding: Chung et al. 2013, Psychometrika 78).
    private const double StepRate = 2 / 0.065;

    // How far a whole curve may lie from what is expected before a single event is seen: a factor of 20 is two deviations, of a
    // reference a factor of 2.7.
    private const double LevelVariance = 2.25;
    private const double ReferenceVariance = 0.25;
    private static readonly double[] Steps = [0.01, 0.02, 0.03, 0.045, 0.065, 0.09, 0.12, 0.16, 0.21, 0.28, 0.4];
    private readonly string purpose;
    private readonly double levelVariance;
    private readonly Fit[] fits = [];
    private readonly double[] cumulative = [];
    private readonly double[] mean = new double[CareerTable.AgeSlots];

    /// <summary>Fits a curve.</summary>
    /// <param name="purpose">Keys the draws.</param>
    /// <param name="events">By age slot.</param>
    /// <param name="exposure">Person-years by age slot, weighed by what else is known of them.</param>
    /// <param name="reference">The shape that is expected, by age slot, such as a life table; null for a level one.</param>
    public AgeCurve(string purpose, double[] events, double[] exposure, double[]? reference)
    {
        this.purpose = purpose;
        levelVariance = reference is null ? LevelVariance : ReferenceVariance;
        var shape = reference ?? Level(events, exposure);
        if (shape[0] <= 0) return;

        var expected = new double[events.Length];
        // Whoever goes was there: an event without any time there, as wrong dates leave behind, is no infinite rate.
        for (var slot = 0; slot < expected.Length; slot++) expected[slot] = shape[slot] * Math.Max(exposure[slot], 0.5 * events[slot]);
        fits = [.. Steps.Select((step, at) => FitOf(events, expected, step, Math.Log(Grid.Width(Steps, at))))];
        var best = fits.Max(fit => fit.LogWeight);
        var weights = Array.ConvertAll(fits, fit => Math.Exp(fit.LogWeight - best));
        var (sum, total) = (0.0, weights.Sum());
        cumulative = Array.ConvertAll(weights, weight => sum += weight / total);
        for (var slot = 0; slot < mean.Length; slot++)
            mean[slot] = shape[slot] * fits.Zip(weights, (fit, weight) => weight / total * Math.Exp(fit.Log[slot])).Sum();
        foreach (var fit in fits)
            for (var slot = 0; slot < mean.Length; slot++)
                fit.Log[slot] += Math.Log(shape[slot]);
    }

    /// <summary>Posterior mean rate.</summary>
    public double Mean(int slot) => mean[slot];

    /// <summary>The rate of every age slot, one row a draw.</summary>
    public float[] Draws(int draws, long seed)
    {
        var rates = new float[draws * CareerTable.AgeSlots];
        if (fits.Length == 0) return rates;

        var key = CounterRandom.Key(seed, purpose, "base");
        for (var draw = 0; draw < draws; draw++)
        {
            var random = CounterRandom.Of(key, draw);
            var at = Array.BinarySearch(cumulative, random.NextDouble());
            Draw(fits[Math.Min(at < 0 ? ~at : at, fits.Length - 1)], random, rates.AsSpan(draw * CareerTable.AgeSlots, CareerTable.AgeSlots));
        }

        return rates;
    }

    private static double[] Level(double[] events, double[] exposure)
    {
        var level = new double[events.Length];
        var total = exposure.Sum();
        // Never seen is not never: half an event.
        Array.Fill(level, total > 0 ? Math.Max(0.5, events.Sum()) / total : 0);
        return level;
    }

    // The matrix is that of a chain, so its root has two diagonals, and a draw is one pass backwards along it.
    private static void Draw(Fit fit, CounterRandom random, Span<float> row)
    {
        var above = 0.0;
        for (var slot = row.Length - 1; slot >= 0; slot--)
        {
            above = (random.NextNormal() - fit.Off[slot] * above) / fit.Root[slot];
            // Less half the variance, so that the mean of the draws is the rate itself.
            row[slot] = (float)Math.Exp(fit.Log[slot] + above - fit.Variance[slot] / 2);
        }
    }

    private Fit FitOf(double[] events, double[] expected, double step, double logWidth)
    {
        var n = events.Length;
        var (log, root, off) = (new double[n], new double[n], new double[n]);
        var (gradient, precision) = (new double[n], 1 / (step * step));
        for (var round = 0; round < 30; round++)
        {
            for (var slot = 0; slot < n; slot++)
            {
                var rate = expected[slot] * Math.Exp(log[slot]);
                (gradient[slot], root[slot], off[slot]) = (events[slot] - rate, rate, 0);
            }

            AddPrior(log, gradient, root, off, precision);
            Decompose(root, off);
            var moved = Solve(root, off, gradient);
            // Half a step at most of what would be a factor of seven, so that the first rounds do not run away.
            for (var slot = 0; slot < n; slot++) log[slot] += Math.Clamp(gradient[slot], -2, 2);
            if (moved < 1e-8) break;
        }

        return new(log, root, off, Variances(root, off), LogWeight(events, expected, log, root, precision) + Math.Log(step) - StepRate * step + logWidth);
    }

    // Each sex is a chain of its own; its first age holds the level.
    private void AddPrior(double[] log, double[] gradient, double[] diagonal, double[] off, double precision)
    {
        for (var slot = 0; slot < log.Length; slot++)
        {
            var isFirst = slot % CareerTable.Ages == 0;
            var (weight, difference) = isFirst ? (1 / levelVariance, log[slot]) : (precision, log[slot] - log[slot - 1]);
            gradient[slot] -= weight * difference;
            diagonal[slot] += weight;
            if (isFirst) continue;

            gradient[slot - 1] += weight * difference;
            diagonal[slot - 1] += weight;
            off[slot - 1] = -weight;
        }
    }

    private static void Decompose(double[] diagonal, double[] off)
    {
        for (var slot = 0; slot < diagonal.Length; slot++)
        {
            diagonal[slot] = Math.Sqrt(slot == 0 ? diagonal[0] : diagonal[slot] - off[slot - 1] * off[slot - 1]);
            off[slot] /= diagonal[slot];
        }
    }

    // In place; the longest step.
    private static double Solve(double[] root, double[] off, double[] x)
    {
        for (var slot = 0; slot < x.Length; slot++) x[slot] = (x[slot] - (slot > 0 ? off[slot - 1] * x[slot - 1] : 0)) / root[slot];
        for (var slot = x.Length - 1; slot >= 0; slot--) x[slot] = (x[slot] - (slot < x.Length - 1 ? off[slot] * x[slot + 1] : 0)) / root[slot];
        return x.Max(Math.Abs);
    }

    // Diagonal of the inverse, backwards (Rue and Held 2005, ch. 2.4).
    private static double[] Variances(double[] root, double[] off)
    {
        var variances = new double[root.Length];
        var above = 0.0;
        for (var slot = root.Length - 1; slot >= 0; slot--)
            variances[slot] = above = (1 + off[slot] * off[slot] * above) / (root[slot] * root[slot]);
        return variances;
    }

    private double LogWeight(double[] events, double[] expected, double[] log, double[] root, double precision)
    {
        var weight = 0.0;
        for (var slot = 0; slot < events.Length; slot++)
        {
            weight += events[slot] * log[slot] - expected[slot] * Math.Exp(log[slot]) - Math.Log(root[slot]);
            weight += slot % CareerTable.Ages == 0
                ? -log[slot] * log[slot] / levelVariance / 2
                : (Math.Log(precision) - precision * Math.Pow(log[slot] - log[slot - 1], 2)) / 2;
        }

        return weight;
    }

    private sealed record Fit(double[] Log, double[] Root, double[] Off, double[] Variance, double LogWeight);
}
