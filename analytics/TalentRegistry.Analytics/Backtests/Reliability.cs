namespace TalentRegistry.Analytics.Backtests;

/// <summary>Of what was given such a probability, how much came true: calibrated forecasts lie on the diagonal (Murphy and Winkler 1977, Appl. Statist. 26(1)).</summary>
/// <param name="Low">Least probability, included.</param>
/// <param name="High">Greatest, included in the last bin alone.</param>
/// <param name="Forecasts">How many were given such a probability.</param>
/// <param name="CameTrue">How many of them came true.</param>
/// <param name="MeanProbability">Mean of the probabilities given, 0 to 1; the middle of the bin where there were none.</param>
public sealed record ReliabilityBin(double Low, double High, int Forecasts, int CameTrue, double MeanProbability)
{
    private static readonly double[] Bounds = [0, 0.3, 0.5, 0.8, 1];

    /// <summary>Sorts forecasts by the bounds at which flags are raised: 0.3, 0.5 and 0.8.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(IEnumerable<(double Probability, bool CameTrue)> forecasts)
    {
        var binned = forecasts.ToLookup(forecast => Math.Max(0, Array.FindLastIndex(Bounds, Bounds.Length - 2, bound => forecast.Probability >= bound)));
        return
        [
            .. Enumerable.Range(0, Bounds.Length - 1).Select(bin => new ReliabilityBin(
                Bounds[bin], Bounds[bin + 1], binned[bin].Count(), binned[bin].Count(forecast => forecast.CameTrue),
                binned[bin].Select(forecast => forecast.Probability).DefaultIfEmpty((Bounds[bin] + Bounds[bin + 1]) / 2).Average())),
        ];
    }
}
