namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Draws of stock and flows of every cell and year. Aggregates are sums within a draw, never sums of quantiles.</summary>
public sealed class SupplyForecast
{
    internal SupplyForecast(int baseYear, int horizonInYears, int draws, IReadOnlyList<CellKey> cells, CellDraws[] values)
    {
        (BaseYear, HorizonInYears, Draws, Cells) = (baseYear, horizonInYears, draws, cells);
        this.values = values;
    }

    private readonly CellDraws[] values;

    /// <summary>The stock of 31 December of this year is known; forecasts start the year after.</summary>
    public int BaseYear { get; }

    /// <summary>Years forecast.</summary>
    public int HorizonInYears { get; }

    /// <summary>Number of draws, the length of every answer.</summary>
    public int Draws { get; }

    /// <summary>Every cell that holds people or may recruit, ordered by unit, sector, profession and band.</summary>
    public IReadOnlyList<CellKey> Cells { get; }

    /// <summary>The first draws alone.</summary>
    /// <param name="draws">1 to <see cref="Draws"/>.</param>
    public SupplyForecast First(int draws) => draws >= 1 && draws <= Draws ? new(BaseYear, HorizonInYears, draws, Cells, values)
        : throw new ArgumentOutOfRangeException(nameof(draws), draws, $"Must be 1 to {Draws}.");

    internal CellDraws AccountOf(int cell) => values[cell];

    /// <summary>The sum of the chosen cells; with no cell chosen, zero.</summary>
    public SupplySlice Select(SupplySelection selection) => SelectCells(selection.Includes);

    /// <summary>The sum of the cells that pass; where none does, zero.</summary>
    public SupplySlice SelectCells(Func<CellKey, bool> includes) =>
        new(this, [.. Enumerable.Range(0, Cells.Count).Where(cell => includes(Cells[cell])).Select(cell => values[cell])]);
}
