using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Analytics.Indicators;

namespace TalentRegistry.Analytics.Tests.Indicators;

public sealed class BalanceTests
{
    private static readonly Gen<(double Amount, double Base)[]> Parts =
        (from amount in Gen.Choose(0, 500) from whole in Gen.Choose(0, 9000) select ((double)amount, (double)whole)).ArrayOf();

    [Fact]
    public void Two_districts_of_one_size_of_which_one_has_three_quarters()
    {
        // Lorenz curve through (1/2, 1/4): the area under it is 3/8, so the coefficient is 1 - 2 * 3/8.
        var balance = Balance.Of([(30, 1000), (10, 1000)])!;

        Assert.Equal(0.02, balance.Mean, 12);
        Assert.Equal(0.25, balance.Gini, 12);
        Assert.Equal(3, balance.BestToWorst!.Value, 12);
    }

    [Fact]
    public void Where_all_are_served_alike_nothing_is_uneven()
    {
        var balance = Balance.Of([(5, 100), (50, 1000), (1, 20)])!;

        Assert.Equal(0, balance.Gini, 12);
        Assert.Equal(1, balance.BestToWorst!.Value, 12);
    }

    [Fact]
    public void The_worst_without_anybody_has_no_ratio() => Assert.Null(Balance.Of([(5, 100), (0, 100)])!.BestToWorst);

    [Fact]
    public void Nobody_anywhere_is_no_balance() => Assert.Null(Balance.Of([(0, 100), (5, 0)]));

    [Fact]
    public void A_negative_amount_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Balance.Of([(-1, 100)]));

    [Fact]
    public void Splitting_a_part_into_two_alike_changes_nothing_and_Gini_lies_between_0_and_1() => Prop.ForAll(Parts.ToArbitrary(), parts =>
    {
        if (Balance.Of(parts) is not { } whole)
            return true;

        var split = Balance.Of(parts.SelectMany(part => new[] { (part.Amount / 2, part.Base / 2), (part.Amount / 2, part.Base / 2) }))!;
        return whole.Gini is >= 0 and < 1 && Math.Abs(split.Gini - whole.Gini) < 1e-9 && Math.Abs(split.Mean - whole.Mean) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Effects_of_causes_add_up_to_the_change_whatever_the_causes() => Prop.ForAll(Parts.ToArbitrary(), causes =>
    {
        var (numerator, denominator) = (1000 + causes.Sum(cause => cause.Amount), 20000 - causes.Sum(cause => cause.Base / 10));
        if (denominator <= 0)
            return true;

        var change = new ValueChange((1000, numerator), (20000, denominator), 100);
        return Math.Abs(causes.Sum(cause => change.EffectOf(cause.Amount, -cause.Base / 10)) - change.Total) < 1e-6;
    }).QuickCheckThrowOnFailure();
}
