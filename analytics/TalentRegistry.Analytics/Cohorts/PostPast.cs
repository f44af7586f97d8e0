namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Recruits, exits and headcounts of professions by province and year. Headcounts are reckoned back from today's by the flows, so that whom a reorganisation took along counts, in all years, where they are today.
/// </summary>
internal sealed class PostPast
{
    // A district newly formed out of others is off by more than any chance; that happens once.
    private const double Most = 4;
    private readonly CareerTable table;
    private readonly int[] recruits;
    private readonly int[] exits;

    // At the end of each year; one more at the start.
    private readonly int[] stock;

    public PostPast(CareerTable table)
    {
        this.table = table;
        Pools = table.Provinces.Count * table.Professions.Count;
        (recruits, exits, stock) = (new int[Pools * table.Years], new int[Pools * table.Years], new int[Pools * (table.Years + 1)]);
        for (var cell = 0; cell < table.Cells.Count; cell++)
        {
            var pool = Posts.PoolOf(table, cell);
            Back(table, cell, stock.AsSpan(pool * (table.Years + 1), table.Years + 1));
            for (var year = 0; year < table.Years; year++)
            {
                recruits[pool * table.Years + year] += table.Recruits[cell * table.Years + year];
                exits[pool * table.Years + year] += table.NetExits[cell * table.Years + year];
            }
        }
    }

    public int Pools { get; }

    /// <summary>
    /// Pool by pool, how recruits and exits changed from one year to the next. Where recruits were fewer than half of the exits, posts are being cut, or
    /// filled from within: promotion brings in as many as go, and that nobody is ever hired would pass for a volume of none. Neither tells how posts are filled.
    /// </summary>
    public IEnumerable<IReadOnlyList<(double Recruits, double Exits)>> Differences()
    {
        for (var pool = 0; pool < Pools; pool++)
        {
            var years = pool * table.Years;
            if (2 * Sum(recruits.AsSpan(years, table.Years)) < SumOfSizes(exits.AsSpan(years, table.Years))) continue;

            var changes = new List<(double, double)>();
            for (var year = years + 1; year < years + table.Years; year++)
                if (exits[year] != exits[year - 1]) changes.Add((recruits[year] - recruits[year - 1], exits[year] - exits[year - 1]));
            if (changes.Count > 0) yield return changes;
        }
    }

    /// <summary>Headcounts of a pool at the end of each year, the first being that before the history.</summary>
    public ReadOnlySpan<int> StockOf(int pool) => stock.AsSpan(pool * (table.Years + 1), table.Years + 1);

    /// <summary>As <see cref="StockOf"/>, of the same profession in all other provinces together.</summary>
    public int[] StockOfOthers(int pool, int professions)
    {
        var sum = new int[table.Years + 1];
        for (var other = pool % professions; other < Pools; other += professions)
            for (var year = 0; other != pool && year < sum.Length; year++)
                sum[year] += stock[other * (table.Years + 1) + year];
        return sum;
    }

    /// <summary>
    /// How places lie off their share of the pool, in standard deviations of a Poisson count: what goes with the year, and what a year adds for good. Told by how far they moved in one year and in four.
    /// </summary>
    public (double Transitory, double Persistent) Apart()
    {
        const int far = 4;
        var (one, four) = (Moved(1), Moved(far));
        var persistent = Math.Clamp((four - one) / (far - 1), 0, Math.Max(one, 0));
        return (Math.Sqrt(Math.Max(0, one - persistent) / 2), Math.Sqrt(persistent));
    }

    private double Moved(int years)
    {
        var (sum, count) = (0.0, 0);
        foreach (var place in Enumerable.Range(0, table.Cells.Count).GroupBy(cell => (table.Cells[cell].UnitId, table.Cells[cell].SectorCode, table.Cells[cell].ProfessionCode)))
        {
            var own = new int[table.Years + 1];
            foreach (var cell in place) Back(table, cell, own);
            var pool = StockOf(Posts.PoolOf(table, place.First()));
            for (var year = 0; year + years < own.Length; year++)
            {
                if (own[year] < 1 || pool[year] <= own[year] || pool[year + years] < 1) continue;

                var share = own[year] / (double)pool[year];
                var off = own[year + years] - (share * pool[year + years]);
                sum += Math.Min(off * off / (own[year] * (1 - share)), Most * years);
                count++;
            }
        }

        return count > 0 ? sum / count : 0.1;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }

    // More may come from within than go: that is movement too.
    private static int SumOfSizes(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += Math.Abs(count);
        return sum;
    }

    private static void Back(CareerTable table, int cell, Span<int> stock)
    {
        var there = table.Stock[cell];
        stock[table.Years] += there;
        for (var year = table.Years - 1; year >= 0; year--)
            stock[year] += there += table.NetExits[cell * table.Years + year] - table.Recruits[cell * table.Years + year];
    }
}
