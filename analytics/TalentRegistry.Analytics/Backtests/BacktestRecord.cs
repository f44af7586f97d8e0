namespace TalentRegistry.Analytics.Backtests;

/// <summary>How forecasts of one series would have fared, over all origins and steps.</summary>
/// <param name="Forecasts">Number of forecasts held against what came.</param>
/// <param name="MeanAbsoluteError">Of the model's median, in the unit of the series.</param>
/// <param name="ErrorAgainstNoChange">
/// The model's mean absolute error over that of "no change": a MASE whose scale is the naive error of the same origins and steps
/// (Hyndman and Koehler 2006, Int. J. Forecasting 22(4)). Below 1 is better; null when no change was never wrong.
/// </param>
/// <param name="Coverage80">Share of outcomes inside the 80 % band.</param>
/// <param name="Coverage95">Share of outcomes inside the 95 % band.</param>
public sealed record BacktestRecord(
    int Forecasts, double MeanAbsoluteError, double? ErrorAgainstNoChange, double Coverage80, double Coverage95)
{
    /// <summary>Whether a chart must say "no better than no change".</summary>
    public bool IsNoBetterThanNoChange => ErrorAgainstNoChange is not < 1;
}

/// <summary>A forecast made at an origin for one later year, and what came.</summary>
/// <param name="OriginValue">Value in the year of origin: the naive forecast.</param>
/// <param name="Forecast">What the model said.</param>
/// <param name="Actual">What came.</param>
public readonly record struct BacktestPoint(double OriginValue, Quantiles Forecast, double Actual);

/// <summary>Rolling-origin evaluation (Tashman 2000).</summary>
public static class Backtest
{
    /// <summary>Sums up forecasts against what came.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static BacktestRecord Evaluate(IReadOnlyCollection<BacktestPoint> points)
    {
        if (points.Count == 0) throw new ArgumentException("Nothing to evaluate.", nameof(points));

        var model = points.Average(point => Math.Abs(point.Actual - point.Forecast.P50));
        var naive = points.Average(point => Math.Abs(point.Actual - point.OriginValue));
        var inside80 = points.Count(point => point.Actual >= point.Forecast.P10 && point.Actual <= point.Forecast.P90);
        var inside95 = points.Count(point => point.Actual >= point.Forecast.P025 && point.Actual <= point.Forecast.P975);
        return new(points.Count, model, naive > 0 ? model / naive : null, inside80 / (double)points.Count, inside95 / (double)points.Count);
    }
}
