namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Half-widths of the bands. They begin at the standard error of a random walk with drift, the drift's own uncertainty included
/// (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 5.5), and are stretched by how many years ahead, how far the
/// methods disagree and how far the forecast moves. The stretch is learnt so that the interval score (Gneiting and Raftery 2007, J. Am. Stat. Assoc. 102)
/// is least, and then made to cover as often as promised on series not learnt from (split conformal prediction, Lei et al. 2018, J. Am. Stat. Assoc. 113).
/// </summary>
internal static class Bands
{
    /// <summary>How many figures stretch a band, the constant one included.</summary>
    public const int Count = 4;

    /// <summary>Of the side to which the forecast moves, then of the other: coefficients of the logarithm of the stretch. Learnt as <see cref="Combination.Learnt"/>.</summary>
    public static readonly double[][] Learnt =
    [
        [1.5999, -0.0474, 0.3191, 0.2042],
        [1.6105, -0.3854, -0.3593, 0.3649],
    ];

    /// <summary>Of each side: the logit of the 80 % half-width over that of 95 %, and what a step of the logarithm of years ahead adds.</summary>
    public static readonly double[][] LearntShares =
    [
        [-0.3913, 0.3468],
        [-1.1458, 0.6633],
    ];

    /// <summary>The conformal factor of the 95 % half-widths, and of the 80 % ones.</summary>
    public static readonly double[] Conformal = [1.0931, 1.1794];

    /// <summary>Standard error of a random walk with drift.</summary>
    /// <param name="values">The past, not all the same.</param>
    /// <param name="yearsAhead">From 1.</param>
    public static double StandardError(ReadOnlySpan<double> values, int yearsAhead)
    {
        var steps = values.Length - 1;
        var mean = (values[^1] - values[0]) / steps;
        var (squares, size) = (0.0, 0.0);
        for (var t = 1; t < values.Length; t++)
        {
            var step = values[t] - values[t - 1];
            squares += (step - mean) * (step - mean);
            size += Math.Abs(step) / steps;
        }

        // A past as straight as a ruler promises nothing as narrow for the future.
        var deviation = Math.Max(Math.Sqrt(squares / (steps - 1)), size / 10);
        return deviation * Math.Sqrt(yearsAhead + (double)yearsAhead * yearsAhead / steps);
    }

    /// <summary>What stretches the band of a year.</summary>
    public static double[] Traits(double standardError, int yearsAhead, double[][] paths, double[] combined, double last)
    {
        var disagreement = paths.Average(path => Math.Abs(path[yearsAhead - 1] - combined[yearsAhead - 1]));
        var move = Math.Abs(combined[yearsAhead - 1] - last);
        return [1, Math.Log(yearsAhead), Math.Log(disagreement / standardError + 0.1), Math.Log(move / standardError + 0.3)];
    }

    /// <summary>Half-width of the 95 % band on one side.</summary>
    public static double HalfWidth(double standardError, double[] traits, double[] coefficients)
    {
        var stretch = 0.0;
        for (var i = 0; i < Count; i++)
            stretch += coefficients[i] * traits[i];
        return standardError * Math.Exp(stretch);
    }

    /// <summary>The 80 % half-width as a share of the 95 % one.</summary>
    public static double Share(int yearsAhead, double[] coefficients) =>
        1 / (1 + Math.Exp(-(coefficients[0] + coefficients[1] * Math.Log(yearsAhead))));
}
