using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Where the answer can be worked out by hand, or is known because the registry was made from it.</summary>
public class KnownTruthTests
{
    private static readonly CellKey Cell = new("D1", "health", "doctor", DegreeBand.Doctor);

    [Fact]
    public void Without_history_the_stock_only_ages_into_retirement()
    {
        // Men born in January to September 1964 reach 61y3m in 2025, the others 61y6m in 2026.
        var law = RetirementRoadmap.Decree135;
        var forecast = CohortModel.Forecast(Input([new(Cell, Sex.Male, 30, 40), new(Cell, Sex.Male, 60, 60)]), new() { Draws = 200, HorizonInYears = 8 });
        var all = forecast.Select(SupplySelection.All);
        var lawYears = Enumerable.Range(1, 12).Select(month => law.RetirementDate(new DateOnly(1964, month, 1), Sex.Male).Year).ToList();

        Assert.Equal(100, all.Closing(2024).Average());
        // Without a past, the prior: nearly all go in the law's year.
        foreach (var year in new[] { 2025, 2026 })
        {
            var expected = 60.0 * lawYears.Count(lawYear => lawYear == year) / 12;
            Assert.InRange(all.Flow(SupplyFlow.Retirements, year).Average(), expected - 0.12 * 60, expected + 0.12 * 60);
        }

        // Some of the forty die, as the life table has it, and a few of the sixty are still there.
        Assert.InRange(all.Closing(2032).Average(), 38.5, 41);
        Assert.All(all.Flow(SupplyFlow.Recruits, 2030), people => Assert.Equal(0, people));
        Assert.All(all.RecruitRetention(2032), share => Assert.Equal(1, share));
    }

    [Fact]
    public void With_one_constant_hazard_the_stock_decays_exponentially()
    {
        // 400,000 person-years at 4 %: next to nothing is left unknown.
        var history = Enumerable.Range(2015, 10)
            .Select(year => new CareerCount(Cell, Sex.Male, 30, year, 40_000, Leavers: 1_600)).ToList();
        var forecast = CohortModel.Forecast(Input([new(Cell, Sex.Male, 30, 10_000)], history), new() { Draws = 200, HorizonInYears = 4 });
        var all = forecast.Select(SupplySelection.All);

        for (var years = 1; years <= 4; years++)
        {
            var expected = 10_000 * Math.Exp(-0.04 * years);
            Assert.InRange(all.Closing(2024 + years).Average(), expected - 25, expected + 25);
        }
    }

    [Fact]
    public void Doctors_hired_at_a_steady_rate_are_expected_at_that_rate()
    {
        var history = Enumerable.Range(2015, 10)
            .Select(year => new CareerCount(Cell, Sex.Female, 27, year, 1_000, Recruits: 50)).ToList();
        var forecast = CohortModel.Forecast(Input([new(Cell, Sex.Female, 27, 1_000)], history), new() { Draws = 500, HorizonInYears = 5 });

        for (var year = 2025; year <= 2029; year++)
            Assert.InRange(forecast.Select(SupplySelection.All).Flow(SupplyFlow.Recruits, year).Average(), 48, 52);
    }

    [Fact]
    public void Rates_are_recovered_from_careers_made_with_them()
    {
        var careers = new SyntheticCareers { LeavingRate = 0.04, DyingRate = 0.003, UpgradingRate = 0.02, PeoplePerCell = 60 }.Run();
        var table = new CareerTable(careers.Input(), recruitmentYears: 5);
        var leaving = new Hazard("leaving", table, row => row.Leavers);
        var dying = new Hazard("dying", table, row => row.Deaths, reference: LifeTable.VietNam.BySlot());
        var upgrading = new Hazard("upgrading", table, row => row.Upgrades, kind => table.BandOf[kind] < DegreeBand.Doctor);
        double Average(Hazard hazard) =>
            table.Rows.Sum(row => row.PersonYears * hazard.Rate(row.AgeBand, row.Kind, row.Unit)) / table.Rows.Sum(row => row.PersonYears);

        Assert.InRange(Average(leaving), 0.0385, 0.0415);
        Assert.InRange(Average(dying), 0.0025, 0.0035);
        Assert.InRange(Average(upgrading), 0.019, 0.021);
    }

    [Fact]
    public void Retirement_a_year_before_the_law_is_seen_as_such()
    {
        var careers = new SyntheticCareers { EarlyShare = 0.3, LeavingRate = 0.01, PeoplePerCell = 100 }.Run();
        var timing = new RetirementTiming(RetirementRoadmap.Decree135, new CareerTable(careers.Input(), recruitmentYears: 5));

        Assert.InRange(timing.Mean(-1), 0.25, 0.35);
        Assert.InRange(timing.Mean(-2), 0, 0.03);
        Assert.InRange(timing.Mean(0), 0.9, 1);
    }

    [Fact]
    public void A_unit_unlike_the_others_keeps_what_its_own_past_shows_and_a_small_one_borrows()
    {
        var history = new List<CareerCount>();
        foreach (var unit in Enumerable.Range(1, 8))
            history.Add(new(Cell with { UnitId = $"D{unit}" }, Sex.Male, 30, 2024, 1_000, Leavers: 30));
        history.Add(new(Cell with { UnitId = "D9" }, Sex.Male, 30, 2024, 1_000, Leavers: 90));
        history.Add(new(Cell with { UnitId = "D10" }, Sex.Male, 30, 2024, 5, Leavers: 2));
        var table = new CareerTable(Input([], history), recruitmentYears: 5);
        var leaving = new Hazard("leaving", table, row => row.Leavers);
        double Rate(string unit) => leaving.Rate(CareerTable.Slot(Sex.Male, 30), 0, table.UnitOf[table.CellAt(Cell with { UnitId = unit })]);

        Assert.InRange(Rate("D1"), 0.028, 0.036);
        Assert.InRange(Rate("D9"), 0.075, 0.09);
        Assert.InRange(Rate("D10"), 0.03, 0.08);
    }

    private static CohortInput Input(IReadOnlyList<StockCount> stock, IReadOnlyList<CareerCount>? history = null) => new(
        2024, Enumerable.Range(1, 10).ToDictionary(unit => $"D{unit}", _ => "P1", StringComparer.Ordinal), stock, history ?? [], RetirementRoadmap.Decree135);
}
