namespace TalentRegistry.Server.Pages.Models;

/// <summary>An agency or a unit that may be picked.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name; of a unit with what it lies in.</param>
/// <param name="Version">Version of the agency; 0 for a unit.</param>
public sealed record AgencyChoice(string Id, string Code, string Name, int Version)
{
    /// <summary>How it stands in a field.</summary>
    public string Label => $"{Code} · {Name}";
}

/// <summary>People of one profession at the agency.</summary>
/// <param name="Profession">The profession.</param>
/// <param name="Postings">Their postings there on the day or later.</param>
public sealed record AssignedProfession(CodeName Profession, int Postings);

/// <summary>Somebody at the agency who can be assigned by name.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Full name.</param>
/// <param name="Beside">What tells apart two of one name: year of birth and position.</param>
public sealed record AssignedPerson(Guid Id, string Name, string Beside);

/// <summary>What the page of an operation needs to know of the agency.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Present name.</param>
/// <param name="Version">Version that is stored.</param>
/// <param name="Present">What it is at present.</param>
/// <param name="Agencies">Agencies of the officer, to choose from while typing; empty where they are too many for a list.</param>
/// <param name="Kinds">Kinds of bodies in use.</param>
/// <param name="Sectors">All sectors.</param>
/// <param name="Professions">Of a split: who works there.</param>
/// <param name="People">Of a split: people who can be assigned by name; of a large agency those who were looked for or are assigned.</param>
/// <param name="Headcount">Of a split: how many people work there on the day.</param>
/// <param name="Children">Of a split: what stands under it.</param>
public sealed record AgencySheet(
    Guid Id, string Code, string Name, int Version, AgencyClassPeriod Present, IReadOnlyList<AgencyChoice> Agencies, IReadOnlyList<string> Kinds, IReadOnlyList<CodeName> Sectors,
    IReadOnlyList<AssignedProfession> Professions, IReadOnlyList<AssignedPerson> People, int Headcount, IReadOnlyList<AgencyChoice> Children);
