using System.Runtime.Intrinsics;

namespace TalentRegistry.Analytics.Randomness;

/// <summary>
/// Poisson whose mean varies by a gamma factor of the variance (above 0). Up to a mean of 30 by inversion with one number; above it a rounded
/// normal on the square-root scale of a Poisson (Anscombe 1948), whose error is far below the noise of the mean itself.
/// </summary>
internal sealed class NegativeBinomial
{
    private const double MostByInversion = 30;
    private readonly double variance;
    private readonly double[] ratios;

    /// <summary>Prepares the variance.</summary>
    public NegativeBinomial(double variance)
    {
        this.variance = variance;
        ratios = [.. Enumerable.Range(0, 1000).Select(count => (1 / variance + count) / (count + 1))];
    }

    /// <summary>Counts, four side by side: nobody could guess how many steps one of them takes, and so fewer guesses are wrong.</summary>
    /// <param name="means">0 or more; a multiple of four of them.</param>
    /// <param name="counts">As many.</param>
    /// <param name="random">Of which each count has a part of its own.</param>
    /// <param name="apart">How many numbers before each part, counted from the one before it. Up to the mean of 30 one is used.</param>
    public void Counts(ReadOnlySpan<double> means, Span<int> counts, CounterRandom random, long apart)
    {
        for (var first = 0; first < means.Length; first += Vector256<double>.Count)
        {
            var four = Vector256.Create(means[first..]);
            ByInversion(four, Uniforms(random, apart * (first + 1), apart)).CopyTo(counts[first..]);
            if (!Vector256.GreaterThanAny(four, Vector256.Create(MostByInversion))) continue;

            for (var at = first; at < first + Vector256<double>.Count; at++)
                if (means[at] > MostByInversion) counts[at] = Rounded(means[at], random.At(apart * (at + 1)));
        }
    }

    private static Vector256<double> Uniforms(CounterRandom random, long first, long apart) => Vector256.Create(
        CounterRandom.Uniform(random.At(first).Peek(0)), CounterRandom.Uniform(random.At(first + apart).Peek(0)),
        CounterRandom.Uniform(random.At(first + 2 * apart).Peek(0)), CounterRandom.Uniform(random.At(first + 3 * apart).Peek(0)));

    private Vector128<int> ByInversion(Vector256<double> mean, Vector256<double> left)
    {
        var spread = mean * variance;
        var chance = Vector256.Exp(Vector256.Log(spread + Vector256<double>.One) * (-1 / variance));
        var (odds, count) = (spread / (Vector256<double>.One + spread), Vector256<long>.Zero);
        var above = (Vector256.GreaterThan(left, chance) & Vector256.LessThanOrEqual(mean, Vector256.Create(MostByInversion))).AsInt64();
        for (var step = 0; above != Vector256<long>.Zero && step < ratios.Length; step++)
        {
            left -= chance;
            chance *= odds * ratios[step];
            count -= above;
            above &= Vector256.GreaterThan(left, chance).AsInt64();
        }

        return Vector128.Narrow(count.GetLower(), count.GetUpper());
    }

    private int Rounded(double mean, CounterRandom random)
    {
        var root = Math.Sqrt(mean * variance * random.NextGamma(1 / variance)) + random.NextNormal() / 2;
        return (int)Math.Max(0, Math.Round(root * root - 0.25));
    }
}
