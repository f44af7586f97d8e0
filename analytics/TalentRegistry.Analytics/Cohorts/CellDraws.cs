using System.Runtime.Intrinsics;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>One cell's account in every year and draw, year by year, draws side by side.</summary>
/// <remarks>
/// The accounts of a national run are the largest thing in memory. Most figures are below 16, so a figure has four bits; where one is
/// greater, the flow has four more, up to sixteen. A flow that never happens takes no room. Blocks of draws may be set by different
/// threads, since no byte belongs to two of them.
/// </remarks>
internal sealed class CellDraws(int opening, int years, int draws)
{
    /// <summary>Draws that are set together: the first sixteen are the lower halves of sixteen bytes, the others the upper ones.</summary>
    public const int Block = 32;

    /// <summary>All but the opening stock, which is the closing one of the year before.</summary>
    public const int Flows = (int)SupplyFlow.MovesOut;

    private const int Half = Block / 2;
    private const int Layers = 4;
    private readonly byte[]?[] layers = new byte[]?[Flows * Layers];
    private readonly int blocks = (draws + Block - 1) / Block;

    /// <summary>People at the end of the base year.</summary>
    public int Opening => opening;

    /// <summary>Sets a figure of a year (1 is the first after the base year) in a block of draws, once.</summary>
    /// <param name="flow">All but <see cref="SupplyFlow.Opening"/>.</param>
    /// <param name="year">1 or more.</param>
    /// <param name="block">Which block of draws.</param>
    /// <param name="people">By draw of the block.</param>
    /// <param name="any">The bits that are set in any of them.</param>
    public void Set(SupplyFlow flow, int year, int block, ReadOnlySpan<ushort> people, int any)
    {
        for (var layer = 0; any >> (4 * layer) != 0; layer++)
        {
            var (lower, upper) = (Vector256.Create(people) >> (4 * layer), Vector256.Create(people[Half..]) >> (4 * layer));
            var both = (lower & Vector256.Create((ushort)15)) | ((upper & Vector256.Create((ushort)15)) << 4);
            Vector128.Narrow(both.GetLower(), both.GetUpper()).CopyTo(LayerOf(flow, layer), ((year - 1) * blocks + block) * Half);
        }
    }

    /// <summary>The same where it is not known which bits are set.</summary>
    public void Set(SupplyFlow flow, int year, int block, ReadOnlySpan<ushort> people)
    {
        var either = Vector256.Create(people) | Vector256.Create(people[Half..]);
        var any = 0;
        for (var layer = Layers - 1; layer >= 0 && any == 0; layer--)
            if (Vector256.GreaterThanOrEqualAny(either, Vector256.Create((ushort)(1 << (4 * layer))))) any = 1 << (4 * layer);
        Set(flow, year, block, people, any);
    }

    public void AddTo(Span<float> sum, SupplyFlow flow, int year)
    {
        if (flow == SupplyFlow.Opening)
        {
            AddTo(sum, SupplyFlow.Closing, year - 1);
            return;
        }

        if (flow == SupplyFlow.Closing && year == 0)
        {
            foreach (ref var value in sum) value += opening;
            return;
        }

        for (var layer = 0; layer < Layers && year > 0; layer++)
            if (layers[((int)flow - 1) * Layers + layer] is { } bytes)
                Add(sum, bytes.AsSpan((year - 1) * blocks * Half, blocks * Half), 1 << (4 * layer));
    }

    /// <summary>A flow of a year (1 is the first after the base year) in a block of draws.</summary>
    public void Read(SupplyFlow flow, int year, int block, Span<float> people)
    {
        people.Clear();
        for (var layer = 0; layer < Layers; layer++)
            if (layers[((int)flow - 1) * Layers + layer] is { } bytes)
                Add(people, bytes.AsSpan(((year - 1) * blocks + block) * Half, Half), 1 << (4 * layer));
    }

    private static void Add(Span<float> sum, ReadOnlySpan<byte> bytes, float unit)
    {
        for (; sum.Length >= Block; sum = sum[Block..], bytes = bytes[Half..])
        {
            var both = Vector128.Create(bytes[..Half]);
            Add(sum[..Half], both & Vector128.Create((byte)15), unit);
            Add(sum[Half..Block], both >> 4, unit);
        }

        for (var draw = 0; draw < sum.Length; draw++)
            sum[draw] += unit * (draw < Half ? bytes[draw] & 15 : bytes[draw - Half] >> 4);
    }

    private static void Add(Span<float> sum, Vector128<byte> people, float unit)
    {
        var (lower, upper) = Vector128.Widen(people);
        Add(sum[..8], lower, unit);
        Add(sum[8..], upper, unit);
    }

    private static void Add(Span<float> sum, Vector128<ushort> people, float unit)
    {
        var (lower, upper) = Vector128.Widen(people);
        var wide = Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
        (Vector256.Create<float>(sum) + wide * unit).CopyTo(sum);
    }

    private byte[] LayerOf(SupplyFlow flow, int layer)
    {
        ref var bytes = ref layers[((int)flow - 1) * Layers + layer];
        return bytes ?? Interlocked.CompareExchange(ref bytes, new byte[years * blocks * Half], null) ?? bytes;
    }
}
