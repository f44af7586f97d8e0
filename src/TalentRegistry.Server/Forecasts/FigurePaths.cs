using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Analytics.Series;
using TalentRegistry.Data.Forecasts;
using IndicatorKind = TalentRegistry.Analytics.Indicators.IndicatorKind;

namespace TalentRegistry.Server.Forecasts;

/// <summary>
/// The past and the forecast of a target whose number is a figure of others: nothing is known of it but its earlier years, so the forecaster of annual series tells it
/// where there are figures of <see cref="AnnualSeries.Fewest"/> years or more, and nobody where there are fewer. A percentage is forecast by its scaled logit, so that no path leaves 0 to 100
/// (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, 13.3).
/// </summary>
internal static class FigurePaths
{
    // One draw is one path: its numbers must not be those of another target.
    private const int Longest = SeriesForecaster.LongestHorizon;

    // The logit of 0 and of 100 % has no end: a twentieth of a per cent is the least that statistics offices print.
    private const double LeastPercent = 0.05;

    public static IEnumerable<TargetPathRow> Of(FigureTarget figure, ForecastInputs inputs)
    {
        var (code, unit) = (figure.Target.Target.Code, figure.Target.UnitId);
        foreach (var (year, value) in figure.Figures)
            yield return new TargetPathRow(code, unit, year, value, null, null, value, null);

        var (last, known) = figure.Figures[^1];
        if (DrawsOf(figure, last) is not { } ahead)
            yield break;

        var still = inputs.Past?.Of(code, unit) is { LosesToNoChange: true };
        for (var year = last + 1; year <= Math.Min(inputs.LastYear, last + Longest); year++)
        {
            var draws = FromScale(figure, ahead.Draws(year - last, inputs.Supply.Draws, inputs.Seed));
            if (still)
                draws = NoChange.Around(draws, known);
            var outlook = IndicatorForecast.Of(new IndicatorDraws(IndicatorKind.Count, draws), figure.Target.Rule);
            // What is missing is no number of people.
            yield return new TargetPathRow(
                code, unit, year, outlook.Value.Mean, null, null, outlook.Value.P50, new TargetOutlook(TargetPaths.BandOf(outlook.Value), outlook.ProbabilityMissed, null, null));
        }
    }

    /// <summary>What would have been forecast from the figures of earlier years, held against those that came.</summary>
    /// <param name="figure">The target with its figures.</param>
    /// <param name="yearsBack">From how many years before the last figure.</param>
    /// <param name="driftYears">Years of the straight line beside it.</param>
    /// <param name="draws">Draws of each.</param>
    public static IEnumerable<BacktestPoint> Past(FigureTarget figure, IEnumerable<int> yearsBack, int driftYears, int draws)
    {
        foreach (var origin in yearsBack.Select(back => figure.Figures[^1].Year - back))
        {
            FigureOfYear[] before = [.. figure.Figures.Where(one => one.Year <= origin)];
            if (before is not [.., var known] || DrawsOf(figure, origin) is not { } ahead)
                continue;

            var early = before.First(one => one.Year >= known.Year - driftYears);
            var slope = early.Year < known.Year ? (known.Value - early.Value) / (known.Year - early.Year) : (double?)null;
            foreach (var (year, actual) in figure.Figures.Where(one => one.Year > origin && one.Year - known.Year <= Longest))
            {
                var values = FromScale(figure, ahead.Draws(year - known.Year, draws, seed: 0));
                yield return new BacktestPoint(known.Value, Quantiles.Of(values), actual, slope is { } yearly ? known.Value + (yearly * (year - known.Year)) : null, RankedProbability.Score(values, actual));
            }
        }
    }

    // From the figures of a year and before; null where they are too few.
    private static SeriesDraws? DrawsOf(FigureTarget figure, int until)
    {
        Observation[] known = [.. figure.Figures.Where(one => one.Year <= until).Select(one => new Observation(one.Year, ToScale(figure, one.Value)))];
        return known.Length < AnnualSeries.Fewest ? null : new SeriesDraws(SeriesForecaster.Forecast(new($"{figure.Target.Target.Code}.{figure.Target.UnitId}", known), Longest));
    }

    private static double ToScale(FigureTarget figure, double value)
    {
        if (!figure.IsPercentage)
            return value;
        var percent = Math.Clamp(value, LeastPercent, 100 - LeastPercent);
        return Math.Log(percent / (100 - percent));
    }

    private static float[] FromScale(FigureTarget figure, float[] draws) =>
        Array.ConvertAll(draws, value => figure.IsPercentage ? (float)(100 / (1 + Math.Exp(-value))) : Math.Max(0, value));
}
