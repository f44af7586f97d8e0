using TalentRegistry.Domain.Units;

namespace TalentRegistry.Domain.Agencies;

/// <summary>An administrative unit that a reorganisation concerned.</summary>
public sealed class ReorganisedUnit
{
    private ReorganisedUnit() => UnitId = "";

    /// <summary>Of which operation.</summary>
    public Guid ReorganisationId { get; private set; }

    /// <summary>The operation.</summary>
    public Reorganisation? Reorganisation { get; private set; }

    /// <summary>The unit.</summary>
    public string UnitId { get; private set; }

    /// <summary>The unit.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>What became of it.</summary>
    public ReorganisedPart Part { get; private set; }

    /// <summary>Main postings on the day in it and all below it, as if nothing had happened.</summary>
    public int PeopleBefore { get; private set; }

    /// <summary>Main postings on the day in it and all below it.</summary>
    public int PeopleAfter { get; private set; }
}

/// <summary>An agency whose seat lies in another unit since an operation on units.</summary>
public sealed class ReseatedAgency
{
    private ReseatedAgency() => (FromId, ToId) = ("", "");

    /// <summary>Of which operation.</summary>
    public Guid ReorganisationId { get; private set; }

    /// <summary>The agency.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>The agency.</summary>
    public Agency? Agency { get; private set; }

    /// <summary>Unit before.</summary>
    public string FromId { get; private set; }

    /// <summary>Unit since.</summary>
    public string ToId { get; private set; }

    /// <summary>Whether it was placed by the declared weights, as nobody said where it lies.</summary>
    public bool ByWeight { get; private set; }

    /// <summary>Main postings there on the day.</summary>
    public int People { get; private set; }
}
