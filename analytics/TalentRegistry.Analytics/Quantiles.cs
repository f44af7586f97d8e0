namespace TalentRegistry.Analytics;

/// <summary>Mean and quantiles of draws: the 80 % band is P10 to P90, the 95 % band P025 to P975.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="P025">2.5 % quantile.</param>
/// <param name="P10">10 % quantile.</param>
/// <param name="P50">Median.</param>
/// <param name="P90">90 % quantile.</param>
/// <param name="P975">97.5 % quantile.</param>
public readonly record struct Quantiles(double Mean, double P025, double P10, double P50, double P90, double P975)
{
    /// <summary>Summarises draws, which stay as they are.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Quantiles Of(ReadOnlySpan<float> draws)
    {
        if (draws.IsEmpty) throw new ArgumentException("No draws.", nameof(draws));

        var sorted = draws.ToArray();
        Array.Sort(sorted);
        var sum = 0.0;
        foreach (var draw in sorted) sum += draw;
        return new(sum / sorted.Length, At(sorted, 0.025), At(sorted, 0.1), At(sorted, 0.5), At(sorted, 0.9), At(sorted, 0.975));
    }

    /// <summary>Quantile of sorted draws, linear between order statistics (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="sorted">Draws in ascending order, at least one.</param>
    /// <param name="probability">0 to 1.</param>
    public static double At(ReadOnlySpan<float> sorted, double probability)
    {
        var position = (sorted.Length - 1) * probability;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - (double)sorted[below]);
    }
}
