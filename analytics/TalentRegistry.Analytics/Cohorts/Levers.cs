namespace TalentRegistry.Analytics.Cohorts;

/// <summary>What the levers of a scenario come to in each cell: factors multiply, years add up.</summary>
internal sealed class Levers(CareerTable table, IReadOnlyList<SupplyLever> levers)
{
    private readonly SupplyLever[] byCell = [.. table.Cells.Select(cell => levers.Where(lever => lever.Where.Includes(cell)).Aggregate(new SupplyLever(), Both))];

    private readonly Dictionary<int, int[]> extra = ExtraRecruits.Of(table, levers);

    /// <summary>More recruits of a cell in each year after the base year (0 is not used); null for none.</summary>
    public int[]? Extra(int cell) => extra.GetValueOrDefault(cell);

    public YearlyRates Rates(int cell, in YearlyRates rates)
    {
        var lever = byCell[cell];
        return rates with
        {
            Leaving = rates.Leaving * (float)lever.Leaving,
            Transferring = rates.Transferring * (float)lever.Transferring,
            Upgrading = rates.Upgrading * (float)lever.Upgrading,
        };
    }

    public double Recruits(int cell) => byCell[cell].Recruits;

    public int YearsLater(int cell) => byCell[cell].YearsLater;

    private static SupplyLever Both(SupplyLever one, SupplyLever other) => new()
    {
        Leaving = one.Leaving * other.Leaving, Transferring = one.Transferring * other.Transferring, Upgrading = one.Upgrading * other.Upgrading,
        Recruits = one.Recruits * other.Recruits, YearsLater = one.YearsLater + other.YearsLater,
    };
}
