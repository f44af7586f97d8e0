using TalentRegistry.Analytics.Backtests;
using TalentRegistry.Analytics.Cohorts;
using TalentRegistry.Analytics.Shortages;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>
/// Supply and shortages of every district and province by sector and profession. A province's figures come from the sum of its
/// districts' draws, never from their quantiles.
/// </summary>
internal static class SupplyTables
{
    /// <summary>Bounds of the severities.</summary>
    public static readonly ShortageSettings Bounds = new();

    public static (IReadOnlyList<SupplyRow> Supply, IReadOnlyList<SupplyOfDegree> ByDegree, IReadOnlyList<ShortageRow> Shortages) Of(
        ForecastInputs inputs, IReadOnlyList<ComputableTarget> targets, IReadOnlyDictionary<FlagKey, FlagBefore> before, CancellationToken cancellationToken)
    {
        var units = inputs.ProvinceOf.Keys.Union(inputs.ProvinceOf.Values).Order(StringComparer.Ordinal).ToList();
        var found = new Found[units.Count];
        Parallel.For(0, units.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken }, index =>
        {
            found[index] = new([], [], []);
            var parts = inputs.PartsOf(units[index]);
            foreach (var (sector, profession) in Cells(inputs.Supply, parts))
                AddCell(new ShortageKey(units[index], sector, profession), parts, inputs, before, found[index]);
            foreach (var target in targets.Where(target => target.IsStaffingRatio && (target.UnitId == units[index] || inputs.ProvinceOf.GetValueOrDefault(units[index]) == target.UnitId)))
                found[index].Shortages.AddRange(AgainstPlan(target, units[index], parts, inputs, before));
        });
        return ([.. found.SelectMany(unit => unit.Supply)], [.. found.SelectMany(unit => unit.ByDegree)], [.. found.SelectMany(unit => unit.Shortages)]);
    }

    /// <summary>Each sector as a whole, and each profession in it.</summary>
    public static IEnumerable<(string Sector, string? Profession)> Cells(SupplyForecast supply, IReadOnlySet<string> parts)
    {
        var cells = supply.Cells.Where(cell => parts.Contains(cell.UnitId)).Select(cell => (cell.SectorCode, (string?)cell.ProfessionCode)).ToHashSet();
        return cells.Concat(cells.Select(cell => (cell.SectorCode, (string?)null))).Distinct().Order();
    }

    private static void AddCell(ShortageKey key, IReadOnlySet<string> parts, ForecastInputs inputs, IReadOnlyDictionary<FlagKey, FlagBefore> before, Found to)
    {
        var slice = inputs.Supply.Select(SupplySelection.Of(parts, key.SectorCode, key.ProfessionCode));
        var today = slice.Closing(inputs.BaseYear)[0];
        var past = inputs.Past?.Of(key);
        var (since, flags, published) = (new FlowsSince(slice, inputs.BaseYear), new List<ShortageRow>(), new List<float[]>());
        for (var year = inputs.BaseYear + 1; year <= inputs.LastYear; year++)
        {
            var made = slice.Closing(year);
            var closing = past is { LosesToNoChange: true } ? NoChange.Around(made, today) : made;
            published.Add(closing);
            to.Supply.Add(SupplyRows.Of(key, slice, year, closing));
            if (today > 0)
            {
                var was = before.GetValueOrDefault(KeyOf(null, key, year));
                flags.Add(RowOf(null, ShortageFlag.AgainstStaffing(key, year, today, closing, Bounds, SeverityOf(was)), since.PartsAt(year, today, today), was, past));
            }
        }

        to.ByDegree.AddRange(SupplyRows.ByDegree(key, parts, inputs, published));
        to.Shortages.AddRange(WithFirstYear(flags));
    }

    private static List<ShortageRow> AgainstPlan(
        ComputableTarget target, string unit, IReadOnlySet<string> parts, ForecastInputs inputs, IReadOnlyDictionary<FlagKey, FlagBefore> before)
    {
        if (!inputs.Populations.TryGetValue(unit, out var population) || inputs.Vocabulary.CellsOf(target.Numerator, parts) is not { } cells)
            return [];

        var profession = target.Numerator.Professions[0];
        var key = new ShortageKey(unit, inputs.Vocabulary.SectorOf(profession), profession);
        var slice = inputs.Supply.Select(cells);
        var ratio = (double)target.Target.Bound!.Value! / target.Target.Indicator.Per;
        var past = inputs.Past?.Of(target.Target.Code, unit);
        var today = slice.Closing(inputs.BaseYear)[0];
        var (since, flags) = (new FlowsSince(slice, inputs.BaseYear), new List<ShortageRow>());
        for (var year = inputs.BaseYear + 1; year <= inputs.LastYear; year++)
        {
            var closing = past is { LosesToNoChange: true } ? NoChange.Around(slice.Closing(year), today) : slice.Closing(year);
            var was = before.GetValueOrDefault(KeyOf(target.Target.Code, key, year));
            var flag = ShortageFlag.AgainstPlan(
                key, year, (double)target.Target.Bound!.Value!, target.Target.Indicator.Per,
                population.Draws(year, inputs.Supply.Draws, inputs.Seed), closing, Bounds, SeverityOf(was));
            flags.Add(RowOf(target.Target.Code, flag, since.PartsAt(year, ratio * population.Expected(inputs.BaseYear), flag.Requirement), was, past));
        }

        return WithFirstYear(flags);
    }

    private static List<ShortageRow> WithFirstYear(List<ShortageRow> flags)
    {
        var first = flags.FirstOrDefault(flag => flag.Severity is "shortage" or "severe")?.Year;
        return [.. flags.Select(flag => flag with { FirstYear = first })];
    }

    private static FlagKey KeyOf(string? target, ShortageKey key, int year) => new(target, key.UnitId, key.SectorCode, key.ProfessionCode, year);

    private static ShortageSeverity? SeverityOf(FlagBefore? flag) => flag is null ? null : SnakeCase.Parse<ShortageSeverity>(flag.Severity);

    private static ShortageRow RowOf(string? target, ShortageFlag flag, ShortageParts parts, FlagBefore? before, BacktestRecord? past) => new(
        target, flag.Key.UnitId, flag.Key.SectorCode, flag.Key.ProfessionCode, flag.Year, flag.Requirement, TargetPaths.BandOf(flag.Supply),
        flag.ExpectedGap, flag.ProbabilityShort, SnakeCase.Of(flag.Severity), flag.Gap.P10, flag.Gap.P90,
        flag.ExpectedGap > 0 ? SnakeCase.Of(parts.Driver) : null, before) { IsHeld = flag.IsHeld, Grade = SnakeCase.Of(past?.Grade ?? ConfidenceGrade.D) };

    private sealed record Found(List<SupplyRow> Supply, List<SupplyOfDegree> ByDegree, List<ShortageRow> Shortages);
}
