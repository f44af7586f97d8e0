namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Exponential smoothing by least squares of the one-step errors: simple, with a trend, and with a damped one (Gardner and McKenzie 1985,
/// Management Science 31(10); written as in Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, chapter 8).
/// </summary>
/// <remarks>
/// For given smoothing parameters the errors are linear in the first level and trend, which are therefore solved for exactly; the parameters
/// come from a grid, which on twenty values is as fine as the data can tell.
/// </remarks>
internal static class ExponentialSmoothing
{
    private static readonly double[] Levels = [0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99];
    private static readonly double[] TrendShares = [0, 0.03, 0.1, 0.2, 0.4, 0.7, 1];
    private static readonly double[] Dampings = [0.8, 0.85, 0.9, 0.95, 0.98];
    private static readonly double[] NoDamping = [1];

    /// <summary>A level without a trend.</summary>
    public static double[] Simple(ReadOnlySpan<double> values, int horizon)
    {
        var best = new Fit(double.PositiveInfinity, values[^1], 0);
        foreach (var alpha in Levels)
        {
            var fit = FitLevel(values, alpha);
            if (fit.Squares < best.Squares) best = fit;
        }

        var path = new double[horizon];
        Array.Fill(path, best.Level);
        return path;
    }

    /// <summary>A level and a trend that goes on (Holt 1957, reprinted in Int. J. Forecasting 20(1), 2004).</summary>
    public static double[] Holt(ReadOnlySpan<double> values, int horizon) => Trending(values, horizon, NoDamping);

    /// <summary>A level and a trend that fades.</summary>
    public static double[] Damped(ReadOnlySpan<double> values, int horizon) => Trending(values, horizon, Dampings);

    private static double[] Trending(ReadOnlySpan<double> values, int horizon, double[] dampings)
    {
        var (best, damping) = (new Fit(double.PositiveInfinity, values[^1], 0), 0.0);
        foreach (var phi in dampings)
        {
            foreach (var alpha in Levels)
            {
                foreach (var share in TrendShares)
                {
                    var fit = FitTrend(values, alpha, alpha * share, phi);
                    if (fit.Squares < best.Squares) (best, damping) = (fit, phi);
                }
            }
        }

        var path = new double[horizon];
        var (sum, power) = (0.0, 1.0);
        for (var h = 0; h < horizon; h++)
        {
            sum += power *= damping;
            path[h] = best.Level + sum * best.Trend;
        }

        return path;
    }

    private static Fit FitLevel(ReadOnlySpan<double> values, double alpha)
    {
        // What the first level adds to a forecast, beside what the data do.
        var (level, weight) = (0.0, 1.0);
        var (ww, we, ee) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var error = value - level;
            ww += weight * weight;
            we += weight * error;
            ee += error * error;
            level += alpha * error;
            weight *= 1 - alpha;
        }

        var first = we / ww;
        return new(Math.Max(0, ee - first * we), level + weight * first, 0);
    }

    private static Fit FitTrend(ReadOnlySpan<double> values, double alpha, double beta, double phi)
    {
        // One recursion three times: of the data from nought, of a first level of one and of a first trend of one without data.
        double l = 0, b = 0, l1 = 1, b1 = 0, l2 = 0, b2 = 1;
        double s11 = 0, s12 = 0, s22 = 0, s1 = 0, s2 = 0, s = 0;
        foreach (var value in values)
        {
            var (p, p1, p2) = (l + phi * b, l1 + phi * b1, l2 + phi * b2);
            var error = value - p;
            s11 += p1 * p1;
            s12 += p1 * p2;
            s22 += p2 * p2;
            s1 += p1 * error;
            s2 += p2 * error;
            s += error * error;
            (l, b) = (p + alpha * error, phi * b + beta * error);
            (l1, b1) = (p1 - alpha * p1, phi * b1 - beta * p1);
            (l2, b2) = (p2 - alpha * p2, phi * b2 - beta * p2);
        }

        var determinant = s11 * s22 - s12 * s12;
        if (determinant <= 1e-12 * s11 * s22) return new(double.PositiveInfinity, l, 0);
        var level = (s1 * s22 - s2 * s12) / determinant;
        var trend = (s2 * s11 - s1 * s12) / determinant;
        return new(Math.Max(0, s - level * s1 - trend * s2), l + l1 * level + l2 * trend, b + b1 * level + b2 * trend);
    }

    private readonly record struct Fit(double Squares, double Level, double Trend);
}
