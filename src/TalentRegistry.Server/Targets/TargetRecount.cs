using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Indicators;

namespace TalentRegistry.Server.Targets;

/// <summary>Counts a target as any version of its plan defines it: what was reported by a version that is no longer in force can be computed again.</summary>
internal sealed class TargetRecount(RegistryDatabase database)
{
    /// <summary>The map on which plans are followed.</summary>
    public static readonly DateOnly Map = new(2025, 6, 30);

    /// <summary>The number on a day, as the owner; null where that version does not compute it, or its base of that day is unknown.</summary>
    public async Task<TargetCount?> CountAsync(long planId, string code, DateOnly day, CancellationToken cancellationToken)
    {
        if (ComputableTarget.Of(await PlanCatalogue.ReadVersionAsync(database, planId, cancellationToken)).FirstOrDefault(each => each.Target.Code == code) is not { } target)
            return null;

        var indicator = target.Target.Indicator;
        var history = await IndicatorHistory.ReadOnAsync(database, [indicator], day, cancellationToken);
        var provinceOf = new Dictionary<string, string>(history.ProvinceOf, StringComparer.Ordinal);
        provinceOf.TryAdd(target.UnitId, target.UnitId);
        var counted = history.Count(indicator, provinceOf.Where(unit => unit.Key == target.UnitId || unit.Value == target.UnitId).Select(unit => unit.Key), day.Year);
        var (whole, status) = counted.Denominator is { } people ? (people, DenominatorStatus.Counted)
            : indicator.DenominatorSeries is null ? ((double?)null, (DenominatorStatus?)null)
            : await PopulationAsync(target.UnitId, day.Year, provinceOf, cancellationToken);
        return indicator.ValueOf(counted.Numerator, whole) is { } value
            ? new TargetCount(day, counted.Numerator, whole, status, value, target.Target.Bound?.IsMet(value, target.Plan.AboveRangeCountsAsMet))
            {
                Unknown = counted.Unknown,
                ValueAtMost = indicator.ValueOf(counted.Numerator + counted.Unknown, whole) ?? value,
                Settings = target.Settings,
                Sentence = target.Target.Sentence,
                Explanation = (await IndicatorWords.ReadAsync(database, cancellationToken)).Explain(indicator),
            }
            : null;
    }

    private async Task<(double? People, DenominatorStatus? Status)> PopulationAsync(
        string unit, int year, Dictionary<string, string> provinceOf, CancellationToken cancellationToken)
    {
        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        return Populations.Fit(published, provinceOf).TryGetValue(unit, out var path)
            ? (path.Expected(year), TargetPaths.StatusOf(path, year, published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet()))
            : (null, null);
    }
}
