using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

public class EdgeTests
{
    private static readonly CellKey Cell = new("D1", "health", "doctor", DegreeBand.University);

    [Fact]
    public void An_empty_registry_has_no_cells_and_no_people()
    {
        var forecast = CohortModel.Forecast(Input(), new() { Draws = 3, HorizonInYears = 2 });

        Assert.Empty(forecast.Cells);
        Assert.Equal([0, 0, 0], forecast.Select(SupplySelection.All).Closing(2026));
    }

    [Fact]
    public void A_cell_of_one_person_holds_one_or_none()
    {
        var forecast = CohortModel.Forecast(Input(new StockCount(Cell, Sex.Female, 58, 1)), new() { Draws = 300, HorizonInYears = 5 });

        Assert.All(forecast.Select(SupplySelection.All).Closing(2027), people => Assert.True(people is 0 or 1));
    }

    [Fact]
    public void Nobody_works_past_the_oldest_age()
    {
        var forecast = CohortModel.Forecast(Input(new StockCount(Cell, Sex.Male, CohortInput.MaxAge, 7)), new() { Draws = 10, HorizonInYears = 3 });

        Assert.All(forecast.Select(SupplySelection.All).Closing(2025), people => Assert.Equal(0, people));
        Assert.InRange(forecast.Select(SupplySelection.All).Flow(SupplyFlow.Retirements, 2025).Average(), 6, 7);
    }

    [Fact]
    public void The_bands_above_are_there_though_empty_today()
    {
        var forecast = CohortModel.Forecast(Input(new StockCount(Cell, Sex.Male, 30, 5)), new() { Draws = 5 });

        Assert.Equal([Cell, Cell with { Band = DegreeBand.Master }, Cell with { Band = DegreeBand.Doctor }], forecast.Cells);
    }

    [Theory]
    [InlineData(0, 500, "HorizonInYears must be 1 to 40, was 0.")]
    [InlineData(41, 500, "HorizonInYears must be 1 to 40, was 41.")]
    [InlineData(10, 0, "Draws must be 1 to 10000, was 0.")]
    public void Settings_out_of_range_are_refused_with_the_value(int horizon, int draws, string message)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(
            () => CohortModel.Forecast(Input(), new() { HorizonInYears = horizon, Draws = draws }));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(30_001)]
    public void Stock_out_of_range_is_refused_with_its_cell(int people)
    {
        var refused = Assert.ThrowsAny<ArgumentException>(() => CohortModel.Forecast(Input(new StockCount(Cell, Sex.Male, 30, people)), new()));

        Assert.StartsWith($"People of {Cell} must be 0 to 30000, was {people}.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-3, 5)]
    [InlineData(124, 1)]
    public void A_mistyped_birth_year_stops_no_forecast(int age, int staying)
    {
        var forecast = CohortModel.Forecast(Input(new StockCount(Cell, Sex.Male, age, 5)), new() { Draws = 10, HorizonInYears = 2 });

        Assert.All(forecast.Select(SupplySelection.All).Closing(2025), people => Assert.InRange(people, staying - 1, staying));
    }

    [Fact]
    public void A_unit_without_a_province_is_refused_by_name()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => CohortModel.Forecast(Input(new StockCount(Cell with { UnitId = "D404" }, Sex.Male, 30, 1)), new()));

        Assert.StartsWith("Unit D404 has no province.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void History_after_the_base_year_is_refused()
    {
        var input = Input() with { History = [new(Cell, Sex.Male, 30, 2025, 1)] };

        Assert.ThrowsAny<ArgumentException>(() => CohortModel.Forecast(input, new()));
    }

    private static CohortInput Input(params StockCount[] stock) => new(
        2024, new Dictionary<string, string>(StringComparer.Ordinal) { ["D1"] = "P1" }, stock, [], RetirementRoadmap.Decree135);
}
