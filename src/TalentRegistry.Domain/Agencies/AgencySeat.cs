using TalentRegistry.Domain.Units;

namespace TalentRegistry.Domain.Agencies;

/// <summary>Where an agency sits over a period (trụ sở), half-open.</summary>
public sealed class AgencySeat
{
    /// <summary>Records a seat.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would end before it starts.</exception>
    public AgencySeat(Guid agencyId, string unitId, DateOnly validFrom, DateOnly? validUntil)
    {
        if (validUntil <= validFrom)
            throw new ArgumentOutOfRangeException(nameof(validUntil), validUntil, $"Must be after {validFrom:O}.");

        (AgencyId, UnitId, ValidFrom, ValidUntil) = (agencyId, unitId, validFrom, validUntil);
    }

    private AgencySeat() => UnitId = "";

    /// <summary>Whose seat.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>Administrative unit: a commune, or a district or province where no commune is known.</summary>
    public string UnitId { get; private set; }

    /// <summary>Administrative unit.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>District it lies in, by the database; null on the map since 1 July 2025, and before the seat is saved.</summary>
    public string? DistrictId { get; private set; }

    /// <summary>District it lies in.</summary>
    public AdministrativeUnit? District { get; private set; }

    /// <summary>Province it lies in, by the database; null before the seat is saved.</summary>
    public string? ProvinceId { get; private set; }

    /// <summary>Province it lies in.</summary>
    public AdministrativeUnit? Province { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after; null while it sits there.</summary>
    public DateOnly? ValidUntil { get; private set; }
}
