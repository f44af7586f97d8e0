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

/// <summary>When people are counted.</summary>
public enum CountedOver
{
    /// <summary>On the day: a stock.</summary>
    Day,

    /// <summary>From 1 January of the day's year to the day: everyone who was there at any time in it, as they last stood. A flow.</summary>
    Year,
}

/// <summary>Of whom people are counted.</summary>
public enum CountedAmong
{
    /// <summary>Those with a main posting in the unit.</summary>
    AtWork,

    /// <summary>Everyone alive whose dossier an agency of the unit keeps, at work or not: the retired, those overseas.</summary>
    OnFile,
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
    /// <summary>On the day, or over its year.</summary>
    public CountedOver Over { get; init; }

    /// <summary>
    /// Those of the year so many years before the day, looked at again on the day (see <see cref="PeopleFilter.StillThere"/>); who died
    /// or retired in between has left the group. Null for no such group.
    /// </summary>
    public int? After { get; init; }

    /// <summary>Of whom.</summary>
    public CountedAmong Among { get; init; }

    /// <summary>
    /// Code in reference.series of the figures that tell its value, where nobody can count it from dossiers: figures of others, published or entered. Null where people tell it.
    /// </summary>
    public string? FigureSeries { get; init; }

    /// <summary>Keys of the plan's settings that decide how it is read, to be shown beside its number.</summary>
    public IReadOnlyList<string> Readings { get; init; } = [];

    /// <summary>Whether it asks in which kind of area people work.</summary>
    public bool AsksForAreas => Numerator?.Areas.Count > 0 || Denominator?.Areas.Count > 0;

    /// <summary>Whether it tells something of ethnic groups, which only HR officers are told one by one.</summary>
    public bool IsSensitive => Numerator?.EthnicMinority is not null || Denominator?.EthnicMinority is not null;

    /// <summary>
    /// What its filters ask for that the cells of the supply forecast do not tell apart, as a sentence; null where nothing.
    /// </summary>
    public Bilingual? BeyondSupplyCells
    {
        get
        {
            var parts = new[] { Numerator, Denominator }.OfType<PeopleFilter>().SelectMany(filter => filter.BeyondSupplyCells).Concat(BeyondItsStocks).Distinct().ToList();
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

    private IEnumerable<Bilingual> BeyondItsStocks
    {
        get
        {
            if (Over is CountedOver.Year || After is not null) yield return new Bilingual("số trong năm", "counts over a year");
            if (Among is CountedAmong.OnFile) yield return new Bilingual("người không có vị trí công tác", "people who are not at work");
        }
    }
}
