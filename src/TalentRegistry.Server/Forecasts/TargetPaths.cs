using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Data.Forecasts;
using AnalyticsKind = TalentRegistry.Analytics.Indicators.IndicatorKind;
using IndicatorKind = TalentRegistry.Domain.Plans.IndicatorKind;

namespace TalentRegistry.Server.Forecasts;

/// <summary>The past and the forecast of a target's indicator, for the plan's unit and for each district of it.</summary>
internal static class TargetPaths
{
    public static IEnumerable<TargetPathRow> Of(ComputableTarget target, ForecastInputs inputs)
    {
        var parts = inputs.PartsOf(target.UnitId);
        foreach (var unit in parts.Append(target.UnitId).Distinct().Order(StringComparer.Ordinal))
        {
            var within = unit == target.UnitId ? parts : new HashSet<string> { unit };
            foreach (var row in History(target, unit, within, inputs).Concat(Forecast(target, unit, within, inputs)))
                yield return row;
        }
    }

    private static IEnumerable<TargetPathRow> History(ComputableTarget target, string unit, IReadOnlySet<string> within, ForecastInputs inputs)
    {
        var indicator = target.Target.Indicator;
        for (var year = inputs.History.FirstYear; year <= inputs.History.LastYear; year++)
        {
            var counted = inputs.History.Count(indicator, within, year);
            double numerator = counted.Numerator;
            double? denominator = null;
            DenominatorStatus? status = null;
            if (counted.Denominator is { } whole)
                (denominator, status) = (whole, DenominatorStatus.Counted);
            else if (indicator.DenominatorSeries is not null && inputs.Populations.TryGetValue(unit, out var population))
                (denominator, status) = (population.Expected(year), StatusOf(population, year, inputs.Recalled));

            if (indicator.ValueOf(numerator, denominator) is { } value)
                yield return new TargetPathRow(target.Target.Code, unit, year, numerator, denominator, status, value, null);
        }
    }

    // Of a target that "no change" forecast as well so far, the draws are brought around the last value counted.
    private static IEnumerable<TargetPathRow> Forecast(ComputableTarget target, string unit, IReadOnlySet<string> within, ForecastInputs inputs)
    {
        var indicator = target.Target.Indicator;
        var today = inputs.Past?.Of(target.Target.Code, unit) is { LosesToNoChange: true } ? CountedAt(target, unit, within, inputs, inputs.BaseYear) : null;
        foreach (var (year, made, people, population, whole) in DrawsOf(target, unit, within, inputs))
        {
            var draws = today is { } counted ? IndicatorForecast.WithValues(made, NoChange.Around(IndicatorForecast.Values(made), counted)) : made;
            // Only the plan's own unit has the target; its districts have the number that it would take (see shortages).
            var rule = unit == target.UnitId ? target.Rule : null;
            var outlook = IndicatorForecast.Of(draws, rule, rule is null ? null : people.RecruitRetention(year), year - inputs.BaseYear);
            yield return new TargetPathRow(
                target.Target.Code, unit, year, draws.Numerator.Average(), draws.Denominator?.Average(),
                population is not null ? StatusOf(population, year, inputs.Recalled) : whole is not null ? DenominatorStatus.Counted : null,
                outlook.Value.P50,
                new TargetOutlook(
                    BandOf(outlook.Value), outlook.ProbabilityMissed, outlook.Gap?.Mean,
                    outlook.ExtraRecruitsForEvenOdds));
        }
    }

    /// <summary>The indicator as counted at the end of a year, divided by the population as the inputs know it; null where there is none.</summary>
    public static double? CountedAt(ComputableTarget target, string unit, IEnumerable<string> within, ForecastInputs inputs, int year)
    {
        var indicator = target.Target.Indicator;
        var counted = inputs.History.Count(indicator, within, year);
        return indicator.ValueOf(
            counted.Numerator,
            counted.Denominator is { } whole ? whole
                : indicator.DenominatorSeries is not null && inputs.Populations.TryGetValue(unit, out var population) ? population.Expected(year) : null);
    }

    /// <summary>Draws of the years after the base year; none where the model does not tell the target's people apart.</summary>
    public static IEnumerable<(int Year, IndicatorDraws Draws, SupplySlice People, PopulationPath? Population, SupplySlice? Whole)> DrawsOf(
        ComputableTarget target, string unit, IReadOnlySet<string> within, ForecastInputs inputs)
    {
        var indicator = target.Target.Indicator;
        if (inputs.Vocabulary.CellsOf(target.Numerator, within) is not { } cells)
            yield break;

        var people = inputs.Supply.Select(cells);
        SupplySlice? whole = null;
        if (indicator.Denominator is { } filter)
        {
            if (inputs.Vocabulary.CellsOf(filter, within) is not { } base_)
                yield break;
            whole = inputs.Supply.Select(base_);
        }

        var population = indicator.DenominatorSeries is null ? null : inputs.Populations.GetValueOrDefault(unit);
        if (indicator.DenominatorSeries is not null && population is null)
            yield break;

        for (var year = inputs.BaseYear + 1; year <= inputs.LastYear; year++)
        {
            var denominator = population?.Draws(year, inputs.Supply.Draws, inputs.Seed) ?? whole?.Closing(year);
            yield return (year, new IndicatorDraws(KindOf(indicator.Kind, population is not null), people.Closing(year), denominator, indicator.Per), people, population, whole);
        }
    }

    public static ForecastBand BandOf(Quantiles quantiles) => new(quantiles.P025, quantiles.P10, quantiles.P50, quantiles.P90, quantiles.P975);

    private static AnalyticsKind KindOf(IndicatorKind kind, bool perPopulation) => kind switch
    {
        IndicatorKind.Count or IndicatorKind.PriorityGroup => AnalyticsKind.Count,
        _ => perPopulation ? AnalyticsKind.PerPopulation : AnalyticsKind.Share,
    };

    /// <summary>Where the population of a year comes from; <paramref name="recalled"/> are the figures written down from memory.</summary>
    public static DenominatorStatus StatusOf(PopulationPath path, int year, IReadOnlySet<(string UnitId, int Year)> recalled) => path.StatusOf(year) switch
    {
        PopulationStatus.Published => recalled.Contains((path.UnitId, year)) ? DenominatorStatus.Recalled : DenominatorStatus.Published,
        PopulationStatus.Interpolated => DenominatorStatus.Interpolated,
        _ => DenominatorStatus.Extrapolated,
    };
}
