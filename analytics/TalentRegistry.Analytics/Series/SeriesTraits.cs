namespace TalentRegistry.Analytics.Series;

/// <summary>
/// What of a series tells whether its trend will go on; all free of its unit, and kept within what was met when the weights were learnt.
/// </summary>
internal static class SeriesTraits
{
    /// <summary>How many there are, the constant one included.</summary>
    public const int Count = 7;

    private const int Origins = 8;
    private const int LongestStep = 4;
    private const int FewestKnown = 5;

    /// <summary>The traits in the order of <see cref="Combination.Learnt"/>.</summary>
    /// <param name="values">At least six, not all the same.</param>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var steps = StraightPaths.Differences(values);
        var (size, largest, level) = (0.0, 0.0, 0.0);
        foreach (var step in steps)
        {
            size += Math.Abs(step) / steps.Length;
            largest = Math.Max(largest, Math.Abs(step));
        }

        foreach (var value in values)
            level += Math.Abs(value) / values.Length;

        var mean = (values[^1] - values[0]) / steps.Length;
        return
        [
            1,
            // Steps all one way: 1; as much up as down: 0.
            Math.Abs(mean) / size,
            Math.Clamp(Math.Log(values.Length / 20.0), -1.2, 0.8),
            // A step up is followed by one up: the trend is real; by one down: it is noise about a level.
            StraightPaths.Autocorrelation(steps, mean),
            TrendAgainstNoChange(values, size),
            // Restless beside its level.
            Math.Clamp(Math.Log(size / level + 0.001), -6, 1),
            // Moves by few jumps.
            Math.Clamp(largest / size / Math.Sqrt(steps.Length), 0, 2),
        ];
    }

    /// <summary>Logarithm of the error of drift over that of no change, forecast from the last years' own past (rolling origin, Tashman 2000, Int. J. Forecasting 16(4)).</summary>
    private static double TrendAgainstNoChange(ReadOnlySpan<double> values, double size)
    {
        var (still, drifting) = (size / 2, size / 2);
        for (var known = Math.Max(FewestKnown, values.Length - Origins); known < values.Length; known++)
        {
            var horizon = Math.Min(LongestStep, values.Length - known);
            var drift = StraightPaths.Drift(values[..known], horizon);
            for (var h = 0; h < horizon; h++)
            {
                still += Math.Abs(values[known + h] - values[known - 1]);
                drifting += Math.Abs(values[known + h] - drift[h]);
            }
        }

        return Math.Clamp(Math.Log(drifting / still), -1.5, 1.5);
    }
}
