namespace TalentRegistry.Domain.Targets;

/// <summary>What a decision does with a target whose unit ends, or that somebody else is to answer for.</summary>
public enum TargetStepKind
{
    /// <summary>The unit stays; an agency of the registry is named to answer for it (giao cơ quan chịu trách nhiệm).</summary>
    Assigned,

    /// <summary>Wholly to one unit (chuyển cho đơn vị kế thừa).</summary>
    Carried,

    /// <summary>To several units by declared weights (chia theo tỷ lệ).</summary>
    Shared,

    /// <summary>Nobody goes on with it (kết thúc).</summary>
    Closed,

    /// <summary>The last step that stands is taken back (rút lại).</summary>
    TakenBack,
}

/// <summary>Who answers for a part of a target.</summary>
/// <param name="UnitId">Administrative unit.</param>
/// <param name="AgencyId">Agency of the registry; null where none is named.</param>
/// <param name="Weight">More than 0, in any measure: 60 and 40, or the inhabitants of each. Shares are the weights by their sum.</param>
public sealed record TargetPart(string UnitId, Guid? AgencyId, decimal Weight);

/// <summary>A step that was decided on a target. Never changed; a later step takes it back.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">From 1 for each target, without gaps.</param>
/// <param name="Kind">What it does.</param>
/// <param name="FromUnitId">Whose part of the target it is about; null where a step is taken back.</param>
/// <param name="EffectiveOn">First day on which it holds; null where a step is taken back.</param>
/// <param name="Parts">Who answers since: one, for a share two or more, none where it is closed.</param>
/// <param name="TakesBackId">The step that is taken back.</param>
/// <param name="Ground">Number and date of the decision (số, ngày quyết định).</param>
public sealed record TargetStep(
    Guid Id, int Number, TargetStepKind Kind, string? FromUnitId, DateOnly? EffectiveOn, IReadOnlyList<TargetPart> Parts, Guid? TakesBackId, string Ground);
