using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A kept forecast that was made again.</summary>
/// <param name="Run">As it was kept.</param>
/// <param name="SameData">Whether the data that it was made from are those of today.</param>
/// <param name="SameModel">Whether programme and settings are the same.</param>
/// <param name="Hash">Hash of what came out now; null where there was nobody to forecast.</param>
internal sealed record ForecastAgain(ForecastRun Run, bool SameData, bool SameModel, string? Hash);

/// <summary>
/// Computes the forecast from what the registry holds and keeps it, once for the same input: supply by district, sector and
/// profession, the path of each target that the registry can compute, and the shortages.
/// </summary>
internal sealed class ForecastService(RegistryDatabase database, TimeProvider clock)
{
    /// <summary>First year of the counted past: the health and education yearbooks begin there.</summary>
    public const int FirstCountedYear = 2002;

    private const int LastForecastYear = 2035;
    /// <summary>Complete years from which rates are learnt.</summary>
    public const int YearsOfHistory = 12;

    // A new version of the models must not pass for the old one's numbers.
    private static readonly string Models = typeof(CohortModel).Module.ModuleVersionId.ToString("N") + typeof(ForecastService).Module.ModuleVersionId.ToString("N");

    /// <summary>Version of the programme with a mark of the build of its models: another one may give other numbers from the same data.</summary>
    public static readonly string CodeVersion =
        $"{typeof(ForecastService).Assembly.GetName().Version?.ToString(3)}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Models)))[..12]}";

    /// <summary>Whether there are people to forecast of whom the kept forecast does not tell, as records, plans or models have changed since.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        await ForecastStore.IsAnyoneAtWorkAsync(database, cancellationToken)
        && !await ForecastStore.IsCurrentAsync(database, (await DueAsync(cancellationToken)).Fingerprint, cancellationToken);

    /// <summary>Brings the forecast up to date.</summary>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="evenIfCurrent">Computes again what was computed from the same input.</param>
    /// <param name="cancellationToken">Cancels; the last run stays.</param>
    /// <returns>False if it was up to date, or there is nobody to forecast.</returns>
    public async Task<bool> RefreshAsync(IProgress<double>? progress, bool evenIfCurrent, CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken);
        if (!evenIfCurrent && await ForecastStore.IsCurrentAsync(database, due.Fingerprint, cancellationToken))
            return false;

        var watch = Stopwatch.StartNew();
        var before = await ForecastStore.NewestAsync(database, cancellationToken);
        if (await MakeAsync(due.BaseYear, due.Settings, before, progress, cancellationToken) is not { } made)
            return false;

        var settings = due.Settings;
        var run = new ForecastRun(Guid.CreateVersion7(), new DateOnly(due.BaseYear, 12, 31), settings.HorizonInYears, settings.Draws, settings.Seed, due.Fingerprint)
        {
            BeforeId = before,
            CodeVersion = CodeVersion,
            DataHash = due.DataHash,
            Settings = SettingsOf(settings),
            ResultHash = made.Hash,
        };
        await ForecastStore.SaveAsync(database, run, watch.Elapsed, made.Supply, made.ByDegree, made.Paths, made.Shortages, made.Past.Rows(), made.Past.Reliability(), made.Retirements, cancellationToken);
        progress?.Report(1);
        return true;
    }

    /// <summary>Makes a kept run again from what the registry holds, and keeps nothing.</summary>
    /// <param name="id">The run.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The run, whether the same data and models went in, and the hash now; null where there is no such run, or it does not say what it was made from.</returns>
    public async Task<ForecastAgain?> MakeAgainAsync(Guid id, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (await ForecastStore.FindAsync(database, id, cancellationToken) is not { } run)
            return null;

        var settings = new CohortSettings { HorizonInYears = run.HorizonInYears, Draws = run.Draws, Seed = run.Seed };
        var made = await MakeAsync(run.BaseDate.Year, settings, run.BeforeId, progress, cancellationToken);
        return new ForecastAgain(
            run, run.DataHash == await ForecastStore.FingerprintAsync(database, cancellationToken), run.CodeVersion == CodeVersion && SameSettings(run.Settings, settings), made?.Hash);
    }

    private async Task<Due> DueAsync(CancellationToken cancellationToken)
    {
        // The year under way is not complete: its flows would look too small.
        var baseYear = VietnamTime.Today(clock).Year - 1;
        var settings = new CohortSettings { HorizonInYears = Math.Max(1, LastForecastYear - baseYear) };
        var data = await ForecastStore.FingerprintAsync(database, cancellationToken);
        return new Due(baseYear, settings, data, $"{baseYear}.{settings.Draws}.{settings.Seed}.{Models}.{data}");
    }

    private async Task<Made?> MakeAsync(int baseYear, CohortSettings settings, Guid? before, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        // Once, for the forecast and for those of earlier years.
        var careers = await CareerPosting.ReadAsync(database, PastForecasts.FirstYear(baseYear, YearsOfHistory), baseYear, cancellationToken);
        var tally = CareerTally.Of(careers, baseYear, YearsOfHistory);
        if (tally.Stock.Count == 0)
            return null;

        progress?.Report(0.1);
        var plans = await PlanCatalogue.ReadAsync(database, cancellationToken);
        var targets = ComputableTarget.Of(plans);
        var history = await IndicatorHistory.ReadAsync(
            database, targets.Select(target => target.Target.Indicator), FirstCountedYear, baseYear, cancellationToken);
        progress?.Report(0.2);

        var model = SupplyModel.Learn(CohortInputs.Of(tally), settings, cancellationToken);
        var supply = model.Simulate(settings.Levers, new Share(progress, 0.2, 0.4), cancellationToken);
        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        var inputs = await ForecastInputs.ReadAsync(database, supply, history, tally, published, settings.Seed, cancellationToken);
        var past = PastForecasts.Make(careers, inputs, targets, published, settings, YearsOfHistory, new Share(progress, 0.4, 0.7), cancellationToken);
        inputs = inputs with { Past = past };
        var figures = await FigureTarget.ReadAsync(database, plans, baseYear, cancellationToken);
        past.Add(figures);
        var paths = targets.SelectMany(target => TargetPaths.Of(target, inputs)).Concat(figures.SelectMany(figure => FigurePaths.Of(figure, inputs))).ToList();
        progress?.Report(0.75);
        var (rows, byDegree, shortages) = SupplyTables.Of(inputs, targets, await ForecastStore.FlagsAsync(database, before, cancellationToken), cancellationToken);
        progress?.Report(0.85);
        shortages = ShortageIntakes.Solved(model, inputs, targets, shortages, cancellationToken);
        progress?.Report(0.95);
        return new Made(rows, byDegree, paths, shortages, past, RetirementWave.Of(inputs));
    }

    private static string SettingsOf(CohortSettings settings) => JsonSerializer.Serialize(new
    {
        settings.HorizonInYears,
        settings.Draws,
        settings.Seed,
        YearsOfHistory,
        settings.RecruitmentYears,
        BacktestsYearsBack = PastForecasts.YearsBack,
        Severities = SupplyTables.Bounds,
    });

    // PostgreSQL gives JSON back with other spaces and in another order.
    private static bool SameSettings(string kept, CohortSettings settings) =>
        JsonNode.DeepEquals(JsonNode.Parse(kept), JsonNode.Parse(SettingsOf(settings)));

    private sealed record Due(int BaseYear, CohortSettings Settings, string DataHash, string Fingerprint);

    private sealed record Made(
        IReadOnlyList<SupplyRow> Supply, IReadOnlyList<SupplyOfDegree> ByDegree, IReadOnlyList<TargetPathRow> Paths, IReadOnlyList<ShortageRow> Shortages, PastForecasts Past,
        IReadOnlyList<RetirementRow> Retirements)
    {
        public string Hash { get; } = ResultHash.Of(Supply, ByDegree, Paths, Shortages);
    }

    /// <summary>A part's progress as a part of the whole.</summary>
    private sealed class Share(IProgress<double>? whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + ((to - from) * value));
    }
}
