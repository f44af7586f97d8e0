namespace TalentRegistry.Analytics.Series;

/// <summary>
/// Single values that leap away and come back the next year, as a misplaced digit does. The last value is never one: a level may have changed,
/// and that will be known a year later.
/// </summary>
internal static class Slips
{
    // Leaps of ordinary series stay well below; a lower bound mended what was no slip and forecast worse.
    private const double TimesTheUsualStep = 12;

    /// <summary>The values with each slip put on the line between its neighbours.</summary>
    public static double[] Mended(double[] values)
    {
        var sizes = StraightPaths.Differences(values);
        for (var t = 0; t < sizes.Length; t++)
            sizes[t] = Math.Abs(sizes[t]);
        Array.Sort(sizes);
        var bound = TimesTheUsualStep * sizes[sizes.Length / 2];
        if (bound == 0) return values;

        var mended = (double[])values.Clone();
        for (var t = 1; t < values.Length - 1; t++)
        {
            var (there, back) = (values[t] - values[t - 1], values[t + 1] - values[t]);
            if (Math.Min(Math.Abs(there), Math.Abs(back)) > bound && there > 0 != back > 0)
                mended[t] = (values[t - 1] + values[t + 1]) / 2;
        }

        return mended;
    }
}
