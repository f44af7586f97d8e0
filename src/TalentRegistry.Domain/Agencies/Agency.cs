using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Agencies;

/// <summary>Level of government (cấp chính quyền) that an agency belongs to.</summary>
public enum GovernmentLevel
{
    /// <summary>Trung ương.</summary>
    Central,

    /// <summary>Cấp tỉnh.</summary>
    Province,

    /// <summary>Cấp huyện, until 30 June 2025.</summary>
    District,

    /// <summary>Cấp xã.</summary>
    Commune,
}

/// <summary>Who owns or runs an agency.</summary>
public enum Ownership
{
    /// <summary>Party, Fatherland Front, mass organisations.</summary>
    Party,

    /// <summary>State administration.</summary>
    State,

    /// <summary>Public service unit (đơn vị sự nghiệp công lập) or state-owned enterprise.</summary>
    Public,

    /// <summary>Cooperative.</summary>
    Cooperative,

    /// <summary>Private, foreign-invested or self-employed.</summary>
    Private,

    /// <summary>Association (hội).</summary>
    Association,
}

/// <summary>A body that employs (cơ quan, đơn vị), valid from its founding until its end.</summary>
public sealed class Agency
{
    private readonly List<AgencySeat> seats = [];
    private readonly List<AgencyState> states = [];
    private readonly List<AgencyClass> classes = [];
    private readonly List<AgencyLineage> predecessors = [];
    private readonly List<AgencyLineage> successors = [];
    private readonly List<ReorganisedAgency> reorganisations = [];

    /// <summary>Founds an agency.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would end before it starts.</exception>
    public Agency(
        Guid id, string code, string name, string kind, string sectorCode, GovernmentLevel? governmentLevel, Ownership ownership,
        Guid? parentId, DateOnly validFrom, DateOnly? validUntil, bool synthetic = false)
    {
        if (validUntil <= validFrom)
            throw new ArgumentOutOfRangeException(nameof(validUntil), validUntil, $"Must be after {validFrom:O}.");

        (Id, Code, Name, Kind, SectorCode, GovernmentLevel, Ownership) = (id, code, name, kind, sectorCode, governmentLevel, ownership);
        (ParentId, ValidFrom, ValidUntil, Synthetic) = (parentId, validFrom, validUntil, synthetic);
    }

    private Agency() => (Code, Name, Kind, SectorCode) = ("", "", "", "");

    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>Code by which files name it.</summary>
    public string Code { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string Name { get; private set; }

    /// <summary>Kind of body, as "hospital" or "primary_school".</summary>
    public string Kind { get; private set; }

    /// <summary>Sector of work in reference.sector.</summary>
    public string SectorCode { get; private set; }

    /// <summary>Sector of work.</summary>
    public Sector? Sector { get; private set; }

    /// <summary>Level of government; null outside the state.</summary>
    public GovernmentLevel? GovernmentLevel { get; private set; }

    /// <summary>Who owns or runs it.</summary>
    public Ownership Ownership { get; private set; }

    /// <summary>The agency above it; null at the top.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The agency above it.</summary>
    public Agency? Parent { get; private set; }

    /// <summary>First day of its life.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after its life; null while it lives.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>True for a generated agency of the demonstration registry.</summary>
    public bool Synthetic { get; private set; }

    /// <summary>Where it sat and sits, one place at a time.</summary>
    public IReadOnlyList<AgencySeat> Seats => seats;

    /// <summary>Counts the changes of the record, by the database: from 1.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Names and places in the tree, by the database: one for each period of its life.</summary>
    public IReadOnlyList<AgencyState> States => states;

    /// <summary>Kinds, sectors and levels, by the database: one for each period of its life. Those of the agency itself are the present ones.</summary>
    public IReadOnlyList<AgencyClass> Classes => classes;

    /// <summary>What went over into it, wholly or in part.</summary>
    public IReadOnlyList<AgencyLineage> Predecessors => predecessors;

    /// <summary>Into what it went over.</summary>
    public IReadOnlyList<AgencyLineage> Successors => successors;

    /// <summary>The operations that concerned it.</summary>
    public IReadOnlyList<ReorganisedAgency> Reorganisations => reorganisations;

    /// <summary>Adds a seat.</summary>
    /// <exception cref="ArgumentException">The agency already has a seat on one of those days.</exception>
    public void Add(AgencySeat seat)
    {
        if (seats.Exists(other => (other.ValidUntil is null || seat.ValidFrom < other.ValidUntil)
                                  && (seat.ValidUntil is null || other.ValidFrom < seat.ValidUntil)))
            throw new ArgumentException($"Agency {Code} already has a seat on {seat.ValidFrom:O} or later.", nameof(seat));

        seats.Add(seat);
    }
}
