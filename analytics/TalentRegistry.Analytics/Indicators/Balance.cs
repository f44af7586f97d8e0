namespace TalentRegistry.Analytics.Indicators;

/// <summary>How evenly something is spread over parts of a whole, as people over districts or sectors (cân đối giữa các ngành, lĩnh vực).</summary>
/// <param name="Mean">Value of the whole: the sum of the amounts over the sum of the bases.</param>
/// <param name="Gini">
/// Gini coefficient of the Lorenz curve of amounts over bases, parts ordered by their value (Gini 1912; as the health workforce literature uses it): 0 where every part
/// has the same value, towards 1 where one small part has all.
/// </param>
/// <param name="BestToWorst">Value of the best served part over that of the worst; null where the worst has nothing.</param>
public sealed record Balance(double Mean, double Gini, double? BestToWorst)
{
    /// <summary>Weighs parts by their base; null where no part has a base, or there is nothing to spread.</summary>
    /// <param name="parts">What each part has, and out of what; parts without a base are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">An amount or a base is negative or no number.</exception>
    public static Balance? Of(IEnumerable<(double Amount, double Base)> parts)
    {
        (double Amount, double Base)[] served = [.. parts];
        if (Array.Exists(served, part => !(part.Amount >= 0) || !(part.Base >= 0) || double.IsInfinity(part.Amount) || double.IsInfinity(part.Base)))
            throw new ArgumentOutOfRangeException(nameof(parts), "Amounts and bases are numbers from 0.");

        served = [.. served.Where(part => part.Base > 0).OrderBy(part => part.Amount / part.Base)];
        var (amount, whole) = (served.Sum(part => part.Amount), served.Sum(part => part.Base));
        if (amount <= 0)
            return null;

        // Twice the area under the Lorenz curve, by trapezia.
        var (below, area) = (0d, 0d);
        foreach (var part in served)
        {
            var upTo = below + (part.Amount / amount);
            area += part.Base / whole * (below + upTo);
            below = upTo;
        }

        var worst = served[0].Amount / served[0].Base;
        return new Balance(amount / whole, Math.Max(0, 1 - area), worst > 0 ? served[^1].Amount / served[^1].Base / worst : null);
    }
}
