namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Values at which something unknown is tried, closer where it is small.</summary>
internal static class Grid
{
    /// <summary>How much of the range a value stands for.</summary>
    /// <param name="values">In ascending order, two or more.</param>
    /// <param name="at">Which.</param>
    public static double Width(double[] values, int at) =>
        (values[Math.Min(at + 1, values.Length - 1)] - values[Math.Max(at - 1, 0)]) / (at > 0 && at < values.Length - 1 ? 2 : 1);
}
