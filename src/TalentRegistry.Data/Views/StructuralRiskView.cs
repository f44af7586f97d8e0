using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>Risks of a unit's staff in a sector that need no target, on the base date of the newest forecast.</summary>
public sealed class StructuralRiskView
{
    /// <summary>Number of the row; another one in the next run.</summary>
    public long Id { get; private set; }

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>Sector.</summary>
    public string SectorCode { get; private set; } = "";

    /// <summary>Sector.</summary>
    public Sector? Sector { get; private set; }

    /// <summary>People in main postings.</summary>
    public long People { get; private set; }

    /// <summary>Share of them who reach the normal age of retirement within five years, 0 to 1; null where they are fewer than are told of.</summary>
    public double? RetiringShare { get; private set; }

    /// <summary>Professions with a single holder.</summary>
    public long SingleHolders { get; private set; }

    /// <summary>Codes of these professions, with spaces between.</summary>
    public string SingleProfessions { get; private set; } = "";

    /// <summary>First postings a year over the last two years.</summary>
    public double Recruits { get; private set; }

    /// <summary>First postings a year over the three years before them.</summary>
    public double RecruitsBefore { get; private set; }

    /// <summary>Years by which the mean age rose in five years; null where there are or were fewer people than are told of.</summary>
    public double? Ageing { get; private set; }

    /// <summary>The same of the sector in the whole province.</summary>
    public double? AgeingOfProvince { get; private set; }
}
