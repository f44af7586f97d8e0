namespace TalentRegistry.Domain.Plans;

/// <summary>How a value is held against a target.</summary>
public enum Comparator
{
    /// <summary>Tối thiểu, từ … trở lên: the bound itself is enough.</summary>
    AtLeast,

    /// <summary>Trên: the bound itself is not enough.</summary>
    MoreThan,

    /// <summary>Thấp hơn, dưới: the bound itself is too much.</summary>
    LessThan,

    /// <summary>100%: nothing less, nothing more.</summary>
    Exactly,

    /// <summary>Từ 15-20%: both ends belong to the range.</summary>
    Between,

    /// <summary>Khoảng: within a tolerance that a setting names, ends included.</summary>
    About,
}

/// <summary>Unit of a target's number.</summary>
public enum TargetUnit
{
    /// <summary>0 to 100.</summary>
    Percent,

    /// <summary>Trên một vạn dân.</summary>
    PerTenThousand,

    /// <summary>People.</summary>
    Person,

    /// <summary>Works, events, documents.</summary>
    Item,
}

/// <summary>What came of holding a value against a bound. Ranges tell three states; whether above is good is a setting.</summary>
public enum Verdict
{
    /// <summary>The bound is not reached.</summary>
    NotMet,

    /// <summary>The bound is reached.</summary>
    Met,

    /// <summary>Below the range.</summary>
    BelowRange,

    /// <summary>Inside the range, ends included.</summary>
    InsideRange,

    /// <summary>Above the range.</summary>
    AboveRange,
}

/// <summary>The number of a target and how it is to be compared.</summary>
public sealed record TargetBound
{
    /// <summary>States a bound.</summary>
    /// <param name="comparator">How to compare.</param>
    /// <param name="unit">Unit of the numbers.</param>
    /// <param name="value">The number; null for a range, which has <paramref name="low"/> and <paramref name="high"/>.</param>
    /// <param name="low">Lower end of a range.</param>
    /// <param name="high">Upper end of a range, above the lower.</param>
    /// <param name="tolerance">Half the width that "about" allows, in the same unit; only for <see cref="Comparator.About"/>.</param>
    /// <param name="assumed">True where the text gives no comparator, or only implies the number.</param>
    /// <exception cref="ArgumentException">The numbers do not suit the comparator.</exception>
    public TargetBound(
        Comparator comparator, TargetUnit unit, decimal? value, decimal? low = null, decimal? high = null, decimal? tolerance = null,
        bool assumed = false)
    {
        var range = comparator is Comparator.Between;
        if (range ? low is null || high is null || low >= high || value is not null : value is null || low is not null || high is not null)
            throw new ArgumentException($"{comparator} was given value {value}, low {low}, high {high}.", nameof(comparator));
        if (comparator is Comparator.About ? tolerance is not > 0 : tolerance is not null)
            throw new ArgumentException($"{comparator} was given tolerance {tolerance}.", nameof(tolerance));

        (Comparator, Unit, Value, Low, High, Tolerance, Assumed) = (comparator, unit, value, low, high, tolerance, assumed);
    }

    /// <summary>How to compare.</summary>
    public Comparator Comparator { get; }

    /// <summary>Unit of the numbers.</summary>
    public TargetUnit Unit { get; }

    /// <summary>The number; null for a range.</summary>
    public decimal? Value { get; }

    /// <summary>Lower end of a range; null otherwise.</summary>
    public decimal? Low { get; }

    /// <summary>Upper end of a range; null otherwise.</summary>
    public decimal? High { get; }

    /// <summary>Half the width that "about" allows; null otherwise.</summary>
    public decimal? Tolerance { get; }

    /// <summary>Whether the comparator or the number is our reading and not the text's word.</summary>
    public bool Assumed { get; }

    /// <summary>
    /// Holds a value against the bound. The value is taken at 15 significant digits, so that 0.7 × 100 is 70 and "trên 70%" is
    /// not met by a rounding error.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number.</exception>
    public Verdict Evaluate(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "Must be a finite number.");

        // No indicator comes near the clamp; it keeps every finite number within what decimal holds.
        var exact = (decimal)Math.Clamp(value, -1e28, 1e28);
        return Comparator switch
        {
            Comparator.AtLeast => Judge(exact >= Value),
            Comparator.MoreThan => Judge(exact > Value),
            Comparator.LessThan => Judge(exact < Value),
            Comparator.Exactly => Judge(exact == Value),
            Comparator.Between => Place(exact, Low!.Value, High!.Value),
            Comparator.About => Place(exact, Value!.Value - Tolerance!.Value, Value.Value + Tolerance.Value),
            _ => throw new InvalidOperationException($"{Comparator} is not a comparator."),
        };
    }

    /// <summary>Whether the value counts as met, once it is settled whether above a range does.</summary>
    /// <param name="value">The indicator's value, in <see cref="Unit"/>.</param>
    /// <param name="aboveRangeCountsAsMet">The plan's setting above-range; it decides for "between" and "about" only.</param>
    public bool IsMet(double value, bool aboveRangeCountsAsMet) => Evaluate(value) switch
    {
        Verdict.Met or Verdict.InsideRange => true,
        Verdict.AboveRange => aboveRangeCountsAsMet,
        _ => false,
    };

    private static Verdict Judge(bool met) => met ? Verdict.Met : Verdict.NotMet;

    private static Verdict Place(decimal value, decimal low, decimal high) =>
        value < low ? Verdict.BelowRange : value > high ? Verdict.AboveRange : Verdict.InsideRange;
}
