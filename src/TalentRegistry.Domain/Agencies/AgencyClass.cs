using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Agencies;

/// <summary>What an agency was over a period, half-open: its people are counted in that sector and level then.</summary>
public sealed class AgencyClass
{
    private AgencyClass() => (Kind, SectorCode) = ("", "");

    /// <summary>Whose.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>Kind of body, as "hospital" or "primary_school".</summary>
    public string Kind { get; private set; }

    /// <summary>Sector of work in reference.sector.</summary>
    public string SectorCode { get; private set; }

    /// <summary>Sector of work.</summary>
    public Sector? Sector { get; private set; }

    /// <summary>Level of government; null outside the state.</summary>
    public GovernmentLevel? GovernmentLevel { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after; null while it is so.</summary>
    public DateOnly? ValidUntil { get; private set; }
}
