using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.Analytics.Tests;

public class QuantilesTests
{
    [Fact]
    public void Are_linear_between_order_statistics()
    {
        // R: quantile(1:5, c(.025, .1, .5, .9, .975), type = 7)
        Assert.Equal(new Quantiles(3, 1.1, 1.4, 3, 4.6, 4.9), Rounded(Quantiles.Of([5, 3, 1, 2, 4])));
    }

    [Fact]
    public void Of_one_draw_are_all_that_draw() => Assert.Equal(new Quantiles(7, 7, 7, 7, 7, 7), Quantiles.Of([7]));

    [Fact]
    public void Leave_the_draws_as_they_were()
    {
        float[] draws = [3, 1, 2];
        Quantiles.Of(draws);

        Assert.Equal([3, 1, 2], draws);
    }

    [Fact]
    public void Of_nothing_are_refused() => Assert.Throws<ArgumentException>(() => Quantiles.Of([]));

    [Fact]
    public void Rise_with_their_probability_and_stay_within_the_draws() =>
        Prop.ForAll(Gen.Choose(-1000, 1000).NonEmptyListOf().ToArbitrary(), numbers =>
        {
            var draws = numbers.Select(number => (float)number).ToArray();
            var q = Quantiles.Of(draws);
            return draws.Min() <= q.P025 && q.P025 <= q.P10 && q.P10 <= q.P50 && q.P50 <= q.P90 && q.P90 <= q.P975 && q.P975 <= draws.Max();
        }).QuickCheckThrowOnFailure();

    private static Quantiles Rounded(Quantiles q) =>
        new(q.Mean, Math.Round(q.P025, 9), Math.Round(q.P10, 9), Math.Round(q.P50, 9), Math.Round(q.P90, 9), Math.Round(q.P975, 9));
}
