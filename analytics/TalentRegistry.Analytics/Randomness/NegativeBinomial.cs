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

    /// <summary>The chance of none for each mean.</summary>
    /// <param name="means">0 or more; a multiple of four of them.</param>
    /// <param name="chances">As many.</param>
    public void ChancesOfNone(ReadOnlySpan<double> means, Span<double> chances)
    {
        for (; means.Length > 0; means = means[Vector256<double>.Count..], chances = chances[Vector256<double>.Count..])
            Vector256.Exp(Vector256.Log(Vector256.Create(means) * variance + Vector256<double>.One) * (-1 / variance)).CopyTo(chances);
    }

    /// <summary>A count.</summary>
    /// <param name="mean">0 or more.</param>
    /// <param name="none">Its chance of none.</param>
    /// <param name="random">Up to the mean of 30 one number is used.</param>
    public int Count(double mean, double none, CounterRandom random)
    {
        if (mean > MostByInversion)
        {
            var root = Math.Sqrt(mean * variance * random.NextGamma(1 / variance)) + random.NextNormal() / 2;
            return (int)Math.Max(0, Math.Round(root * root - 0.25));
        }

        var left = random.NextDouble();
        if (left <= none) return 0;

        var (odds, chance, count) = (mean * variance / (1 + mean * variance), none, 0);
        while (left > chance && count < ratios.Length)
        {
            left -= chance;
            chance *= odds * ratios[count++];
        }

        return count;
    }
}
