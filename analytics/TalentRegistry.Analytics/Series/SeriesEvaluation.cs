namespace TalentRegistry.Analytics.Series;

/// <summary>How one method fared over many series: means over series.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Series">How many series were scored.</param>
/// <param name="Mase">Over series that moved before; null when none did.</param>
/// <param name="Smape">0 to 200.</param>
/// <param name="Owa">Mean of MASE and sMAPE, each over that of no change, which for yearly series is M4's Naive2; null where that was never wrong.</param>
/// <param name="Msis">Of the 95 % band; null for methods without bands.</param>
/// <param name="Coverage95">Null for methods without bands.</param>
/// <param name="Coverage80">Null for methods without bands.</param>
public sealed record MethodRecord(string Method, int Series, double? Mase, double Smape, double? Owa, double? Msis, double? Coverage95, double? Coverage80);

/// <summary>The forecaster held against what came, beside no change and drift.</summary>
public static class SeriesEvaluation
{
    /// <summary>Scores the forecaster, no change and drift, in this order.</summary>
    /// <param name="series">What was known, and what came.</param>
    /// <exception cref="ArgumentException">There is nothing to score.</exception>
    public static IReadOnlyList<MethodRecord> Of(IReadOnlyCollection<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> series)
    {
        var combined = Scores(series, (past, horizon) => SeriesForecaster.Forecast(past, horizon).Years);
        if (combined.Count == 0) throw new ArgumentException("Nothing to score.", nameof(series));

        var still = Scores(series, (past, horizon) => Line(past, StraightPaths.NoChange(past.Complete(), horizon)));
        var drift = Scores(series, (past, horizon) => Line(past, StraightPaths.Drift(past.Complete(), horizon)));
        var yardstick = Sum("no change", still, null, hasBands: false);
        return [Sum("combination", combined, yardstick, hasBands: true), Sum("no change", still, yardstick, hasBands: false), Sum("drift", drift, yardstick, hasBands: false)];
    }

    private static List<SeriesScore> Scores(
        IEnumerable<(AnnualSeries Past, IReadOnlyList<Observation> Actual)> series, Func<AnnualSeries, int, IReadOnlyList<ForecastYear>> forecast) =>
        [.. from one in series
            let horizon = one.Actual.Count == 0 ? 0 : Math.Min(SeriesForecaster.LongestHorizon, one.Actual.Max(came => came.Period) - one.Past.LastPeriod)
            where horizon > 0
            let score = SeriesScore.Of(one.Past, forecast(one.Past, horizon), one.Actual)
            where score is not null
            select score];

    private static MethodRecord Sum(string method, List<SeriesScore> scores, MethodRecord? yardstick, bool hasBands)
    {
        var (mase, smape) = (scores.Average(score => score.Mase), scores.Average(score => score.Smape));
        return new(
            method, scores.Count, mase, smape,
            yardstick is { Mase: > 0, Smape: > 0 } ? (mase / yardstick.Mase + smape / yardstick.Smape) / 2 : null,
            hasBands ? scores.Average(score => score.Msis) : null,
            hasBands ? scores.Average(score => score.Coverage95) : null,
            hasBands ? scores.Average(score => score.Coverage80) : null);
    }

    private static ForecastYear[] Line(AnnualSeries past, double[] path) =>
        [.. path.Select((value, h) => new ForecastYear(past.LastPeriod + 1 + h, value, value, value, value, value))];
}
