using TalentRegistry.Analytics.Cohorts;
using Xunit.Abstractions;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Many registries made with known rates, each forecast from its tenth year and held against its own next eight.</summary>
public class CoverageTests(ITestOutputHelper output)
{
    [Fact]
    public void Bands_cover_what_comes_about_as_often_as_they_say()
    {
        var (inside80, inside95, all) = (0, 0, 0);
        for (var world = 0; world < 25; world++)
        {
            var careers = new SyntheticCareers(seed: 100 + world)
            {
                FirstYear = 2007, LastYear = 2024, HiringSpread = 0.15, EarlyShare = 0.05, PeoplePerCell = 25, Professions = 3, UnitsPerProvince = 3,
            }.Run();
            var forecast = CohortModel.Forecast(careers.Input(2016), new() { Draws = 200, HorizonInYears = 8, Seed = world });
            foreach (var unit in careers.ProvinceOf.Keys)
                foreach (var profession in new[] { "J1", "J2", "J3" })
                    foreach (var year in new[] { 2018, 2021, 2024 })
                    {
                        var band = Quantiles.Of(forecast.Select(new()
                        {
                            Units = new HashSet<string> { unit }, Professions = new HashSet<string> { profession },
                        }).Closing(year));
                        var came = careers.StockOf(year, cell => cell.UnitId == unit && cell.ProfessionCode == profession);
                        all++;
                        if (came >= band.P10 && came <= band.P90) inside80++;
                        if (came >= band.P025 && came <= band.P975) inside95++;
                    }
        }

        output.WriteLine($"{inside80 / (double)all:P1} and {inside95 / (double)all:P1} of {all}");
        Assert.InRange(inside80 / (double)all, 0.76, 0.88);
        Assert.InRange(inside95 / (double)all, 0.92, 0.985);
    }

    [Fact]
    public void Bands_of_a_province_cover_too_for_draws_are_summed()
    {
        var (inside80, inside95, all) = (0, 0, 0);
        for (var world = 0; world < 40; world++)
        {
            var careers = new SyntheticCareers(seed: 500 + world)
            {
                FirstYear = 2007, LastYear = 2024, HiringSpread = 0.15, PeoplePerCell = 15, Professions = 3, UnitsPerProvince = 3,
            }.Run();
            var forecast = CohortModel.Forecast(careers.Input(2016), new() { Draws = 200, HorizonInYears = 8, Seed = world });
            foreach (var province in new[] { "P1", "P2" })
                foreach (var year in new[] { 2018, 2021, 2024 })
                {
                    var units = careers.ProvinceOf.Where(unit => unit.Value == province).Select(unit => unit.Key).ToHashSet();
                    var band = Quantiles.Of(forecast.Select(new() { Units = units }).Closing(year));
                    var came = careers.StockOf(year, cell => units.Contains(cell.UnitId));
                    all++;
                    if (came >= band.P10 && came <= band.P90) inside80++;
                    if (came >= band.P025 && came <= band.P975) inside95++;
                }
        }

        output.WriteLine($"{inside80 / (double)all:P1} and {inside95 / (double)all:P1} of {all}");
        Assert.InRange(inside80 / (double)all, 0.72, 0.9);
        Assert.InRange(inside95 / (double)all, 0.9, 0.99);
    }
}
