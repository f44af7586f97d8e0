using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Dossiers;

namespace TalentRegistry.Server.Agencies;

/// <summary>What every operation on agencies says beside what it does.</summary>
/// <param name="EffectiveOn">First day on which it holds: 1 July where something ends on 30 June. Today at the latest, except in a preview.</param>
/// <param name="LegalGround">Number and date of the decision, at most 300 characters.</param>
internal abstract record ReorganisationInput(DateOnly EffectiveOn, string LegalGround) : EditInput
{
    /// <summary>Tells what it would do, and does nothing.</summary>
    public bool? Preview { get; init; }

    /// <summary>In the words of the operations.</summary>
    public ReorganisationTerms Terms() => new(EffectiveOn, LegalGround, Preview == true);
}

/// <summary>An agency in the version that the caller has read.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version.</param>
internal sealed record AgencyVersionInput([ID<Agency>] Guid Id, int Version)
{
    public AgencyVersion Entry() => new(Id, Version);
}

/// <summary>An agency to be founded. In a merger or a split, what is left out is taken from the agency that it comes from.</summary>
/// <param name="Code">Code by which files name it; no other agency ever had it.</param>
/// <param name="Name">Name in Vietnamese.</param>
/// <param name="Kind">Kind of body, as hospital.</param>
/// <param name="SectorCode">Code of the sector of work.</param>
/// <param name="GovernmentLevel">Level of government; left out outside the state.</param>
/// <param name="Ownership">Who owns or runs it.</param>
/// <param name="ParentId">The agency above it.</param>
/// <param name="SeatId">Administrative unit in which it sits, as C03127.</param>
internal sealed record NewAgencyInput(
    string Code, string Name, string? Kind = null, string? SectorCode = null, GovernmentLevel? GovernmentLevel = null, Ownership? Ownership = null,
    [ID<Agency>] Guid? ParentId = null, [ID<AdministrativeUnit>] string? SeatId = null)
{
    public NewAgency Entry() => new(Code, Name, Kind, SectorCode, GovernmentLevel, Ownership, ParentId, SeatId);
}

/// <summary>An agency to be founded under one in the caller's scope.</summary>
/// <param name="Agency">The agency; kind, sector, ownership, parent and seat must be given.</param>
/// <param name="EffectiveOn">First day of its life.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
internal sealed record CreateAgencyInput(NewAgencyInput Agency, DateOnly EffectiveOn, string LegalGround) : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>Another name.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Name">The name since.</param>
/// <param name="EffectiveOn">First day of the name.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
internal sealed record RenameAgencyInput([ID<Agency>] Guid Id, int Version, string Name, DateOnly EffectiveOn, string LegalGround)
    : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>Another kind, sector or level of government. What is left out stays.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="EffectiveOn">First day of it. The agency's own first day corrects what it was founded as.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
/// <param name="Kind">Kind of body since, as hospital.</param>
/// <param name="SectorCode">Code of the sector of work since.</param>
/// <param name="GovernmentLevel">Level of government since.</param>
internal sealed record ReclassifyAgencyInput(
    [ID<Agency>] Guid Id, int Version, DateOnly EffectiveOn, string LegalGround, string? Kind = null, string? SectorCode = null, GovernmentLevel? GovernmentLevel = null)
    : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>Another place in the tree, or another seat, or both.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="EffectiveOn">First day of it.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
/// <param name="ParentId">The agency above it since; left out where that stays.</param>
/// <param name="SeatId">Administrative unit of its seat since; left out where that stays.</param>
internal sealed record MoveAgencyInput(
    [ID<Agency>] Guid Id, int Version, DateOnly EffectiveOn, string LegalGround, [ID<Agency>] Guid? ParentId = null, [ID<AdministrativeUnit>] string? SeatId = null)
    : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>A merger, into an agency that exists or one that is founded by it.</summary>
/// <param name="Agencies">Those that end.</param>
/// <param name="EffectiveOn">First day after their end.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
/// <param name="Into">The one that exists; give this or founded.</param>
/// <param name="Founded">The one to be founded; what it leaves out is as with the first of those that end.</param>
internal sealed record MergeAgenciesInput(
    IReadOnlyList<AgencyVersionInput> Agencies, DateOnly EffectiveOn, string LegalGround, AgencyVersionInput? Into = null, NewAgencyInput? Founded = null)
    : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>One part of a split. Who goes where is said by person first, then by profession, then by the part that takes the remainder.</summary>
/// <param name="Existing">An agency that exists, which may be the split one itself; give this or founded.</param>
/// <param name="Founded">An agency to be founded; what it leaves out is as with the split one.</param>
/// <param name="PersonIds">People who go there.</param>
/// <param name="ProfessionCodes">Professions whose people go there, as doctor.</param>
/// <param name="IsRemainder">Everybody whom no other part takes goes there, and the dossiers of people who have left.</param>
/// <param name="ChildIds">Agencies under the split one that stand under this part since.</param>
internal sealed record SplitPartInput(
    AgencyVersionInput? Existing = null, NewAgencyInput? Founded = null, [ID<Person>] IReadOnlyList<Guid>? PersonIds = null,
    IReadOnlyList<string>? ProfessionCodes = null, bool IsRemainder = false, [ID<Agency>] IReadOnlyList<Guid>? ChildIds = null)
{
    public SplitPart Entry() => new(Existing?.Entry(), Founded?.Entry(), PersonIds ?? [], ProfessionCodes ?? [], IsRemainder, ChildIds ?? []);
}

/// <summary>A split into parts. The agency goes on if it is one of them, and ends otherwise.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="Parts">Two or more; everybody must land somewhere.</param>
/// <param name="EffectiveOn">First day of the parts.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
internal sealed record SplitAgencyInput(
    [ID<Agency>] Guid Id, int Version, IReadOnlyList<SplitPartInput> Parts, DateOnly EffectiveOn, string LegalGround) : ReorganisationInput(EffectiveOn, LegalGround);

/// <summary>The end of an agency.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">The version that the caller has read.</param>
/// <param name="EffectiveOn">First day after its end.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
/// <param name="PeopleTo">Where its people and their dossiers go; left out where their postings end, which is to be confirmed.</param>
internal sealed record CloseAgencyInput(
    [ID<Agency>] Guid Id, int Version, DateOnly EffectiveOn, string LegalGround, AgencyVersionInput? PeopleTo = null)
    : ReorganisationInput(EffectiveOn, LegalGround);
