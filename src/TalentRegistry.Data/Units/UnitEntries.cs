using TalentRegistry.Data.Agencies;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Units;

/// <summary>What a unit is called. What is null stays, or is as with the unit that it comes from.</summary>
/// <param name="Name">Full name, as "Xã Mường Nhé".</param>
/// <param name="ShortName">Name without its kind, as "Mường Nhé"; null: the name without the words of the kind.</param>
/// <param name="KindVi">Kind in Vietnamese, as "xã".</param>
/// <param name="KindEn">Kind in English, as "commune".</param>
public sealed record UnitName(string Name, string? ShortName = null, string? KindVi = null, string? KindEn = null);

/// <summary>A unit that is to be founded.</summary>
/// <param name="Code">Official code: two digits of a province, five of a commune.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Level">Level; null: that of the units that it comes from, or a commune.</param>
/// <param name="ParentId">Province of a commune; null: as with the unit that it comes from.</param>
public sealed record NewUnit(string Code, UnitName Name, UnitLevel? Level = null, string? ParentId = null);

/// <summary>One part of a split: a unit that exists, which may be the split one itself, or one to be founded.</summary>
/// <param name="Existing">The unit, if it exists.</param>
/// <param name="Founded">The unit, if it is to be founded.</param>
/// <param name="AgencyIds">Agencies whose address lies in this part.</param>
/// <param name="AgencyCodes">The same by code.</param>
/// <param name="ChildIds">Communes that stand under this part, where a province is split.</param>
/// <param name="Weight">Share of the people at agencies that no part names, 0 to 1; the weights of an operation sum up to 1.</param>
public sealed record UnitPart(
    string? Existing, NewUnit? Founded, IReadOnlyList<Guid> AgencyIds, IReadOnlyList<string> AgencyCodes, IReadOnlyList<string> ChildIds, decimal? Weight = null);

/// <summary>One operation on administrative units. A unit is named by key, as C03127.2, or by the code that it has on the day before.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Terms">Day, ground, and whether it is a preview.</param>
public sealed record UnitOperation(ReorganisationKind Kind, ReorganisationTerms Terms)
{
    /// <summary>What can be done to units: all but what is said of agencies alone.</summary>
    public static IReadOnlyList<ReorganisationKind> Kinds { get; } = [.. Enum.GetValues<ReorganisationKind>().Where(kind => kind != ReorganisationKind.Reclassify)];

    /// <summary>The units that are renamed, merged, split, moved or closed; one but for a merger.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Into which unit that exists a merger goes.</summary>
    public string? Into { get; init; }

    /// <summary>The unit that a creation or a merger founds.</summary>
    public NewUnit? Founded { get; init; }

    /// <summary>The name since, of a renaming.</summary>
    public UnitName? Name { get; init; }

    /// <summary>The province since, of a move.</summary>
    public string? ParentId { get; init; }

    /// <summary>The parts of a split.</summary>
    public IReadOnlyList<UnitPart> Parts { get; init; } = [];
}
