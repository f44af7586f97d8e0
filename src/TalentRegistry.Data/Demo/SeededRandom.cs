namespace TalentRegistry.Data.Demo;

/// <summary>
/// Random numbers that are the same on every machine for a seed: xoshiro256** (Blackman and Vigna 2018, ACM TOMS 47(4)), seeded by
/// SplitMix64. Not for secrets.
/// </summary>
internal sealed class SeededRandom
{
    private ulong s0, s1, s2, s3;

    public SeededRandom(ulong seed)
    {
        (s0, s1) = (Mix(seed), Mix(seed + 1));
        (s2, s3) = (Mix(seed + 2), Mix(seed + 3));
    }

    /// <summary>One well-mixed number from another: the output function of SplitMix64.</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>An identifier that depends on nothing but its arguments, in the form of a version 8 UUID (RFC 9562, section 5.8).</summary>
    public static Guid Identifier(int seed, RecordKind kind, int number)
    {
        var high = Mix(Mix((ulong)seed << 8 | (ulong)kind) ^ (ulong)number);
        var low = Mix(high ^ (ulong)number << 20);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>0 (included) to 1 (excluded).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)((Next() >> 32) * (ulong)below >> 32);

    /// <summary>From <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    private ulong Next()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }
}

/// <summary>Keeps the identifiers of different tables apart.</summary>
internal enum RecordKind
{
    Agency = 1,
    Person,
    Degree,
    Posting,
    Record,
}
