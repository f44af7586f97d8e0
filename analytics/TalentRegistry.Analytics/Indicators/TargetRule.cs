namespace TalentRegistry.Analytics.Indicators;

/// <summary>How a value is held against a target.</summary>
public enum Comparator
{
    /// <summary>Từ … trở lên: the bound itself meets it.</summary>
    AtLeast,

    /// <summary>Trên …: the bound itself does not.</summary>
    MoreThan,

    /// <summary>Không quá ….</summary>
    AtMost,

    /// <summary>Dưới ….</summary>
    LessThan,

    /// <summary>Từ … đến …, both bounds included; whether more than the upper bound counts as met is a setting.</summary>
    Range,
}

/// <summary>A target's bound.</summary>
/// <param name="Comparator">How to compare.</param>
/// <param name="Value">The bound, the lower one of a range; in the unit of the indicator.</param>
/// <param name="UpperValue">Upper bound, for a range only.</param>
/// <param name="AboveRangeIsMet">Whether a value above a range's upper bound counts as met.</param>
public readonly record struct TargetRule(Comparator Comparator, double Value, double? UpperValue = null, bool AboveRangeIsMet = true)
{
    // Draws are single precision: 14 doctors on a computed 13.9999998 must count as 14.
    private const double Tolerance = 1e-6;

    /// <summary>Whether more people bring the target nearer (false for "at most").</summary>
    public bool MoreIsBetter => Comparator is Comparator.AtLeast or Comparator.MoreThan or Comparator.Range;

    /// <summary>Whether the value meets the target.</summary>
    /// <exception cref="InvalidOperationException">A range without its upper bound.</exception>
    public bool IsMetBy(double value)
    {
        var slack = Tolerance * Math.Max(1, Math.Abs(Value));
        return Comparator switch
        {
            Comparator.AtLeast => value >= Value - slack,
            Comparator.MoreThan => value > Value + slack,
            Comparator.AtMost => value <= Value + slack,
            Comparator.LessThan => value < Value - slack,
            Comparator.Range => value >= Value - slack && (AboveRangeIsMet || value <= Upper + slack),
            _ => throw new InvalidOperationException($"Unknown comparator {Comparator}."),
        };
    }

    private double Upper => UpperValue ?? throw new InvalidOperationException("A range needs its upper bound.");
}
