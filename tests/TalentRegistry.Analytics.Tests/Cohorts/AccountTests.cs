using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

public class AccountTests
{
    private static readonly SyntheticCareers Careers = new SyntheticCareers { EarlyShare = 0.1, HiringSpread = 0.2, MovingRate = 0.03, TransferRate = 0.01 }.Run();
    private static readonly SupplyForecast Forecast = CohortModel.Forecast(Careers.Input(), new() { Draws = 100, HorizonInYears = 11 });

    [Fact]
    public void Every_cell_balances_in_every_year_and_draw()
    {
        Assert.All(Forecast.Cells, cell => Balances(One(cell)));
        Balances(SupplySelection.All);
    }

    [Fact]
    public void A_province_is_the_sum_of_its_districts_in_every_draw()
    {
        var units = Careers.ProvinceOf.Where(unit => unit.Value == "P1").Select(unit => unit.Key).ToHashSet();
        var province = Forecast.Select(new() { Units = units });

        for (var year = Forecast.BaseYear; year <= 2035; year++)
        {
            var districts = units.Select(unit => Forecast.Select(new() { Units = new HashSet<string> { unit } }).Closing(year)).ToList();
            Assert.Equal(Enumerable.Range(0, Forecast.Draws).Select(draw => districts.Sum(district => district[draw])), province.Closing(year));
        }
    }

    [Fact]
    public void Upgrades_into_a_band_are_those_out_of_the_band_below()
    {
        var all = Forecast.Select(SupplySelection.All);

        for (var year = 2025; year <= 2035; year++)
            Assert.Equal(all.Flow(SupplyFlow.UpgradesOut, year), all.Flow(SupplyFlow.UpgradesIn, year));
        Assert.True(all.Flow(SupplyFlow.UpgradesIn, 2030).Average() > 0);
    }

    [Fact]
    public void Moves_into_units_are_those_out_of_others_of_the_same_province()
    {
        foreach (var province in new[] { "P1", "P2" })
        {
            var units = Forecast.Select(new() { Units = Careers.ProvinceOf.Where(unit => unit.Value == province).Select(unit => unit.Key).ToHashSet() });
            for (var year = 2025; year <= 2035; year++)
                Assert.Equal(units.Flow(SupplyFlow.MovesOut, year), units.Flow(SupplyFlow.MovesIn, year));
            // 3 % a year of those who are there.
            Assert.InRange(units.Flow(SupplyFlow.MovesOut, 2026).Average() / units.Closing(2025).Average(), 0.024, 0.036);
        }
    }

    [Fact]
    public void Recruits_who_stay_are_no_more_than_were_hired_nor_than_are_there()
    {
        var all = Forecast.Select(SupplySelection.All);
        var hired = new float[Forecast.Draws];
        for (var year = 2025; year <= 2035; year++)
        {
            var (recruits, staying, closing) = (
                all.Flow(SupplyFlow.Recruits, year), all.Flow(SupplyFlow.RecruitsStaying, year), all.Closing(year));
            for (var draw = 0; draw < hired.Length; draw++)
            {
                hired[draw] += recruits[draw];
                Assert.InRange(staying[draw], 1, Math.Min(hired[draw], closing[draw]));
            }
        }
    }

    [Fact]
    public void The_base_year_is_todays_stock_in_every_draw()
    {
        var today = Careers.StockOf(2024, _ => true);

        Assert.All(Forecast.Select(SupplySelection.All).Closing(2024), people => Assert.Equal(today, people));
    }

    [Theory]
    [InlineData(2023)]
    [InlineData(2036)]
    public void A_year_outside_the_horizon_is_refused(int year) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Forecast.Select(SupplySelection.All).Closing(year));

    private static SupplySelection One(CellKey cell) => new()
    {
        Units = new HashSet<string> { cell.UnitId },
        Sectors = new HashSet<string> { cell.SectorCode },
        Professions = new HashSet<string> { cell.ProfessionCode },
        Bands = new HashSet<TalentRegistry.Domain.Careers.DegreeBand> { cell.Band },
    };

    private static void Balances(SupplySelection selection)
    {
        var slice = Forecast.Select(selection);
        for (var year = 2025; year <= 2035; year++)
        {
            var balance = slice.Closing(year - 1);
            Assert.Equal(balance, slice.Flow(SupplyFlow.Opening, year));
            Add(balance, slice.Flow(SupplyFlow.Recruits, year), 1);
            Add(balance, slice.Flow(SupplyFlow.UpgradesIn, year), 1);
            Add(balance, slice.Flow(SupplyFlow.MovesIn, year), 1);
            foreach (var flow in new[]
            {
                SupplyFlow.UpgradesOut, SupplyFlow.MovesOut, SupplyFlow.Retirements, SupplyFlow.Leavers, SupplyFlow.TransfersOut, SupplyFlow.Deaths,
            })
                Add(balance, slice.Flow(flow, year), -1);
            Assert.Equal(balance, slice.Closing(year));
        }
    }

    private static void Add(float[] sum, float[] values, int sign)
    {
        for (var draw = 0; draw < sum.Length; draw++) sum[draw] += sign * values[draw];
    }
}
