using TalentRegistry.Analytics;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Views;
using TalentRegistry.Server.Forecasts;
using IndicatorKind = TalentRegistry.Analytics.Indicators.IndicatorKind;

namespace TalentRegistry.Server.Scenarios;

/// <summary>Holds scenarios against the baseline, draw by draw, within the units that the caller may see.</summary>
internal static class ScenarioComparing
{
    private const int MostChanges = 200;
    private static readonly ShortageSettings Bounds = new();

    public static ScenarioComparison Compare(
        ScenarioGround ground, IReadOnlyList<(Scenario Scenario, SupplyForecast Supply)> asked, ScenarioWhere where, int? year, IReadOnlySet<string> visible)
    {
        var inputs = ground.Inputs;
        var told = Math.Clamp(year ?? 2030, inputs.BaseYear + 1, inputs.LastYear);
        // A leader of a province sees its districts too: they are in scope with it.
        var includes = Whose(ground, [.. asked.SelectMany(each => each.Scenario.Levers)], where, visible);
        var all = asked.Select(each => ((Scenario?)each.Scenario, each.Supply)).Prepend((null, inputs.Supply)).ToList();
        var provinces = Touched(ground, asked);
        var baseline = inputs.Supply.SelectCells(includes);
        var flags = all.ConvertAll(each => FlagsOf(ground, inputs with { Supply = each.Supply }, told, provinces, visible));
        var targets = all.ConvertAll(each => TargetsOf(ground, inputs with { Supply = each.Supply }, told, visible));
        var moved = targets[0].Keys.Where(code => targets.Exists(of => !of[code].Draws.AsSpan().SequenceEqual(targets[0][code].Draws))).ToHashSet();
        return new(
            new DateOnly(inputs.BaseYear, 12, 31), inputs.Supply.Draws, told, inputs.LastYear,
            [
                .. all.Select((each, at) => new ScenarioCase(
                    each.Item1, SupplyOf(each.Supply.SelectCells(includes), baseline, inputs),
                    [.. targets[at].Where(target => moved.Contains(target.Key)).Select(target => target.Value.Target)],
                    Count(flags[at]), Changes(flags[0], flags[at]))),
            ]);
    }

    private static Func<CellKey, bool> Whose(ScenarioGround ground, IReadOnlyList<ScenarioLever> levers, ScenarioWhere where, IReadOnlySet<string> visible)
    {
        SupplySelection[] chosen = where.IsEmpty
            ? [.. levers.Select(lever => ground.CellsOf(lever))]
            : [ground.CellsOf(where.UnitId, where.SectorCode, where.ProfessionCode, where.Degree)];
        return cell => visible.Contains(cell.UnitId) && Array.Exists(chosen, part => part.Includes(cell));
    }

    private static IReadOnlyList<ScenarioSupply> SupplyOf(SupplySlice slice, SupplySlice baseline, ForecastInputs inputs)
    {
        var years = new List<ScenarioSupply>();
        for (var year = inputs.BaseYear; year <= inputs.LastYear; year++)
        {
            var (people, without) = (slice.Closing(year), baseline.Closing(year));
            var (stock, difference) = (Quantiles.Of(people), Quantiles.Of([.. people.Zip(without, (with, other) => with - other)]));
            years.Add(new(year, stock.Mean, stock.P10, stock.P90, difference.Mean, difference.P10, difference.P90));
        }

        return years;
    }

    // Provinces in which a lever finds somebody.
    private static HashSet<string> Touched(ScenarioGround ground, IReadOnlyList<(Scenario Scenario, SupplyForecast Supply)> asked)
    {
        var levers = asked.SelectMany(each => each.Scenario.Levers).Select(ground.LeverOf).ToList();
        return ground.Inputs.Supply.Cells.Where(cell => levers.Exists(lever => lever.Where.Includes(cell))).Select(cell => ground.Inputs.ProvinceOf[cell.UnitId]).ToHashSet();
    }

    private static Dictionary<string, (ScenarioTarget Target, float[] Draws)> TargetsOf(ScenarioGround ground, ForecastInputs inputs, int year, IReadOnlySet<string> visible)
    {
        var found = new Dictionary<string, (ScenarioTarget, float[])>(StringComparer.Ordinal);
        foreach (var target in ground.Targets.Where(target => target.Rule is not null && visible.Contains(target.UnitId)))
        {
            if (DrawsOf(target, inputs, year) is not { } draws)
                continue;

            var (values, rule) = (IndicatorForecast.Values(draws), target.Rule!.Value);
            found[target.Target.Code] = (new(
                target.Target.Code, target.UnitId, values.Count(value => rule.IsMetBy(value)) / (double)values.Length, Quantiles.Of(values).P50,
                ground.NoChange.Contains(target.Target.Code)), values);
        }

        return found;
    }

    private static IndicatorDraws? DrawsOf(ComputableTarget target, ForecastInputs inputs, int year)
    {
        var (indicator, within) = (target.Target.Indicator, inputs.PartsOf(target.UnitId));
        if (inputs.Vocabulary.CellsOf(target.Numerator, within) is not { } people)
            return null;

        var numerator = inputs.Supply.Select(people).Closing(year);
        if (indicator.DenominatorSeries is not null)
        {
            return inputs.Populations.TryGetValue(target.UnitId, out var population)
                ? new(IndicatorKind.PerPopulation, numerator, population.Draws(year, inputs.Supply.Draws, inputs.Seed), indicator.Per) : null;
        }

        if (indicator.Denominator is not { } filter)
            return new(IndicatorKind.Count, numerator, null, indicator.Per);

        return inputs.Vocabulary.CellsOf(filter, within) is { } whole ? new(IndicatorKind.Share, numerator, inputs.Supply.Select(whole).Closing(year), indicator.Per) : null;
    }

    private static Dictionary<FlagKey, ShortageFlag> FlagsOf(ScenarioGround ground, ForecastInputs inputs, int year, HashSet<string> provinces, IReadOnlySet<string> visible)
    {
        var flags = new Dictionary<FlagKey, ShortageFlag>();
        foreach (var unit in inputs.ProvinceOf.Where(unit => provinces.Contains(unit.Value)).SelectMany(unit => new[] { unit.Key, unit.Value }).Distinct().Where(visible.Contains))
        {
            var parts = inputs.PartsOf(unit);
            foreach (var cells in Cells(inputs.Supply, parts))
            {
                var (key, slice) = (new ShortageKey(unit, cells.Sector, cells.Profession), inputs.Supply.SelectCells(cells.Includes));
                if (slice.Closing(inputs.BaseYear)[0] is > 0 and var today)
                    flags[KeyOf(null, key, year)] = ShortageFlag.AgainstStaffing(key, year, today, slice.Closing(year), Bounds, Before(ground, KeyOf(null, key, year)));
            }

            foreach (var target in ground.Targets.Where(target => target.IsStaffingRatio && (target.UnitId == unit || inputs.ProvinceOf.GetValueOrDefault(unit) == target.UnitId)))
            {
                if (!inputs.Populations.TryGetValue(unit, out var population) || inputs.Vocabulary.CellsOf(target.Numerator, parts) is not { } cells)
                    continue;

                var key = new ShortageKey(unit, inputs.Vocabulary.SectorOf(target.Numerator.Professions[0]), target.Numerator.Professions[0]);
                flags[KeyOf(target.Target.Code, key, year)] = ShortageFlag.AgainstPlan(
                    key, year, (double)target.Target.Bound!.Value!, target.Target.Indicator.Per, population.Draws(year, inputs.Supply.Draws, inputs.Seed),
                    inputs.Supply.Select(cells).Closing(year), Bounds, Before(ground, KeyOf(target.Target.Code, key, year)));
            }
        }

        return flags;
    }

    private static IEnumerable<(string Sector, string? Profession, Func<CellKey, bool> Includes)> Cells(SupplyForecast supply, IReadOnlySet<string> parts)
    {
        var here = supply.Cells.Where(cell => parts.Contains(cell.UnitId)).ToHashSet();
        return here.Select(cell => (cell.SectorCode, Profession: (string?)cell.ProfessionCode)).Concat(here.Select(cell => (cell.SectorCode, Profession: (string?)null))).Distinct()
            .Select(asked => (asked.SectorCode, asked.Profession, (Func<CellKey, bool>)(cell =>
                cell.SectorCode == asked.SectorCode && (asked.Profession is null || cell.ProfessionCode == asked.Profession) && parts.Contains(cell.UnitId))));
    }

    private static ShortageSeverity? Before(ScenarioGround ground, FlagKey key) =>
        ground.Before.TryGetValue(key, out var was) ? SnakeCase.Parse<ShortageSeverity>(was.Severity) : null;

    private static FlagKey KeyOf(string? target, ShortageKey key, int year) => new(target, key.UnitId, key.SectorCode, key.ProfessionCode, year);

    private static ScenarioFlags Count(Dictionary<FlagKey, ShortageFlag> flags)
    {
        int Of(ShortageSeverity severity) => flags.Values.Count(flag => flag.Severity == severity);
        return new(Of(ShortageSeverity.None), Of(ShortageSeverity.Watch), Of(ShortageSeverity.Shortage), Of(ShortageSeverity.Severe));
    }

    private static IReadOnlyList<ScenarioFlagChange> Changes(Dictionary<FlagKey, ShortageFlag> baseline, Dictionary<FlagKey, ShortageFlag> scenario) =>
    [
        .. (from pair in scenario
           let was = baseline[pair.Key]
           where was.Severity != pair.Value.Severity
           orderby Math.Abs(was.ExpectedGap - pair.Value.ExpectedGap) descending
           select new ScenarioFlagChange(
               pair.Key.TargetCode, pair.Key.UnitId, pair.Key.SectorCode, pair.Key.ProfessionCode, SeverityOf(was), SeverityOf(pair.Value), was.ProbabilityShort,
               pair.Value.ProbabilityShort)).Take(MostChanges),
    ];

    private static Severity SeverityOf(ShortageFlag flag) => (Severity)(int)flag.Severity;
}
