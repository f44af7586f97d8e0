using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Tests.Cohorts;

namespace TalentRegistry.Analytics.Tests.Backtests;

public class BacktestTests
{
    private static readonly Quantiles Ten = new(10, 6, 8, 10, 12, 14);

    [Fact]
    public void Sums_up_error_and_coverage()
    {
        var record = Backtest.Evaluate([new(10, Ten, 11), new(10, Ten, 13), new(10, Ten, 15), new(4, Ten, 10)]);

        Assert.Equal(4, record.Forecasts);
        Assert.Equal((1 + 3 + 5 + 0) / 4.0, record.MeanAbsoluteError);
        Assert.Equal((1 + 3 + 5 + 0) / (double)(1 + 3 + 5 + 6), record.ErrorAgainstNoChange!.Value, 9);
        Assert.Equal(0.5, record.Coverage80);
        Assert.Equal(0.75, record.Coverage95);
        Assert.False(record.IsNoBetterThanNoChange);
    }

    [Fact]
    public void Says_when_no_change_would_have_done_as_well()
    {
        Assert.True(Backtest.Evaluate([new(10, Ten, 10)]).IsNoBetterThanNoChange);
        Assert.True(Backtest.Evaluate([new(11, Ten, 11)]).IsNoBetterThanNoChange);
    }

    [Fact]
    public void Of_nothing_is_refused() => Assert.Throws<ArgumentException>(() => Backtest.Evaluate([]));

    [Fact]
    public void The_model_beats_no_change_on_a_registry_that_grows()
    {
        var careers = new SyntheticCareers { FirstYear = 2008, UnitsPerProvince = 3, PeoplePerCell = 20, RecruitsPerCell = 4, HiringSpread = 0.1 }.Run();
        CohortInput[] pasts = [.. Enumerable.Range(2014, 11).Select(year => careers.Input(year))];

        foreach (var selection in new SupplySelection[] { SupplySelection.All, new() { Professions = new HashSet<string> { "J1" } } })
        {
            var record = Backtest.Evaluate(FromEveryYearEnd(pasts, selection));

            Assert.Equal(55, record.Forecasts);
            Assert.InRange(record.ErrorAgainstNoChange!.Value, 0, 0.5);
            Assert.InRange(record.Coverage95, 0.8, 1);
        }
    }

    /// <summary>What would have been forecast at each year's end but the last, against what came (rolling origin, Tashman 2000, Int. J. Forecasting 16(4)).</summary>
    private static BacktestPoint[] FromEveryYearEnd(CohortInput[] pasts, SupplySelection selection)
    {
        int People(CohortInput past) => past.Stock.Where(count => selection.Includes(count.Cell)).Sum(count => count.People);
        return
        [
            .. pasts[..^1].SelectMany((past, origin) =>
            {
                var forecast = CohortModel.Forecast(past, new() { Draws = 60, HorizonInYears = pasts.Length - 1 - origin }).Select(selection);
                return pasts[(origin + 1)..].Select(later => new BacktestPoint(People(past), Quantiles.Of(forecast.Closing(later.BaseYear)), People(later)));
            }),
        ];
    }
}
