using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>What a flag asks for, draw by draw, and the people who are there without any lever.</summary>
/// <param name="Where">The cells whose people count.</param>
/// <param name="Required">People required.</param>
/// <param name="Baseline">People there as published: where "no change" is, the draws are brought around today's.</param>
/// <param name="Moved">By how much each draw is moved; null where the model itself is published.</param>
/// <param name="Year">Year of the flag.</param>
/// <param name="Years">Years from the base year to it.</param>
internal sealed record ShortageRequirement(SupplySelection Where, float[] Required, float[] Baseline, float[]? Moved, int Year, int Years)
{
    private const int MostRecruits = 5000;

    /// <summary>Reads it from the draws; null where there is no such flag.</summary>
    public static ShortageRequirement? Of(ForecastInputs inputs, IReadOnlyList<ComputableTarget> targets, FlagKey key, Func<FlagKey, bool> isNoChange)
    {
        if (key.Year <= inputs.BaseYear || key.Year > inputs.LastYear || Asked(inputs, targets, key) is not var (where, required, today))
            return null;

        var made = inputs.Supply.Select(where).Closing(key.Year);
        var baseline = isNoChange(key) ? NoChange.Around(made, today) : made;
        return new(where, required, baseline, ReferenceEquals(baseline, made) ? null : [.. baseline.Zip(made, (there, model) => there - model)], key.Year, key.Year - inputs.BaseYear);
    }

    /// <summary>People there in another simulation, moved as the published ones are.</summary>
    public float[] In(SupplyForecast forecast)
    {
        var made = forecast.Select(Where).Closing(Year);
        return Moved is null ? made : [.. made.Zip(Moved, (model, by) => Math.Max(0, model + by))];
    }

    /// <summary>The fewest recruits a year with whom the requirement is likely enough to be met.</summary>
    public Remedy FewestRecruits(SupplyModel model, CancellationToken cancellationToken)
    {
        // Most recruits of a few years are still there: the missing people over the years is where to look first.
        var missing = Required.Zip(Baseline, (needed, there) => needed - there).Order().ElementAt((int)(Remedy.Enough * (Required.Length - 1)));
        return Remedy.Smallest(RemedyKind.ExtraRecruits, MostRecruits, Required, Baseline, With, (int)Math.Clamp(missing / (0.85 * Years), 1, MostRecruits));

        float[] With(int posts) =>
            [.. model.Added(new SupplyLever { Where = Where, ExtraRecruits = posts }, cancellationToken).Select(Where).Closing(Year).Zip(Baseline, (more, there) => more + there)];
    }

    private static (SupplySelection Where, float[] Required, double Today)? Asked(ForecastInputs inputs, IReadOnlyList<ComputableTarget> targets, FlagKey key)
    {
        var parts = inputs.PartsOf(key.UnitId);
        if (key.TargetCode is not { } code)
        {
            var where = SupplySelection.Of(parts, key.SectorCode, key.ProfessionCode);
            var today = inputs.Supply.Select(where).Closing(inputs.BaseYear);
            return today[0] > 0 ? (where, today, today[0]) : null;
        }

        var target = targets.FirstOrDefault(each => each.Target.Code == code && each.IsStaffingRatio);
        if (target is null || !inputs.Populations.TryGetValue(key.UnitId, out var population) || inputs.Vocabulary.CellsOf(target.Numerator, parts) is not { } cells)
            return null;

        var ratio = (double)target.Target.Bound!.Value! / target.Target.Indicator.Per;
        float[] required = [.. population.Draws(key.Year, inputs.Supply.Draws, inputs.Seed).Select(people => (float)(ratio * people))];
        return (cells, required, inputs.Supply.Select(cells).Closing(inputs.BaseYear)[0]);
    }
}
