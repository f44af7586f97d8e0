namespace TalentRegistry.Data.Demo;

/// <summary>
/// People wanted in a profession of a province at the end of each year: published where published and believable, else by
/// db/demo/stock_path.csv, straight lines between.
/// </summary>
internal sealed class StockPath
{
    private readonly Dictionary<(string Unit, string Profession), SortedList<int, double>> known = [];

    public StockPath(string dbFolder)
    {
        var outliers = CsvTable.Read(dbFolder, "demo", "outlier.csv")
            .Select(row => (row["unit_id"], row["profession_code"], row.Whole("year"))).ToHashSet();
        foreach (var row in CsvTable.Read(dbFolder, "demo", "stock_path.csv"))
            At(row["unit_id"], row["profession_code"])[row.Whole("year")] = row.Number("headcount");
        foreach (var row in CsvTable.Read(dbFolder, "reference", "published_headcount.csv"))
            if (row["suspect"] == "false" && !outliers.Contains((row["unit_id"], row["profession_code"], row.Whole("year"))))
                At(row["unit_id"], row["profession_code"])[row.Whole("year")] = row.Number("headcount");
    }

    /// <summary>Headcount of the province on the day before <paramref name="day"/>; in between years on a straight line.</summary>
    public double Before(DateOnly day, string unitId, string professionCode)
    {
        if (!known.TryGetValue((unitId, professionCode), out var points))
            return 0;

        // 31 December 2015 is 2015.0, 30 June 2026 is 2025.5.
        var time = day.Year - 1 + (day.DayOfYear - 1) / 365.25;
        for (var i = 0; i < points.Count; i++)
            if (points.Keys[i] >= time)
            {
                if (i == 0 || points.Keys[i] - time < 1e-6)
                    return points.Values[i];
                var (from, to) = (points.Keys[i - 1], points.Keys[i]);
                return points.Values[i - 1] + (points.Values[i] - points.Values[i - 1]) * (time - from) / (to - from);
            }

        return points.Values[^1];
    }

    private SortedList<int, double> At(string unit, string profession)
    {
        if (!known.TryGetValue((unit, profession), out var points))
            known.Add((unit, profession), points = []);
        return points;
    }
}
