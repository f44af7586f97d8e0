using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>An agency in the tree of a day.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name on the day.</param>
/// <param name="FormerNames">Names before, the oldest first; empty where there was none.</param>
/// <param name="Depth">Agencies of the list above it.</param>
/// <param name="Children">Agencies right below it.</param>
/// <param name="Own">People with a main posting there, within the reader's scope; null for readers who see no people.</param>
/// <param name="WithBelow">The same with all below it.</param>
/// <param name="ValidFrom">First day of its life.</param>
/// <param name="ValidUntil">First day after its life; null while it lives.</param>
public sealed record AgencyRow(
    Guid Id, string Code, string Name, string FormerNames, int Depth, int Children, int? Own, int? WithBelow, DateOnly ValidFrom, DateOnly? ValidUntil);

/// <summary>The tree of agencies on a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Under">The agency whose part of the tree is shown; null for all of it.</param>
/// <param name="UnderName">Its name.</param>
/// <param name="Agencies">Each right after the one above it, neighbours by name.</param>
/// <param name="HidesSmall">Whether counts of 1 to 4 are not told.</param>
public sealed record AgencyTreePage(DateOnly AsOf, Guid? Under, string? UnderName, IReadOnlyList<AgencyRow> Agencies, bool HidesSmall);

/// <summary>What an agency was called and stood under, or where it sat, over a period.</summary>
/// <param name="Text">Name, or unit of the seat.</param>
/// <param name="AboveId">The agency above; null at the top and for seats.</param>
/// <param name="AboveName">Its present name.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after; null while it is so.</param>
public sealed record AgencyPeriod(string Text, Guid? AboveId, string? AboveName, DateOnly From, DateOnly? Until);

/// <summary>What an agency is, or was over a period: its people are counted in that sector and level.</summary>
/// <param name="Kind">Kind of body.</param>
/// <param name="Sector">Sector of work.</param>
/// <param name="Level">Level of government; null outside the state.</param>
/// <param name="From">First day.</param>
/// <param name="Until">First day after; null while it is so.</param>
public sealed record AgencyClassPeriod(string Kind, CodeName Sector, GovernmentLevel? Level, DateOnly From, DateOnly? Until);

/// <summary>An agency from which people came, or to which they went.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Name">Present or last name.</param>
/// <param name="On">Day of the change.</param>
/// <param name="IsPredecessor">Whether it came before.</param>
public sealed record AgencyKin(Guid Id, string Name, DateOnly On, bool IsPredecessor);

/// <summary>An operation as the pages list it.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Subject">Agencies or administrative units.</param>
/// <param name="Kind">What was done.</param>
/// <param name="EffectiveOn">First day on which it holds.</param>
/// <param name="LegalGround">Number and date of the decision.</param>
/// <param name="AccountName">Who recorded it.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Names">Who or what was concerned.</param>
/// <param name="PostingsContinued">Postings that went on at another agency.</param>
/// <param name="PostingsEnded">Postings that ended for good.</param>
/// <param name="Dossiers">Dossiers that went over.</param>
/// <param name="PeopleBefore">People before it.</param>
/// <param name="PeopleAfter">People after it.</param>
/// <param name="UndoneAt">When it was undone; null while it holds.</param>
/// <param name="UndoneBy">Who undid it and why.</param>
public sealed record ReorganisationRow(
    Guid Id, ReorganisationSubject Subject, ReorganisationKind Kind, DateOnly EffectiveOn, string LegalGround, string AccountName, DateTimeOffset RecordedAt,
    string Names, int PostingsContinued, int PostingsEnded, int Dossiers, int PeopleBefore, int PeopleAfter, DateTimeOffset? UndoneAt, string? UndoneBy);

/// <summary>One agency.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Present or last name.</param>
/// <param name="Sector">Sector of its work.</param>
/// <param name="ValidFrom">First day of its life.</param>
/// <param name="ValidUntil">First day after its life; null while it lives.</param>
/// <param name="Own">People with a main posting there today, within the reader's scope; null for readers who see no people.</param>
/// <param name="States">Names and agencies above, the newest first.</param>
/// <param name="Classes">Kinds, sectors and levels, the newest first.</param>
/// <param name="Seats">Seats, the newest first.</param>
/// <param name="Kin">Lineage.</param>
/// <param name="Operations">What touched it, the newest first, as far as the reader may count its people.</param>
/// <param name="HidesSmall">Whether counts of 1 to 4 are not told.</param>
/// <param name="MayBeReorganised">Whether the reader is its officer and it lives.</param>
public sealed record AgencyPage(
    Guid Id, string Code, string Name, CodeName Sector, DateOnly ValidFrom, DateOnly? ValidUntil, int? Own, IReadOnlyList<AgencyPeriod> States,
    IReadOnlyList<AgencyClassPeriod> Classes, IReadOnlyList<AgencyPeriod> Seats, IReadOnlyList<AgencyKin> Kin, IReadOnlyList<ReorganisationRow> Operations, bool HidesSmall,
    bool MayBeReorganised);
