using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Tests.Randomness;

public class CounterRandomTests
{
    private const int Count = 200_000;
    private CounterRandom random = CounterRandom.Of(45, "test", "moments", 0);

    [Theory]
    [InlineData(0.3)]
    [InlineData(2.5)]
    [InlineData(400)]
    public void Gamma_has_its_mean_and_variance(double shape)
    {
        var (mean, variance) = Moments(() => random.NextGamma(shape));

        Assert.Equal(1, mean / shape, 0.02);
        Assert.Equal(1, variance / shape, 0.04);
    }

    [Theory]
    [InlineData(0.05, 0.3)]
    [InlineData(4, 0.001)]
    [InlineData(25, 0.5)]
    [InlineData(80, 0.1)]
    public void Recruits_have_the_mean_and_the_variance_beyond_poisson(double expected, double surplus)
    {
        var recruits = new NegativeBinomial(surplus);
        var counts = new int[4];
        var (mean, variance) = Moments(() =>
        {
            recruits.Counts([0, 0, expected, 0], counts, new(random.Next()), 1 << 20);
            return counts[2];
        });

        Assert.Equal(1, mean / expected, 0.03);
        Assert.Equal(1, variance / (expected + surplus * expected * expected), 0.05);
    }

    [Fact]
    public void Recruits_of_a_year_do_not_depend_on_those_counted_beside_them()
    {
        var recruits = new NegativeBinomial(0.3);
        double[] means = [0.5, 40, 3, 12, 0, 31, 1, 7];
        var (together, alone) = (new int[means.Length], new int[means.Length]);
        for (var round = 0; round < 200; round++)
        {
            var key = random.Next();
            recruits.Counts(means, together, new(key), 1 << 20);
            for (var at = 0; at < means.Length; at++)
            {
                recruits.Counts([.. means.Select((mean, other) => other == at ? mean : 0)], alone, new(key), 1 << 20);

                Assert.Equal(together[at], alone[at]);
                Assert.Equal(together[at], alone.Sum());
            }
        }
    }

    [Fact]
    public void Beta_and_normal_have_their_moments()
    {
        var beta = Moments(() => random.NextBeta(2, 6));
        var normal = Moments(() => random.NextNormal());

        Assert.Equal(0.25, beta.Mean, 0.003);
        Assert.Equal(0.25 * 0.75 / 9, beta.Variance, 0.001);
        Assert.Equal(0, normal.Mean, 0.01);
        Assert.Equal(1, normal.Variance, 0.02);
    }

    [Fact]
    public void A_place_in_a_stream_does_not_depend_on_the_way_there()
    {
        var (walked, jumped) = (CounterRandom.Of(1, 2), CounterRandom.Of(1, 2).At(1000));
        for (var i = 0; i < 1000; i++) walked.Next();

        Assert.Equal(walked.Next(), jumped.Next());
    }

    [Fact]
    public void A_number_may_be_looked_at_without_being_used()
    {
        var stream = CounterRandom.Of(1, 2);
        var third = stream.Peek(2);
        stream.Next();
        stream.Next();

        Assert.Equal(third, stream.Next());
    }

    [Fact]
    public void Streams_of_neighbours_are_unrelated()
    {
        var (a, b) = (CounterRandom.Of(45, "people", "D1", 0), CounterRandom.Of(45, "people", "D1", 1));
        var together = Enumerable.Range(0, Count).Average(_ => (a.NextDouble() - 0.5) * (b.NextDouble() - 0.5)) * 12;

        Assert.InRange(together, -0.01, 0.01);
    }

    private static (double Mean, double Variance) Moments(Func<double> next)
    {
        var values = Enumerable.Range(0, Count).Select(_ => next()).ToArray();
        var mean = values.Average();
        return (mean, values.Average(value => (value - mean) * (value - mean)));
    }
}
