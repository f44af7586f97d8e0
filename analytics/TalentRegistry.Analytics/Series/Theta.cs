namespace TalentRegistry.Analytics.Series;

/// <summary>
/// The Theta method (Assimakopoulos and Nikolopoulos 2000, Int. J. Forecasting 16(4)): half a straight line, half simple exponential smoothing of the
/// series bent twice as far from that line (Fiorucci et al. 2016, Int. J. Forecasting 32(4)).
/// </summary>
internal static class Theta
{
    /// <summary>Of the values as they are.</summary>
    public static double[] Of(ReadOnlySpan<double> values, int horizon)
    {
        var (start, slope) = Line(values);
        var bent = new double[values.Length];
        for (var t = 0; t < bent.Length; t++)
            bent[t] = 2 * values[t] - (start + slope * t);

        var path = ExponentialSmoothing.Simple(bent, horizon);
        for (var h = 0; h < horizon; h++)
            path[h] = (path[h] + start + slope * (values.Length + h)) / 2;
        return path;
    }

    /// <summary>
    /// Of the logarithms, a Box-Cox transformation with lambda 0 (Box and Cox 1964, J. R. Stat. Soc. B 26(2)); of the values as they are unless all
    /// are positive. Choosing lambda by likelihood forecast no better.
    /// </summary>
    public static double[] OfLogarithms(ReadOnlySpan<double> values, int horizon)
    {
        var largest = 0.0;
        foreach (var value in values)
        {
            if (value <= 0) return Of(values, horizon);
            largest = Math.Max(largest, value);
        }

        var logarithms = new double[values.Length];
        for (var t = 0; t < logarithms.Length; t++)
            logarithms[t] = Math.Log(values[t]);
        // No further than ten times what was ever seen: exponential growth meets a limit that the past does not show.
        return [.. Of(logarithms, horizon).Select(path => Math.Exp(Math.Min(path, Math.Log(10 * largest))))];
    }

    private static (double Start, double Slope) Line(ReadOnlySpan<double> values)
    {
        var (middle, mean) = ((values.Length - 1) / 2.0, 0.0);
        foreach (var value in values)
            mean += value / values.Length;

        var (squares, products) = (0.0, 0.0);
        for (var t = 0; t < values.Length; t++)
        {
            squares += (t - middle) * (t - middle);
            products += (t - middle) * (values[t] - mean);
        }

        var slope = products / squares;
        return (mean - slope * middle, slope);
    }
}
