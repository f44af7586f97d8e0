using TalentRegistry.Analytics.Series;

namespace TalentRegistry.Benchmarks.Series;

/// <summary>Weights of the combination's paths for which the mean scaled error is least.</summary>
internal static class LearnWeights
{
    // Keeps what the examples do not tell near equal weights.
    private const double Ridge = 0.0003;
    private const double Rounding = 0.01;

    public static double[][] From(IReadOnlyList<Example> examples)
    {
        var total = examples.Sum(one => one.Weight);
        var learnt = Descent.Minimise(new double[Combination.Paths * SeriesTraits.Count], at => Gradient(Rows(at), examples, total));
        return Rows(learnt);
    }

    private static double[] Gradient(double[][] coefficients, IReadOnlyList<Example> examples, double total)
    {
        var gradient = new double[Combination.Paths * SeriesTraits.Count];
        foreach (var one in examples)
        {
            var weights = Combination.Weights(one.Traits, coefficients);
            var combined = Combination.Combine(one.Paths, weights);
            var slopes = new double[Combination.Paths];
            for (var h = 0; h < combined.Length; h++)
            {
                // The absolute error, rounded where it turns.
                var error = (combined[h] - one.Future[h]) / one.Scale;
                var turn = error / Math.Sqrt(error * error + Rounding) / one.Scale / combined.Length;
                for (var path = 0; path < Combination.Paths; path++)
                    slopes[path] += turn * one.Paths[path][h];
            }

            var mean = weights.Zip(slopes).Sum(pair => pair.First * pair.Second);
            for (var path = 0; path < Combination.Paths; path++)
            {
                for (var trait = 0; trait < SeriesTraits.Count; trait++)
                    gradient[path * SeriesTraits.Count + trait] += one.Weight / total * weights[path] * (slopes[path] - mean) * one.Traits[trait];
            }
        }

        for (var i = 0; i < gradient.Length; i++)
            gradient[i] += Ridge * (i % SeriesTraits.Count == 0 ? 0.2 : 1) * coefficients[i / SeriesTraits.Count][i % SeriesTraits.Count];
        return gradient;
    }

    private static double[][] Rows(double[] flat) => [.. flat.Chunk(SeriesTraits.Count)];
}
