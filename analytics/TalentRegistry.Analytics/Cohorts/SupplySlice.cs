namespace TalentRegistry.Analytics.Cohorts;

/// <summary>The sum of some cells of a forecast. Each answer is a fresh array with one figure in people per draw.</summary>
public sealed class SupplySlice
{
    private readonly SupplyForecast forecast;
    private readonly CellDraws[] cells;

    internal SupplySlice(SupplyForecast forecast, CellDraws[] cells) => (this.forecast, this.cells) = (forecast, cells);

    /// <summary>Number of cells added up.</summary>
    public int CellCount => cells.Length;

    /// <summary>Stock on 31 December of the year; that of the base year is the same in every draw.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Before the base year or after the horizon.</exception>
    public float[] Closing(int year) => Sum(SupplyFlow.Closing, year, forecast.BaseYear);

    /// <summary>A flow of the year, or its opening or closing stock.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The base year or before, or after the horizon.</exception>
    public float[] Flow(SupplyFlow flow, int year) => Sum(flow, year, forecast.BaseYear + 1);

    /// <summary>
    /// Of people hired after the base year, the share (0 to 1) still there on 31 December of the year. The share over all draws
    /// weighs as much as ten recruits in each draw: whether two of three recruits of a draw stay says little about the extra
    /// ones that a plan would hire. Without any recruits in any draw it is 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The base year or before, or after the horizon.</exception>
    public float[] RecruitRetention(int year)
    {
        const float prior = 10;
        var staying = Flow(SupplyFlow.RecruitsStaying, year);
        var hired = new float[forecast.Draws];
        for (var past = forecast.BaseYear + 1; past <= year; past++)
            foreach (var cell in cells)
                cell.AddTo(hired, SupplyFlow.Recruits, past - forecast.BaseYear);

        var overall = hired.Sum() is > 0 and var total ? Math.Min(1, staying.Sum() / total) : 1;
        for (var draw = 0; draw < staying.Length; draw++)
            staying[draw] = Math.Min(1, (staying[draw] + prior * overall) / (hired[draw] + prior));
        return staying;
    }

    private float[] Sum(SupplyFlow flow, int year, int earliest)
    {
        if (year < earliest || year > forecast.BaseYear + forecast.HorizonInYears)
            throw new ArgumentOutOfRangeException(
                nameof(year), year, $"Must be {earliest} to {forecast.BaseYear + forecast.HorizonInYears}.");

        var sum = new float[forecast.Draws];
        foreach (var cell in cells) cell.AddTo(sum, flow, year - forecast.BaseYear);
        return sum;
    }
}
