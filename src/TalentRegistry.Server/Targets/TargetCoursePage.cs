using TalentRegistry.Domain.Targets;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Targets;

/// <summary>The page of a target's decisions and reports.</summary>
/// <param name="Sheet">The target.</param>
/// <param name="Form">The decision as typed; empty where nothing was.</param>
/// <param name="Preview">Who would answer after it; null before it is looked at.</param>
/// <param name="Occasion">The report as typed; null where none was.</param>
/// <param name="Counted">What would be reported; null before it is looked at.</param>
/// <param name="Again">Numbers of reports computed again, by number; null where they were not asked for.</param>
/// <param name="Fault">What spoke against the last attempt; null where nothing did.</param>
public sealed record TargetCoursePage(
    TargetSheet Sheet, StepForm? Form = null, TargetSheet? Preview = null, string? Occasion = null, TargetCount? Counted = null,
    IReadOnlyDictionary<int, TargetCount?>? Again = null, string? Fault = null)
{
    /// <summary>Whether a share is being decided on, for which the form has rows.</summary>
    public bool IsShared => Form?.Kind is TargetStepKind.Shared;
}
