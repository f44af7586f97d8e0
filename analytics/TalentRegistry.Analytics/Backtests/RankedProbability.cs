namespace TalentRegistry.Analytics.Backtests;

/// <summary>
/// The continuous ranked probability score of draws: E|X - y| - E|X - X'| / 2 (Gneiting and Raftery 2007, J. Am. Stat. Assoc. 102(477)). The smaller the better; of draws that are all alike it is
/// their absolute error.
/// </summary>
public static class RankedProbability
{
    /// <summary>In the unit of the draws.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Score(ReadOnlySpan<float> draws, double actual)
    {
        if (draws.IsEmpty) throw new ArgumentException("No draws.", nameof(draws));

        var sorted = draws.ToArray();
        Array.Sort(sorted);
        var (n, off, spread) = ((double)sorted.Length, 0.0, 0.0);
        for (var i = 0; i < sorted.Length; i++)
        {
            off += Math.Abs(sorted[i] - actual);
            spread += ((2 * i) - n + 1) * sorted[i];
        }

        return (off / n) - (spread / (n * n));
    }
}
