using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>What registries really hold: each case is either refused with its reason or answered with figures that stay possible and are as unsure as they should be.</summary>
public class BadInputTests
{
    private const int BaseYear = 2024;
    private static readonly CellKey Cell = new("D1", "health", "doctor", DegreeBand.University);

    public static TheoryData<string> Cases => [.. Inputs.Keys];

    private static Dictionary<string, Func<CohortInput>> Inputs => new(StringComparer.Ordinal)
    {
        ["nobody, no past"] = () => Input([], []),
        ["a past, but nobody left"] = () => Input([], Steady(40)),
        ["people, but no past"] = () => Input(Staff(40), []),
        ["three years of past"] = () => Input(Staff(40), Steady(40, years: 3)),
        ["one year of past"] = () => Input(Staff(40), Steady(40, years: 1)),
        ["a sector of two"] = () => Input(Staff(2), Steady(2)),
        ["a unit born last year"] = () => Input(
            [.. Staff(200), new(Cell with { UnitId = "D2" }, Sex.Male, 40, 30)],
            [.. Steady(200), new(Cell with { UnitId = "D2" }, Sex.Male, 40, BaseYear, 12)]),
        ["a hiring spike after a merger"] = () => Input(Staff(90), [.. Steady(40), new(Cell, Sex.Female, 33, BaseYear, 25, Recruits: 50)]),
        ["everybody left last year"] = () => Input(Staff(1), [.. Steady(40), new(Cell, Sex.Female, 33, BaseYear, 20, Leavers: 39)]),
        ["events without any time"] = () => Input(Staff(40), [new(Cell, Sex.Male, 30, BaseYear, 0, 3, 5, 2, 4, 1, 6)]),
        ["more events than people"] = () => Input(Staff(5), [new(Cell, Sex.Male, 30, BaseYear, 1, 10, 90, 20, 400, 10, 60)]),
        ["children and the very old"] = () => Input(
            [new(Cell, Sex.Male, -20, 3), new(Cell, Sex.Male, 3, 3), new(Cell, Sex.Female, 130, 3)],
            [new(Cell, Sex.Male, -20, BaseYear, 3, Leavers: 3), new(Cell, Sex.Female, 200, BaseYear, 3, Retirements: 3)]),
        ["a past a century long"] = () => Input(Staff(40), [new(Cell, Sex.Male, 30, BaseYear - 100, 40, Leavers: 1), .. Steady(40)]),
        ["gaps between the years"] = () => Input(Staff(40), [.. Steady(40).Where(count => count.Year % 3 == 0)]),
        ["only moves are known"] = () => Input(Staff(40), []) with { Moves = [new(Cell, Cell with { UnitId = "D2" }, Sex.Male, 30, BaseYear, 7)] },
        ["a move to where they were"] = () => Input(Staff(40), Steady(40)) with { Moves = [new(Cell, Cell, Sex.Male, 30, BaseYear, 7)] },
        ["as many as a cell may hold"] = () => Input([new(Cell, Sex.Male, 40, 30_000)], []),
    };

    public static TheoryData<string, string> Refusals => new()
    {
        { "time that is no number", "Person-years of" },
        { "time below nothing", "Person-years of" },
        { "time without end", "Person-years of" },
        { "events below nothing", "Events of" },
        { "a year to come", "Year of" },
        { "a year long before", "Year of" },
        { "a thirteenth month", "BirthMonth of" },
        { "a move out of the province", "A move from" },
        { "a unit that lies nowhere", "Unit D404 has no province." },
        { "more than a cell may hold", "People of" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_figure_stays_possible_and_every_account_balances(string name)
    {
        var forecast = CohortModel.Forecast(Inputs[name](), new() { Draws = 100, HorizonInYears = 12 });

        foreach (var cell in forecast.Cells)
        {
            var slice = forecast.Select(new() { Units = new HashSet<string> { cell.UnitId }, Bands = new HashSet<DegreeBand> { cell.Band } });
            for (var year = BaseYear + 1; year <= BaseYear + 12; year++)
            {
                var flows = Enum.GetValues<SupplyFlow>().ToDictionary(flow => flow, flow => slice.Flow(flow, year));
                Assert.All(flows, flow => Assert.All(flow.Value, people => Assert.True(float.IsFinite(people) && people >= 0, $"{flow.Key} {people} in {year}")));
                for (var draw = 0; draw < 100; draw++)
                {
                    Assert.Equal(
                        flows[SupplyFlow.Closing][draw],
                        flows[SupplyFlow.Opening][draw] + flows[SupplyFlow.Recruits][draw] + flows[SupplyFlow.MovesIn][draw] + flows[SupplyFlow.UpgradesIn][draw]
                        - flows[SupplyFlow.UpgradesOut][draw] - flows[SupplyFlow.MovesOut][draw] - flows[SupplyFlow.Retirements][draw]
                        - flows[SupplyFlow.Leavers][draw] - flows[SupplyFlow.TransfersOut][draw] - flows[SupplyFlow.Deaths][draw]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_is_refused_with_its_reason(string name, string reason)
    {
        var input = name switch
        {
            "time that is no number" => Input([], [new(Cell, Sex.Male, 30, BaseYear, double.NaN)]),
            "time below nothing" => Input([], [new(Cell, Sex.Male, 30, BaseYear, -1)]),
            "time without end" => Input([], [new(Cell, Sex.Male, 30, BaseYear, double.PositiveInfinity)]),
            "events below nothing" => Input([], [new(Cell, Sex.Male, 30, BaseYear, 1, Transfers: -1)]),
            "a year to come" => Input([], [new(Cell, Sex.Male, 30, BaseYear + 1, 1)]),
            "a year long before" => Input([], [new(Cell, Sex.Male, 30, BaseYear - 101, 1)]),
            "a thirteenth month" => Input([new(Cell, Sex.Male, 30, 1, 13)], []),
            "a move out of the province" => Input([], []) with { Moves = [new(Cell, Cell with { UnitId = "D3" }, Sex.Male, 30, BaseYear, 1)] },
            "a unit that lies nowhere" => Input([new(Cell with { UnitId = "D404" }, Sex.Male, 30, 1)], []),
            _ => Input([new(Cell, Sex.Male, 30, 20_000), new(Cell, Sex.Female, 30, 20_000)], []),
        };

        var refused = Assert.ThrowsAny<ArgumentException>(() => CohortModel.Forecast(input, new()));

        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_less_past_there_is_the_wider_the_band()
    {
        double Width(int years) => WidthOf(CohortModel.Forecast(Input(Staff(400), Steady(400, years)), new() { Draws = 4000, HorizonInYears = 8 }), "D1");

        Assert.True(Width(1) > Width(3) && Width(3) > Width(12), $"{Width(1):F0} people after one year of past, {Width(3):F0} after three, {Width(12):F0} after twelve");
    }

    [Fact]
    public void A_unit_born_last_year_is_less_sure_than_one_of_its_size_with_a_past_and_hires_like_the_others()
    {
        var input = Input(
            [.. Staff(100), .. Staff(100, "D2")],
            [.. Steady(100), .. Steady(100, years: 1, unit: "D2").Select(count => count with { Recruits = 0 })]);
        var forecast = CohortModel.Forecast(input, new() { Draws = 400, HorizonInYears = 8 });
        double Hired(string unit) => forecast.Select(Only(unit)).Flow(SupplyFlow.Recruits, 2028).Average();

        Assert.True(WidthOf(forecast, "D2") > WidthOf(forecast, "D1"), $"{WidthOf(forecast, "D2"):F1} against {WidthOf(forecast, "D1"):F1}");
        Assert.InRange(Hired("D2") / Hired("D1"), 0.25, 1.1);
    }

    [Fact]
    public void A_single_year_of_hiring_after_a_merger_is_not_taken_for_the_rule()
    {
        var forecast = CohortModel.Forecast(Inputs["a hiring spike after a merger"](), new() { Draws = 400, HorizonInYears = 8 });
        var hired = Quantiles.Of(forecast.Select(SupplySelection.All).Flow(SupplyFlow.Recruits, 2028));

        // Two a year before, fifty once.
        Assert.True(hired.P50 < 20 && hired.P975 - hired.P025 > 12, $"{hired}");
    }

    private static double WidthOf(SupplyForecast forecast, string unit)
    {
        var band = Quantiles.Of(forecast.Select(Only(unit)).Closing(BaseYear + 8));
        return band.P90 - band.P10;
    }

    private static SupplySelection Only(string unit) => new() { Units = new HashSet<string> { unit } };

    private static StockCount[] Staff(int people, string unit = "D1") =>
        [.. Enumerable.Range(0, people).GroupBy(number => 25 + number % 35).Select(age => new StockCount(Cell with { UnitId = unit }, age.Key % 2 == 0 ? Sex.Male : Sex.Female, age.Key, age.Count()))];

    // One in twenty leaves each year, as many come.
    private static CareerCount[] Steady(int people, int years = 12, string unit = "D1") =>
        [.. Enumerable.Range(BaseYear - years + 1, years).Select(year => new CareerCount(
            Cell with { UnitId = unit }, Sex.Male, 35, year, people, Leavers: people / 20, Recruits: people / 20))];

    private static CohortInput Input(IReadOnlyList<StockCount> stock, IReadOnlyList<CareerCount> history) => new(
        BaseYear, new Dictionary<string, string>(StringComparer.Ordinal) { ["D1"] = "P1", ["D2"] = "P1", ["D3"] = "P2" }, stock, history, RetirementRoadmap.Decree135);
}
