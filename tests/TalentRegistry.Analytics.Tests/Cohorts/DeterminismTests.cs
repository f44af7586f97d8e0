using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

public class DeterminismTests
{
    private static readonly CohortInput Input = new SyntheticCareers { MovingRate = 0.03, TransferRate = 0.01 }.Run().Input();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Threads_change_nothing(int threads)
    {
        var alone = CohortModel.Forecast(Input, new() { Draws = 50, MaxThreads = 1 });
        var together = CohortModel.Forecast(Input, new() { Draws = 50, MaxThreads = threads });

        Assert.Equal(alone.Cells, together.Cells);
        Assert.All(alone.Cells, cell => Assert.Equal(Closing(alone, cell), Closing(together, cell)));
    }

    [Fact]
    public void The_order_of_the_input_changes_no_draw_of_the_stock()
    {
        var turned = Input with { Stock = [.. Input.Stock.Reverse()] };
        var straight = CohortModel.Forecast(Input, new() { Draws = 20 });
        var reverse = CohortModel.Forecast(turned, new() { Draws = 20 });

        Assert.All(straight.Cells, cell => Assert.Equal(Closing(straight, cell), Closing(reverse, cell)));
    }

    [Fact]
    public void More_draws_begin_with_the_same_draws()
    {
        var few = CohortModel.Forecast(Input, new() { Draws = 20 }).Select(SupplySelection.All).Closing(2030);
        var many = CohortModel.Forecast(Input, new() { Draws = 60 }).Select(SupplySelection.All).Closing(2030);

        Assert.Equal(few, many[..20]);
    }

    [Fact]
    public void A_longer_horizon_leaves_the_years_before_as_they_were()
    {
        var five = CohortModel.Forecast(Input, new() { Draws = 20, HorizonInYears = 5 }).Select(SupplySelection.All).Closing(2029);
        var ten = CohortModel.Forecast(Input, new() { Draws = 20, HorizonInYears = 10 }).Select(SupplySelection.All).Closing(2029);

        Assert.Equal(five, ten);
    }

    [Fact]
    public void Another_seed_gives_other_draws()
    {
        var one = CohortModel.Forecast(Input, new() { Draws = 20, Seed = 1 }).Select(SupplySelection.All).Closing(2030);
        var two = CohortModel.Forecast(Input, new() { Draws = 20, Seed = 2 }).Select(SupplySelection.All).Closing(2030);

        Assert.NotEqual(one, two);
    }

    [Fact]
    public void A_cancelled_forecast_stops()
    {
        using var cancelled = new CancellationTokenSource();
        var progress = new CancelAtOnce(cancelled);

        Assert.ThrowsAny<OperationCanceledException>(() => CohortModel.Forecast(Input, new(), progress, cancelled.Token));
    }

    private static float[] Closing(SupplyForecast forecast, CellKey cell) => forecast.Select(new()
    {
        Units = new HashSet<string> { cell.UnitId },
        Sectors = new HashSet<string> { cell.SectorCode },
        Professions = new HashSet<string> { cell.ProfessionCode },
        Bands = new HashSet<TalentRegistry.Domain.Careers.DegreeBand> { cell.Band },
    }).Closing(2034);

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
