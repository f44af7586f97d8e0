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
    /// Poisson: by multiplication (Knuth 1969) up to a mean of 30; above it a rounded normal on the square-root scale
    /// (Anscombe 1948), whose error is far below the noise of the mean itself.
    /// </summary>
    public int NextPoisson(double mean)
    {
        if (mean > 30)
        {
            var root = Math.Sqrt(mean) + NextNormal() / 2;
            return (int)Math.Max(0, Math.Round(root * root - 0.25));
        }

        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = NextDouble(); product > limit; product *= NextDouble()) count++;
        return count;
    }
}
