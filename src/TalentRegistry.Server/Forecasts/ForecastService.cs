using System.Diagnostics;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Server.Forecasts;

/// <summary>
/// Computes the forecast from what the registry holds and keeps it, once for the same input: supply by district, sector and
/// profession, the path of each target that the registry can compute, and the shortages.
/// </summary>
internal sealed class ForecastService(RegistryDatabase database, TimeProvider clock)
{
    /// <summary>First year of the counted past: the health and education yearbooks begin there.</summary>
    public const int FirstCountedYear = 2002;

    private const int LastForecastYear = 2035;
    private const int YearsOfHistory = 12;

    // A new version of the models must not pass for the old one's numbers.
    private static readonly string Models = typeof(CohortModel).Module.ModuleVersionId.ToString("N") + typeof(ForecastService).Module.ModuleVersionId.ToString("N");

    /// <summary>Brings the forecast up to date.</summary>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="evenIfCurrent">Computes again what was computed from the same input.</param>
    /// <param name="cancellationToken">Cancels; the last run stays.</param>
    /// <returns>False if it was up to date, or there is nobody to forecast.</returns>
    public async Task<bool> RefreshAsync(IProgress<double>? progress, bool evenIfCurrent, CancellationToken cancellationToken)
    {
        var settings = new CohortSettings();
        // The year under way is not complete: its flows would look too small.
        var baseYear = VietnamTime.Today(clock).Year - 1;
        var fingerprint = $"{baseYear}.{settings.Draws}.{settings.Seed}.{Models}.{await ForecastStore.FingerprintAsync(database, cancellationToken)}";
        if (!evenIfCurrent && await ForecastStore.IsCurrentAsync(database, fingerprint, cancellationToken))
            return false;

        var watch = Stopwatch.StartNew();
        var tally = await CareerTally.ReadAsync(database, baseYear, YearsOfHistory, cancellationToken);
        if (tally.Stock.Count == 0)
            return false;

        progress?.Report(0.1);
        var plans = await PlanCatalogue.ReadAsync(database, cancellationToken);
        var targets = ComputableTarget.Of(plans);
        var history = await IndicatorHistory.ReadAsync(
            database, targets.Select(target => target.Target.Indicator), FirstCountedYear, baseYear, cancellationToken);
        progress?.Report(0.2);

        settings = settings with { HorizonInYears = Math.Max(1, LastForecastYear - baseYear) };
        var supply = CohortModel.Forecast(CohortInputs.Of(tally), settings, new Share(progress, 0.2, 0.7), cancellationToken);
        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        var inputs = new ForecastInputs(
            supply, history, Populations.Fit(published, tally.ProvinceOf),
            published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet(), tally.ProvinceOf,
            await FilterVocabulary.ReadAsync(database, cancellationToken), settings.Seed);
        var paths = targets.SelectMany(target => TargetPaths.Of(target, inputs)).ToList();
        progress?.Report(0.75);
        var (rows, shortages) = SupplyTables.Of(inputs, targets, await ForecastStore.FlagsAsync(database, cancellationToken), cancellationToken);
        progress?.Report(0.95);

        var run = new ForecastRun(Guid.CreateVersion7(), new DateOnly(baseYear, 12, 31), settings.HorizonInYears, settings.Draws, settings.Seed, fingerprint);
        await ForecastStore.SaveAsync(database, run, watch.Elapsed, rows, paths, shortages, cancellationToken);
        progress?.Report(1);
        return true;
    }

    /// <summary>A part's progress as a part of the whole.</summary>
    private sealed class Share(IProgress<double>? whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + ((to - from) * value));
    }
}
