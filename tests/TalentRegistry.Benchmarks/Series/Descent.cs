namespace TalentRegistry.Benchmarks.Series;

/// <summary>Gradient descent with momentum and a scale for each parameter (Kingma and Ba 2015, Adam).</summary>
internal static class Descent
{
    private const int Epochs = 400;

    public static double[] Minimise(double[] start, Func<double[], double[]> gradient)
    {
        var at = (double[])start.Clone();
        var (mean, square) = (new double[at.Length], new double[at.Length]);
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            var slope = gradient(at);
            for (var i = 0; i < at.Length; i++)
            {
                mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
                square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
                at[i] -= 0.06 * (1 - 0.97 * epoch / Epochs) * (mean[i] / (1 - Math.Pow(0.9, epoch))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, epoch))) + 1e-12);
            }
        }

        return at;
    }
}
