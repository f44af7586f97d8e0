namespace TalentRegistry.Analytics.Backtests;

/// <summary>A forecast of some people from the end of an earlier year, with the flag that it would have raised.</summary>
/// <param name="Origin">Year at whose end it was made.</param>
/// <param name="Year">Year that it is of.</param>
/// <param name="Point">What it said, and what came.</param>
/// <param name="Model">Probability of falling short in the model's draws, 0 to 1.</param>
/// <param name="NoChange">The same in draws brought around the value at the origin (see <see cref="Backtests.NoChange.Around"/>).</param>
/// <param name="CameTrue">Whether fewer were there than required.</param>
public readonly record struct PastFlag(int Origin, int Year, BacktestPoint Point, double Model, double NoChange, bool CameTrue)
{
    /// <summary>
    /// The flags of one place as they would have been published: with the probability of "no change" where that had been no worse in the forecasts of origins before, as far as their years had
    /// come by then.
    /// </summary>
    /// <param name="ofPlace">Forecasts of the same people from all origins.</param>
    public static IEnumerable<(double Probability, bool CameTrue)> AsPublished(IReadOnlyCollection<PastFlag> ofPlace)
    {
        foreach (var fromOrigin in ofPlace.GroupBy(flag => flag.Origin).OrderBy(flags => flags.Key))
        {
            var known = ofPlace.Where(flag => flag.Origin < fromOrigin.Key && flag.Year <= fromOrigin.Key).Select(flag => flag.Point).ToList();
            var isNoChange = known.Count > 0 && Backtest.Evaluate(known).LosesToNoChange;
            foreach (var flag in fromOrigin.OrderBy(flag => flag.Year))
                yield return (isNoChange ? flag.NoChange : flag.Model, flag.CameTrue);
        }
    }
}
