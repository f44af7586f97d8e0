using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Scenarios share their random numbers with the baseline.</summary>
public class ScenarioTests
{
    private static readonly CohortInput Input = new SyntheticCareers { MovingRate = 0.02, TransferRate = 0.01 }.Run().Input();
    private static readonly CohortSettings Settings = new() { Draws = 200, HorizonInYears = 8 };
    private static readonly SupplyForecast Baseline = CohortModel.Forecast(Input, Settings);

    [Fact]
    public void What_a_lever_does_not_touch_is_the_same_in_every_draw()
    {
        var lever = new SupplyLever { Where = InProvince("P1"), Leaving = 0.5, Recruits = 1.5, YearsLater = 2 };
        var scenario = CohortModel.Forecast(Input, Settings with { Levers = [lever] });

        for (var year = 2025; year <= 2032; year++)
        {
            Assert.Equal(Baseline.Select(InProvince("P2")).Closing(year), scenario.Select(InProvince("P2")).Closing(year));
            Assert.NotEqual(Baseline.Select(InProvince("P1")).Closing(year), scenario.Select(InProvince("P1")).Closing(year));
        }
    }

    [Fact]
    public void A_difference_between_scenarios_is_an_effect_and_not_noise()
    {
        var levers = new SupplyLever[] { new() { Leaving = 0.8 } };
        var paired = Difference(CohortModel.Forecast(Input, Settings with { Levers = levers }));
        var unpaired = Difference(CohortModel.Forecast(Input, Settings with { Levers = levers, Seed = 46 }));

        Assert.True(Spread(paired) < Spread(unpaired) / 4, $"{Spread(paired):F1} against {Spread(unpaired):F1}");
        Assert.All(paired, people => Assert.True(people > 0));
    }

    [Fact]
    public void Later_retirement_puts_off_whoever_the_law_would_retire()
    {
        var scenario = CohortModel.Forecast(Input, Settings with { Levers = [new() { YearsLater = 2 }] });
        double Retired(SupplyForecast forecast) => Enumerable.Range(2025, 2).Sum(year => forecast.Select(SupplySelection.All).Flow(SupplyFlow.Retirements, year).Average());

        Assert.True(Retired(scenario) < 0.35 * Retired(Baseline), $"{Retired(scenario):F1} against {Retired(Baseline):F1}");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(11)]
    [InlineData(double.NaN)]
    public void A_factor_out_of_range_is_refused_with_the_value(double factor)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => CohortModel.Forecast(Input, Settings with { Levers = [new() { Recruits = factor }] }));

        Assert.StartsWith($"A lever's factor must be 0 to 10, was {factor}.", refused.Message, StringComparison.Ordinal);
    }

    private static SupplySelection InProvince(string province) =>
        new() { Units = Input.ProvinceOf.Where(unit => unit.Value == province).Select(unit => unit.Key).ToHashSet() };

    private static float[] Difference(SupplyForecast scenario) =>
        [.. scenario.Select(SupplySelection.All).Closing(2032).Zip(Baseline.Select(SupplySelection.All).Closing(2032), (with, without) => with - without)];

    private static double Spread(float[] draws) => Math.Sqrt(draws.Average(draw => Math.Pow(draw - draws.Average(), 2)));
}
