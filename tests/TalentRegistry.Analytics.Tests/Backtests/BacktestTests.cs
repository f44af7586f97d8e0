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
        var doctors = new SupplySelection { Professions = new HashSet<string> { "J1" } };

        var records = RollingOrigin.Supply(
            [.. Enumerable.Range(2014, 11).Select(year => careers.Input(year))], [SupplySelection.All, doctors], new() { Draws = 60 });

        Assert.Equal([SupplySelection.All, doctors], records.Select(record => record.Selection));
        Assert.All(records, record =>
        {
            Assert.Equal(55, record.Overall.Forecasts);
            Assert.Equal(Enumerable.Range(1, 10), record.ByStep.Keys.Order());
            Assert.Equal(10, record.ByStep[1].Forecasts);
            Assert.InRange(record.Overall.ErrorAgainstNoChange!.Value, 0, 0.5);
            Assert.InRange(record.Overall.Coverage95, 0.8, 1);
        });
    }

    [Fact]
    public void One_year_end_is_not_enough() =>
        Assert.Throws<ArgumentException>(() => RollingOrigin.Supply([new SyntheticCareers { UnitsPerProvince = 1 }.Run().Input()], [SupplySelection.All], new()));
}
