using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Tests.Plans;

public sealed class TargetBoundTests
{
    [Theory]
    [InlineData(Comparator.AtLeast, 14, 14, Verdict.Met)] // DB-06: tối thiểu 14 bác sĩ
    [InlineData(Comparator.AtLeast, 14, 13.99, Verdict.NotMet)]
    [InlineData(Comparator.MoreThan, 70, 70, Verdict.NotMet)] // DB-01: trên 70%
    [InlineData(Comparator.MoreThan, 70, 70.01, Verdict.Met)]
    [InlineData(Comparator.LessThan, 58, 58, Verdict.NotMet)] // DB-03: thấp hơn 58%
    [InlineData(Comparator.LessThan, 58, 57.99, Verdict.Met)]
    [InlineData(Comparator.Exactly, 100, 100, Verdict.Met)] // DB-13: 100%
    [InlineData(Comparator.Exactly, 100, 99.99, Verdict.NotMet)]
    public void Words_of_the_texts_differ_at_the_bound(Comparator comparator, double bound, double value, Verdict expected) =>
        Assert.Equal(expected, new TargetBound(comparator, TargetUnit.Percent, (decimal)bound).Evaluate(value));

    [Theory]
    [InlineData(14.99, Verdict.BelowRange)] // HD-10: 15-20%
    [InlineData(15, Verdict.InsideRange)]
    [InlineData(20, Verdict.InsideRange)]
    [InlineData(20.01, Verdict.AboveRange)]
    public void A_range_holds_both_its_ends_and_tells_three_states(double value, Verdict expected) =>
        Assert.Equal(expected, Range(15, 20).Evaluate(value));

    [Theory]
    [InlineData(2.49, Verdict.BelowRange)] // HD-02: khoảng 3%, tolerance 0.5
    [InlineData(2.5, Verdict.InsideRange)]
    [InlineData(3.5, Verdict.InsideRange)]
    [InlineData(3.51, Verdict.AboveRange)]
    public void About_is_a_range_of_its_tolerance(double value, Verdict expected) =>
        Assert.Equal(expected, new TargetBound(Comparator.About, TargetUnit.Percent, 3, tolerance: 0.5m).Evaluate(value));

    [Theory]
    [InlineData(27, true, true)]
    [InlineData(27, false, false)]
    [InlineData(17, false, true)]
    [InlineData(10, true, false)]
    public void Whether_above_a_range_is_met_is_a_setting(double value, bool aboveCounts, bool expected) =>
        Assert.Equal(expected, Range(15, 20).IsMet(value, aboveCounts));

    [Fact]
    public void The_setting_decides_nothing_where_there_is_no_range() => Check(
        Prop.ForAll(Numbers(), Values(), (bound, value) => Simple().All(comparator =>
            Bound(comparator, bound).IsMet(value, true) == Bound(comparator, bound).IsMet(value, false))));

    [Fact]
    public void More_is_never_worse_for_lower_bounds_and_never_better_for_upper_ones() => Check(
        Prop.ForAll(Numbers(), Values(), Values(), (bound, one, other) =>
        {
            var (less, more) = (Math.Min(one, other), Math.Max(one, other));
            return Implies(IsMet(Comparator.AtLeast, bound, less), IsMet(Comparator.AtLeast, bound, more))
                && Implies(IsMet(Comparator.MoreThan, bound, less), IsMet(Comparator.MoreThan, bound, more))
                && Implies(IsMet(Comparator.LessThan, bound, more), IsMet(Comparator.LessThan, bound, less));
        }));

    [Fact]
    public void Less_than_is_what_at_least_is_not() => Check(
        Prop.ForAll(Numbers(), Values(), (bound, value) =>
            IsMet(Comparator.LessThan, bound, value) != IsMet(Comparator.AtLeast, bound, value)));

    [Fact]
    public void At_least_is_more_than_or_exactly() => Check(
        Prop.ForAll(Numbers(), Values(), (bound, value) =>
            IsMet(Comparator.AtLeast, bound, value) == (IsMet(Comparator.MoreThan, bound, value) || IsMet(Comparator.Exactly, bound, value))));

    [Fact]
    public void A_range_is_met_from_its_low_end_on_where_above_counts_and_up_to_its_high_end_where_not() => Check(
        Prop.ForAll(Numbers(), Numbers(), Values(), (one, other, value) =>
        {
            if (one == other) return true;
            var range = Range(Math.Min(one, other), Math.Max(one, other));
            return range.IsMet(value, true) == IsMet(Comparator.AtLeast, range.Low!.Value, value)
                && range.IsMet(value, false) == (range.IsMet(value, true) && !IsMet(Comparator.MoreThan, range.High!.Value, value));
        }));

    [Fact]
    public void A_share_of_whole_people_that_is_a_whole_percent_is_exactly_that_percent() => Check(
        Prop.ForAll(Gen.Choose(0, 100).ToArbitrary(), Gen.Choose(1, 3000).ToArbitrary(), (percent, hundreds) =>
        {
            // 7 of 10 is 70 %, though 0.7 × 100 is not 70 in binary.
            var (part, whole) = (percent * hundreds, 100 * hundreds);
            var value = new Indicator(IndicatorKind.Share, PeopleFilter.Everyone, PeopleFilter.Everyone, null, 100).ValueOf(part, whole)!.Value;
            return IsMet(Comparator.Exactly, percent, value) && !IsMet(Comparator.MoreThan, percent, value);
        }));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_never_judged(double value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Range(15, 20).Evaluate(value));

    [Fact]
    public void Every_finite_number_is_judged()
    {
        Assert.Equal(Verdict.AboveRange, Range(15, 20).Evaluate(double.MaxValue));
        Assert.Equal(Verdict.BelowRange, Range(15, 20).Evaluate(double.MinValue));
    }

    [Theory]
    [InlineData(Comparator.AtLeast, null, null, null, null)]
    [InlineData(Comparator.AtLeast, 14.0, 10.0, null, null)]
    [InlineData(Comparator.AtLeast, 14.0, null, null, 0.5)]
    [InlineData(Comparator.Between, 14.0, 10.0, 20.0, null)]
    [InlineData(Comparator.Between, null, 20.0, 20.0, null)]
    [InlineData(Comparator.Between, null, 20.0, null, null)]
    [InlineData(Comparator.About, 3.0, null, null, null)]
    [InlineData(Comparator.About, 3.0, null, null, 0.0)]
    public void Numbers_that_do_not_suit_the_comparator_are_refused(Comparator comparator, double? value, double? low, double? high, double? tolerance) =>
        Assert.Throws<ArgumentException>(() => new TargetBound(
            comparator, TargetUnit.Percent, (decimal?)value, (decimal?)low, (decimal?)high, (decimal?)tolerance));

    private static IEnumerable<Comparator> Simple() => [Comparator.AtLeast, Comparator.MoreThan, Comparator.LessThan, Comparator.Exactly];

    private static TargetBound Bound(Comparator comparator, decimal value) => new(comparator, TargetUnit.Percent, value);

    private static TargetBound Range(decimal low, decimal high) => new(Comparator.Between, TargetUnit.Percent, null, low, high);

    private static bool IsMet(Comparator comparator, decimal bound, double value) => Bound(comparator, bound).IsMet(value, false);

    private static bool Implies(bool premise, bool conclusion) => !premise || conclusion;

    // Tenths, as texts state them; values on the same grid half of the time, so that bounds are hit.
    private static Arbitrary<decimal> Numbers() => Gen.Choose(0, 1000).Select(tenths => tenths / 10m).ToArbitrary();

    private static Arbitrary<double> Values() => Gen.OneOf(
        Gen.Choose(0, 1000).Select(tenths => tenths / 10d),
        Gen.Choose(int.MinValue, int.MaxValue).Select(number => number / 7d)).ToArbitrary();

    private static void Check(Property property) => property.QuickCheckThrowOnFailure();
}
