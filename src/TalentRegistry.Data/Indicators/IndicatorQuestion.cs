using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Indicators;

/// <summary>By what an indicator may be told apart.</summary>
public enum IndicatorDimension
{
    /// <summary>Province of the agency on the map asked for.</summary>
    Province,

    /// <summary>District of the agency on the map asked for; the province where its seat names no district.</summary>
    District,

    /// <summary>Sector of the agency, the finest on file.</summary>
    Sector,
}

/// <summary>Where people are counted: those who pass every part that is given. An empty list is no condition.</summary>
public sealed record IndicatorScope
{
    /// <summary>The whole registry, as far as the caller may see it.</summary>
    public static IndicatorScope Everywhere { get; } = new();

    /// <summary>Identifiers of units of the map asked for, each with all below it.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Codes of sectors, each with its parts.</summary>
    public IReadOnlyList<string> Sectors { get; init; } = [];

    /// <summary>Agencies, each with all that stood under it on the day.</summary>
    public IReadOnlyList<Guid> Agencies { get; init; } = [];

    /// <summary>Levels of government.</summary>
    public IReadOnlyList<GovernmentLevel> GovernmentLevels { get; init; } = [];
}

/// <summary>Any number of indicators, counted together.</summary>
/// <param name="Indicators">What is counted; each has a numerator.</param>
/// <param name="Scope">Where.</param>
/// <param name="By">How it is told apart; none for one number each.</param>
/// <param name="AsOf">On which day, or over its year up to it.</param>
/// <param name="MapAsOf">Places are told by the map of this day.</param>
public sealed record IndicatorQuestion(
    IReadOnlyList<Indicator> Indicators, IndicatorScope Scope, IReadOnlyList<IndicatorDimension> By, DateOnly AsOf, DateOnly MapAsOf);

/// <summary>Which people a statement looks at.</summary>
/// <param name="Scope">Where.</param>
/// <param name="AsOf">On which day.</param>
/// <param name="MapAsOf">Places are told by the map of this day.</param>
/// <param name="Only">These alone; null for everyone.</param>
internal sealed record PeopleAsked(IndicatorScope Scope, DateOnly AsOf, DateOnly MapAsOf, Guid[]? Only = null);

/// <summary>What is counted of one indicator.</summary>
/// <param name="Numerator">People who pass; of a share, within its base.</param>
/// <param name="Denominator">People of the base; null where the base is a series, or there is none.</param>
/// <param name="Unknown">People of the base, of a count or ratio all people of the scope, of whom it cannot be said whether they pass.</param>
public readonly record struct IndicatorCount(long Numerator, long? Denominator, long Unknown)
{
    /// <summary>What an indicator counts where there is nobody.</summary>
    public static IndicatorCount NobodyOf(Indicator indicator) => new(0, indicator.Denominator is null ? null : 0, 0);

    /// <summary>Counts of two sets of people that have nobody in common.</summary>
    public static IndicatorCount operator +(IndicatorCount one, IndicatorCount other) =>
        new(one.Numerator + other.Numerator, one.Denominator is null && other.Denominator is null ? null : (one.Denominator ?? 0) + (other.Denominator ?? 0), one.Unknown + other.Unknown);
}

/// <summary>The counts of one cell.</summary>
/// <param name="Keys">A code for each dimension asked for; null where the agency has none.</param>
/// <param name="Counts">A count for each indicator asked for.</param>
public sealed record IndicatorCell(IReadOnlyList<string?> Keys, IReadOnlyList<IndicatorCount> Counts);
