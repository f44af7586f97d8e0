using TalentRegistry.Analytics.Cohorts;

namespace TalentRegistry.Analytics.Tests.Cohorts;

/// <summary>Many registries made with known rates, each forecast from its tenth year and held against its own next eight.</summary>
public class CoverageTests
{
    private const int Registries = 60;

    [Fact]
    public void Bands_of_cells_and_of_provinces_cover_what_comes_about_as_often_as_they_say()
    {
        var (cells, provinces) = (new Tally(), new Tally());
        for (var seed = 1; seed <= Registries; seed++)
        {
            var careers = new SyntheticCareers(seed)
            {
                FirstYear = 2007, HiringSpread = 0.15, EarlyShare = 0.05, PeoplePerCell = 25, Professions = 3, UnitsPerProvince = 3,
            }.Run();
            var forecast = CohortModel.Forecast(careers.Input(2016), new() { Draws = 200, HorizonInYears = 8, Seed = seed });
            foreach (var year in new[] { 2018, 2021, 2024 })
            {
                foreach (var unit in careers.ProvinceOf.Keys)
                    foreach (var profession in new[] { "J1", "J2", "J3" })
                        cells.Add(forecast, careers, year, new() { Units = Set(unit), Professions = Set(profession) });
                foreach (var province in careers.ProvinceOf.GroupBy(unit => unit.Value, unit => unit.Key))
                    provinces.Add(forecast, careers, year, new() { Units = province.ToHashSet() });
            }
        }

        // Twice the standard error, registries being the independent units; a little too wide is forgiven before too narrow.
        Assert.InRange(cells.Share80, 0.77, 0.88);
        Assert.InRange(cells.Share95, 0.93, 0.985);
        Assert.InRange(provinces.Share80, 0.72, 0.9);
        Assert.InRange(provinces.Share95, 0.9, 0.99);
    }

    private static HashSet<string> Set(string name) => [name];

    private sealed class Tally
    {
        private int inside80;
        private int inside95;
        private int all;

        public double Share80 => inside80 / (double)all;

        public double Share95 => inside95 / (double)all;

        public void Add(SupplyForecast forecast, SyntheticCareers careers, int year, SupplySelection selection)
        {
            var band = Quantiles.Of(forecast.Select(selection).Closing(year));
            var came = careers.StockOf(year, selection.Includes);
            all++;
            if (came >= band.P10 && came <= band.P90) inside80++;
            if (came >= band.P025 && came <= band.P975) inside95++;
        }
    }
}
