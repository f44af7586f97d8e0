using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Series;

/// <summary>The measures of the M4 competition, against numbers computed by hand.</summary>
public class SeriesScoreTests
{
    // Steps of 2, 4, 2, 2, 0: a mean step of 2.
    private static readonly AnnualSeries Past = Made.Series(2001, 10, 12, 8, 10, 12, 12);

    [Fact]
    public void Errors_and_bands_are_scaled_by_the_mean_step_of_the_past()
    {
        ForecastYear[] said = [new(2007, 13, 12, 14, 11, 15), new(2008, 15, 14, 16, 12, 18)];
        Observation[] came = [new(2007, 14), new(2008, 10)];

        var score = SeriesScore.Of(Past, said, came)!;

        Assert.Equal((1 + 5) / 2.0 / 2, score.Mase!.Value, 12);
        Assert.Equal((200 * 1 / 27.0 + 200 * 5 / 25.0) / 2, score.Smape, 12);
        // Widths of 4 and 6; the second misses by 2, at 40 a piece.
        Assert.Equal((4 + 6 + 80) / 2.0 / 2, score.Msis!.Value, 12);
        Assert.Equal(0.5, score.Coverage95);
        Assert.Equal(0.5, score.Coverage80);
    }

    [Fact]
    public void Missing_years_of_the_past_count_in_no_step()
    {
        var gap = new AnnualSeries("gap", [new(2001, 10), new(2003, 12), new(2004, 8), new(2005, 10), new(2008, 12), new(2009, 12)]);

        var score = SeriesScore.Of(gap, [new(2010, 14, 14, 14, 14, 14)], [new(2010, 12)])!;

        Assert.Equal(1, score.Mase!.Value, 12);
    }

    [Fact]
    public void A_past_that_never_moved_has_no_scale_and_nought_forecast_of_nought_is_no_error()
    {
        var score = SeriesScore.Of(Made.Series(2001, 0, 0, 0, 0, 0, 0), [new(2007, 0, 0, 0, 0, 0)], [new(2007, 0)])!;

        Assert.Null(score.Mase);
        Assert.Null(score.Msis);
        Assert.Equal(0, score.Smape);
        Assert.Equal(1, score.Coverage95);
    }

    [Fact]
    public void Years_that_were_not_forecast_are_left_out() =>
        Assert.Null(SeriesScore.Of(Past, [new(2007, 1, 1, 1, 1, 1)], [new(2008, 3)]));

    [Fact]
    public void No_change_has_an_owa_of_one_and_drift_its_ratio()
    {
        // Steps of 1 go on: drift errs by nothing.
        var rising = Made.Series(2001, [.. Enumerable.Range(1, 20).Select(i => (double)i)]);

        var record = SeriesEvaluation.Of([(rising, [new Observation(2021, 21), new(2022, 22)])]).ToDictionary(method => method.Method);

        Assert.Equal(1, record["no change"].Owa!.Value, 12);
        Assert.Equal(1.5, record["no change"].Mase!.Value, 12);
        Assert.Equal(0, record["drift"].Owa!.Value, 12);
        Assert.InRange(record["combination"].Owa!.Value, 0, 0.6);
    }
}
