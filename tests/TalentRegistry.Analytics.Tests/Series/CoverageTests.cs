using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Series;

/// <summary>The bands on generated series, from which nothing was learnt.</summary>
public class CoverageTests
{
    private const int Replications = 400;
    private const int Horizon = 6;

    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    public void Bands_hold_random_walks_with_drift_at_least_as_often_as_they_promise(int years)
    {
        var (in95, in80) = Coverage(seed => Made.Walk(seed, years + Horizon, 1_000, 10, 20), years);

        // Wider than these need: the steps of real series, from which the bands were learnt, are wilder than normal ones.
        Assert.InRange(in95, 0.95, 1);
        Assert.InRange(in80, 0.8, 0.95);
    }

    [Fact]
    public void Bands_round_a_level_with_noise_are_not_too_narrow()
    {
        var (in95, in80) = Coverage(seed => Made.Noise(seed, 15 + Horizon, 1_000, 50), 15);

        Assert.InRange(in95, 0.95, 1);
        Assert.InRange(in80, 0.8, 1);
    }

    [Fact]
    public void Later_years_have_wider_bands()
    {
        var years = SeriesForecaster.Forecast(Made.Series(2001, Made.Walk(5, 15, 1_000, 10, 20)), 12).Years;

        Assert.Equal(years.Select(Width).Order(), years.Select(Width));
        static double Width(ForecastYear year) => year.Upper95 - year.Lower95;
    }

    private static (double In95, double In80) Coverage(Func<int, double[]> make, int years)
    {
        var scores = Enumerable.Range(1, Replications).Select(seed =>
        {
            var values = make(seed);
            var past = Made.Series(2001, values[..years]);
            return SeriesScore.Of(past, SeriesForecaster.Forecast(past, Horizon).Years, values[years..].Select((value, i) => new Observation(2001 + years + i, value)))!;
        }).ToArray();
        return (scores.Average(score => score.Coverage95), scores.Average(score => score.Coverage80));
    }
}
