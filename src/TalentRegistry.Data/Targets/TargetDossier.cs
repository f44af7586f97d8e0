using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Targets;

namespace TalentRegistry.Data.Targets;

/// <summary>A step as it was entered.</summary>
/// <param name="Step">What was decided.</param>
/// <param name="PlanVersion">Version of the plan that was in force.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">By whom, as shown at that time.</param>
public sealed record EnteredStep(TargetStep Step, int PlanVersion, DateTimeOffset At, string? By);

/// <summary>A number of a target as it was reported.</summary>
/// <param name="Number">From 1 for each target.</param>
/// <param name="PlanId">Key of the version of the plan by which it was computed.</param>
/// <param name="PlanVersion">That version, from 1.</param>
/// <param name="IsDefinitionChanged">Whether the plan in force computes the target in another way than that version.</param>
/// <param name="Occasion">In which report it was told.</param>
/// <param name="AsOf">Day on which it was counted.</param>
/// <param name="MapAsOf">Day of the map on which its unit lies.</param>
/// <param name="UnitId">Unit in which it was counted.</param>
/// <param name="Numerator">People counted.</param>
/// <param name="Denominator">The base; null for a count.</param>
/// <param name="DenominatorStatus">Where the base came from; null for a count.</param>
/// <param name="Unknown">People of whom the registry could not say whether they pass.</param>
/// <param name="Value">The number.</param>
/// <param name="ValueAtMost">What it would have been if all of the unknown passed.</param>
/// <param name="IsMet">Whether it reached the number of the plan; null where the text states none.</param>
/// <param name="Settings">The settings that decided it, with their values.</param>
/// <param name="At">When it was kept.</param>
/// <param name="By">By whom, as shown at that time.</param>
public sealed record ReportedValue(
    int Number, long PlanId, int PlanVersion, bool IsDefinitionChanged, string Occasion, DateOnly AsOf, DateOnly MapAsOf, string UnitId, double Numerator, double? Denominator,
    DenominatorStatus? DenominatorStatus, long Unknown, double Value, double ValueAtMost, bool? IsMet, IReadOnlyDictionary<string, string> Settings, DateTimeOffset At, string? By);

/// <summary>What a unit that has ended went over into: how its part of a target may go on.</summary>
/// <param name="FromUnitId">The unit.</param>
/// <param name="Kind">Carried, shared, or closed where nothing came after it; for a division without declared shares a planner gives the weights.</param>
/// <param name="EffectiveOn">The day on which it ended.</param>
/// <param name="Parts">Its successors, with the shares declared or a weight of 1 each.</param>
/// <param name="Ground">On what the change of the map rests.</param>
public sealed record ProposedStep(string FromUnitId, TargetStepKind Kind, DateOnly EffectiveOn, IReadOnlyList<TargetPart> Parts, string Ground);

/// <summary>A target of a plan in force with all that was decided on it and reported of it.</summary>
/// <param name="PlanCode">Code of the plan.</param>
/// <param name="PlanId">Key of the version in force.</param>
/// <param name="PlanVersion">That version, from 1.</param>
/// <param name="DecisionNumber">Number of the plan as printed; null where the text leaves it blank.</param>
/// <param name="Scope">Where the plan applies.</param>
/// <param name="Target">The target.</param>
/// <param name="Entered">What was decided, by number.</param>
/// <param name="Reported">What was reported, the newest first.</param>
public sealed record TargetDossier(
    string PlanCode, long PlanId, int PlanVersion, string? DecisionNumber, PlanScope Scope, Target Target, IReadOnlyList<EnteredStep> Entered, IReadOnlyList<ReportedValue> Reported)
{
    /// <summary>How many steps were entered: sent back with the next one, which is refused if another came first.</summary>
    public int Version => Entered.Count;

    /// <summary>The last step that stands; null where none does.</summary>
    public TargetStep? Last => TargetCourse.Standing(Entered.Select(entered => entered.Step)) is [.., var last] ? last : null;

    /// <summary>Whether <see cref="Last"/> may be taken back: nothing was reported since.</summary>
    public bool MayTakeBack { get; init; }

    /// <summary>Who answers on a day.</summary>
    public TargetCourse On(DateOnly day) => TargetCourse.On(day, Scope, Target.Bound, Entered.Select(entered => entered.Step));
}
