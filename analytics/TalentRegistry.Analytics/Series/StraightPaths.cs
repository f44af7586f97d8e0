namespace TalentRegistry.Analytics.Series;

/// <summary>Forecasts that go on from the last value by steps: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.2 and chapter 9.</summary>
internal static class StraightPaths
{
    /// <summary>The last value for ever.</summary>
    public static double[] NoChange(ReadOnlySpan<double> values, int horizon) => Steps(values[^1], 0, horizon);

    /// <summary>The mean step of the past: a random walk with drift.</summary>
    public static double[] Drift(ReadOnlySpan<double> values, int horizon) =>
        Steps(values[^1], (values[^1] - values[0]) / (values.Length - 1), horizon);

    /// <summary>The median step: a jump of the level, as where a definition or a border changes, does not bend it.</summary>
    public static double[] MedianDrift(ReadOnlySpan<double> values, int horizon)
    {
        var steps = Differences(values);
        Array.Sort(steps);
        var middle = steps.Length / 2;
        return Steps(values[^1], steps.Length % 2 == 1 ? steps[middle] : (steps[middle - 1] + steps[middle]) / 2, horizon);
    }

    /// <summary>The mean step of the last eight years.</summary>
    public static double[] RecentDrift(ReadOnlySpan<double> values, int horizon) => Drift(values[^Math.Min(9, values.Length)..], horizon);

    /// <summary>ARIMA(1,1,0) with a constant: the next step leans on the last one. By the Yule-Walker equation, which keeps it stationary.</summary>
    public static double[] AutoregressiveSteps(ReadOnlySpan<double> values, int horizon)
    {
        var steps = Differences(values);
        var mean = (values[^1] - values[0]) / steps.Length;
        var phi = Math.Clamp(Autocorrelation(steps, mean), -0.9, 0.9);
        var path = new double[horizon];
        var (level, lean) = (values[^1], steps[^1] - mean);
        for (var h = 0; h < horizon; h++)
        {
            lean *= phi;
            path[h] = level += mean + lean;
        }

        return path;
    }

    /// <summary>Each value less the one before.</summary>
    public static double[] Differences(ReadOnlySpan<double> values)
    {
        var steps = new double[values.Length - 1];
        for (var t = 0; t < steps.Length; t++)
            steps[t] = values[t + 1] - values[t];
        return steps;
    }

    /// <summary>Of neighbours, about a mean; 0 where nothing varies.</summary>
    public static double Autocorrelation(ReadOnlySpan<double> steps, double mean)
    {
        var (variance, covariance) = (0.0, 0.0);
        for (var t = 0; t < steps.Length; t++)
        {
            variance += (steps[t] - mean) * (steps[t] - mean);
            if (t > 0) covariance += (steps[t] - mean) * (steps[t - 1] - mean);
        }

        return variance > 0 ? covariance / variance : 0;
    }

    private static double[] Steps(double last, double step, int horizon)
    {
        var path = new double[horizon];
        for (var h = 0; h < horizon; h++)
            path[h] = last + step * (h + 1);
        return path;
    }
}
