using TalentRegistry.Data.Agencies;
using TalentRegistry.Data.Units;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Units;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Agencies;

namespace TalentRegistry.Server.Units;

/// <summary>An administrative unit to be founded. What is left out is taken from the unit that it comes from.</summary>
/// <param name="Code">Official code: two digits of a province, five of a commune.</param>
/// <param name="Name">Full name with its kind, as Xã Mường Nhé.</param>
/// <param name="ShortName">Name without its kind.</param>
/// <param name="Level">PROVINCE or COMMUNE.</param>
/// <param name="ParentId">Province of a commune.</param>
internal sealed record NewAdministrativeUnitInput(
    string Code, string Name, string? ShortName = null, UnitLevel? Level = null, [ID<AdministrativeUnit>] string? ParentId = null)
{
    public NewUnit Entry() => new(Code, new UnitName(Name, ShortName), Level, ParentId);
}

/// <summary>A unit to be founded where there was none.</summary>
/// <param name="Unit">The unit; a commune needs its province.</param>
/// <param name="EffectiveOn">First day of its life.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
internal sealed record CreateAdministrativeUnitInput(NewAdministrativeUnitInput Unit, DateOnly EffectiveOn, string LegalGround) : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Create, Terms()) { Founded = Unit.Entry() };
}

/// <summary>Another name, or another kind: a commune that becomes a ward.</summary>
/// <param name="Id">Whose.</param>
/// <param name="Name">Full name since, with its kind.</param>
/// <param name="EffectiveOn">First day of the name.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
/// <param name="ShortName">Name without its kind.</param>
internal sealed record RenameAdministrativeUnitInput([ID<AdministrativeUnit>] string Id, string Name, DateOnly EffectiveOn, string LegalGround, string? ShortName = null)
    : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Rename, Terms()) { Units = [Id], Name = new UnitName(Name, ShortName) };
}

/// <summary>A merger, into a unit that exists or one that is founded by it.</summary>
/// <param name="UnitIds">Those that end, of one level and province.</param>
/// <param name="EffectiveOn">First day after their end.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
/// <param name="IntoId">The one that exists; give this or founded.</param>
/// <param name="Founded">The one to be founded, whose code may be that of one that ends.</param>
internal sealed record MergeAdministrativeUnitsInput(
    [ID<AdministrativeUnit>] IReadOnlyList<string> UnitIds, DateOnly EffectiveOn, string LegalGround, [ID<AdministrativeUnit>] string? IntoId = null,
    NewAdministrativeUnitInput? Founded = null) : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Merge, Terms()) { Units = UnitIds, Into = IntoId, Founded = Founded?.Entry() };
}

/// <summary>One part of a split.</summary>
/// <param name="ExistingId">A unit that exists, which may be the split one itself; give this or founded.</param>
/// <param name="Founded">A unit to be founded.</param>
/// <param name="AgencyIds">Agencies whose address lies in this part.</param>
/// <param name="ChildIds">Communes that stand under this part, where a province is split.</param>
/// <param name="Weight">Share, 0 to 1, of the people at agencies that no part names; the weights sum up to 1.</param>
internal sealed record UnitPartInput(
    [ID<AdministrativeUnit>] string? ExistingId = null, NewAdministrativeUnitInput? Founded = null, [ID<Agency>] IReadOnlyList<Guid>? AgencyIds = null,
    [ID<AdministrativeUnit>] IReadOnlyList<string>? ChildIds = null, double? Weight = null)
{
    public UnitPart Entry() => new(ExistingId, Founded?.Entry(), AgencyIds ?? [], [], ChildIds ?? [], (decimal?)Weight);
}

/// <summary>A split. The unit goes on if it is one of the parts, and ends otherwise. Agencies go where their address is said to lie; the others by declared weights.</summary>
/// <param name="Id">Which.</param>
/// <param name="Parts">Two or more.</param>
/// <param name="EffectiveOn">First day of the parts.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
internal sealed record SplitAdministrativeUnitInput([ID<AdministrativeUnit>] string Id, IReadOnlyList<UnitPartInput> Parts, DateOnly EffectiveOn, string LegalGround)
    : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Split, Terms()) { Units = [Id], Parts = [.. Parts.Select(part => part.Entry())] };
}

/// <summary>Another province above a commune.</summary>
/// <param name="Id">Which commune.</param>
/// <param name="ParentId">The province since.</param>
/// <param name="EffectiveOn">First day of it.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
internal sealed record MoveAdministrativeUnitInput([ID<AdministrativeUnit>] string Id, [ID<AdministrativeUnit>] string ParentId, DateOnly EffectiveOn, string LegalGround)
    : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Move, Terms()) { Units = [Id], ParentId = ParentId };
}

/// <summary>The end of a unit in which no agency sits.</summary>
/// <param name="Id">Which.</param>
/// <param name="EffectiveOn">First day after its end.</param>
/// <param name="LegalGround">Number and date of the resolution.</param>
internal sealed record CloseAdministrativeUnitInput([ID<AdministrativeUnit>] string Id, DateOnly EffectiveOn, string LegalGround) : ReorganisationInput(EffectiveOn, LegalGround)
{
    public UnitOperation Operation() => new(ReorganisationKind.Close, Terms()) { Units = [Id] };
}
