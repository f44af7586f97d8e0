using TalentRegistry.Analytics.Backtests;

namespace TalentRegistry.Analytics.Tests.Backtests;

/// <summary>"No change" with the odds of the model.</summary>
public sealed class NoChangeTests
{
    [Fact]
    public void Whatever_was_drawn_the_median_is_todays_headcount_and_no_draw_lies_beyond_the_models_and_todays()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var asked = 0; asked < 2000; asked++)
        {
            var draws = new float[random.Next(1, 9)];
            for (var draw = 0; draw < draws.Length; draw++)
                draws[draw] = random.Next(0, random.Next(1, 12));
            var today = random.Next(0, 6);

            var around = NoChange.Around(draws, today);

            var within = around.Zip(draws).All(pair => pair.First >= Math.Min(pair.Second, today) && pair.First <= Math.Max(pair.Second, today));
            Assert.True(Math.Abs(Quantiles.Of(around).P50 - today) < 1e-6 && within, $"seed {seed}: {string.Join(' ', draws)} to {today}: {string.Join(' ', around)}");
        }
    }

    [Theory]
    // The model expects more: who falls below today's ten in its draws still does, and nobody else.
    [InlineData(new float[] { 8, 9, 12, 14, 20 }, 10, new float[] { 8, 9, 10, 12, 18 })]
    // It expects fewer: who rises above today's still does.
    [InlineData(new float[] { 2, 6, 7, 11, 13 }, 10, new float[] { 5, 9, 10, 11, 13 })]
    // Two in the middle.
    [InlineData(new float[] { 8, 11, 13, 15 }, 10, new float[] { 8, 10, 10, 12 })]
    // Half below and half above: but for the two in the middle, all stay.
    [InlineData(new float[] { 7, 8, 12, 13 }, 10, new float[] { 7, 10, 10, 13 })]
    public void Draws_on_the_far_side_stay_and_the_others_come_nearer(float[] draws, double today, float[] expected) => Assert.Equal(expected, NoChange.Around(draws, today));

    [Fact]
    public void The_odds_of_falling_below_today_are_the_models_where_it_expects_no_fewer()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var asked = 0; asked < 500; asked++)
        {
            float[] draws = [.. Enumerable.Range(0, 101).Select(_ => (float)random.Next(0, 30))];
            var today = random.Next(0, (int)Quantiles.Of(draws).P50 + 1);

            Assert.True(draws.Count(people => people < today) == NoChange.Around(draws, today).Count(people => people < today), $"seed {seed}: {string.Join(' ', draws)} around {today}");
        }
    }

    [Fact]
    public void Shares_of_parts_add_up_to_what_is_published_of_the_whole()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var asked = 0; asked < 500; asked++)
        {
            var parts = new float[3][];
            for (var part = 0; part < parts.Length; part++) parts[part] = [.. Enumerable.Range(0, 20).Select(_ => (float)random.Next(0, 5))];
            float[] whole = [.. Enumerable.Range(0, 20).Select(draw => parts.Sum(part => part[draw]))];
            var published = NoChange.Around(whole, random.Next(0, 15));

            var shares = parts.Select(part => NoChange.ShareOf(part, whole, published)).ToList();

            Assert.All(Enumerable.Range(0, 20), draw => Assert.True(
                Math.Abs(shares.Sum(share => share[draw]) - (whole[draw] > 0 ? published[draw] : 0)) < 1e-4, $"seed {seed}, draw {draw}"));
            Assert.All(shares, share => Assert.All(share, people => Assert.True(people >= 0, $"seed {seed}")));
        }
    }
}
