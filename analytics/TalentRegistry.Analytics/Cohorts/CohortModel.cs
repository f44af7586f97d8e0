namespace TalentRegistry.Analytics.Cohorts;

/// <summary>The supply forecast: rates learnt from careers, then every person and recruit followed year by year in every draw.</summary>
public static class CohortModel
{
    /// <summary>Estimates the rates and simulates the horizon.</summary>
    /// <param name="input">Stock and careers.</param>
    /// <param name="settings">How far, how often, from which seed.</param>
    /// <param name="progress">Told the share done, 0 to 1, never falling.</param>
    /// <param name="cancellationToken">Cancels within a fraction of a second.</param>
    /// <exception cref="ArgumentException">Input or settings out of range; the message names the value.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is kept.</exception>
    public static SupplyForecast Forecast(
        CohortInput input, CohortSettings settings, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        CohortChecks.Check(settings);
        return SupplyModel.Learn(input, settings, cancellationToken).Simulate(settings.Levers, progress, cancellationToken);
    }
}
