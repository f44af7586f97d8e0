namespace TalentRegistry.Analytics.Randomness;

internal partial struct CounterRandom
{
    /// <summary>Gamma with the shape (above 0) and scale 1 (Marsaglia and Tsang 2000, ACM TOMS 26(3)).</summary>
    public double NextGamma(double shape)
    {
        if (shape < 1) return NextGamma(shape + 1) * Math.Pow(NextDouble(), 1 / shape);

        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = NextNormal();
            var v = 1 + c * x;
            if (v <= 0) continue;

            v = v * v * v;
            if (Math.Log(NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    /// <summary>Beta with both parameters above 0.</summary>
    public double NextBeta(double a, double b)
    {
        var x = NextGamma(a);
        return x / (x + NextGamma(b));
    }

    /// <summary>
    /// Poisson whose mean varies by a gamma factor of the variance (above 0): negative binomial. Up to a mean of 30 by inversion
    /// with one number; above it a rounded normal on the square-root scale of a Poisson (Anscombe 1948), whose error is far below
    /// the noise of the mean itself.
    /// </summary>
    public int NextNegativeBinomial(double mean, double variance)
    {
        if (mean > 30)
        {
            var root = Math.Sqrt(mean * variance * NextGamma(1 / variance)) + NextNormal() / 2;
            return (int)Math.Max(0, Math.Round(root * root - 0.25));
        }

        var (size, odds) = (1 / variance, mean * variance / (1 + mean * variance));
        var left = NextDouble();
        var chance = Math.Exp(-size * Math.Log(1 + mean * variance));
        var count = 0;
        while (left > chance && count < 1000)
        {
            left -= chance;
            chance *= odds * (size + count) / (count + 1);
            count++;
        }

        return count;
    }
}
