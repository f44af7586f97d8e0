namespace TalentRegistry.Domain.Plans;

/// <summary>Shape of an indicator.</summary>
public enum IndicatorKind
{
    /// <summary>A number of people or things.</summary>
    Count,

    /// <summary>A part of a whole, in percent.</summary>
    Share,

    /// <summary>People per so many inhabitants.</summary>
    Ratio,

    /// <summary>A number for each of the groups that the sentence names.</summary>
    PriorityGroup,
}

/// <summary>
/// How a target is computed: people of the plan's unit who pass <see cref="Numerator"/>, divided by people who pass
/// <see cref="Denominator"/> or by a published <see cref="DenominatorSeries"/>, times <see cref="Per"/>.
/// </summary>
/// <param name="Kind">Shape.</param>
/// <param name="Numerator">Who is counted; null where the vocabulary cannot say it yet.</param>
/// <param name="Denominator">Out of whom; null for a count or a series.</param>
/// <param name="DenominatorSeries">Code in reference.series, as population; null where people are the base.</param>
/// <param name="Per">100 for a share, 10 000 for "trên một vạn dân", 1 for a count.</param>
public sealed record Indicator(
    IndicatorKind Kind, PeopleFilter? Numerator, PeopleFilter? Denominator, string? DenominatorSeries, int Per)
{
    /// <summary>
    /// The indicator's value; null where the base is zero, which is unknown and not 0 %. A count takes no base.
    /// </summary>
    public double? ValueOf(double numerator, double? denominator) => Kind switch
    {
        IndicatorKind.Count or IndicatorKind.PriorityGroup => numerator,
        _ => denominator is > 0 and var whole ? numerator / whole * Per : null,
    };
}
