using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Series;

public class SeriesForecasterTests
{
    private static readonly double[] Staff = [498, 475, 591, 664, 746, 768, 886, 1056, 1050, 1105, 1055];
    private static readonly int[] Seeds = [.. Enumerable.Range(1, 100)];

    [Fact]
    public void The_same_series_gives_the_same_forecast_in_whatever_order_it_is_read()
    {
        var series = Made.Series(2004, Staff);
        var shuffled = new AnnualSeries("made", series.Observations.Reverse());

        Assert.Equal(SeriesForecaster.Forecast(series, 6).Years, SeriesForecaster.Forecast(shuffled, 6).Years);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1.0 / 1024)]
    public void In_another_unit_it_is_the_same_forecast(double unit)
    {
        var plain = SeriesForecaster.Forecast(Made.Series(2004, Staff), 6);
        var scaled = SeriesForecaster.Forecast(Made.Series(2004, [.. Staff.Select(value => value * unit)]), 6);

        foreach (var (one, other) in plain.Years.Zip(scaled.Years))
        {
            Assert.Equal(one.Mean * unit, other.Mean, one.Mean * unit * 1e-9);
            Assert.Equal(one.Upper95 * unit, other.Upper95, one.Upper95 * unit * 1e-9);
        }
    }

    [Fact]
    public void Turned_upside_down_below_nought_it_is_the_forecast_upside_down()
    {
        // Both signs occur, so that no logarithm is taken and nothing is held at nought.
        double[] values = [-5, 3, -2, 4, 6, 5, 9, 7, 12];
        var up = SeriesForecaster.Forecast(Made.Series(2004, values), 4);
        var down = SeriesForecaster.Forecast(Made.Series(2004, [.. values.Select(value => -value)]), 4);

        foreach (var (one, other) in up.Years.Zip(down.Years))
        {
            Assert.Equal(one.Mean, -other.Mean, 9);
            Assert.Equal(one.Upper80, -other.Lower80, 9);
            Assert.Equal(one.Lower95, -other.Upper95, 9);
        }
    }

    [Fact]
    public void Another_year_of_origin_moves_the_years_alone()
    {
        var early = SeriesForecaster.Forecast(Made.Series(1904, Staff), 3);
        var late = SeriesForecaster.Forecast(Made.Series(2004, Staff), 3);

        Assert.Equal([1915, 1916, 1917], early.Years.Select(year => year.Period));
        Assert.Equal(late.Years.Select(year => year.Mean), early.Years.Select(year => year.Mean));
    }

    [Fact]
    public void A_steady_trend_is_trusted_and_a_wandering_level_of_as_many_years_less()
    {
        var steady = Trust(seed => Made.Walk(seed, 11, 1_000, 50, 10));
        var wandering = Trust(seed => Made.Walk(seed, 11, 300, 0, 40));

        Assert.True(steady > 0.9, $"steady: {steady}");
        Assert.True(wandering < steady - 0.2, $"wandering: {wandering}");

        static double Trust(Func<int, double[]> make) => Seeds.Average(seed => SeriesForecaster.Forecast(Made.Series(2001, make(seed)), 4).Extrapolated);
    }

    [Fact]
    public void Noise_about_a_level_is_forecast_nearer_to_the_level_than_its_last_value_is()
    {
        var made = Seeds.Select(seed => Made.Noise(seed, 20, 100, 30)).ToArray();

        var forecast = made.Average(values => Math.Abs(SeriesForecaster.Forecast(Made.Series(2001, values), 1).Years[0].Mean - 100));

        Assert.InRange(forecast, 0, 0.9 * made.Average(values => Math.Abs(values[^1] - 100)));
    }

    [Fact]
    public void A_trend_is_followed_ever_more_slowly_after_the_years_for_which_trends_were_seen_to_last()
    {
        var years = SeriesForecaster.Forecast(Made.Series(2001, [.. Enumerable.Range(1, 20).Select(i => 100.0 * i)]), 40).Years;

        Assert.True(years[39].Mean - years[38].Mean < 0.1 * (years[3].Mean - years[2].Mean));
        Assert.True(years[39].Mean > years[6].Mean);
    }

    [Fact]
    public void A_constant_series_stays_and_its_bands_are_narrow_but_not_nothing()
    {
        var years = SeriesForecaster.Forecast(Made.Series(2001, 7, 7, 7, 7, 7, 7), 3).Years;

        Assert.All(years, year => Assert.Equal(7, year.Mean));
        Assert.All(years, year => Assert.InRange(year.Upper95 - year.Lower95, 0.1, 3));
    }

    [Fact]
    public void All_noughts_are_forecast_to_stay_so() =>
        Assert.All(SeriesForecaster.Forecast(Made.Series(2001, 0, 0, 0, 0, 0, 0), 3).Years, year => Assert.Equal((0, 0, 0), (year.Mean, year.Lower95, year.Upper95)));

    [Fact]
    public void Missing_years_lie_between_their_neighbours()
    {
        var gap = new AnnualSeries("gap", [new(2001, 10), new(2002, 12), new(2005, 18), new(2006, 19), new(2007, 25), new(2008, 24)]);

        Assert.Equal([10, 12, 14, 16, 18, 19, 25, 24], gap.Complete());
    }

    [Fact]
    public void A_misplaced_digit_between_good_years_changes_next_to_nothing()
    {
        double[] slipped = [.. Staff];
        slipped[4] *= 100;

        var plain = SeriesForecaster.Forecast(Made.Series(2004, Staff), 2).Years[0];
        var mended = SeriesForecaster.Forecast(Made.Series(2004, slipped), 2).Years[0];

        Assert.InRange(mended.Mean, 0.9 * plain.Mean, 1.1 * plain.Mean);
        Assert.InRange(mended.Upper95 - mended.Lower95, 0.5 * (plain.Upper95 - plain.Lower95), 1.5 * (plain.Upper95 - plain.Lower95));
    }

    [Fact]
    public void Fewer_than_six_values_a_year_twice_and_what_is_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Made.Series(2001, 1, 2, 3, 4, 5));
        Assert.Throws<ArgumentException>(() => new AnnualSeries("twice", [.. Made.Series(2001, 1, 2, 3, 4, 5, 6).Observations, new(2001, 3)]));
        Assert.Throws<ArgumentException>(() => Made.Series(2001, 1, 2, 3, 4, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeriesForecaster.Forecast(Made.Series(2001, Staff), 0));
    }
}
