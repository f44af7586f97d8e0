namespace TalentRegistry.Analytics.Backtests;

/// <summary>The forecast that nothing changes, with the uncertainty of the model that it takes the place of.</summary>
public static class NoChange
{
    /// <summary>Draws of people moved so that their median is today's headcount; none falls below 0.</summary>
    public static float[] Moved(ReadOnlySpan<float> draws, double today)
    {
        var sorted = draws.ToArray();
        Array.Sort(sorted);
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        // The median is the middle of two draws: where the lower one would fall below 0 and stops there, the upper one makes up for it.
        var by = lower + today < (lower + upper) / 2.0 ? (2 * today) - upper : today - ((lower + upper) / 2.0);
        var moved = new float[draws.Length];
        for (var draw = 0; draw < moved.Length; draw++) moved[draw] = (float)Math.Max(0, draws[draw] + by);
        return moved;
    }

    /// <summary>The share of a part in what is published of the whole, draw by draw, so that parts add up to it; 0 in draws in which the model has nobody.</summary>
    /// <param name="part">The model's draws of the part.</param>
    /// <param name="whole">The model's draws of the whole.</param>
    /// <param name="published">Draws of the whole as published: the model's, or those moved.</param>
    public static float[] ShareOf(ReadOnlySpan<float> part, ReadOnlySpan<float> whole, ReadOnlySpan<float> published)
    {
        var share = new float[part.Length];
        for (var draw = 0; draw < share.Length; draw++)
            share[draw] = whole[draw] == published[draw] ? part[draw] : whole[draw] > 0 ? part[draw] * published[draw] / whole[draw] : 0;
        return share;
    }

    /// <summary>Factor that brings the median of a ratio to today's value; 1 where the median is 0.</summary>
    public static double Factor(ReadOnlySpan<float> values, double today) => Quantiles.Of(values).P50 is > 0 and var median ? today / median : 1;
}
