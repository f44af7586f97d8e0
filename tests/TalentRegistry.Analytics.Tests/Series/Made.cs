using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Analytics.Tests.Series;

/// <summary>Series made for tests.</summary>
internal static class Made
{
    public static AnnualSeries Series(int firstYear, params double[] values) =>
        new("made", values.Select((value, i) => new Observation(firstYear + i, value)));

    /// <summary>A random walk with normal steps.</summary>
    public static double[] Walk(int seed, int years, double start, double drift, double deviation)
    {
        var random = new Random(seed);
        var values = new double[years];
        values[0] = start;
        for (var year = 1; year < years; year++)
            values[year] = values[year - 1] + drift + deviation * Normal(random);
        return values;
    }

    /// <summary>A level that noise surrounds.</summary>
    public static double[] Noise(int seed, int years, double level, double deviation)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, years).Select(_ => level + deviation * Normal(random))];
    }

    // Box and Muller 1958.
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
