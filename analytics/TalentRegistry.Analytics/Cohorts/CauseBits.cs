using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TalentRegistry.Analytics.Randomness;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Sixteen bits for each cause, and those that are left.</summary>
internal readonly struct CauseBits(CounterRandom random)
{
    private const int Others = 48;
    private const float Coarse = 1 << 16;

    // A trifle more than that, for what rounding takes away: whoever is passed over here is not looked at again.
    private const float Screen = Coarse * 1.000001f;
    private readonly ulong low = random.Peek(0);
    private readonly ulong high = random.Peek(1);

    /// <summary>
    /// Which causes may be reached by the sum of their rates, as bits. The chance of 1 - exp(-sum) is no greater than the first three terms of its series.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Below(Vector256<float> sum)
    {
        var chance = sum * (Vector256<float>.One - sum * (Vector256.Create(1 / 2f) - sum * (1 / 6f)));
        return Vector256.LessThan(Floats(low, high), chance * Screen).ExtractMostSignificantBits();
    }

    /// <summary>The exponential numbers of some causes, each from its sixteen bits and sixteen more; those of the others are not to be read.</summary>
    /// <param name="causes">Which, as bits.</param>
    /// <param name="lowBits">The other bits of the first four causes.</param>
    /// <param name="highBits">Those of the rest.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Exponentials(uint causes, ulong lowBits, ulong highBits)
    {
        var uniform = (Floats(low, high) + (Floats(lowBits, highBits) + Vector256.Create(0.5f)) * (1 / Coarse)) * (1 / Coarse);
        // -log(1 - x) is twice the area hyperbolic tangent of x / (2 - x): its series is good to seven digits up to a half.
        var ratio = uniform / (Vector256.Create(2f) - uniform);
        var square = ratio * ratio;
        var series = square * (1 / 11f) + Vector256.Create(1 / 9f);
        series = series * square + Vector256.Create(1 / 7f);
        series = series * square + Vector256.Create(1 / 5f);
        series = series * square + Vector256.Create(1 / 3f);
        series = (series * square + Vector256<float>.One) * (ratio + ratio);
        // Few sums come to more than a half.
        var beyond = Vector256.GreaterThan(uniform, Vector256.Create(0.5f));
        return (beyond.ExtractMostSignificantBits() & causes) == 0 ? series : Vector256.ConditionalSelect(beyond, -Vector256.Log(Vector256<float>.One - uniform), series);
    }

    /// <summary>The first of the bits that are left.</summary>
    public int FirstBits(int bits) => (int)(high >> (64 - bits));

    /// <summary>In (0, 1), from the other bits that are left.</summary>
    public double UniformAfter(int bits) => ((long)((high >> 16) & ((1UL << (Others - bits)) - 1)) + 0.5) / (1L << (Others - bits));

    // Sixteen bits each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Floats(ulong four, ulong others)
    {
        var (lower, upper) = Vector128.Widen(Vector128.Create(four, others).AsUInt16());
        return Vector256.ConvertToSingle(Vector256.Create(lower, upper).AsInt32());
    }
}
