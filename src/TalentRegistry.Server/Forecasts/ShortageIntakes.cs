using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>
/// The recruits a year who would close the worst shortages of the years in which plans are due: what a leader asks at once, and what is too dear to find for every flag
/// or while somebody waits.
/// </summary>
internal static class ShortageIntakes
{
    /// <summary>How many shortages of a place are told first.</summary>
    public const int Told = 5;

    public static IReadOnlyList<ShortageRow> Solved(
        SupplyModel model, ForecastInputs inputs, IReadOnlyList<ComputableTarget> targets, IReadOnlyList<ShortageRow> flags, CancellationToken cancellationToken)
    {
        var due = targets.Select(target => target.Target.Due?.Year).OfType<int>().ToHashSet();
        var worst = flags
            .Where(flag => flag.ProfessionCode is not null && flag.Severity is "shortage" or "severe" && due.Contains(flag.Year) && inputs.ProvinceOf.ContainsKey(flag.UnitId))
            // Where a plan asks for a profession, today's headcount of it is not told beside it.
            .GroupBy(flag => (flag.UnitId, flag.ProfessionCode, flag.Year))
            .SelectMany(same => same.Any(flag => flag.TargetCode is not null) ? same.Where(flag => flag.TargetCode is not null) : same)
            .GroupBy(flag => (inputs.ProvinceOf[flag.UnitId], flag.Year))
            .SelectMany(group => group.OrderByDescending(flag => flag.Severity == "severe").ThenByDescending(flag => flag.ExpectedGap).Take(Told))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. flags.Select(flag => worst.Contains(flag) ? flag with { ExtraRecruits = Intake(model, inputs, targets, flag, cancellationToken) } : flag)];
    }

    private static int? Intake(SupplyModel model, ForecastInputs inputs, IReadOnlyList<ComputableTarget> targets, ShortageRow flag, CancellationToken cancellationToken) => ShortageRequirement.Of(
        inputs, targets, new FlagKey(flag.TargetCode, flag.UnitId, flag.SectorCode, flag.ProfessionCode, flag.Year), key => IsNoChange(inputs, key))?.FewestRecruits(model, cancellationToken).Amount;

    private static bool IsNoChange(ForecastInputs inputs, FlagKey key) => (key.TargetCode is { } target
        ? inputs.Past?.Of(target, key.UnitId)
        : inputs.Past?.Of(new ShortageKey(key.UnitId, key.SectorCode, key.ProfessionCode))) is { LosesToNoChange: true };
}
