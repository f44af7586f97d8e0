using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using IndicatorKind = TalentRegistry.Domain.Plans.IndicatorKind;
using Held = TalentRegistry.Analytics.Indicators.Comparator;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A target that the registry can count, in the unit of its plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Target">The target.</param>
/// <param name="UnitId">Unit of the plan on the map on which its targets are followed.</param>
internal sealed record ComputableTarget(Plan Plan, Target Target, string UnitId)
{
    public PeopleFilter Numerator => Target.Indicator.Numerator!;

    /// <summary>The settings of the plan that decide its number: those that the indicator is read by, and those that its bound is held by.</summary>
    public IReadOnlyList<PlanSetting> Settings
    {
        get
        {
            string[] ofBound = Target.Bound?.Comparator switch
            {
                Domain.Plans.Comparator.Between => ["above-range"],
                Domain.Plans.Comparator.About => ["about-tolerance", "above-range"],
                _ when Target.Bound?.Assumed == true => ["bare-number"],
                _ => [],
            };
            return [.. Plan.Settings.Where(setting => Target.Indicator.Readings.Contains(setting.Key) || ofBound.Contains(setting.Key))];
        }
    }

    /// <summary>The bound for draws; null where the text gives no number.</summary>
    public TargetRule? Rule => Target.Bound is { } bound ? RuleOf(bound, Plan.AboveRangeCountsAsMet) : null;

    /// <summary>Whether more people of the numerator, each of one profession, are what the plan asks for per inhabitant.</summary>
    public bool IsStaffingRatio =>
        Target.Indicator is { Kind: IndicatorKind.Ratio, DenominatorSeries: not null } && Numerator.Professions.Count == 1
        && Target.Bound?.Value is not null && Rule is { MoreIsBetter: true };

    public static IReadOnlyList<ComputableTarget> Of(PlanCatalogue plans) =>
    [
        .. from found in plans.Targets
           where found.Target.Computable && found.Target.Indicator.Numerator is not null && found.Plan.Scope.UnitId is not null
           select new ComputableTarget(found.Plan, found.Target, found.Plan.Scope.UnitId!),
    ];

    /// <summary>Targets whose number is a figure of others, that nobody counts from dossiers.</summary>
    public static IReadOnlyList<ComputableTarget> WithFigures(PlanCatalogue plans) =>
    [
        .. from found in plans.Targets
           where found.Target.Indicator.FigureSeries is not null && found.Plan.Scope.UnitId is not null
           select new ComputableTarget(found.Plan, found.Target, found.Plan.Scope.UnitId!),
    ];

    private static TargetRule RuleOf(TargetBound bound, bool aboveIsMet) => bound.Comparator switch
    {
        Domain.Plans.Comparator.AtLeast => new(Held.AtLeast, (double)bound.Value!),
        Domain.Plans.Comparator.MoreThan => new(Held.MoreThan, (double)bound.Value!),
        Domain.Plans.Comparator.LessThan => new(Held.LessThan, (double)bound.Value!),
        Domain.Plans.Comparator.Exactly => new(Held.Range, (double)bound.Value!, (double)bound.Value, AboveRangeIsMet: false),
        Domain.Plans.Comparator.Between => new(Held.Range, (double)bound.Low!, (double)bound.High!, aboveIsMet),
        Domain.Plans.Comparator.About => new(Held.Range, (double)(bound.Value! - bound.Tolerance!), (double)(bound.Value! + bound.Tolerance!), aboveIsMet),
        _ => throw new InvalidOperationException($"{bound.Comparator} is not a comparator."),
    };
}
