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
}
