namespace TalentRegistry.Analytics.Cohorts;

/// <summary>The supply forecast: rates learnt from careers, then every person and recruit followed year by year in every draw.</summary>
public static class CohortModel
{
    /// <summary>Estimates the rates and simulates the horizon.</summary>
    /// <exception cref="ArgumentException">Input or settings out of range; the message names the value.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is kept.</exception>
    public static SupplyForecast Forecast(
        CohortInput input, CohortSettings settings, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
