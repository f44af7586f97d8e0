using System.Globalization;
using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Benchmarks;

/// <summary>
/// Forecasts of supply from the ends of earlier years against what came, on demonstration registries that are made in memory: every flow by province and origin, the record by kind of place, and how many flags against today's
/// headcount came true. What a forecast gets wrong is to be found here.
/// </summary>
internal static class ForecastRecord
{
    private const int Draws = 200;
    private const int DriftYears = 10;
    private const int YearsOfHistory = 12;

    public static void Run(DemoSize size, IReadOnlyList<int> seeds, IReadOnlyList<int> origins)
    {
        var last = DemoRegistry.LastDay.Year - 1;
        var (points, flags) = (new Dictionary<string, List<BacktestPoint>>(), new Dictionary<(int Seed, StockPlace Place), List<PastFlag>>());
        var (series, losing) = (0, 0);
        foreach (var seed in seeds)
        {
            Print($"seed {seed}: province, origin: forecast/came of recruits, retirements, leavers, transfers, deaths; people at the origin, median [80 %] / came");
            var careers = DemoRegistry.Careers(size, RegistryFiles.Database, seed);
            var stocks = new StockHistory(careers, origins.Min() - DriftYears, last, [.. origins]);
            var came = CareerTally.Of(careers, last, last - origins.Min());
            var byPlace = new Dictionary<StockPlace, List<BacktestPoint>>();
            foreach (var origin in origins)
            {
                var tally = CareerTally.Of(careers, origin, YearsOfHistory);
                var forecast = CohortModel.Forecast(CohortInputs.Of(tally), new() { HorizonInYears = last - origin, Draws = Draws });
                foreach (var province in tally.ProvinceOf.GroupBy(unit => unit.Value, unit => unit.Key).OrderBy(units => units.Key, StringComparer.Ordinal))
                {
                    PrintFlows(province.Key, forecast.SelectCells(cell => province.Contains(cell.UnitId)), forecast.BaseYear, came, last);
                    foreach (var unit in province.Append(province.Key).Distinct())
                        foreach (var place in PlacesOf(forecast, unit, unit == province.Key ? [.. province] : [unit]))
                            Compare(place, forecast.Select(SupplySelection.Of(unit == province.Key ? province.ToHashSet() : [unit], place.SectorCode, place.ProfessionCode)), unit == province.Key, stocks, origin, last);
                }
            }

            series += byPlace.Count;
            losing += byPlace.Values.Count(ofPlace => Backtest.Evaluate(ofPlace).LosesToNoChange);

            void Compare(StockPlace place, SupplySlice slice, bool whole, StockHistory history, int origin, int until)
            {
                var today = history.At(place, origin);
                var slope = (today - history.At(place, origin - DriftYears)) / (double)DriftYears;
                for (var year = origin + 1; year <= until; year++)
                {
                    var (closing, actual) = (slice.Closing(year), history.Outcome(place, origin, year));
                    var point = new BacktestPoint(today, Quantiles.Of(closing), actual, Math.Max(0, today + (slope * (year - origin))), RankedProbability.Score(closing, actual));
                    ListOf(points, $"{(whole ? "provinces" : "districts")}, {(place.ProfessionCode is null ? "sectors" : "professions")}").Add(point);
                    ListOf(byPlace, place).Add(point);
                    if (today > 0 && place.ProfessionCode is null) ListOf(flags, (seed, place)).Add(new PastFlag(origin, year, point, ShareBelow(closing, today), ShareBelow(NoChange.Around(closing, today), today), actual < today));
                }
            }
        }

        foreach (var (kind, ofKind) in points)
        {
            var record = Backtest.Evaluate(ofKind);
            Print($"{kind}: {ofKind.Count} forecasts, error against no change {record.ErrorAgainstNoChange:F3}, drift {record.ErrorAgainstDrift:F3}, CRPS {record.Crps:F2}, 80 % holds {100 * record.Coverage80:F1}, 95 % {100 * record.Coverage95:F1}, bias {record.Bias:F2}");
        }

        Print($"{losing} of {series} records no better than no change");
        PrintFlags("model", [.. flags.Values.SelectMany(ofPlace => ofPlace).Select(flag => (flag.Model, flag.CameTrue))]);
        PrintFlags("as published", [.. flags.Values.SelectMany(PastFlag.AsPublished)]);
    }

    private static double ShareBelow(float[] people, double today) => people.Count(there => there < today - 1e-3) / (double)people.Length;

    // Brier (1950): mean square of what was told less what came, so that 0 is the best.
    private static void PrintFlags(string how, List<(double Probability, bool CameTrue)> flags)
    {
        Print($"flags, {how}: Brier score {flags.Average(flag => Math.Pow(flag.Probability - (flag.CameTrue ? 1 : 0), 2)):F4}");
        foreach (var bin in ReliabilityBin.Of(flags))
            Print($"  of {bin.Low:F1}-{bin.High:F1}: {bin.CameTrue} of {bin.Forecasts} came true, told {100 * bin.MeanProbability:F0} %");
    }

    private static IEnumerable<StockPlace> PlacesOf(SupplyForecast forecast, string unit, HashSet<string> parts) =>
        SupplyTables.Cells(forecast, parts).Select(cell => new StockPlace(unit, cell.Sector, cell.Profession));

    private static List<TItem> ListOf<TKey, TItem>(Dictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        return list;
    }

    private static void PrintFlows(string province, SupplySlice slice, int origin, CareerTally came, int last)
    {
        double Told(SupplyFlow flow) => Enumerable.Range(origin + 1, last - origin).Sum(year => (double)slice.Flow(flow, year).Average());
        int Came(Func<CareerYear, int> flow) => came.History.Where(counted => counted.Key.Year > origin && came.ProvinceOf[counted.Key.Cell.UnitId] == province).Sum(counted => flow(counted.Value));
        var people = Quantiles.Of(slice.Closing(last));
        Print($"{province} {origin}: {Told(SupplyFlow.Recruits):F0}/{Came(year => year.Recruits)} {Told(SupplyFlow.Retirements):F0}/{Came(year => year.Retirements)} {Told(SupplyFlow.Leavers):F0}/{Came(year => year.Leavers)} {Told(SupplyFlow.TransfersOut):F0}/{Came(year => year.Transfers)} {Told(SupplyFlow.Deaths):F0}/{Came(year => year.Deaths)}; {slice.Closing(origin)[0]:F0}, {people.P50:F0} [{people.P10:F0}-{people.P90:F0}] / {came.Stock.Where(counted => came.ProvinceOf[counted.Key.Cell.UnitId] == province).Sum(counted => counted.Value)}");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
