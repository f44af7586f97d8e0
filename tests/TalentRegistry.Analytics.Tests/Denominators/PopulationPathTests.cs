using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Denominators;

public class PopulationPathTests
{
    private static readonly PopulationPath Province = PopulationPath.Fit(
        "P1", [new(2019, 600_000), new(2021, 620_000), new(2020, 612_000), new(2023, 640_000)]);

    [Theory]
    [InlineData(2018, PopulationStatus.Extrapolated)]
    [InlineData(2019, PopulationStatus.Published)]
    [InlineData(2022, PopulationStatus.Interpolated)]
    [InlineData(2023, PopulationStatus.Published)]
    [InlineData(2024, PopulationStatus.Extrapolated)]
    public void Says_how_a_year_is_known(int year, PopulationStatus status) => Assert.Equal(status, Province.StatusOf(year));

    [Fact]
    public void A_published_year_is_the_same_in_every_draw() =>
        Assert.All(Province.Draws(2021, 50, 45), people => Assert.Equal(620_000, people, 0.5));

    [Fact]
    public void Between_two_years_the_middle_is_geometric() => Assert.Equal(Math.Sqrt(620_000.0 * 640_000), Province.Expected(2022), 1);

    [Fact]
    public void Growth_fades_and_doubt_grows_with_distance()
    {
        double Spread(int year) => Quantiles.Of(Province.Draws(year, 500, 45)) is var q ? (q.P975 - q.P025) / q.P50 : 0;
        double Growth(int year) => Math.Log(Province.Expected(year) / Province.Expected(year - 1));

        Assert.True(Growth(2024) > Growth(2030) && Growth(2030) > 0);
        Assert.True(Spread(2024) < Spread(2028) && Spread(2028) < Spread(2035));
        Assert.InRange(Spread(2022), 0.001, Spread(2024));
    }

    [Fact]
    public void The_draws_surround_the_middle()
    {
        var draws = Quantiles.Of(Province.Draws(2030, 2_000, 45));

        Assert.InRange(draws.P50 / Province.Expected(2030), 0.997, 1.003);
    }

    [Fact]
    public void After_six_figures_or_more_the_middle_and_the_bands_are_the_series_forecasters()
    {
        (int Year, double People)[] figures = [(2012, 500_000), (2013, 506_000), (2015, 521_000), (2016, 525_500), (2018, 541_000), (2019, 549_000), (2021, 561_500)];
        var path = PopulationPath.Fit("P2", figures.Select(figure => new PopulationPoint(figure.Year, figure.People)));
        var said = SeriesForecaster.Forecast(new("P2", figures.Select(figure => new Observation(figure.Year, figure.People))), 9).Years;

        Assert.All(said, year =>
        {
            var draws = Quantiles.Of(path.Draws(year.Period, 20_000, 45));
            var band = year.Upper95 - year.Lower95;
            Assert.Equal(year.Mean, path.Expected(year.Period), 1e-6 * year.Mean);
            Assert.Equal(year.Mean, draws.P50, band / 40);
            Assert.Equal(year.Lower80, draws.P10, band / 40);
            Assert.Equal(year.Upper80, draws.P90, band / 40);
            Assert.Equal(year.Lower95, draws.P025, band / 20);
            Assert.Equal(year.Upper95, draws.P975, band / 20);
        });
    }

    [Fact]
    public void Two_years_of_one_draw_lie_on_one_path()
    {
        var path = PopulationPath.Fit("P2", Enumerable.Range(2012, 10).Select(year => new PopulationPoint(year, 500_000 + (8_000 * (year - 2012)) + (year % 3 * 2_500))));
        var (fifth, sixth) = (path.Draws(2026, 2_000, 45), path.Draws(2027, 2_000, 45));

        // From year to year far less is new than what has come together in five.
        var steps = fifth.Zip(sixth, (a, b) => b - a).ToArray();
        Assert.True(Spread(steps) < 0.6 * Spread(fifth), $"{Spread(steps)} beside {Spread(fifth)}");
    }

    [Fact]
    public void Few_figures_promise_less_than_many_that_vary_as_much()
    {
        double Width(int figures) => Quantiles.Of(PopulationPath.Fit("P3", Enumerable.Range(2022 - figures, figures).Select(year => new PopulationPoint(year, 500_000 * Math.Pow(1.01, year - 2010))))
            .Draws(2026, 4_000, 45)) is var q ? (q.P975 - q.P025) / q.P50 : 0;

        Assert.True(Width(2) > Width(3) && Width(3) > Width(5), $"{Width(2)}, {Width(3)}, {Width(5)}");
    }

    [Fact]
    public void A_population_that_falls_never_falls_below_one_person()
    {
        var path = PopulationPath.Fit("P4", Enumerable.Range(0, 8).Select(step => new PopulationPoint(2010 + step, 4_000 - (500 * step))));

        Assert.All(path.Draws(2057, 500, 45), people => Assert.True(people >= 0.99f, $"{people}"));
        Assert.Equal(path.Expected(2057), path.Expected(2070), 1e-9);
    }

    [Fact]
    public void A_district_with_one_figure_follows_its_province_draw_by_draw()
    {
        var district = PopulationPath.Fit("D1", [new(2023, 64_000)], Province);
        var (mine, its) = (district.Draws(2033, 500, 45), Province.Draws(2033, 500, 45));
        var ratios = mine.Zip(its, (a, b) => a / b).ToArray();

        Assert.Equal(Province.Expected(2033) / 10, district.Expected(2033), 1);
        Assert.InRange(ratios.Average(), 0.099, 0.101);
        // Far less spread than two unrelated paths would have.
        Assert.True(Spread(ratios) < Spread(mine.Zip(its.Reverse(), (a, b) => a / b).ToArray()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_draws_and_another_does_not()
    {
        Assert.Equal(Province.Draws(2030, 20, 1), Province.Draws(2030, 20, 1));
        Assert.NotEqual(Province.Draws(2030, 20, 1), Province.Draws(2030, 20, 2));
    }

    [Fact]
    public void One_figure_and_no_province_is_too_few() =>
        Assert.Throws<ArgumentException>(() => PopulationPath.Fit("D1", [new(2023, 64_000)]));

    [Fact]
    public void Two_figures_for_a_year_are_refused() =>
        Assert.Throws<ArgumentException>(() => PopulationPath.Fit("D1", [new(2023, 64_000), new(2023, 65_000)]));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(double.NaN)]
    public void A_population_is_above_zero(double people) =>
        Assert.Throws<ArgumentException>(() => PopulationPath.Fit("D1", [new(2022, 64_000), new(2023, people)]));

    private static double Spread(float[] values) => Quantiles.Of(values) is var q ? q.P975 - q.P025 : 0;
}
