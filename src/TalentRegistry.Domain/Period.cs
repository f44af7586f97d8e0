namespace TalentRegistry.Domain;

/// <summary>
/// A stretch of calendar days. Includes <see cref="From"/> and excludes <see cref="Until"/>; a null end means it still
/// goes on. Never empty.
/// </summary>
public readonly record struct Period
{
    /// <summary>The days from <paramref name="from"/> up to, not including, <paramref name="until"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is not after the start.</exception>
    public Period(DateOnly from, DateOnly? until)
    {
        if (until <= from)
            throw new ArgumentOutOfRangeException(nameof(until), until, $"Must be after {from:O}.");

        (From, Until) = (from, until);
    }

    /// <summary>First day.</summary>
    public DateOnly From { get; }

    /// <summary>First day after; null while it goes on.</summary>
    public DateOnly? Until { get; }

    /// <summary>Whether the day lies inside.</summary>
    public bool Contains(DateOnly day) => day >= From && (Until is not { } end || day < end);

    /// <summary>Whether both hold on some day. A period that starts on the day another ends does not overlap it.</summary>
    public bool Overlaps(Period other) => (Until is null || other.From < Until) && (other.Until is null || From < other.Until);

    /// <summary>Days shared by both; null when there are none.</summary>
    public Period? Intersect(Period other)
    {
        if (!Overlaps(other)) return null;

        var until = (Until, other.Until) switch
        {
            (null, var b) => b,
            (var a, null) => a,
            var (a, b) => a < b ? a : b,
        };
        return new Period(From > other.From ? From : other.From, until);
    }

    /// <summary>As PostgreSQL writes a daterange: <c>[2024-01-01,2025-07-01)</c>, with nothing for an open end.</summary>
    public override string ToString() => $"[{From:yyyy-MM-dd},{Until?.ToString("yyyy-MM-dd", null)})";
}
