namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Shares the extra recruits of levers out among cells and years. Posts go to cells one by one by highest averages (Sainte-Laguë 1910), and to the years in turn, so that whoever is hired under n posts a
/// year is hired under n + 1 too: one post more takes nobody from anywhere.
/// </summary>
internal static class ExtraRecruits
{
    // As far as forecasts go.
    private const int Years = 40;

    /// <summary>By cell, more recruits in each year after the base year (0 is not used).</summary>
    public static Dictionary<int, int[]> Of(CareerTable table, IReadOnlyList<SupplyLever> levers)
    {
        var extra = new Dictionary<int, int[]>();
        foreach (var lever in levers.Where(lever => lever.ExtraRecruits > 0))
        {
            int[] cells = [.. Enumerable.Range(0, table.Cells.Count).Where(cell => lever.Where.Includes(table.Cells[cell]))];
            if (cells.Length == 0) continue;

            var weights = Array.ConvertAll(cells, cell => Weight(table, cell));
            var queue = new PriorityQueue<int, (double, int)>(cells.Length);
            var given = new int[cells.Length];
            for (var i = 0; i < cells.Length; i++) queue.Enqueue(i, (-weights[i], i));
            for (var post = 0; post < lever.ExtraRecruits * Years; post++)
            {
                var next = queue.Dequeue();
                given[next]++;
                if (!extra.TryGetValue(cells[next], out var years)) extra.Add(cells[next], years = new int[Years + 1]);
                if (post % Years >= lever.ExtraRecruitsAfter) years[1 + post % Years]++;
                queue.Enqueue(next, (-weights[next] / (2 * given[next] + 1), next));
            }
        }

        return extra;
    }

    // Recruits of the last years; where nobody was hired anywhere, people who are there decide.
    private static double Weight(CareerTable table, int cell)
    {
        double hired = 0, there = 0;
        for (var year = Math.Max(0, table.Years - table.RecruitmentYears); year < table.Years; year++)
        {
            hired += table.Recruits[cell * table.Years + year];
            there += table.PersonYears[cell * table.Years + year];
        }

        return hired + (there + 0.01) * 1e-3;
    }
}
