namespace TalentRegistry.Domain.Units;

/// <summary>Level of an administrative unit (cấp đơn vị hành chính).</summary>
public enum UnitLevel
{
    /// <summary>The whole country.</summary>
    Country,

    /// <summary>Tỉnh, thành phố trực thuộc Trung ương.</summary>
    Province,

    /// <summary>Huyện, quận, thị xã, thành phố thuộc tỉnh: until 30 June 2025.</summary>
    District,

    /// <summary>Xã, phường, thị trấn, đặc khu.</summary>
    Commune,
}

/// <summary>
/// An administrative unit over its life. A code is not a key: since 1 July 2025 many units carry a predecessor's code, so a
/// unit is known by code and validity together, which <see cref="Id"/> stands for.
/// </summary>
public sealed class AdministrativeUnit
{
    private readonly List<UnitLineage> predecessors = [];
    private readonly List<UnitLineage> successors = [];
    private readonly List<UnitState> states = [];

    private AdministrativeUnit() => (Id, Code, Name, ShortName) = ("", "", "", "");

    /// <summary>Level letter and code, as P11 or D096; ".1" ended on 30 June 2025, ".2" began on 1 July 2025.</summary>
    public string Id { get; private set; }

    /// <summary>Level.</summary>
    public UnitLevel Level { get; private set; }

    /// <summary>Official code of the General Statistics Office.</summary>
    public string Code { get; private set; }

    /// <summary>Present full name, as "Huyện Mường Nhé"; <see cref="States"/> has the former ones.</summary>
    public string Name { get; private set; }

    /// <summary>Name without its kind, as "Mường Nhé".</summary>
    public string ShortName { get; private set; }

    /// <summary>Unit above; null for a province.</summary>
    public string? ParentId { get; private set; }

    /// <summary>Unit above; null for a province.</summary>
    public AdministrativeUnit? Parent { get; private set; }

    /// <summary>First day; null when older than the records.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>First day after its end; null while it exists.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>Its names, one for each period.</summary>
    public IReadOnlyList<UnitState> States => states;

    /// <summary>What went over into it, wholly or in part.</summary>
    public IReadOnlyList<UnitLineage> Predecessors => predecessors;

    /// <summary>What became of it.</summary>
    public IReadOnlyList<UnitLineage> Successors => successors;
}
