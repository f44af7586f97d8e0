namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Sex and age of recruits by kind, shrunk towards the recruits of all kinds of the band and those towards all recruits; drawn by
/// one look-up, wherever in the table (alias method, Walker 1977).
/// </summary>
internal sealed class RecruitAges
{
    /// <summary>Bits of a random number that choose one.</summary>
    public const int Bits = 24;

    // As many recruits as the level above weighs.
    private const double PriorRecruits = 10;
    private readonly (float Own, int Other)[] columns;

    public RecruitAges(CareerTable table)
    {
        var all = Sum(table, _ => true, null);
        var bands = table.BandOf.Distinct().ToDictionary(band => band, band => Sum(table, kind => table.BandOf[kind] == band, all));
        columns = [.. table.Kinds.SelectMany((_, kind) => Columns(Sum(table, other => other == kind, bands[table.BandOf[kind]])))];
    }

    /// <summary>The age slot of a recruit of the kind.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="bits">A random number of <see cref="Bits"/>.</param>
    public int Slot(int kind, int bits)
    {
        var at = bits * (double)CareerTable.AgeSlots / (1 << Bits);
        var column = (int)at;
        var (own, other) = columns[kind * CareerTable.AgeSlots + column];
        // Without a branch, which nobody could guess.
        return other + (column - other) * (at - column < own ? 1 : 0);
    }

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

    // Every column is as high as the average: what a share lacks is filled up from one that has too much.
    private static (float Own, int Other)[] Columns(double[] shares)
    {
        var heights = Array.ConvertAll(shares, share => share * shares.Length);
        var filled = Enumerable.Range(0, shares.Length).Select(slot => (Own: 1f, Other: slot)).ToArray();
        var (low, high) = (new Stack<int>(), new Stack<int>());
        for (var slot = 0; slot < heights.Length; slot++) (heights[slot] < 1 ? low : high).Push(slot);
        while (low.Count > 0 && high.Count > 0)
        {
            var (lacking, giving) = (low.Pop(), high.Pop());
            filled[lacking] = ((float)heights[lacking], giving);
            heights[giving] -= 1 - heights[lacking];
            (heights[giving] < 1 ? low : high).Push(giving);
        }

        return filled;
    }
}
