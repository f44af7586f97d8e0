using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Benchmarks.Series;

/// <summary>A year of an example.</summary>
/// <param name="Miss">What came less what was said, positive on the side to which the forecast moves.</param>
internal sealed record BandPoint(double[] Traits, double StandardError, double Miss, double Scale, double Weight, int YearsAhead)
{
    public static IEnumerable<BandPoint> Of(Example one, double[][] weights)
    {
        var combined = Combination.Combine(one.Paths, Combination.Weights(one.Traits, weights));
        var towards = combined[^1] >= one.Past[^1] ? 1 : -1;
        for (var h = 1; h <= combined.Length; h++)
        {
            var error = Bands.StandardError(one.Past, h);
            yield return new(
                Bands.Traits(error, h, one.Paths, combined, one.Past[^1]), error, towards * (one.Future[h - 1] - combined[h - 1]),
                one.Scale, one.Weight / combined.Length, h);
        }
    }
}

/// <summary>Stretches of the bands for which the interval score is least: of the 95 % band, and of the 80 % band as a share of it.</summary>
internal static class LearnBands
{
    private const double Rounding = 0.1;
    private const double Ridge = 0.0005;

    public static (double[][] Stretch, double[][] Shares) From(IReadOnlyList<BandPoint> points)
    {
        var start = new double[Bands.Count + 2];
        start[0] = Math.Log(2);
        double[][] sides = [.. new[] { 1, -1 }.Select(side => Descent.Minimise(start, at => Gradient(at, side, points)))];
        return ([.. sides.Select(side => side[..Bands.Count])], [.. sides.Select(side => side[Bands.Count..])]);
    }

    /// <summary>By how much other examples ask for wider bands: the 95 and 80 % quantiles of the miss over the half-width.</summary>
    public static double[] Conformal(IReadOnlyList<BandPoint> points, double[][] stretch, double[][] shares) =>
    [
        Quantile(0.95, points, point => Half(point, stretch[Side(point)])),
        Quantile(0.8, points, point => Half(point, stretch[Side(point)]) * Bands.Share(point.YearsAhead, shares[Side(point)])),
    ];

    private static int Side(BandPoint point) => point.Miss >= 0 ? 0 : 1;

    private static double Half(BandPoint point, double[] stretch) => Bands.HalfWidth(point.StandardError, point.Traits, stretch);

    private static double Quantile(double level, IReadOnlyList<BandPoint> points, Func<BandPoint, double> width)
    {
        var sum = 0.0;
        var wanted = level * points.Sum(point => point.Weight);
        return points.Select(point => (Ratio: Math.Abs(point.Miss) / width(point), point.Weight)).OrderBy(each => each.Ratio)
            .First(each => (sum += each.Weight) >= wanted).Ratio;
    }

    private static double[] Gradient(double[] at, int side, IReadOnlyList<BandPoint> points)
    {
        var gradient = new double[at.Length];
        var total = points.Sum(point => point.Weight);
        var (stretch, shares) = (at[..Bands.Count], at[Bands.Count..]);
        foreach (var point in points)
        {
            var (miss, half, share) = (side * point.Miss, Half(point, stretch), Bands.Share(point.YearsAhead, shares));
            var weight = point.Weight / total / point.Scale;
            // The score's penalties are 2 / (1 - level).
            var wide = weight * (1 - 40 * Beyond(miss - half)) * half;
            for (var i = 0; i < Bands.Count; i++)
                gradient[i] += wide * point.Traits[i];
            var narrow = weight * (1 - 10 * Beyond(miss - half * share)) * half * share * (1 - share);
            gradient[Bands.Count] += narrow;
            gradient[Bands.Count + 1] += narrow * Math.Log(point.YearsAhead);

            double Beyond(double distance) => 1 / (1 + Math.Exp(-Math.Clamp(distance / (Rounding * point.Scale), -30, 30)));
        }

        for (var i = 1; i < Bands.Count; i++)
            gradient[i] += Ridge * at[i];
        return gradient;
    }
}
