using System.Collections.Concurrent;
using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using ShortageBasis = TalentRegistry.Analytics.Shortages.ShortageBasis;

namespace TalentRegistry.Server.Forecasts;

/// <summary>
/// What the models would have forecast at the end of earlier years from what was known then, held against what came (rolling origin, Tashman 2000, Int. J. Forecasting 16(4)): every supply and
/// every target that is published, and every flag that would have been raised.
/// </summary>
internal sealed class PastForecasts
{
    /// <summary>Years before the base year from which is forecast.</summary>
    public static readonly IReadOnlyList<int> YearsBack = [1, 2, 3, 5];

    private const int Draws = 200;
    private const int DriftYears = 10;

    private readonly ConcurrentDictionary<ShortageKey, ConcurrentBag<BacktestPoint>> supply = [];
    private readonly ConcurrentDictionary<(string Target, string UnitId), ConcurrentBag<BacktestPoint>> targets = [];
    private readonly ConcurrentDictionary<(string? Target, ShortageKey Key), ConcurrentBag<PastFlag>> flags = [];
    private readonly StockHistory stocks;
    private Dictionary<ShortageKey, BacktestRecord> ofSupply = [];
    private Dictionary<(string, string), BacktestRecord> ofTargets = [];

    private PastForecasts(StockHistory stocks) => this.stocks = stocks;

    /// <summary>First year of the careers that backtests read: the history of the earliest origin and the year before it, or the straight line's first point.</summary>
    public static int FirstYear(int baseYear, int yearsOfHistory) => baseYear - YearsBack.Max() - Math.Max(yearsOfHistory, DriftYears);

    /// <summary>How forecasts of some people fared; null where there are none to tell by.</summary>
    public BacktestRecord? Of(ShortageKey key) => ofSupply.GetValueOrDefault(key);

    /// <summary>How forecasts of a target's indicator in a unit fared.</summary>
    public BacktestRecord? Of(string target, string unitId) => ofTargets.GetValueOrDefault((target, unitId));

    /// <summary>Forecasts from earlier years and holds them against what came.</summary>
    /// <param name="careers">Main postings by person and first day, from <see cref="FirstYear"/> on.</param>
    /// <param name="now">What today's forecast is made from.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="published">Populations; of each year only those of that year or before are used.</param>
    /// <param name="settings">Settings of today's forecast.</param>
    /// <param name="yearsOfHistory">Years of careers to learn from.</param>
    /// <param name="progress">Share done, 0 to 1.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static PastForecasts Make(
        IReadOnlyList<CareerPosting> careers, ForecastInputs now, IReadOnlyList<ComputableTarget> targets, IReadOnlyList<PublishedPopulation> published, CohortSettings settings, int yearsOfHistory,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var past = new PastForecasts(new(careers, now.BaseYear - YearsBack.Max() - DriftYears, now.BaseYear, [.. YearsBack.Select(back => now.BaseYear - back)]));
        for (var i = 0; i < YearsBack.Count; i++)
        {
            var origin = now.BaseYear - YearsBack[i];
            var tally = CareerTally.Of(careers, origin, yearsOfHistory);
            if (tally.Stock.Count > 0)
            {
                var forecast = CohortModel.Forecast(
                    CohortInputs.Of(tally), settings with { HorizonInYears = YearsBack[i], Draws = Math.Min(Draws, settings.Draws) }, cancellationToken: cancellationToken);
                past.Compare(now, targets, new ForecastInputs(
                    forecast, now.History, Populations.Fit([.. published.Where(figure => figure.Year <= origin)], tally.ProvinceOf), now.Recalled, tally.ProvinceOf, now.Vocabulary, now.Seed), cancellationToken);
            }

            progress?.Report((i + 1.0) / YearsBack.Count);
        }

        past.ofSupply = past.supply.ToDictionary(pair => pair.Key, pair => Record(pair.Value));
        past.ofTargets = past.targets.ToDictionary(pair => pair.Key, pair => Record(pair.Value));
        return past;
    }

    /// <summary>Holds forecasts of published figures, made from those of earlier years, against the figures that came.</summary>
    /// <param name="figures">Targets with their figures.</param>
    public void Add(IEnumerable<FigureTarget> figures)
    {
        foreach (var figure in figures)
        {
            if (FigurePaths.Past(figure, YearsBack, DriftYears, Draws).ToList() is { Count: > 0 } points)
                ofTargets[(figure.Target.Target.Code, figure.Target.UnitId)] = Record(points);
        }
    }

    /// <summary>The records, in a fixed order.</summary>
    public IEnumerable<BacktestRow> Rows() =>
    [
        .. ofSupply.OrderBy(pair => pair.Key.UnitId, StringComparer.Ordinal).ThenBy(pair => pair.Key.SectorCode, StringComparer.Ordinal).ThenBy(pair => pair.Key.ProfessionCode, StringComparer.Ordinal)
            .Select(pair => Row(null, pair.Key.UnitId, pair.Key.SectorCode, pair.Key.ProfessionCode, pair.Value)),
        .. ofTargets.OrderBy(pair => pair.Key.Item1, StringComparer.Ordinal).ThenBy(pair => pair.Key.Item2, StringComparer.Ordinal)
            .Select(pair => Row(pair.Key.Item1, pair.Key.Item2, null, null, pair.Value)),
    ];

    /// <summary>Of the flags that would have been published, how many came true.</summary>
    public IEnumerable<ReliabilityRow> Reliability() =>
        from basis in flags.GroupBy(place => place.Key.Target is null ? ShortageBasis.CurrentStaffing : ShortageBasis.PlanTarget).OrderBy(raised => raised.Key)
        from bin in ReliabilityBin.Of(basis.SelectMany(place => PastFlag.AsPublished(place.Value)).Order())
        select new ReliabilityRow(SnakeCase.Of(basis.Key), bin.Low, bin.High, bin.Forecasts, bin.CameTrue, bin.MeanProbability);

    // Sums do not depend on the order in which threads came, once they are added in one.
    private static BacktestRecord Record(IEnumerable<BacktestPoint> points) =>
        Backtest.Evaluate([.. points.OrderBy(point => point.Actual).ThenBy(point => point.OriginValue).ThenBy(point => point.Forecast.P50).ThenBy(point => point.Forecast.Mean)]);

    private static BacktestRow Row(string? target, string unit, string? sector, string? profession, BacktestRecord record) => new(
        target, unit, sector, profession, record.Forecasts, record.MeanAbsoluteError, record.ErrorAgainstNoChange, record.ErrorAgainstDrift, record.Crps, record.Coverage80, record.Coverage95,
        record.Bias, SnakeCase.Of(record.Grade), record.LosesToNoChange ? "no_change" : "model");

    private void Compare(ForecastInputs now, IReadOnlyList<ComputableTarget> asked, ForecastInputs then, CancellationToken cancellationToken)
    {
        var units = then.ProvinceOf.Keys.Union(then.ProvinceOf.Values).ToList();
        Parallel.ForEach(units, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, unit =>
        {
            var parts = then.PartsOf(unit);
            foreach (var (sector, profession) in SupplyTables.Cells(then.Supply, parts))
                CompareSupply(new ShortageKey(unit, sector, profession), parts, then, now.BaseYear);
            foreach (var target in asked.Where(target => target.UnitId == unit || then.ProvinceOf.GetValueOrDefault(unit) == target.UnitId))
                CompareTarget(target, unit, parts, then, now);
        });
    }

    private void CompareSupply(ShortageKey key, IReadOnlySet<string> parts, ForecastInputs then, int baseYear)
    {
        var slice = then.Supply.Select(SupplySelection.Of(parts, key.SectorCode, key.ProfessionCode));
        var place = new StockPlace(key.UnitId, key.SectorCode, key.ProfessionCode);
        var (origin, today) = (then.BaseYear, (double)slice.Closing(then.BaseYear)[0]);
        var slope = (stocks.At(place, origin) - stocks.At(place, origin - DriftYears)) / (double)DriftYears;
        for (var year = origin + 1; year <= baseYear; year++)
        {
            var (closing, actual) = (slice.Closing(year), stocks.Outcome(place, origin, year));
            var point = new BacktestPoint(today, Quantiles.Of(closing), actual, Math.Max(0, today + (slope * (year - origin))), RankedProbability.Score(closing, actual));
            supply.GetOrAdd(key, _ => []).Add(point);
            // Whole sectors: professions of them would count the same people again.
            if (today > 0 && key.ProfessionCode is null)
                flags.GetOrAdd((null, key), _ => []).Add(new(origin, year, point, ShareBelow(closing, today), ShareBelow(NoChange.Around(closing, today), today), actual < today));
        }
    }

    private void CompareTarget(ComputableTarget target, string unit, IReadOnlySet<string> parts, ForecastInputs then, ForecastInputs now)
    {
        var within = unit == target.UnitId ? parts : new HashSet<string> { unit };
        var origin = then.BaseYear;
        var first = Math.Max(then.History.FirstYear, origin - DriftYears);
        if (TargetPaths.CountedAt(target, unit, within, then, origin) is not { } known)
            return;

        var slope = first < origin && TargetPaths.CountedAt(target, unit, within, then, first) is { } early ? (known - early) / (origin - first) : (double?)null;
        foreach (var (year, draws, _, _, _) in TargetPaths.DrawsOf(target, unit, within, then))
        {
            if (TargetPaths.CountedAt(target, unit, within, now, year) is not { } actual)
                continue;

            var values = IndicatorForecast.Values(draws);
            var point = new BacktestPoint(known, Quantiles.Of(values), actual, slope is { } yearly ? known + (yearly * (year - origin)) : null, RankedProbability.Score(values, actual));
            targets.GetOrAdd((target.Target.Code, unit), _ => []).Add(point);
            if (target.IsStaffingRatio && target.Rule is { } rule)
            {
                flags.GetOrAdd((target.Target.Code, new ShortageKey(unit, string.Empty, null)), _ => []).Add(
                    new(origin, year, point, ShareMissing(rule, values), ShareMissing(rule, NoChange.Around(values, known)), !rule.IsMetBy(actual)));
            }
        }
    }

    private static double ShareBelow(float[] people, double today) => people.Count(there => there < today - 1e-3) / (double)people.Length;

    private static double ShareMissing(TargetRule rule, float[] values) => values.Count(value => !rule.IsMetBy(value)) / (double)values.Length;
}
