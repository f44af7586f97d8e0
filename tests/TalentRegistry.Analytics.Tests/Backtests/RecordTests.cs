using TalentRegistry.Analytics.Backtests;

namespace TalentRegistry.Analytics.Tests.Backtests;

/// <summary>What is told of earlier forecasts: scores, grades and reliability, on numbers checked by hand.</summary>
public sealed class RecordTests
{
    private static readonly Quantiles Ten = new(10, 6, 8, 10, 12, 14);

    [Fact]
    public void Draws_that_are_all_alike_are_scored_by_their_absolute_error() => Assert.Equal(3, RankedProbability.Score([7, 7, 7], 10), 9);

    [Fact]
    // E|X - 1| = 1, E|X - X'| = (2 + 2) / 4 = 1: a coin between 0 and 2 is worth half a person.
    public void Uncertainty_that_holds_what_came_costs_less_than_its_error() => Assert.Equal(0.5, RankedProbability.Score([2, 0], 1), 9);

    [Fact]
    public void A_record_tells_error_against_drift_bias_and_score()
    {
        var record = Backtest.Evaluate([new(8, Ten, 11, Drift: 14, Crps: 1), new(8, Ten, 12, Drift: 11, Crps: 2)]);

        Assert.Equal((1 + 2) / (3.0 + 1), record.ErrorAgainstDrift!.Value, 9);
        Assert.Equal(-1.5, record.Bias, 9);
        Assert.Equal(1.5, record.Crps!.Value, 9);
    }

    [Theory]
    [InlineData(8, 0.8, 0.7, ConfidenceGrade.A, false)]
    [InlineData(8, 0.8, 0.65, ConfidenceGrade.B, false)]
    [InlineData(8, 0.9, 0.9, ConfidenceGrade.B, false)]
    [InlineData(7, 0.5, 0.9, ConfidenceGrade.C, false)]
    [InlineData(8, 1.0, 0.9, ConfidenceGrade.C, true)]
    [InlineData(8, null, 0.9, ConfidenceGrade.C, true)]
    [InlineData(8, 0.5, 0.5, ConfidenceGrade.D, false)]
    [InlineData(3, 2.0, 0.9, ConfidenceGrade.D, false)]
    public void A_grade_rests_on_how_many_how_far_off_and_how_often_inside(int forecasts, double? againstNoChange, double coverage80, ConfidenceGrade grade, bool loses)
    {
        var record = new BacktestRecord(forecasts, 1, againstNoChange, coverage80, 0.95);

        Assert.Equal(grade, record.Grade);
        Assert.Equal(loses, record.LosesToNoChange);
    }

    [Fact]
    public void A_flag_is_the_one_of_no_change_where_that_had_been_no_worse_by_then()
    {
        // "No change" was right in each of four forecasts from 2019 and 2020 whose years had come by the end of 2022, and the model one off.
        PastFlag Of(int origin, int year, double actual) => new(origin, year, new BacktestPoint(9, Ten, actual), Model: 0.6, NoChange: 0.4, CameTrue: actual < 9);
        PastFlag[] flags = [Of(2019, 2020, 9), Of(2019, 2021, 9), Of(2019, 2022, 9), Of(2020, 2021, 9), Of(2021, 2022, 8), Of(2022, 2023, 9), Of(2020, 2023, 8)];

        // From the end of 2020 but one year had come, and from that of 2021 three: too few to tell by.
        Assert.Equal(
            [(0.6, false), (0.6, false), (0.6, false), (0.6, false), (0.6, true), (0.6, true), (0.4, false)],
            PastFlag.AsPublished(flags));
    }

    [Fact]
    public void Flags_are_sorted_by_the_bounds_at_which_they_are_raised()
    {
        var bins = ReliabilityBin.Of([(0.29, false), (0.3, true), (0.5, true), (0.79, false), (0.8, true), (1, true)]);

        Assert.Equal([(1, 0), (1, 1), (2, 1), (2, 2)], bins.Select(bin => (bin.Forecasts, bin.CameTrue)));
        Assert.Equal(0.9, bins[^1].MeanProbability, 9);
    }
}
