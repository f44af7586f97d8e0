using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Data.Demo;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Testing;
using Xunit.Abstractions;

namespace TalentRegistry.Server.Tests.Forecasts;

/// <summary>The truth of a demonstration registry is known: what would have been forecast of it at the end of 2016 is held against how it went on, over several registries made from as many seeds, in memory.</summary>
public sealed class DemoTruthTests(ITestOutputHelper output)
{
    private const int Origin = 2016;
    private const int Last = 2024;
    private const int Registries = 6;

    [Fact]
    public void Forecasts_from_2016_beat_the_straight_line_and_their_bands_hold_as_often_as_they_say()
    {
        var (professions, sectors) = ((Districts: new Held(), Provinces: new Held()), (Districts: new Held(), Provinces: new Held()));
        for (var seed = 1; seed <= Registries; seed++)
        {
            var careers = DemoRegistry.Careers(DemoSize.Small, Repository.Path("db"), seed);
            var stocks = new StockHistory(careers, Origin - 10, Last, [Origin]);
            var tally = CareerTally.Of(careers, Origin, 12);
            var forecast = CohortModel.Forecast(CohortInputs.Of(tally), new() { HorizonInYears = Last - Origin, Draws = 200, Seed = seed });
            foreach (var province in tally.ProvinceOf.GroupBy(unit => unit.Value, unit => unit.Key))
                foreach (var unit in province.Append(province.Key).Distinct())
                    foreach (var (sector, profession) in SupplyTables.Cells(forecast, PartsOf(province, unit)))
                    {
                        var ofKind = profession is null ? sectors : professions;
                        (unit == province.Key ? ofKind.Provinces : ofKind.Districts)
                            .Add(new(unit, sector, profession), forecast.Select(SupplySelection.Of(PartsOf(province, unit), sector, profession)), stocks);
                    }
        }

        Held[] all = [professions.Districts, professions.Provinces, sectors.Districts, sectors.Provinces];
        foreach (var held in all)
        {
            var record = Backtest.Evaluate(held.Points);
            output.WriteLine($"{held.Points.Count} forecasts, error against drift {record.ErrorAgainstDrift:F3}, against no change {record.ErrorAgainstNoChange:F3}, 80 % {held.Share80:P1}, 95 % {held.Share95:P1}");
        }

        Assert.All(all, held =>
        {
            Assert.True(Backtest.Evaluate(held.Points).ErrorAgainstDrift < 1);
            Assert.InRange(held.Share80, 0.77, 0.83);
            Assert.InRange(held.Share95, 0.92, 0.98);
        });
    }

    private static HashSet<string> PartsOf(IGrouping<string, string> province, string unit) => unit == province.Key ? [.. province] : [unit];

    private sealed class Held
    {
        private double inside80;
        private double inside95;

        public List<BacktestPoint> Points { get; } = [];

        public double Share80 => inside80 / Points.Count;

        public double Share95 => inside95 / Points.Count;

        public void Add(StockPlace place, SupplySlice slice, StockHistory stocks)
        {
            var today = stocks.At(place, Origin);
            var slope = (today - stocks.At(place, Origin - 10)) / 10.0;
            for (var year = Origin + 1; year <= Last; year++)
            {
                var (closing, came) = (slice.Closing(year), stocks.Outcome(place, Origin, year));
                Points.Add(new(today, Quantiles.Of(closing), came, Math.Max(0, today + (slope * (year - Origin)))));
                inside80 += ShareWithin(closing, came, 0.1, 0.9);
                inside95 += ShareWithin(closing, came, 0.025, 0.975);
            }
        }

        // Of a few people, a band of whole heads holds more than it says: of the draws that hit what came, as many count as lie within (randomised probability integral transform; Czado, Gneiting and Held 2009, Biometrics 65(4)).
        private static double ShareWithin(float[] draws, int came, double from, double until)
        {
            var (below, upTo) = (draws.Count(people => people < came - 1e-3) / (double)draws.Length, draws.Count(people => people < came + 1e-3) / (double)draws.Length);
            if (upTo <= below) return below >= from && below <= until ? 1 : 0;
            return Math.Max(0, Math.Min(upTo, until) - Math.Max(below, from)) / (upTo - below);
        }
    }
}
