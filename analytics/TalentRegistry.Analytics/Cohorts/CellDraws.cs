namespace TalentRegistry.Analytics.Cohorts;

/// <summary>One cell's account in every year and draw, year by year, draws side by side.</summary>
/// <remarks>
/// The accounts of a national run are the largest thing in memory: a figure has sixteen bits while it is written and eight
/// afterwards where that is enough (most cells hold fewer than 256 people), a flow that never happens takes no room, and what
/// comes in from the band below is read from there.
/// </remarks>
internal sealed class CellDraws(int opening, int years, int draws, CellDraws? bandBelow)
{
    private readonly ushort[]?[] wide = new ushort[]?[Enum.GetValues<SupplyFlow>().Length];
    private readonly byte[]?[] narrow = new byte[]?[Enum.GetValues<SupplyFlow>().Length];

    /// <summary>Held while figures are added: those who move here come from groups that other threads simulate. Sums do not depend on who comes first.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Adds people above 0 to a figure of a year (1 is the first after the base year).</summary>
    /// <exception cref="OverflowException">More than 65,535 people.</exception>
    public void Add(SupplyFlow flow, int year, int draw, int people)
    {
        ref var figure = ref (wide[(int)flow] ??= new ushort[years * draws])[(year - 1) * draws + draw];
        figure = checked((ushort)(figure + people));
    }

    /// <summary>Nothing more will be added.</summary>
    public void Close()
    {
        for (var flow = 0; flow < wide.Length; flow++)
            if (wide[flow] is { } values && values.AsSpan().IndexOfAnyExceptInRange((ushort)0, byte.MaxValue) < 0)
                (narrow[flow], wide[flow]) = (Array.ConvertAll(values, value => (byte)value), null);
    }

    public void AddTo(Span<float> sum, SupplyFlow flow, int year)
    {
        if (flow == SupplyFlow.UpgradesIn)
            bandBelow?.AddTo(sum, SupplyFlow.UpgradesOut, year);
        else if (flow == SupplyFlow.Opening && year > 1)
            AddTo(sum, SupplyFlow.Closing, year - 1);
        else if (flow == SupplyFlow.Opening || (flow == SupplyFlow.Closing && year == 0))
            Add(sum, opening);
        else if (year > 0 && narrow[(int)flow] is { } bytes)
            Add(sum, bytes.AsSpan((year - 1) * draws, draws));
        else if (year > 0 && wide[(int)flow] is { } values)
            Add(sum, values.AsSpan((year - 1) * draws, draws));
    }

    private static void Add(Span<float> sum, int people)
    {
        foreach (ref var value in sum) value += people;
    }

    private static void Add(Span<float> sum, ReadOnlySpan<byte> people)
    {
        for (var draw = 0; draw < sum.Length; draw++) sum[draw] += people[draw];
    }

    private static void Add(Span<float> sum, ReadOnlySpan<ushort> people)
    {
        for (var draw = 0; draw < sum.Length; draw++) sum[draw] += people[draw];
    }
}
