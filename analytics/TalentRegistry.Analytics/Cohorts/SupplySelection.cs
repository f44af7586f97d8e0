using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Which cells to add up; null stands for all.</summary>
public sealed record SupplySelection
{
    /// <summary>All cells.</summary>
    public static SupplySelection All { get; } = new();

    /// <summary>Units of the cells (districts; for a province, name its districts).</summary>
    public IReadOnlySet<string>? Units { get; init; }

    /// <summary>Sectors.</summary>
    public IReadOnlySet<string>? Sectors { get; init; }

    /// <summary>Professions.</summary>
    public IReadOnlySet<string>? Professions { get; init; }

    /// <summary>Degree bands.</summary>
    public IReadOnlySet<DegreeBand>? Bands { get; init; }

    /// <summary>Whether the cell is one of them.</summary>
    public bool Includes(CellKey cell) =>
        Units?.Contains(cell.UnitId) != false && Sectors?.Contains(cell.SectorCode) != false
        && Professions?.Contains(cell.ProfessionCode) != false && Bands?.Contains(cell.Band) != false;

    /// <summary>The people of some units in a sector.</summary>
    /// <param name="units">Units.</param>
    /// <param name="sector">Sector.</param>
    /// <param name="profession">Profession; null for the whole sector.</param>
    public static SupplySelection Of(IReadOnlySet<string> units, string sector, string? profession) => new()
    {
        Units = units,
        Sectors = new HashSet<string> { sector },
        Professions = profession is null ? null : new HashSet<string> { profession },
    };
}
