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
    /// Looks for the smallest amount where the people missing would be none if they fell in a straight line, and by halving where that does not lead on: every amount is held against the requirement on the same draws, so that the answer has no noise of its own. The odds grow with the amount; where a lever should now and then take a person from a draw, what is
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
        var (missing, left) = (Missing(needed, without), 0.0);
        while (high == 0)
        {
            var tried = supplyWith(next);
            if (Odds(needed, tried) >= Enough)
                (high, found, left) = (next, tried, Missing(needed, tried));
            else if (next == most)
                return new(kind, null, Odds(needed, tried), Gain(tried, without));
            else
                (low, missing, next) = (next, Missing(needed, tried), (int)Math.Min(most, 2L * next));
        }

        for (var step = 1; high - low > 1; step++)
        {
            var straight = low + (int)Math.Ceiling((high - low) * missing / (missing - left));
            var middle = step % 3 == 0 ? low + (high - low) / 2 : Math.Clamp(straight, low + 1, high - 1);
            var tried = supplyWith(middle);
            if (Odds(needed, tried) >= Enough)
                (high, found, left) = (middle, tried, Missing(needed, tried));
            else
                (low, missing) = (middle, Missing(needed, tried));
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

    // People missing in the draw that decides: more than none exactly where the odds are not enough.
    private static double Missing(float[] needed, float[] there) =>
        needed.Zip(there, (asked, supply) => (double)asked - supply - 1e-3).Order().ElementAt((int)Math.Ceiling(Enough * there.Length) - 1);

    private static double Gain(float[] with, float[] without) => with.Zip(without, (more, less) => (double)more - less).Average();
}
