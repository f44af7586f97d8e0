using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Headcounts;

/// <summary>By what people may be counted.</summary>
public enum HeadcountDimension
{
    /// <summary>Sector of the agency, the finest on file.</summary>
    Sector,

    /// <summary>Province of the agency on the map asked for.</summary>
    Province,

    /// <summary>District of the agency; only on maps before 1 July 2025.</summary>
    District,

    /// <summary>Commune of the agency on the map asked for.</summary>
    Commune,

    /// <summary>Profession of the main posting.</summary>
    Profession,

    /// <summary>Level of the highest degree awarded up to the year of counting.</summary>
    DegreeLevel,

    /// <summary>Broad field (ISCED-F) of the highest degree.</summary>
    Field,

    /// <summary>Sex.</summary>
    Sex,

    /// <summary>Age in bands of five years; age is the year of counting less the year of birth.</summary>
    AgeBand,

    /// <summary>Ethnic group. Sensitive: told to all but HR officers by province and district alone, in bands, as of the end of a year.</summary>
    EthnicGroup,

    /// <summary>Kind of employment.</summary>
    EmploymentKind,

    /// <summary>Leadership rank.</summary>
    LeadershipRank,
}

/// <summary>Whom to count: everyone with a main posting who passes every part that is given. An empty list or a null is no condition.</summary>
public sealed record HeadcountFilter
{
    /// <summary>Everyone.</summary>
    public static HeadcountFilter Everyone { get; } = new();

    /// <summary>The parts that plans use too. Their age is the year of counting less the year of birth.</summary>
    public PeopleFilter People { get; init; } = PeopleFilter.Everyone;

    /// <summary>Identifiers of units of the map asked for; with <see cref="IncludeDescendants"/> a unit stands for all below it.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Agencies; with <see cref="IncludeDescendants"/> each with all that stood under it on the day of counting.</summary>
    public IReadOnlyList<Guid> Agencies { get; init; } = [];

    /// <summary>False: only agencies that sit in a unit itself and in none below it, and only the agencies named themselves.</summary>
    public bool IncludeDescendants { get; init; } = true;

    /// <summary>Sexes.</summary>
    public IReadOnlyList<Sex> Sexes { get; init; } = [];

    /// <summary>Codes of ethnic groups. Sensitive, as <see cref="HeadcountDimension.EthnicGroup"/>.</summary>
    public IReadOnlyList<string> EthnicGroups { get; init; } = [];

    /// <summary>They are so many years old or older.</summary>
    public int? AgeAtLeast { get; init; }
}

/// <summary>What is to be counted, how it is told apart, when, and on which map.</summary>
public sealed record HeadcountQuestion
{
    /// <summary>At most so many dimensions.</summary>
    public const int MostDimensions = 3;

    /// <summary>Asks.</summary>
    /// <param name="filter">Whom to count.</param>
    /// <param name="by">Up to three different dimensions; none asks for the total only.</param>
    /// <param name="asOf">People with a main posting on this day.</param>
    /// <param name="mapAsOf">Places are told by the map of this day; null is the map of <paramref name="asOf"/>.</param>
    /// <exception cref="ArgumentException">Too many dimensions, one twice, or districts on a map that has none.</exception>
    public HeadcountQuestion(HeadcountFilter filter, IReadOnlyList<HeadcountDimension> by, DateOnly asOf, DateOnly? mapAsOf = null)
    {
        (Filter, By, AsOf, MapAsOf) = (filter, by, asOf, mapAsOf ?? asOf);
        if (by.Count > MostDimensions)
            throw new ArgumentException($"People can be counted by at most {MostDimensions} dimensions, not {by.Count}.", nameof(by));
        if (by.Distinct().Count() != by.Count)
            throw new ArgumentException("A dimension is named twice.", nameof(by));
        if (by.Contains(HeadcountDimension.District) && MapAsOf > DistrictMap.LastDay)
            throw new ArgumentException($"There are no districts on the map of {MapAsOf:yyyy-MM-dd}: they ended on 30 June 2025. Ask for the map of 2025-06-30 or before.", nameof(mapAsOf));
    }

    /// <summary>Whom to count.</summary>
    public HeadcountFilter Filter { get; }

    /// <summary>How they are told apart.</summary>
    public IReadOnlyList<HeadcountDimension> By { get; }

    /// <summary>Day of counting.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Day of the map.</summary>
    public DateOnly MapAsOf { get; }

    /// <summary>Whether the answer tells something about the ethnic groups of people.</summary>
    public bool IsSensitive => By.Contains(HeadcountDimension.EthnicGroup) || Filter.EthnicGroups.Count > 0;
}
