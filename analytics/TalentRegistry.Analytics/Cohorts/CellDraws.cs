namespace TalentRegistry.Analytics.Cohorts;

/// <summary>One cell's account in every year and draw, year by year, draws side by side.</summary>
/// <remarks>
/// Sixteen bits a figure: the account of a national run is the largest thing in memory, and no cell holds 65,535 people. A flow
/// that never happens takes no room, and what comes in from the band below is read from there.
/// </remarks>
internal sealed class CellDraws(int opening, int years, int draws, CellDraws? bandBelow)
{
    private readonly ushort[]?[] flows = new ushort[]?[Enum.GetValues<SupplyFlow>().Length];

    /// <summary>Room for the draws of a flow in a year (1 is the first after the base year).</summary>
    public Span<ushort> Open(SupplyFlow flow, int year)
    {
        if (Volatile.Read(ref flows[(int)flow]) is not { } values)
        {
            var fresh = new ushort[years * draws];
            values = Interlocked.CompareExchange(ref flows[(int)flow], fresh, null) ?? fresh;
        }

        return values.AsSpan((year - 1) * draws, draws);
    }

    public void AddTo(Span<float> sum, SupplyFlow flow, int year)
    {
        if (flow == SupplyFlow.UpgradesIn)
            bandBelow?.AddTo(sum, SupplyFlow.UpgradesOut, year);
        else if (flow == SupplyFlow.Opening && year > 1)
            AddTo(sum, SupplyFlow.Closing, year - 1);
        else if (flow == SupplyFlow.Opening || (flow == SupplyFlow.Closing && year == 0))
            Add(sum, opening);
        else if (year > 0 && flows[(int)flow] is { } values)
            Add(sum, values.AsSpan((year - 1) * draws, draws));
    }

    private static void Add(Span<float> sum, int people)
    {
        foreach (ref var value in sum) value += people;
    }

    private static void Add(Span<float> sum, ReadOnlySpan<ushort> people)
    {
        for (var draw = 0; draw < sum.Length; draw++) sum[draw] += people[draw];
    }
}
