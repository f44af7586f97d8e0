namespace TalentRegistry.Analytics.Backtests;

/// <summary>The forecast that nothing changes, with what the model knows of the odds that something does.</summary>
public static class NoChange
{
    /// <summary>
    /// The model's draws brought around today's value, which becomes their median: those on the far side of it stay, and those on the side of the model's median come nearer by as much as that is off,
    /// as far as today's value and no further. So the odds of falling below it, or of rising above it, stay those of the model where the model holds them below a half
    /// (docs/decisions/0093-no-change-keeps-the-odds.md). No draw leaves the range of the model's and today's.
    /// </summary>
    /// <param name="draws">The model's, of people or of an indicator; one or more.</param>
    /// <param name="today">The last value known, 0 or more.</param>
    public static float[] Around(ReadOnlySpan<float> draws, double today)
    {
        var (around, still) = (draws.ToArray(), (float)today);
        var sorted = draws.ToArray();
        Array.Sort(sorted);
        var (lower, upper) = (sorted[(sorted.Length - 1) / 2], sorted[sorted.Length / 2]);
        if (still > upper)
            Bring(around, draw => draw < still ? Math.Min(still, draw + (still - lower)) : draw);
        else if (still < lower)
            Bring(around, draw => draw > still ? Math.Max(still, draw - (upper - still)) : draw);
        else
            // Half of the draws lie on either side already; the two in the middle decide between which values the median is.
            (around[draws.IndexOf(lower)], around[draws.LastIndexOf(upper)]) = (still, still);
        return around;
    }

    /// <summary>The share of a part in what is published of the whole, draw by draw, so that parts add up to it; 0 in draws in which the model has nobody.</summary>
    /// <param name="part">The model's draws of the part.</param>
    /// <param name="whole">The model's draws of the whole.</param>
    /// <param name="published">Draws of the whole as published: the model's, or those brought around today's.</param>
    public static float[] ShareOf(ReadOnlySpan<float> part, ReadOnlySpan<float> whole, ReadOnlySpan<float> published)
    {
        var share = new float[part.Length];
        for (var draw = 0; draw < share.Length; draw++)
            share[draw] = whole[draw] == published[draw] ? part[draw] : whole[draw] > 0 ? part[draw] * published[draw] / whole[draw] : 0;
        return share;
    }

    private static void Bring(float[] draws, Func<float, float> nearer)
    {
        for (var draw = 0; draw < draws.Length; draw++) draws[draw] = nearer(draws[draw]);
    }
}
