using TalentRegistry.Analytics.Indicators;

namespace TalentRegistry.Analytics.Tests.Indicators;

public class IndicatorForecastTests
{
    [Fact]
    public void Doctors_per_ten_thousand_are_divided_draw_by_draw()
    {
        var doctors = new IndicatorDraws(IndicatorKind.PerPopulation, [600, 900], [600_000, 600_000], 10_000);

        Assert.Equal([10, 15], IndicatorForecast.Values(doctors));
        Assert.Equal(12.5, IndicatorForecast.Of(doctors).Value.Mean);
    }

    [Theory]
    [InlineData(Comparator.AtLeast, 14, 14, true)]
    [InlineData(Comparator.AtLeast, 14, 13.999, false)]
    [InlineData(Comparator.MoreThan, 14, 14, false)]
    [InlineData(Comparator.MoreThan, 14, 14.001, true)]
    [InlineData(Comparator.AtMost, 5, 5, true)]
    [InlineData(Comparator.AtMost, 5, 5.1, false)]
    [InlineData(Comparator.LessThan, 5, 5, false)]
    [InlineData(Comparator.LessThan, 5, 4.9, true)]
    [InlineData(Comparator.AtLeast, 14, 13.99999999, true)]
    public void A_bound_is_met(Comparator comparator, double bound, double value, bool met) =>
        Assert.Equal(met, new TargetRule(comparator, bound).IsMetBy(value));

    [Theory]
    [InlineData(14.9, true, false)]
    [InlineData(15, true, true)]
    [InlineData(20, false, true)]
    [InlineData(21, true, true)]
    [InlineData(21, false, false)]
    public void A_range_of_15_to_20_percent_is_met(double value, bool aboveIsMet, bool met) =>
        Assert.Equal(met, new TargetRule(Comparator.Range, 15, 20, aboveIsMet).IsMetBy(value));

    [Fact]
    public void A_range_without_an_upper_bound_cannot_say_what_is_above() =>
        Assert.Throws<InvalidOperationException>(() => new TargetRule(Comparator.Range, 15, null, false).IsMetBy(30));

    [Fact]
    public void Chance_gap_and_shortfall_come_from_the_same_draws()
    {
        var doctors = new IndicatorDraws(IndicatorKind.PerPopulation, [700, 800, 840, 900], [600_000, 600_000, 600_000, 600_000], 10_000);

        var forecast = IndicatorForecast.Of(doctors, new(Comparator.AtLeast, 14));

        Assert.Equal(0.5, forecast.ProbabilityMissed);
        Assert.Equal((140 + 40 + 0 - 60) / 4.0, forecast.Gap!.Value.Mean, 3);
        Assert.Equal((140 + 40) / 4.0, forecast.ExpectedShortfall!.Value, 3);
        Assert.Null(forecast.ExtraRecruitsForEvenOdds);
    }

    [Fact]
    public void Extra_recruits_put_in_make_the_chance_that_was_asked_for()
    {
        var random = new Random(3);
        var (people, staying) = (new float[500], new float[500]);
        for (var draw = 0; draw < 500; draw++) (people[draw], staying[draw]) = (random.Next(500, 900), 0.6f + 0.3f * random.NextSingle());
        var rule = new TargetRule(Comparator.AtLeast, 850);
        double Met(double recruits) => Enumerable.Range(0, 500).Count(draw => people[draw] + 6 * recruits * staying[draw] >= 850 - 1e-3) / 500.0;

        var forecast = IndicatorForecast.Of(new(IndicatorKind.Count, people), rule, staying, yearsOfRecruitment: 6);

        Assert.InRange(Met(forecast.ExtraRecruitsForEvenOdds!.Value), 0.5, 0.502);
        Assert.InRange(Met(forecast.ExtraRecruitsForEightyPercent!.Value), 0.8, 0.802);
        Assert.InRange(Met(forecast.ExtraRecruitsForEightyPercent!.Value - 0.5), 0, 0.7999);
    }

    [Fact]
    public void In_a_share_a_recruit_counts_above_and_below_the_line()
    {
        // 60 of 100 masters; 70 % needs x with (60 + x) / (100 + x) = 0.7, so 33.3 more.
        var forecast = IndicatorForecast.Of(new(IndicatorKind.Share, [60], [100], 100), new(Comparator.AtLeast, 70), [1f]);

        Assert.Equal(100 / 3.0, forecast.Gap!.Value.P50, 3);
        Assert.Equal(100 / 3.0, forecast.ExtraRecruitsForEvenOdds!.Value, 3);
    }

    [Fact]
    public void More_than_asks_for_the_next_whole_person()
    {
        var forecast = IndicatorForecast.Of(new(IndicatorKind.Count, [60]), new(Comparator.MoreThan, 60), [1f]);

        Assert.Equal(1, forecast.ProbabilityMissed);
        Assert.Equal(1, forecast.ExtraRecruitsForEvenOdds);
    }

    [Fact]
    public void Above_a_closed_range_no_recruit_helps()
    {
        var forecast = IndicatorForecast.Of(new(IndicatorKind.Count, [25]), new(Comparator.Range, 15, 20, false), [1f]);

        Assert.Equal(1, forecast.ProbabilityMissed);
        Assert.Null(forecast.ExtraRecruitsForEvenOdds);
    }

    [Fact]
    public void Where_fewer_is_better_there_is_no_gap_in_people()
    {
        var forecast = IndicatorForecast.Of(new(IndicatorKind.Count, [5, 7]), new(Comparator.AtMost, 6), [1f, 1f]);

        Assert.Equal(0.5, forecast.ProbabilityMissed);
        Assert.Null(forecast.Gap);
    }

    [Fact]
    public void An_empty_base_gives_nothing_rather_than_infinity() =>
        Assert.Equal([0], IndicatorForecast.Values(new(IndicatorKind.Share, [0], [0], 100)));

    [Fact]
    public void Draws_given_other_values_have_as_many_people_as_give_them_over_the_same_base()
    {
        var draws = IndicatorForecast.WithValues(new(IndicatorKind.Share, [10, 20, 7], [50, 80, 0], 100), [30, 25, 0]);

        Assert.Equal([15, 20, 7], draws.Numerator);
        Assert.Equal([30, 25, 0], IndicatorForecast.Values(draws));
        Assert.Equal([12], IndicatorForecast.WithValues(new(IndicatorKind.Count, [10]), [12]).Numerator);
    }

    [Fact]
    public void A_ratio_without_its_denominator_is_refused() =>
        Assert.Throws<ArgumentException>(() => IndicatorForecast.Of(new(IndicatorKind.PerPopulation, [5], Scale: 10_000), new(Comparator.AtLeast, 1)));
}
