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
    /// What its filters ask for that the cells of the supply forecast do not tell apart, as a sentence; null where nothing.
    /// </summary>
    public Bilingual? BeyondSupplyCells
    {
        get
        {
            var parts = new[] { Numerator, Denominator }.OfType<PeopleFilter>().SelectMany(filter => filter.BeyondSupplyCells).Distinct().ToList();
            return parts.Count == 0 ? null : new Bilingual(
                $"Đã đếm được từ sổ đăng ký; chưa dự báo, vì mô hình nguồn cung chưa tách theo {string.Join(", ", parts.Select(part => part.Vi))}.",
                $"Counted from the registry; not forecast yet, because the supply model does not yet tell apart {string.Join(", ", parts.Select(part => part.En))}.");
        }
    }

    /// <summary>
    /// The indicator's value; null where the base is zero, which is unknown and not 0 %. A count takes no base.
    /// </summary>
    public double? ValueOf(double numerator, double? denominator) => Kind switch
    {
        IndicatorKind.Count or IndicatorKind.PriorityGroup => numerator,
        _ => denominator is > 0 and var whole ? numerator / whole * Per : null,
    };
}
