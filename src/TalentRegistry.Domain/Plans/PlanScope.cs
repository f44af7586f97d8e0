using TalentRegistry.Domain.Units;

namespace TalentRegistry.Domain.Plans;

/// <summary>
/// Where a plan applies. Exactly one of <see cref="UnitId"/> and <see cref="WithinUnitId"/> is known: a text may leave its
/// own unit unnamed.
/// </summary>
/// <param name="Level">Level of the unit that issued it.</param>
/// <param name="UnitId">That unit, as P11; null where the text does not name it.</param>
/// <param name="WithinUnitId">Unit in which an unnamed one lies; null otherwise.</param>
/// <param name="Successor">Who took the plan over when the unit ended; null while it exists or where nobody did.</param>
/// <param name="Note">What a reader of the plan's figures should know; null where nothing.</param>
public sealed record PlanScope(UnitLevel Level, string? UnitId, string? WithinUnitId, PlanSuccessor? Successor, Bilingual? Note)
{
    /// <summary>Unit that answers for the plan on a day; null where the text does not name one.</summary>
    /// <example>Hải Dương's plan: P30.1 on 30 June 2025, P31.2 (Hải Phòng) on 1 July 2025.</example>
    public string? OwnerOn(DateOnly day) => Successor is { } next && day >= next.From ? next.UnitId : UnitId;
}

/// <summary>A unit that takes a plan over.</summary>
/// <param name="UnitId">Its id.</param>
/// <param name="From">Its first day as owner.</param>
public sealed record PlanSuccessor(string UnitId, DateOnly From);
