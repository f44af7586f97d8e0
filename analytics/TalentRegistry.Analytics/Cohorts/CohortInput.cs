using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>People in a cell on 31 December of the base year.</summary>
/// <param name="Cell">Where.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Base year less birth year; under 18 is taken for 18 and over 75 for 75, so that a mistyped birth year stops no forecast.</param>
/// <param name="People">How many, 0 or more, and with the cell's other counts 30,000 at most.</param>
/// <param name="BirthMonth">Month of birth, 1 to 12, which decides the year of retirement; 0 where it is not known, for any of them.</param>
public readonly record struct StockCount(CellKey Cell, Sex Sex, int Age, int People, int BirthMonth = 0);

/// <summary>What happened in one calendar year to the people of one cell, sex and age.</summary>
/// <param name="Cell">Where they worked, and their band when the year opened (for a recruit, on hiring).</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Age reached in the year: <paramref name="Year"/> less birth year; taken for 18 or 75 beyond them.</param>
/// <param name="Year">Calendar year, complete.</param>
/// <param name="PersonYears">Exposure: time in the cell during the year, in person-years.</param>
/// <param name="Retirements">Left by retirement.</param>
/// <param name="Leavers">Left by resignation or dismissal.</param>
/// <param name="Deaths">Died in service.</param>
/// <param name="Recruits">Joined.</param>
/// <param name="Upgrades">Reached a higher degree band.</param>
/// <param name="Transfers">Went to work outside the province.</param>
public readonly record struct CareerCount(
    CellKey Cell, Sex Sex, int Age, int Year, double PersonYears,
    int Retirements = 0, int Leavers = 0, int Deaths = 0, int Recruits = 0, int Upgrades = 0,
    int Transfers = 0);

/// <summary>People who went on in another unit, sector or profession of the same province, by their own will or by appointment; not those whom a merger moved.</summary>
/// <param name="From">Where they left, and their band when the year opened.</param>
/// <param name="To">Where they went; another band where a degree earned came with the move.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Age reached in the year.</param>
/// <param name="Year">Calendar year, complete.</param>
/// <param name="People">How many, 0 or more.</param>
public readonly record struct MoveCount(CellKey From, CellKey To, Sex Sex, int Age, int Year, int People);

/// <summary>Degrees earned by people of a profession, by the band that they reached.</summary>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="From">Band before.</param>
/// <param name="To">Band reached, which is above it.</param>
/// <param name="People">How many, 0 or more.</param>
public readonly record struct UpgradeCount(string ProfessionCode, DegreeBand From, DegreeBand To, int People);

/// <summary>All that the supply model learns from.</summary>
/// <param name="BaseYear">Last complete year; the stock is that of its 31 December.</param>
/// <param name="ProvinceOf">The province of each unit that occurs in stock or history.</param>
/// <param name="Stock">People by cell, sex and age; cells may be left out where empty, and repeated (they add up).</param>
/// <param name="History">Career counts of complete years up to the base year, in any order; more years give narrower bands.</param>
/// <param name="Roadmap">Retirement ages.</param>
public sealed record CohortInput(
    int BaseYear,
    IReadOnlyDictionary<string, string> ProvinceOf,
    IReadOnlyList<StockCount> Stock,
    IReadOnlyList<CareerCount> History,
    RetirementRoadmap Roadmap)
{
    /// <summary>Moves within provinces.</summary>
    public IReadOnlyList<MoveCount> Moves { get; init; } = [];

    /// <summary>Which bands people reached who earned a degree; where nothing is known, the next one.</summary>
    public IReadOnlyList<UpgradeCount> Upgrades { get; init; } = [];

    /// <summary>Youngest age of the model, included.</summary>
    public const int MinAge = 18;

    /// <summary>Oldest age of the model, included: whoever would turn older retires in that year.</summary>
    public const int MaxAge = 75;
}

/// <summary>How far, how often and from which seed.</summary>
public sealed record CohortSettings
{
    /// <summary>Years after the base year, 1 to 40.</summary>
    public int HorizonInYears { get; init; } = 10;

    /// <summary>Number of draws, 1 to 10,000.</summary>
    public int Draws { get; init; } = 500;

    /// <summary>The same seed gives the same draws, on any number of cores.</summary>
    public long Seed { get; init; } = 45;

    /// <summary>Recent complete years that set the level of recruitment, 1 or more.</summary>
    public int RecruitmentYears { get; init; } = 5;

    /// <summary>What a scenario changes; nothing for the baseline.</summary>
    public IReadOnlyList<SupplyLever> Levers { get; init; } = [];

    /// <summary>Threads at most; null for as many as there are cores. Never changes a result.</summary>
    public int? MaxThreads { get; init; }
}
