using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Plans;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Where a target stood on a day, in the unit of its plan on the map of 30 June 2025.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Numerator">People counted.</param>
/// <param name="Denominator">Inhabitants of the day's year, or people counted; null for a count.</param>
/// <param name="DenominatorStatus">Where the denominator comes from; null for a count.</param>
/// <param name="Value">The indicator in the unit of the target.</param>
/// <param name="IsMet">Whether it reached the target's number; null where the text states none.</param>
public sealed record TargetCount(DateOnly AsOf, double Numerator, double? Denominator, DenominatorStatus? DenominatorStatus, double Value, bool? IsMet);

/// <summary>Counts the targets of all plans on any day, by the rules by which their past is counted at the end of each year.</summary>
internal sealed class TargetsOnADay(RegistryDatabase database)
{
    /// <summary>By code; without those that the registry does not compute, or whose base of that day is unknown.</summary>
    public async Task<IReadOnlyDictionary<string, TargetCount>> CountAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var targets = ComputableTarget.Of(await PlanCatalogue.ReadAsync(database, cancellationToken));
        var history = await HeadcountHistory.ReadOnAsync(database, targets.SelectMany(target => target.Filters), day, cancellationToken);
        var provinceOf = new Dictionary<string, string>(history.ProvinceOf, StringComparer.Ordinal);
        foreach (var target in targets)
            provinceOf.TryAdd(target.UnitId, target.UnitId);

        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        var populations = Populations.Fit(published, provinceOf);
        var recalled = published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet();
        return targets.Select(target => (target.Target.Code, Count: CountOf(target, day, history, provinceOf, populations, recalled)))
            .Where(counted => counted.Count is not null).ToDictionary(counted => counted.Code, counted => counted.Count!, StringComparer.Ordinal);
    }

    private static TargetCount? CountOf(
        ComputableTarget target, DateOnly day, HeadcountHistory history, Dictionary<string, string> provinceOf,
        IReadOnlyDictionary<string, PopulationPath> populations, HashSet<(string, int)> recalled)
    {
        var within = provinceOf.Where(unit => unit.Key == target.UnitId || unit.Value == target.UnitId).Select(unit => unit.Key).ToList();
        var indicator = target.Target.Indicator;
        double numerator = within.Sum(unit => history.Count(target.Numerator, unit, day.Year));
        double? denominator = null;
        DenominatorStatus? status = null;
        if (indicator.Denominator is { } whole)
            (denominator, status) = (within.Sum(unit => history.Count(whole, unit, day.Year)), DenominatorStatus.Counted);
        else if (indicator.DenominatorSeries is not null && populations.TryGetValue(target.UnitId, out var population))
            (denominator, status) = (population.Expected(day.Year), TargetPaths.StatusOf(population, day.Year, recalled));

        return indicator.ValueOf(numerator, denominator) is { } value
            ? new TargetCount(day, numerator, denominator, status, value, target.Target.Bound?.IsMet(value, target.Plan.AboveRangeCountsAsMet))
            : null;
    }
}
