using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.People;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>Which people: those with a main posting on a day that passes every part that is given.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="UnitId">Their agency sits in this unit, on the map on which the unit exists.</param>
/// <param name="SectorCode">Sector of their agency, with its parts.</param>
/// <param name="ProfessionCode">Profession of the posting.</param>
/// <param name="TargetCode">They count in the numerator of this target's indicator.</param>
/// <param name="AgencyId">They work at this agency.</param>
/// <param name="IncludeDescendants">Whether a unit or an agency stands for all below it: of a unit on its map, of an agency on the day.</param>
/// <param name="List">They are on this working list; for HR officers.</param>
/// <param name="Only">They are among these, who were chosen one by one; null for all.</param>
public sealed record PeopleQuestion(
    DateOnly AsOf, string? UnitId, string? SectorCode, string? ProfessionCode, string? TargetCode, Guid? AgencyId = null, bool IncludeDescendants = true,
    WorkingList? List = null, IReadOnlyList<Guid>? Only = null)
{
    /// <summary>In an address: the unit or agency itself, without what is below it.</summary>
    public const string OwnOnly = "own";

    /// <summary>They stand in this cell of a headcount, exactly as it counts them; null for no such condition.</summary>
    public HeadcountCellQuestion? Cell { get; init; }

    /// <summary>What they are like.</summary>
    public PeopleTraits Traits { get; init; } = PeopleTraits.None;

    /// <summary>The order; null for the list's own, which of a search is the best match first.</summary>
    public PeopleSort? Sort { get; init; }

    /// <summary>
    /// What a search means; null for no search. Those found are listed whether they are at work on the day or not, and <see cref="AgencyId"/> is the agency that keeps
    /// their dossiers.
    /// </summary>
    public PeopleSought? Sought { get; init; }

    /// <summary>Whether the rows tell the district: where every agency sits is looked up for that, which a search need not wait for.</summary>
    public bool ShowsPlace { get; init; } = true;

    /// <summary>Whether anything but the search's agency narrows or orders what it finds.</summary>
    public bool NarrowsSearch => UnitId is not null || SectorCode is not null || ProfessionCode is not null || TargetCode is not null || List is not null || Only is not null
        || !IncludeDescendants || Sort is not null || !Traits.IsNone;
}

/// <summary>What a search looks for, for HR officers.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="CitizenIdHash">As <see cref="SearchedPeople.CitizenIdHash"/>.</param>
public sealed record PeopleSought(string Text, byte[]? CitizenIdHash);

/// <summary>A cell of a headcount.</summary>
/// <param name="Headcount">The headcount.</param>
/// <param name="Codes">A code for each dimension; null for unknown or none.</param>
public sealed record HeadcountCellQuestion(HeadcountQuestion Headcount, IReadOnlyList<string?> Codes);

/// <summary>A page of the people behind a number.</summary>
/// <param name="Question">Which people.</param>
/// <param name="Conditions">What was asked, by the name of its parameter in addresses, in words of the registry's lists.</param>
/// <param name="Total">All of them that the reader may see.</param>
/// <param name="Offset">How many come before this page.</param>
/// <param name="People">This page.</param>
/// <param name="WithNames">Whether the reader may see names.</param>
/// <param name="Sectors">Sectors to choose from.</param>
/// <param name="Professions">Professions to choose from.</param>
public sealed record PeopleList(
    PeopleQuestion Question, IReadOnlyList<PeopleCondition> Conditions, int Total, int Offset, IReadOnlyList<PersonRow> People, bool WithNames,
    IReadOnlyList<CodeName> Sectors, IReadOnlyList<CodeName> Professions)
{
    /// <summary>What else may be chosen by: degrees, broad fields of study and, for HR officers, ethnic groups.</summary>
    public PeopleChoices Choices { get; init; } = PeopleChoices.None;

    /// <summary>People on a page.</summary>
    public int PageSize { get; init; } = PeopleView.PageSize;

    /// <summary>Whether more were found than <see cref="Total"/> says, which then counts up to the end of this page.</summary>
    public bool HasMore { get; init; }

    /// <summary>How many of the best matches of a search were looked at, where there are more; null where all were.</summary>
    public int? LookedAt { get; init; }
}

/// <summary>Lists to choose traits from.</summary>
/// <param name="Degrees">Levels of degrees, the lowest first.</param>
/// <param name="Fields">Broad fields of study.</param>
/// <param name="EthnicGroups">Ethnic groups; empty for whom they are not.</param>
public sealed record PeopleChoices(IReadOnlyList<CodeName> Degrees, IReadOnlyList<CodeName> Fields, IReadOnlyList<CodeName> EthnicGroups)
{
    /// <summary>Nothing to choose from.</summary>
    public static PeopleChoices None { get; } = new([], [], []);
}

/// <summary>Something that was asked of the people on a list.</summary>
/// <param name="Parameter">Its name in addresses.</param>
/// <param name="Vi">In words.</param>
/// <param name="En">The same in English.</param>
public sealed record PeopleCondition(string Parameter, string Vi, string En);

/// <summary>A person behind a number.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Null for readers who may not see names.</param>
/// <param name="BirthYear">Year of birth.</param>
/// <param name="Sex">male or female.</param>
/// <param name="ProfessionVi">Profession; null, as all of the posting, for somebody found who is not at work on the day.</param>
/// <param name="ProfessionEn">The same in English.</param>
/// <param name="Position">Title of the position.</param>
/// <param name="Agency">Name of the agency.</param>
/// <param name="District">District or, since July 2025, commune of its seat; null where unknown.</param>
/// <param name="DegreeVi">Highest degree on that day; null where none is on file.</param>
/// <param name="DegreeEn">The same in English.</param>
/// <param name="Since">First day of the posting.</param>
public sealed record PersonRow(
    Guid Id, string? Name, int BirthYear, string Sex, string? ProfessionVi, string? ProfessionEn, string? Position, string? Agency,
    string? District, string? DegreeVi, string? DegreeEn, DateOnly? Since)
{
    /// <summary>What the search that found them tells; null on other lists.</summary>
    public PersonHit? Hit { get; init; }
}
