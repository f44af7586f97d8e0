namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// Recruits a year of each cell, from the last complete years: a base per head by kind, pooled by province and kind and then by
/// cell (<see cref="Pooling"/>), wandering by year with the province (<see cref="YearEffects"/>) and, beyond Poisson, by
/// cell. The level is a volume of people: it does not grow or shrink with the stock.
/// </summary>
internal sealed class Recruitment
{
    // An empty cell of a kind may still hire now and then.
    private const double LeastPersonYears = 0.1;
    private readonly CareerTable table;
    private readonly double[] hired;
    private readonly double[] personYears;
    private readonly double[] basePerHead;
    private readonly Pooling provinces;
    private readonly Pooling cells;

    public Recruitment(CareerTable table)
    {
        this.table = table;
        hired = [.. Enumerable.Range(0, table.Cells.Count).Select(cell => Recent(table.Recruits, cell).Sum(count => (double)count))];
        personYears = [.. Enumerable.Range(0, table.Cells.Count).Select(cell => Recent(table.PersonYears, cell).Sum())];
        basePerHead = PerHeadByKind();
        var all = Enumerable.Range(0, table.Cells.Count).Where(cell => personYears[cell] + hired[cell] > 0).ToList();
        provinces = new("recruits/province", ProvinceKindNames(), all.Select(cell => (ProvinceKind(cell), hired[cell], Base(cell))));
        cells = new(
            "recruits/cell", [.. table.Cells.Select(CellName)],
            all.Select(cell => (cell, hired[cell], Base(cell) * provinces.Mean(ProvinceKind(cell)))));
        ByYear = new("recruits", table.Provinces, Series());
        CellVariance = VarianceWithinCells();
    }

    /// <summary>How provinces' hiring wanders from year to year.</summary>
    public YearEffects ByYear { get; }

    /// <summary>Variance of a cell's yearly factor beyond Poisson and its province's.</summary>
    public double CellVariance { get; }

    public static string CellName(CellKey cell) => $"{cell.UnitId}|{cell.SectorCode}|{cell.ProfessionCode}|{(int)cell.Band}";

    /// <summary>Mean recruits a year of some cells in some draws, by cell and draw; null for a cell that never hires.</summary>
    public float[]?[] MeanDraws(int[] ofCells, int first, int count, long seed)
    {
        var ofProvinces = new Dictionary<int, float[]>();
        return Array.ConvertAll(ofCells, cell =>
        {
            if (personYears[cell] + hired[cell] <= 0 || Base(cell) <= 0) return null;

            var provinceKind = ProvinceKind(cell);
            if (!ofProvinces.TryGetValue(provinceKind, out var province))
                ofProvinces.Add(provinceKind, province = provinces.Draws(provinceKind, first, count, seed));
            var mean = provinces.Mean(provinceKind);
            var values = cells.Draws(cell, first, count, seed, Array.ConvertAll(province, drawn => (float)(drawn / mean)));
            for (var draw = 0; draw < count; draw++) values[draw] *= (float)(province[draw] * Base(cell) / YearsOf(cell));
            return values;
        });
    }

    private double Base(int cell) => (personYears[cell] + LeastPersonYears) * basePerHead[table.KindOf[cell]];

    // A unit founded last year has hired for one year, not for five.
    private int YearsOf(int cell) => Math.Clamp(table.Years - table.FirstYearOf[table.UnitOf[cell]], 1, table.RecruitmentYears);

    private int ProvinceOf(int cell) => table.ProvinceOf[table.UnitOf[cell]];

    private int ProvinceKind(int cell) => ProvinceOf(cell) * table.Kinds.Count + table.KindOf[cell];

    private string[] ProvinceKindNames() =>
        [.. table.Provinces.SelectMany(_ => table.Kinds, (province, kind) => $"{province}|{kind}")];

    private ArraySegment<T> Recent<T>(T[] values, int cell) =>
        new(values, (cell + 1) * table.Years - table.RecruitmentYears, table.RecruitmentYears);

    private double[] PerHeadByKind()
    {
        var (recruits, heads) = (new double[table.Kinds.Count], new double[table.Kinds.Count]);
        for (var cell = 0; cell < hired.Length; cell++)
        {
            if (personYears[cell] + hired[cell] <= 0) continue;

            recruits[table.KindOf[cell]] += hired[cell];
            heads[table.KindOf[cell]] += personYears[cell] + LeastPersonYears;
        }

        return [.. recruits.Select((count, kind) => heads[kind] > 0 ? count / heads[kind] : 0)];
    }

    // Against the level that the recruitment years set.
    private (double Observed, double Expected)[][] Series()
    {
        var series = table.Provinces.Select(_ => new (double Observed, double Expected)[table.Years]).ToArray();
        for (var cell = 0; cell < hired.Length; cell++)
            for (var year = 0; year < table.Years; year++)
            {
                ref var total = ref series[ProvinceOf(cell)][year];
                total = (total.Observed + table.Recruits[cell * table.Years + year], total.Expected + hired[cell] / table.RecruitmentYears);
            }

        return series;
    }

    private double VarianceWithinCells()
    {
        const double unknown = 0.1;
        var years = table.RecruitmentYears;
        if (years < 3) return unknown;

        var byProvince = new double[table.Provinces.Count, years];
        var provinceTotal = new double[table.Provinces.Count];
        for (var cell = 0; cell < hired.Length; cell++)
        {
            provinceTotal[ProvinceOf(cell)] += hired[cell];
            for (var year = 0; year < years; year++) byProvince[ProvinceOf(cell), year] += Recent(table.Recruits, cell)[year];
        }

        double surplus = 0, scale = 0;
        for (var cell = 0; cell < hired.Length; cell++)
        {
            if (hired[cell] < years) continue;

            for (var year = 0; year < years; year++)
            {
                var expected = hired[cell] * byProvince[ProvinceOf(cell), year] / provinceTotal[ProvinceOf(cell)];
                var surprise = Recent(table.Recruits, cell)[year] - expected;
                surplus += surprise * surprise - expected * (1 - 1.0 / years);
                scale += expected * expected * (1 - 1.0 / years);
            }
        }

        return scale > 0 ? Math.Clamp(surplus / scale, 0.001, 4) : unknown;
    }
}
