using TalentRegistry.Analytics.Backtests;

namespace TalentRegistry.Analytics.Tests.Backtests;

/// <summary>"No change" with the uncertainty of the model.</summary>
public sealed class NoChangeTests
{
    [Fact]
    public void Whatever_was_drawn_the_median_is_todays_headcount_and_nobody_falls_below_0()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var asked = 0; asked < 2000; asked++)
        {
            var draws = new float[random.Next(1, 9)];
            for (var draw = 0; draw < draws.Length; draw++)
                draws[draw] = random.Next(0, random.Next(1, 12));
            var today = random.Next(0, 6);

            var moved = NoChange.Moved(draws, today);

            Assert.True(Math.Abs(Quantiles.Of(moved).P50 - today) < 1e-6 && moved.All(people => people >= 0), $"seed {seed}: {string.Join(' ', draws)} to {today}: {string.Join(' ', moved)}");
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
            var published = NoChange.Moved(whole, random.Next(0, 15));

            var shares = parts.Select(part => NoChange.ShareOf(part, whole, published)).ToList();

            Assert.All(Enumerable.Range(0, 20), draw => Assert.True(
                Math.Abs(shares.Sum(share => share[draw]) - (whole[draw] > 0 ? published[draw] : 0)) < 1e-4, $"seed {seed}, draw {draw}"));
            Assert.All(shares, share => Assert.All(share, people => Assert.True(people >= 0, $"seed {seed}")));
        }
    }
}
