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
    // Fewer past forecasts than these say little, and fewer than half of them nothing.
    private const int Enough = 8;

    /// <summary>The model's mean absolute error over that of the drift, a straight line through the first and the last known value; null where there was none, or it was never wrong.</summary>
    public double? ErrorAgainstDrift { get; init; }

    /// <summary>Mean continuous ranked probability score, in the unit of the series; null where the draws were not scored. That of "no change" is its mean absolute error.</summary>
    public double? Crps { get; init; }

    /// <summary>Mean of the model's median less what came, in the unit of the series: above 0 it promised too much.</summary>
    public double Bias { get; init; }

    /// <summary>Whether a chart must say "no better than no change".</summary>
    public bool IsNoBetterThanNoChange => ErrorAgainstNoChange is not < 1;

    /// <summary>Whether "no change" is to be published in place of the model: it was no worse, in half as many forecasts as are enough, or more.</summary>
    public bool LosesToNoChange => Forecasts >= Enough / 2 && IsNoBetterThanNoChange;

    /// <summary>
    /// A: eight past forecasts or more, an error of at most 0.8 of that of "no change", 80 % bands that held 70 % or more. B: an error below that of "no change", bands that held 60 % or more.
    /// C: four forecasts or more and bands that held 60 % or more, but no better than "no change", or fewer than eight. D: anything else.
    /// </summary>
    public ConfidenceGrade Grade => this switch
    {
        { Forecasts: >= Enough, ErrorAgainstNoChange: <= 0.8, Coverage80: >= 0.7 } => ConfidenceGrade.A,
        { Forecasts: >= Enough, ErrorAgainstNoChange: < 1, Coverage80: >= 0.6 } => ConfidenceGrade.B,
        { Forecasts: >= Enough / 2, Coverage80: >= 0.6 } => ConfidenceGrade.C,
        _ => ConfidenceGrade.D,
    };
}

/// <summary>How far a forecast may be trusted, by how earlier ones fared: see <see cref="BacktestRecord.Grade"/>.</summary>
public enum ConfidenceGrade
{
    /// <summary>Tốt.</summary>
    A,

    /// <summary>Khá.</summary>
    B,

    /// <summary>Trung bình.</summary>
    C,

    /// <summary>Yếu, hoặc chưa đủ để biết.</summary>
    D,
}

/// <summary>A forecast made at an origin for one later year, and what came.</summary>
/// <param name="OriginValue">Value in the year of origin: the naive forecast.</param>
/// <param name="Forecast">What the model said.</param>
/// <param name="Actual">What came.</param>
/// <param name="Drift">What a straight line through the first and the last value known would have said; null where there was but one.</param>
/// <param name="Crps">Score of the draws: see <see cref="RankedProbability"/>; null where they were not scored.</param>
public readonly record struct BacktestPoint(double OriginValue, Quantiles Forecast, double Actual, double? Drift = null, double? Crps = null);

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
        var drifting = points.Where(point => point.Drift is not null).ToList();
        var drift = drifting.Sum(point => Math.Abs(point.Actual - point.Drift!.Value));
        return new(points.Count, model, naive > 0 ? model / naive : null, inside80 / (double)points.Count, inside95 / (double)points.Count)
        {
            ErrorAgainstDrift = drift > 0 ? drifting.Sum(point => Math.Abs(point.Actual - point.Forecast.P50)) / drift : null,
            Crps = points.All(point => point.Crps is not null) ? points.Average(point => point.Crps!.Value) : null,
            Bias = points.Average(point => point.Forecast.P50 - point.Actual),
        };
    }
}
