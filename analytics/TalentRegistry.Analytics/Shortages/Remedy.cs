namespace TalentRegistry.Analytics.Shortages;

/// <summary>What would close a shortage, pulled alone.</summary>
public enum RemedyKind
{
    /// <summary>Tuyển thêm: more recruits a year, in people.</summary>
    ExtraRecruits,

    /// <summary>Giữ chân: fewer resignations and transfers out of the province, in percent of the usual rate.</summary>
    FewerResignations,

    /// <summary>Đào tạo: more degrees earned a year, in percent of the usual rate.</summary>
    MoreDegrees,

    /// <summary>Nghỉ hưu muộn hơn: years by which people retire later.</summary>
    LaterRetirement,
}

/// <summary>The smallest pull of one lever that makes a requirement likely enough to be met.</summary>
/// <param name="Kind">The lever.</param>
/// <param name="Amount">The smallest whole amount that is enough, 0 where none is needed; null where no amount of the lever is.</param>
/// <param name="ProbabilityMet">The odds with that amount; of a lever that is not enough, the odds with its most.</param>
/// <param name="MorePeople">Mean people whom it adds by the year of the flag, with that amount or with the most.</param>
public sealed record Remedy(RemedyKind Kind, int? Amount, double ProbabilityMet, double MorePeople)
{
    /// <summary>The odds that are enough.</summary>
    public const double Enough = 0.8;

    /// <summary>
    /// Looks for the smallest amount by halving: every amount is held against the requirement on the same draws, so that the answer has no noise of its own. The odds grow with the amount; where a lever should now and then take a person from a draw, what is
    /// found is still an amount that is enough while one less is not.
    /// </summary>
    /// <param name="kind">The lever.</param>
    /// <param name="most">The greatest amount that is tried, 1 or more.</param>
    /// <param name="requirement">People required, per draw.</param>
    /// <param name="baseline">People without the lever, per draw.</param>
    /// <param name="supplyWith">People under an amount of the lever, per draw.</param>
    /// <param name="firstTried">Where to look first: a good guess saves simulations and changes no answer.</param>
    public static Remedy Smallest(
        RemedyKind kind, int most, ReadOnlySpan<float> requirement, ReadOnlySpan<float> baseline, Func<int, float[]> supplyWith, int firstTried = 1)
    {
        float[] needed = requirement.ToArray(), without = baseline.ToArray();
        var now = Odds(needed, without);
        if (now >= Enough) return new(kind, 0, now, 0);

        var (low, high, next) = (0, 0, Math.Clamp(firstTried, 1, most));
        float[]? found = null;
        while (high == 0)
        {
            var tried = supplyWith(next);
            if (Odds(needed, tried) >= Enough)
                (high, found) = (next, tried);
            else if (next == most)
                return new(kind, null, Odds(needed, tried), Gain(tried, without));
            else
                (low, next) = (next, (int)Math.Min(most, 2L * next));
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            var tried = supplyWith(middle);
            if (Odds(needed, tried) >= Enough)
                (high, found) = (middle, tried);
            else
                low = middle;
        }

        return new(kind, high, Odds(needed, found!), Gain(found!, without));
    }

    /// <summary>Share of the draws in which there are enough people, as flags count them.</summary>
    public static double Odds(ReadOnlySpan<float> requirement, ReadOnlySpan<float> supply)
    {
        var met = 0;
        for (var draw = 0; draw < supply.Length; draw++)
            if ((double)requirement[draw] - supply[draw] <= 1e-3) met++;
        return met / (double)supply.Length;
    }

    private static double Gain(float[] with, float[] without) => with.Zip(without, (more, less) => (double)more - less).Average();
}
