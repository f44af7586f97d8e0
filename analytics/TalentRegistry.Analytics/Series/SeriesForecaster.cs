namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Forecasts annual series of which nothing else is known. The same series gives the same forecast; in another unit it gives the same in that unit.
/// The method is in docs/forecasting.md.
/// </summary>
public static class SeriesForecaster
{
    /// <summary>Most years ahead.</summary>
    public const int LongestHorizon = 40;

    // What happened so long ago tells nothing of the years ahead, and costs time.
    private const int YearsRead = 100;

    /// <summary>Forecasts the years after the last observed.</summary>
    /// <param name="series">The past. One that never was below nought is forecast not to be.</param>
    /// <param name="horizonInYears">1 to <see cref="LongestHorizon"/>.</param>
    public static SeriesForecast Forecast(AnnualSeries series, int horizonInYears)
    {
        if (horizonInYears is < 1 or > LongestHorizon)
            throw new ArgumentOutOfRangeException(nameof(horizonInYears), horizonInYears, $"Must be 1 to {LongestHorizon}.");

        // Before the unit is taken, or a slip of ten digits would leave nothing of the rest.
        var complete = Slips.Mended(series.Complete());
        var unit = complete.Max(Math.Abs);
        double[] values = unit > 0 ? [.. complete.Skip(complete.Length - YearsRead).Select(value => value / unit)] : complete;
        return values.Max() > values.Min() ? Moving(series, values, unit, horizonInYears) : Still(series, complete[^1], complete.Length, horizonInYears);
    }

    private static SeriesForecast Moving(AnnualSeries series, double[] values, double unit, int horizon)
    {
        var paths = Combination.PathsOf(values, horizon);
        var weights = Combination.Weights(SeriesTraits.Of(values), Combination.Learnt);
        var path = Combination.Combine(paths, weights);
        var rises = path[^1] >= values[^1];
        var floor = series.Observations.Min(one => one.Value) >= 0 ? 0 : double.NegativeInfinity;

        var years = new ForecastYear[horizon];
        for (var h = 1; h <= horizon; h++)
        {
            var error = Bands.StandardError(values, h);
            var traits = Bands.Traits(error, h, paths, path, values[^1]);
            var (mean, above, below) = (path[h - 1], Side(rises ? 0 : 1), Side(rises ? 1 : 0));
            years[h - 1] = new(
                series.LastPeriod + h, At(mean), At(mean - below.Half80), At(mean + above.Half80), At(mean - below.Half95), At(mean + above.Half95));

            (double Half80, double Half95) Side(int side)
            {
                var half = Bands.HalfWidth(error, traits, Bands.Learnt[side]);
                var wide = half * Bands.Conformal[0];
                return (Math.Min(wide, half * Bands.Share(h, Bands.LearntShares[side]) * Bands.Conformal[1]), wide);
            }
        }

        return new(series.Name, years, 1 - weights[0]);

        double At(double value) => Math.Max(floor, value) * unit;
    }

    /// <summary>
    /// A series that has never moved may yet: its first move is taken to be of the order of its level over the years that it has stood still.
    /// </summary>
    private static SeriesForecast Still(AnnualSeries series, double level, int yearsSeen, int horizon)
    {
        var years = Enumerable.Range(1, horizon).Select(h =>
        {
            var half95 = 0.2 * Math.Abs(level) / yearsSeen * Math.Sqrt(h);
            var half80 = half95 / 2;
            return new ForecastYear(series.LastPeriod + h, level, level - half80, level + half80, level - half95, level + half95);
        });
        return new(series.Name, [.. years], 0);
    }
}
