using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>Whom indicators look at, and when; those of one slot are counted over the same people.</summary>
/// <param name="Among">Those at work, or all on file.</param>
/// <param name="Over">On a day, or over its year up to it.</param>
/// <param name="After">Those of so many years before the day, looked at again on it; null where there is no such group.</param>
internal readonly record struct IndicatorSlot(CountedAmong Among, CountedOver Over, int? After)
{
    public static IndicatorSlot Of(Indicator indicator) => new(indicator.Among, indicator.Over, indicator.After);

    /// <summary>First and last day on which the people are looked at.</summary>
    public (DateOnly Since, DateOnly Day) DaysOf(DateOnly asOf)
    {
        var day = asOf.AddYears(-(After ?? 0));
        return (Over is CountedOver.Year ? new DateOnly(day.Year, 1, 1) : day, day);
    }
}
