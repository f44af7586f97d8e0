using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Units;

/// <summary>An administrative unit on the map of a day.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name on the day.</param>
/// <param name="Level">Province, district or commune.</param>
/// <param name="Depth">Units of the list above it.</param>
/// <param name="Children">Units right below it.</param>
/// <param name="People">People with a main posting there, within the reader's scope; null for readers who are told none by unit.</param>
/// <param name="ValidFrom">First day of its life; null where that is older than the records.</param>
/// <param name="ValidUntil">First day after its life; null while it lives.</param>
/// <param name="Became">Into what it went; empty where it goes on, or went into nothing.</param>
public sealed record UnitRow(
    string Id, string Code, string Name, UnitLevel Level, int Depth, int Children, int? People, DateOnly? ValidFrom, DateOnly? ValidUntil, string Became);

/// <summary>The map of a day, or a part of it.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Under">The unit whose part is shown; null for the provinces.</param>
/// <param name="WithBelow">Whether a unit's people are counted with those of all below it.</param>
/// <param name="TellsPeople">Whether people are told by unit.</param>
/// <param name="Units">Each right after the one above it, neighbours by name.</param>
public sealed record UnitListPage(DateOnly AsOf, string? Under, bool WithBelow, bool TellsPeople, IReadOnlyList<UnitRow> Units);

/// <summary>A unit from which another came, or into which it went.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Present or last name.</param>
/// <param name="On">Day of the change.</param>
/// <param name="IsPredecessor">Whether it came before.</param>
public sealed record UnitKin(string Id, string Name, DateOnly On, bool IsPredecessor);

/// <summary>A name of a unit over a period.</summary>
/// <param name="Name">The name.</param>
/// <param name="From">First day; null where that is older than the records.</param>
/// <param name="Until">First day after; null while it is so.</param>
public sealed record UnitPeriod(string Name, DateOnly? From, DateOnly? Until);

/// <summary>One administrative unit.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Present or last name.</param>
/// <param name="Level">Province, district or commune.</param>
/// <param name="AboveId">The unit above it; null for a province.</param>
/// <param name="AboveName">Its name.</param>
/// <param name="ValidFrom">First day of its life; null where that is older than the records.</param>
/// <param name="ValidUntil">First day after its life; null while it lives.</param>
/// <param name="Agencies">Agencies with their seat in it today, or below it.</param>
/// <param name="People">People with a main posting there today, with all below it; null for readers who are told none by unit.</param>
/// <param name="Names">Names, the newest first.</param>
/// <param name="Kin">Lineage.</param>
/// <param name="Operations">What was done to it, the newest first, as far as the reader may see it.</param>
/// <param name="MayBeReorganised">Whether the reader is an administrator and it is a province or commune that lives.</param>
public sealed record UnitPage(
    string Id, string Code, string Name, UnitLevel Level, string? AboveId, string? AboveName, DateOnly? ValidFrom, DateOnly? ValidUntil, int Agencies, int? People,
    IReadOnlyList<UnitPeriod> Names, IReadOnlyList<UnitKin> Kin, IReadOnlyList<ReorganisationRow> Operations, bool MayBeReorganised);

/// <summary>What the page of an operation needs to know of the unit.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Present name.</param>
/// <param name="Level">Province or commune.</param>
/// <param name="Agencies">Of a split: agencies whose seat lies in it and not below it.</param>
/// <param name="Children">Of a split: what lies right below it.</param>
public sealed record UnitSheet(string Id, string Name, UnitLevel Level, IReadOnlyList<AgencyChoice> Agencies, IReadOnlyList<AgencyChoice> Children);
