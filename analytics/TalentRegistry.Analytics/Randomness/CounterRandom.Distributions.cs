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

    /// <summary>Student's t with the degrees of freedom (above 0) and scale 1.</summary>
    public double NextStudent(double degrees)
    {
        var normal = NextNormal();
        return normal / Math.Sqrt(2 / degrees * NextGamma(degrees / 2));
    }

    /// <summary>Beta with both parameters above 0.</summary>
    public double NextBeta(double a, double b)
    {
        var x = NextGamma(a);
        return x / (x + NextGamma(b));
    }
}
