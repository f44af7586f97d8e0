namespace TalentRegistry.Analytics.Allocation;

/// <summary>
/// People expected to be missing somewhere as a function of the people added there: the mean over the draws of what is still missing. Convex and piecewise linear, each further person helps at most as
/// much as the one before.
/// </summary>
public sealed class ExpectedMissing
{
    // Missing people per draw, most first; below 0 where there are more than are needed.
    private readonly double[] missing;
    private readonly double[] sums;

    /// <summary>Takes requirement less supply of each draw, at least one, in any order.</summary>
    /// <exception cref="ArgumentException">There are none, or one is no number.</exception>
    public ExpectedMissing(IEnumerable<double> draws)
    {
        missing = [.. draws.OrderDescending()];
        if (missing.Length == 0 || !Array.TrueForAll(missing, double.IsFinite)) throw new ArgumentException("One number a draw is needed.", nameof(draws));

        sums = new double[missing.Length + 1];
        for (var draw = 0; draw < missing.Length; draw++) sums[draw + 1] = sums[draw] + missing[draw];
    }

    /// <summary>
    /// People whom it does not need: after so many have gone, there are enough in 80 % of the draws as flags count them. 0 where there is nobody to spare.
    /// </summary>
    public int Spare => Math.Max(0, (int)Math.Floor(-missing[missing.Length - (int)Math.Ceiling(Shortages.Remedy.Enough * missing.Length)] + 1e-3));

    /// <summary>People expected to be missing when so many are added; below 0 for people who go.</summary>
    public double After(double added)
    {
        var draws = MoreThan(added);
        return (sums[draws] - draws * added) / missing.Length;
    }

    /// <summary>Where a price is paid for each person: the number, from <paramref name="from"/> to <paramref name="to"/>, at which price and missing people together are least.</summary>
    public double CheapestAt(double price, double from, double to)
    {
        // One person more saves the share of draws in which somebody is missing.
        var draws = (int)Math.Min(missing.Length, Math.Floor(price * missing.Length));
        return Math.Clamp(draws >= missing.Length ? double.NegativeInfinity : missing[draws], from, to);
    }

    private int MoreThan(double people)
    {
        var (low, high) = (0, missing.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (missing[middle] > people) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
