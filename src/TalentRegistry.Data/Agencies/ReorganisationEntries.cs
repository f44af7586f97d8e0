using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>What every operation on agencies says beside what it does.</summary>
/// <param name="EffectiveOn">First day on which it holds, today at the latest.</param>
/// <param name="LegalGround">Number and date of the decision, 1 to 300 characters.</param>
/// <param name="IsPreview">Only tells what it would do; any day may be given then.</param>
public sealed record ReorganisationTerms(DateOnly EffectiveOn, string LegalGround, bool IsPreview);

/// <summary>An agency that exists, in the version that the officer has read.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version.</param>
public sealed record AgencyVersion(Guid Id, int Version);

/// <summary>An agency that is to be founded. What is null is taken from the agency that it comes from.</summary>
/// <param name="Code">Code by which files name it; no other agency ever had it.</param>
/// <param name="Name">Name in Vietnamese.</param>
/// <param name="Kind">Kind of body, as "hospital".</param>
/// <param name="SectorCode">Sector of work.</param>
/// <param name="GovernmentLevel">Level of government.</param>
/// <param name="Ownership">Who owns or runs it.</param>
/// <param name="ParentId">The agency above it.</param>
/// <param name="SeatId">Administrative unit in which it sits.</param>
public sealed record NewAgency(
    string Code, string Name, string? Kind = null, string? SectorCode = null, GovernmentLevel? GovernmentLevel = null, Ownership? Ownership = null,
    Guid? ParentId = null, string? SeatId = null);

/// <summary>What an agency is since a day. What is null stays as it was.</summary>
/// <param name="Kind">Kind of body, as "hospital".</param>
/// <param name="SectorCode">Sector of work.</param>
/// <param name="GovernmentLevel">Level of government.</param>
public sealed record NewClass(string? Kind = null, string? SectorCode = null, GovernmentLevel? GovernmentLevel = null);

/// <summary>One part of a split: an agency that exists, which may be the split one itself, or one to be founded.</summary>
/// <param name="Existing">The agency, if it exists.</param>
/// <param name="Founded">The agency, if it is to be founded.</param>
/// <param name="PersonIds">People who go there.</param>
/// <param name="ProfessionCodes">Professions whose people go there, unless they are named elsewhere.</param>
/// <param name="IsRemainder">Everybody whom no other part takes goes there, and the dossiers of people who have left.</param>
/// <param name="ChildIds">Agencies below the split one that stand under this part.</param>
public sealed record SplitPart(
    AgencyVersion? Existing, NewAgency? Founded, IReadOnlyList<Guid> PersonIds, IReadOnlyList<string> ProfessionCodes, bool IsRemainder,
    IReadOnlyList<Guid> ChildIds);
