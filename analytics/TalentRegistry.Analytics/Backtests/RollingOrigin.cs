using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Backtests;

/// <summary>The supply forecast's record on the registry's own past, for one choice of cells.</summary>
/// <param name="Selection">Which cells.</param>
/// <param name="Overall">Over all origins and steps.</param>
/// <param name="ByStep">By years ahead, from 1; only steps that came true.</param>
public sealed record SupplyBacktest(SupplySelection Selection, BacktestRecord Overall, IReadOnlyDictionary<int, BacktestRecord> ByStep);

/// <summary>
/// What the supply model would have forecast at each past year's end, knowing only what was known then, against what came
/// (rolling origin, Tashman 2000, Int. J. Forecasting 16(4)).
/// </summary>
public static class RollingOrigin
{
    /// <summary>Forecasts from every input but the last, and compares with the stock of the later ones.</summary>
    /// <param name="pasts">The registry as it stood at the end of each of several years, each with the history up to that year.</param>
    /// <param name="selections">The cells whose sums are compared.</param>
    /// <param name="settings">Draws, seed and years of recruitment; the horizon is that of the last input, 40 years at most.</param>
    /// <param name="progress">Told the share done, 0 to 1, never falling.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A record for each selection, in their order.</returns>
    /// <exception cref="ArgumentException">Fewer than two inputs, two of one base year, or one that the model refuses.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<SupplyBacktest> Supply(
        IReadOnlyCollection<CohortInput> pasts, IReadOnlyList<SupplySelection> selections, CohortSettings settings,
        IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        CohortInput[] ordered = [.. pasts.OrderBy(past => past.BaseYear)];
        if (ordered.Length < 2)
            throw new ArgumentException($"A backtest needs the registry at two year ends or more, got {ordered.Length}.", nameof(pasts));
        if (ordered.Select(past => past.BaseYear).Distinct().Count() < ordered.Length)
            throw new ArgumentException("Two inputs have the same base year.", nameof(pasts));

        var points = selections.Select(_ => new List<(int Step, BacktestPoint Point)>()).ToArray();
        var actual = ordered.ToDictionary(past => past.BaseYear, past => selections.Select(selection => People(past, selection)).ToArray());
        for (var origin = 0; origin < ordered.Length - 1; origin++)
        {
            var forecast = CohortModel.Forecast(
                ordered[origin], settings with { HorizonInYears = ordered[^1].BaseYear - ordered[origin].BaseYear },
                cancellationToken: cancellationToken);
            for (var s = 0; s < selections.Count; s++)
                points[s].AddRange(Compare(forecast, forecast.Select(selections[s]), s, ordered[(origin + 1)..], actual));
            progress?.Report((origin + 1.0) / (ordered.Length - 1));
        }

        return [.. selections.Select((selection, s) => Summarise(selection, points[s]))];
    }

    private static IEnumerable<(int, BacktestPoint)> Compare(
        SupplyForecast forecast, SupplySlice slice, int selection, CohortInput[] later, Dictionary<int, int[]> actual) =>
        later.Select(past => (
            past.BaseYear - forecast.BaseYear,
            new BacktestPoint(actual[forecast.BaseYear][selection], Quantiles.Of(slice.Closing(past.BaseYear)), actual[past.BaseYear][selection])));

    private static SupplyBacktest Summarise(SupplySelection selection, List<(int Step, BacktestPoint Point)> points) => new(
        selection,
        Backtest.Evaluate([.. points.Select(point => point.Point)]),
        points.GroupBy(point => point.Step).OrderBy(step => step.Key)
            .ToDictionary(step => step.Key, step => Backtest.Evaluate([.. step.Select(point => point.Point)])));

    private static int People(CohortInput past, SupplySelection selection) =>
        past.Stock.Where(count => selection.Includes(count.Cell)).Sum(count => count.People);
}
