using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Where those who move go: by province and kind that they leave, the cells where such movers arrived, and with little weight the
/// cells of the same kind by their size. A share is its expected value in every draw.
/// </summary>
internal sealed class Destinations
{
    // As many movers as the sizes of the cells weigh.
    private const double PriorMovers = 5;

    // Whoever is sent where they are is sent again, and stays after as many times.
    private const int Tries = 3;
    private readonly int kinds;
    private readonly (int[] Cells, double[] Cumulative)[] byProvinceAndKind;

    public Destinations(CareerTable table)
    {
        kinds = table.Kinds.Count;
        byProvinceAndKind = new (int[], double[])[table.Provinces.Count * kinds];
        var weights = Enumerable.Range(0, byProvinceAndKind.Length).Select(_ => new SortedDictionary<int, double>()).ToArray();
        for (var cell = 0; cell < table.Cells.Count; cell++)
            if (SizeOf(table, cell) is > 0 and var size)
                weights[table.ProvinceOf[table.UnitOf[cell]] * kinds + table.KindOf[cell]].Add(cell, size);
        foreach (var cells in weights)
        {
            var total = cells.Values.Sum();
            foreach (var (cell, size) in cells.ToList()) cells[cell] = PriorMovers * size / total;
        }

        foreach (var ((province, kind), places) in table.Arrivals)
            foreach (var (cell, people) in places)
                weights[province * kinds + kind][cell] = weights[province * kinds + kind].GetValueOrDefault(cell) + people;
        for (var at = 0; at < weights.Length; at++)
        {
            var (sum, total) = (0.0, weights[at].Values.Sum());
            byProvinceAndKind[at] = ([.. weights[at].Keys], [.. weights[at].Values.Select(weight => sum += weight / total)]);
        }
    }

    /// <summary>The cell that somebody goes to; -1 where there is no other.</summary>
    /// <param name="province">Province.</param>
    /// <param name="kind">Kind of the cell left.</param>
    /// <param name="from">Cell left.</param>
    /// <param name="random">One number for each try.</param>
    public int Of(int province, int kind, int from, ref CounterRandom random)
    {
        var (cells, cumulative) = byProvinceAndKind[province * kinds + kind];
        for (var left = cells.Length == 0 ? 0 : Tries; left > 0; left--)
        {
            if (cells[Chosen(cumulative, random.NextDouble())] is var cell && cell != from) return cell;
        }

        return -1;
    }

    // The first that reaches the number, or the last. Halves without a branch, which nobody could guess.
    private static int Chosen(double[] cumulative, double uniform)
    {
        var first = 0;
        for (var left = cumulative.Length - 1; left > 0;)
        {
            var half = (left + 1) >>> 1;
            first += half * (cumulative[first + half - 1] < uniform ? 1 : 0);
            left -= half;
        }

        return first;
    }

    private static double SizeOf(CareerTable table, int cell)
    {
        var years = new ArraySegment<double>(table.PersonYears, (cell + 1) * table.Years - table.RecruitmentYears, table.RecruitmentYears);
        return years.Sum();
    }
}
