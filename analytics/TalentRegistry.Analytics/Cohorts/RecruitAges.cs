namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Sex and age of recruits by kind, shrunk towards the recruits of all kinds of the band and those towards all recruits; drawn by
/// one look-up in a table of quantiles.
/// </summary>
internal sealed class RecruitAges
{
    /// <summary>Bits of a random number that choose one.</summary>
    public const int Bits = 13;

    private const int Quantiles = 1 << Bits;

    // As many recruits as the level above weighs.
    private const double PriorRecruits = 10;
    private readonly byte[][] slots;

    public RecruitAges(CareerTable table)
    {
        var all = Sum(table, _ => true, null);
        var bands = table.BandOf.Distinct().ToDictionary(band => band, band => Sum(table, kind => table.BandOf[kind] == band, all));
        slots = [.. table.Kinds.Select((_, kind) => Invert(Sum(table, other => other == kind, bands[table.BandOf[kind]])))];
    }

    /// <summary>The age slot of a recruit of the kind.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="bits">A random number of <see cref="Bits"/>.</param>
    public int Slot(int kind, int bits) => slots[kind][bits];

    private static double[] Sum(CareerTable table, Func<int, bool> includes, double[]? prior)
    {
        var weights = new double[CareerTable.AgeSlots];
        for (var kind = 0; kind < table.Kinds.Count; kind++)
            for (var slot = 0; slot < weights.Length && includes(kind); slot++)
                weights[slot] += table.RecruitAges[kind * CareerTable.AgeSlots + slot];
        for (var slot = 0; slot < weights.Length; slot++) weights[slot] += PriorRecruits * (prior?[slot] ?? 0);

        var total = weights.Sum();
        return total > 0 ? [.. weights.Select(weight => weight / total)] : weights;
    }

    private static byte[] Invert(double[] shares)
    {
        var inverse = new byte[Quantiles];
        var (slot, cumulative) = (0, shares[0]);
        for (var i = 0; i < Quantiles; i++)
        {
            while (cumulative < (i + 0.5) / Quantiles && slot < shares.Length - 1) cumulative += shares[++slot];
            inverse[i] = (byte)slot;
        }

        return inverse;
    }
}
