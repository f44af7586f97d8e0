namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Three paths - no trend, a straight one, a curved one - and what each is worth for a series with given traits. Combinations beat their parts
/// (Makridakis et al. 2020, Int. J. Forecasting 36(1)); weights by traits of the series are after Montero-Manso et al. 2020, Int. J. Forecasting 36(1).
/// </summary>
internal static class Combination
{
    /// <summary>How many paths.</summary>
    public const int Paths = 3;

    /// <summary>
    /// Learnt on the yearly series of M1 and M3 and on headcounts of health and education staff of four provinces, so that the mean scaled error is least:
    /// <c>TalentRegistry.Benchmarks -- series learn</c>; docs/forecasting.md tells how it fares where it was not learnt.
    /// </summary>
    public static readonly double[][] Learnt =
    [
        [0.3811, 2.4519, -1.6989, -1.3495, 1.6000, 0.9390, -0.7556],
        [-0.4417, -2.4212, -0.6951, 1.3544, -1.4141, -0.9579, 0.9628],
        [0.4714, 0.4600, 2.7545, 0.0650, -0.6394, 0.4809, -0.1802],
    ];

    // Trends were seen to go on for six years; what was not seen is believed less each year.
    private const int SeenYears = 6;
    private const double FadingAfter = 0.9;

    /// <summary>The level; the trend, straight; the trend, curved.</summary>
    public static double[][] PathsOf(ReadOnlySpan<double> values, int horizon) =>
    [
        Mean(StraightPaths.NoChange(values, horizon), ExponentialSmoothing.Simple(values, horizon)),
        Faded(Mean(
            StraightPaths.MedianDrift(values, horizon), StraightPaths.RecentDrift(values, horizon),
            StraightPaths.AutoregressiveSteps(values, horizon), ExponentialSmoothing.Damped(values, horizon))),
        Faded(Theta.OfLogarithms(values, horizon)),
    ];

    /// <summary>Shares of the paths, which sum to 1 (softmax of one linear form each).</summary>
    public static double[] Weights(double[] traits, double[][] coefficients)
    {
        var weights = new double[Paths];
        for (var path = 0; path < Paths; path++)
        {
            for (var trait = 0; trait < SeriesTraits.Count; trait++)
                weights[path] += coefficients[path][trait] * traits[trait];
        }

        var largest = weights.Max();
        var sum = 0.0;
        for (var path = 0; path < Paths; path++)
            sum += weights[path] = Math.Exp(weights[path] - largest);
        for (var path = 0; path < Paths; path++)
            weights[path] /= sum;
        return weights;
    }

    /// <summary>The combined path.</summary>
    public static double[] Combine(double[][] paths, double[] weights)
    {
        var combined = new double[paths[0].Length];
        for (var h = 0; h < combined.Length; h++)
        {
            for (var path = 0; path < Paths; path++)
                combined[h] += weights[path] * paths[path][h];
        }

        return combined;
    }

    private static double[] Mean(params double[][] paths)
    {
        var mean = new double[paths[0].Length];
        for (var h = 0; h < mean.Length; h++)
            mean[h] = paths.Average(path => path[h]);
        return mean;
    }

    private static double[] Faded(double[] path)
    {
        var faded = (double[])path.Clone();
        var share = 1.0;
        for (var h = SeenYears; h < path.Length; h++)
            faded[h] = faded[h - 1] + (path[h] - path[h - 1]) * (share *= FadingAfter);
        return faded;
    }
}
