namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Four paths - no trend, a straight one, a curved one, the latest trend - and what each is worth for a series with given traits. Combinations beat their parts
/// (Makridakis et al. 2020, Int. J. Forecasting 36(1)); weights by traits of the series are after Montero-Manso et al. 2020, Int. J. Forecasting 36(1).
/// </summary>
internal static class Combination
{
    /// <summary>How many paths.</summary>
    public const int Paths = 4;

    /// <summary>
    /// Learnt on the yearly series of M1 and M3 and on headcounts of health and education staff of four provinces and of the country, so that the mean scaled error is least:
    /// <c>TalentRegistry.Benchmarks -- series learn</c>; docs/forecasting.md tells how it fares where it was not learnt.
    /// </summary>
    public static readonly double[][] Learnt =
    [
        [0.1467, 2.9431, -2.2626, -0.9898, 2.1560, 1.0474, 0.7911],
        [2.5776, -4.8057, -0.6476, -0.0972, -1.7841, -0.2273, 0.4263],
        [0.9409, 0.4763, 3.6998, -0.2566, -0.1956, 0.1207, 0.1228],
        [-2.5167, 1.1674, 0.4854, 1.4786, -1.1130, -1.1560, -1.1778],
    ];

    // Trends were seen to go on for six years; what was not seen is believed less each year.
    private const int SeenYears = 6;
    private const double FadingAfter = 0.9;

    /// <summary>The level; the trend, straight; the trend, curved; the trend as it is of late.</summary>
    public static double[][] PathsOf(ReadOnlySpan<double> values, int horizon) =>
    [
        Mean(StraightPaths.NoChange(values, horizon), ExponentialSmoothing.Simple(values, horizon)),
        Faded(Mean(
            StraightPaths.MedianDrift(values, horizon), StraightPaths.RecentDrift(values, horizon),
            StraightPaths.AutoregressiveSteps(values, horizon), ExponentialSmoothing.Damped(values, horizon))),
        Faded(Theta.OfLogarithms(values, horizon)),
        Faded(ExponentialSmoothing.Holt(values, horizon)),
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
