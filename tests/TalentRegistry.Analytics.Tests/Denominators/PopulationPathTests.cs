using TalentRegistry.Analytics.Denominators;

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
