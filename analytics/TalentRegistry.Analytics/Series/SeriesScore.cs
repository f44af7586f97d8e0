namespace TalentRegistry.Analytics.Series;

/// <summary>
/// How a forecast of one series fared, by the definitions of the M4 competition (Makridakis, Spiliotis and Assimakopoulos 2020, Int. J. Forecasting 36(1)).
/// </summary>
/// <param name="Mase">Mean absolute error over the mean absolute step of the years before (Hyndman and Koehler 2006, Int. J. Forecasting 22(4)); null when those never moved.</param>
/// <param name="Smape">Symmetric mean absolute percentage error, 0 to 200; nought forecast of nought counts as no error.</param>
/// <param name="Msis">Mean scaled score of the 95 % band: its width, and 40 times what it missed by, on the scale of <paramref name="Mase"/>.</param>
/// <param name="Coverage95">Share of years inside the 95 % band.</param>
/// <param name="Coverage80">Share of years inside the 80 % band.</param>
public sealed record SeriesScore(double? Mase, double Smape, double? Msis, double Coverage95, double Coverage80)
{
    private const double PenaltyAt95 = 2 / 0.05;

    /// <summary>Holds a forecast against what came. Years that were not forecast are left out.</summary>
    /// <param name="past">What was known.</param>
    /// <param name="forecast">What was said.</param>
    /// <param name="actual">What came.</param>
    /// <returns>Null when no year was forecast of which it is known what came.</returns>
    public static SeriesScore? Of(AnnualSeries past, IEnumerable<ForecastYear> forecast, IEnumerable<Observation> actual)
    {
        (ForecastYear Said, double Came)[] years =
            [.. forecast.Join(actual, said => said.Period, came => came.Period, (said, came) => (said, came.Value))];
        if (years.Length == 0) return null;

        var scale = past.Observations.Zip(past.Observations.Skip(1)).Average(pair => Math.Abs(pair.Second.Value - pair.First.Value));
        var score = years.Average(year => year.Said.Upper95 - year.Said.Lower95
            + PenaltyAt95 * (Math.Max(0, year.Said.Lower95 - year.Came) + Math.Max(0, year.Came - year.Said.Upper95)));
        return new(
            scale > 0 ? years.Average(year => Math.Abs(year.Came - year.Said.Mean)) / scale : null,
            years.Average(year => Percentage(year.Said.Mean, year.Came)),
            scale > 0 ? score / scale : null,
            years.Average(year => year.Came >= year.Said.Lower95 && year.Came <= year.Said.Upper95 ? 1.0 : 0),
            years.Average(year => year.Came >= year.Said.Lower80 && year.Came <= year.Said.Upper80 ? 1.0 : 0));
    }

    private static double Percentage(double said, double came) =>
        said == came ? 0 : 200 * Math.Abs(said - came) / (Math.Abs(said) + Math.Abs(came));
}
