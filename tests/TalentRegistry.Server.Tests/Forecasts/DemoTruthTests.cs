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
        var (points, inside80, inside95) = (new List<BacktestPoint>(), 0.0, 0.0);
        for (var seed = 1; seed <= Registries; seed++)
        {
            var careers = DemoRegistry.Careers(DemoSize.Small, Repository.Path("db"), seed);
            var stocks = new StockHistory(careers, Origin - 10, Last, [Origin]);
            var forecast = CohortModel.Forecast(CohortInputs.Of(CareerTally.Of(careers, Origin, 12)), new() { HorizonInYears = Last - Origin, Draws = 200, Seed = seed });
            foreach (var cell in forecast.Cells.Select(cell => new StockPlace(cell.UnitId, cell.SectorCode, cell.ProfessionCode)).Distinct())
            {
                var slice = forecast.Select(new() { Units = Set(cell.UnitId), Sectors = Set(cell.SectorCode), Professions = Set(cell.ProfessionCode!) });
                var today = stocks.At(cell, Origin);
                var slope = (today - stocks.At(cell, Origin - 10)) / 10.0;
                for (var year = Origin + 1; year <= Last; year++)
                {
                    var (closing, came) = (slice.Closing(year), stocks.Outcome(cell, Origin, year));
                    points.Add(new(today, Quantiles.Of(closing), came, Math.Max(0, today + (slope * (year - Origin)))));
                    inside80 += ShareWithin(closing, came, 0.1, 0.9);
                    inside95 += ShareWithin(closing, came, 0.025, 0.975);
                }
            }
        }

        var record = Backtest.Evaluate(points);
        var (share80, share95) = (inside80 / points.Count, inside95 / points.Count);
        output.WriteLine($"seeds 1-{Registries}: {points.Count} forecasts, error against drift {record.ErrorAgainstDrift:F3}, against no change {record.ErrorAgainstNoChange:F3}, 80 % {share80:P1}, 95 % {share95:P1}");
        Assert.True(record.ErrorAgainstDrift < 1, $"{record.ErrorAgainstDrift:F3}");
        Assert.InRange(share80, 0.77, 0.83);
        Assert.InRange(share95, 0.92, 0.98);
    }

    private static HashSet<string> Set(string code) => [code];

    // Of a few people, a band of whole heads holds more than it says: of the draws that hit what came, as many count as lie within (randomised probability integral transform; Czado, Gneiting and Held 2009, Biometrics 65(4)).
    private static double ShareWithin(float[] draws, int came, double from, double until)
    {
        var (below, upTo) = (draws.Count(people => people < came - 1e-3) / (double)draws.Length, draws.Count(people => people < came + 1e-3) / (double)draws.Length);
        if (upTo <= below) return below >= from && below <= until ? 1 : 0;
        return Math.Max(0, Math.Min(upTo, until) - Math.Max(below, from)) / (upTo - below);
    }
}
