using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Six degree levels: which are reached, when, and that nobody is lost on the way.</summary>
public class StudiesTests
{
    private static readonly DegreeBand[] Bands = Enum.GetValues<DegreeBand>();
    private static readonly CellKey Intermediate = new("D1", "health", "nurse", DegreeBand.Intermediate);

    // Of ten nurses with an intermediate diploma who earned a degree, seven went straight to university.
    private static readonly UpgradeCount[] Past =
        [new("nurse", DegreeBand.Intermediate, DegreeBand.College, 300), new("nurse", DegreeBand.Intermediate, DegreeBand.University, 700)];

    [Fact]
    public void Levels_are_reached_as_they_were_and_may_be_skipped()
    {
        var forecast = CohortModel.Forecast(Input(Past, upgrading: 0.2), new() { Draws = 100, HorizonInYears = 1 });

        var reached = Bands.Select(band => forecast.Select(new() { Bands = new HashSet<DegreeBand> { band } }).Flow(SupplyFlow.UpgradesIn, 2025).Average()).ToList();
        Assert.Equal(0, reached[(int)DegreeBand.Master] + reached[(int)DegreeBand.Doctor]);
        Assert.InRange(reached[(int)DegreeBand.University] / reached.Sum(), 0.66, 0.74);
    }

    [Fact]
    public void Without_a_past_the_next_level_is_reached()
    {
        var forecast = CohortModel.Forecast(Input([], upgrading: 0.2), new() { Draws = 50, HorizonInYears = 1 });

        Assert.True(forecast.Select(new() { Bands = new HashSet<DegreeBand> { DegreeBand.College } }).Flow(SupplyFlow.UpgradesIn, 2025).Average() > 50);
        Assert.All(forecast.Select(new() { Bands = new HashSet<DegreeBand> { DegreeBand.University } }).Flow(SupplyFlow.UpgradesIn, 2025), people => Assert.Equal(0, people));
    }

    [Fact]
    public void Nobody_earns_another_degree_before_the_years_of_study_are_over()
    {
        var forecast = CohortModel.Forecast(Input([], upgrading: 0.9), new() { Draws = 50, HorizonInYears = 3 });

        // Everybody starts below college: who reaches it in the first year reaches university two years later at the earliest.
        var university = forecast.Select(new() { Bands = new HashSet<DegreeBand> { DegreeBand.University } });
        Assert.Equal(0, university.Flow(SupplyFlow.UpgradesIn, 2026).Sum());
        Assert.True(university.Flow(SupplyFlow.UpgradesIn, 2027).Sum() > 0);
    }

    [Fact]
    public void The_books_balance_on_all_levels_in_every_year_and_draw()
    {
        var careers = new SyntheticCareers { Bands = Bands, PeoplePerCell = 8, MovingRate = 0.02, UpgradingRate = 0.08 }.Run();
        UpgradeCount[] upgrades = [new("J1", DegreeBand.BelowIntermediate, DegreeBand.University, 40), new("J2", DegreeBand.College, DegreeBand.Doctor, 5)];
        var forecast = CohortModel.Forecast(careers.Input() with { Upgrades = upgrades }, new() { Draws = 40, HorizonInYears = 10 });

        Assert.Equal(Bands, forecast.Cells.Select(cell => cell.Band).Distinct().Order());
        for (var year = 2025; year <= 2034; year++)
        {
            var all = forecast.Select(SupplySelection.All);
            Assert.Equal(all.Flow(SupplyFlow.UpgradesIn, year), all.Flow(SupplyFlow.UpgradesOut, year));
            foreach (var band in Bands)
            {
                var slice = forecast.Select(new() { Bands = new HashSet<DegreeBand> { band } });
                var (opening, closing) = (slice.Flow(SupplyFlow.Opening, year), slice.Closing(year));
                for (var draw = 0; draw < closing.Length; draw++)
                {
                    float Of(SupplyFlow flow) => slice.Flow(flow, year)[draw];
                    Assert.Equal(
                        opening[draw] + Of(SupplyFlow.Recruits) + Of(SupplyFlow.UpgradesIn) + Of(SupplyFlow.MovesIn) - Of(SupplyFlow.UpgradesOut) - Of(SupplyFlow.MovesOut)
                            - Of(SupplyFlow.Retirements) - Of(SupplyFlow.Leavers) - Of(SupplyFlow.TransfersOut) - Of(SupplyFlow.Deaths),
                        closing[draw]);
                    Assert.True(closing[draw] >= 0);
                }
            }
        }
    }

    [Fact]
    public void A_degree_below_the_one_held_is_refused() => Assert.Throws<ArgumentException>(
        () => CohortModel.Forecast(Input([new("nurse", DegreeBand.University, DegreeBand.College, 1)], 0.1), new() { Draws = 5 }));

    private static CohortInput Input(UpgradeCount[] upgrades, double upgrading) => new(
        2024, new Dictionary<string, string>(StringComparer.Ordinal) { ["D1"] = "P1" }, [new(Intermediate, Sex.Female, 30, 1000)],
        [.. Enumerable.Range(2015, 10).Select(year => new CareerCount(Intermediate, Sex.Female, 30, year, 1000, Upgrades: (int)(1000 * upgrading)))], RetirementRoadmap.Decree135)
    {
        Upgrades = upgrades,
    };
}
