using System.Runtime.CompilerServices;

namespace TalentRegistry.Analytics.Randomness;

/// <summary>
/// Random numbers as a function of a key and a counter, so that a draw does not depend on which thread asks, when, or what else
/// is simulated. SplitMix64 (Steele, Lea and Flood 2014) over a hashed key.
/// </summary>
internal partial struct CounterRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong state;

    /// <summary>The stream of a key.</summary>
    public CounterRandom(ulong key) => state = key;

    /// <summary>A stream for a purpose, a thing and a draw.</summary>
    public static CounterRandom Of(long seed, string purpose, string thing, int draw) => new(Fold(Key(seed, purpose, thing), (ulong)draw));

    /// <summary>The same from a key made before.</summary>
    public static CounterRandom Of(ulong key, int draw, int counter = 0) => new(Fold(Fold(key, (ulong)draw), (ulong)counter));

    public static ulong Key(long seed, string purpose, string thing) => Fold(Fold(Mix((ulong)seed + Step), Hash(purpose)), Hash(thing));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        state += Step;
        return Mix(state);
    }

    /// <summary>Uniform in (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => Uniform(Next());

    /// <summary>A number of the stream as one in (0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong number) => ((long)(number >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>The number that comes after as many others, which stay unused.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong Peek(int others) => Mix(state + Step * (ulong)(others + 1));

    /// <summary>The stream from its n-th number on: a person's place does not depend on how many numbers others used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly CounterRandom At(long number) => new(state + Step * (ulong)number);

    /// <summary>Leaves out numbers, so that a place in the stream can be named.</summary>
    public void Skip(int numbers) => state += Step * (ulong)numbers;

    /// <summary>Standard normal (Box and Muller 1958); always uses two numbers.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(ulong key, ulong value) => Mix(key ^ Mix(value + Step));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    // FNV-1a: string.GetHashCode differs from run to run.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }
}
