using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;
using TalentRegistry.Server.Indicators;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Where a target stood on a day, in the unit of its plan on the map of 30 June 2025.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Numerator">People counted.</param>
/// <param name="Denominator">Inhabitants of the day's year, or people counted; null for a count.</param>
/// <param name="DenominatorStatus">Where the denominator comes from; null for a count.</param>
/// <param name="Value">The indicator in the unit of the target.</param>
/// <param name="IsMet">Whether it reached the target's number; null where the text states none.</param>
public sealed record TargetCount(DateOnly AsOf, double Numerator, double? Denominator, DenominatorStatus? DenominatorStatus, double Value, bool? IsMet)
{
    /// <summary>
    /// People of the base, of a count or ratio all people who are looked at, of whom the registry cannot say whether they pass: a fact that decides is not on file. They are
    /// not in the numerator.
    /// </summary>
    public required long Unknown { get; init; }

    /// <summary>What the value would be at most: if all of the unknown passed.</summary>
    public required double ValueAtMost { get; init; }

    /// <summary>How the plan's text is read where it leaves something open: the settings that decide this number, with their present values.</summary>
    public required IReadOnlyList<PlanSetting> Settings { get; init; }

    /// <summary>The sentence of the plan that it comes from, word for word.</summary>
    public required string Sentence { get; init; }

    /// <summary>What is counted, in words.</summary>
    public required Bilingual Explanation { get; init; }

    /// <summary>Where the value is a figure of others that was published or entered: its source, as written there. Null where the registry counted.</summary>
    public string? FigureSource { get; init; }
}

/// <summary>A target's indicator in one district of the map of 30 June 2025; what the plan asks for is asked of its whole unit, so none is met or missed here.</summary>
/// <param name="UnitId">The district; the plan's own unit for those who belong to none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Numerator">People counted.</param>
/// <param name="Denominator">Inhabitants of the day's year, or people counted; null for a count, or where no population of the district is known.</param>
/// <param name="Value">In the unit of the target; null where its base is not known.</param>
/// <param name="Unknown">People of whom the registry cannot say.</param>
public sealed record DistrictCount(string UnitId, string Name, double Numerator, double? Denominator, double? Value, long Unknown);

/// <summary>Counts the targets of all plans on any day, by the rules by which their past is counted at the end of each year.</summary>
internal sealed class TargetsOnADay(RegistryDatabase database)
{
    /// <summary>By code; without those that the registry does not compute, or whose base of that day is unknown.</summary>
    public async Task<IReadOnlyDictionary<string, TargetCount>> CountAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var plans = await PlanCatalogue.ReadAsync(database, cancellationToken);
        var targets = ComputableTarget.Of(plans);
        var history = await IndicatorHistory.ReadOnAsync(database, targets.Select(target => target.Target.Indicator), day, cancellationToken);
        var provinceOf = new Dictionary<string, string>(history.ProvinceOf, StringComparer.Ordinal);
        foreach (var target in targets)
            provinceOf.TryAdd(target.UnitId, target.UnitId);

        var bases = await SeriesBase.ReadAsync(database, cancellationToken);
        var words = await IndicatorWords.ReadAsync(database, cancellationToken);
        return targets.Select(target => (target.Target.Code, Count: CountOf(target, day, history, provinceOf, bases, words)))
            .Where(counted => counted.Count is not null).Select(counted => (counted.Code, counted.Count!))
            .Concat(await FiguresAsync(plans, day, words, cancellationToken))
            .ToDictionary(counted => counted.Item1, counted => counted.Item2, StringComparer.Ordinal);
    }

    /// <summary>
    /// The targets of a plan in each district of its province, by code; the last row, where there are any, has those who belong to no district. The people of all rows
    /// are the people of <see cref="CountAsync"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<DistrictCount>>> CountDistrictsAsync(string planCode, DateOnly day, CancellationToken cancellationToken)
    {
        var targets = ComputableTarget.Of(await PlanCatalogue.ReadAsync(database, cancellationToken)).Where(target => target.Plan.Code == planCode).ToList();
        if (targets.Count == 0)
            return new Dictionary<string, IReadOnlyList<DistrictCount>>(StringComparer.Ordinal);

        var history = await IndicatorHistory.ReadOnAsync(database, targets.Select(target => target.Target.Indicator), day, cancellationToken);
        var bases = await SeriesBase.ReadAsync(database, cancellationToken);
        var province = targets[0].UnitId;
        List<string> units = [.. bases.DistrictsOf(province, DistrictMap.LastDay)];
        units.AddRange(history.ProvinceOf.Where(unit => unit.Value == province && !units.Contains(unit.Key)).Select(unit => unit.Key));
        var names = await NamesAsync(units, cancellationToken);
        return targets.ToDictionary(target => target.Target.Code, target => (IReadOnlyList<DistrictCount>)[.. names.Select(unit => In(unit.Id, unit.Name, target, history))], StringComparer.Ordinal);

        DistrictCount In(string unit, string name, ComputableTarget target, IndicatorHistory counted)
        {
            var indicator = target.Target.Indicator;
            var count = counted.Count(indicator, unit, day.Year);
            // The whole province's inhabitants are no base of those few who belong to no district.
            var whole = count.Denominator ?? (indicator.DenominatorSeries is null || unit == province ? null : bases.Of(unit, day.Year).People);
            return new DistrictCount(unit, name, count.Numerator, whole, indicator.ValueOf(count.Numerator, whole), count.Unknown);
        }
    }

    private async Task<List<(string Id, string Name)>> NamesAsync(List<string> units, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT id, name FROM reference.administrative_unit WHERE id = ANY ($1) ORDER BY level <> 'district', name COLLATE reference.vietnamese");
        command.Parameters.Add(new() { Value = units.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var names = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            names.Add((reader.GetString(0), reader.GetString(1)));
        return names;
    }

    // The newest figure of a target's unit that is not of a later year than the day: it stands for the end of its own year.
    private async Task<List<(string Code, TargetCount Count)>> FiguresAsync(PlanCatalogue plans, DateOnly day, IndicatorWords words, CancellationToken cancellationToken)
    {
        var asked = ComputableTarget.WithFigures(plans);
        var found = new List<(string, TargetCount)>();
        await using var command = database.Owner.CreateCommand(
            """
            SELECT DISTINCT ON (a.place) a.place, f.year::int, f.value::float8, f.source
              FROM unnest($1, $2) WITH ORDINALITY a (unit_id, series_code, place) JOIN reference.figure f USING (unit_id, series_code)
             WHERE f.year <= $3 ORDER BY a.place, f.year DESC
            """);
        command.Parameters.Add(new() { Value = asked.Select(target => target.UnitId).ToArray() });
        command.Parameters.Add(new() { Value = asked.Select(target => target.Target.Indicator.FigureSeries!).ToArray() });
        command.Parameters.Add(new() { Value = day.Year });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var target = asked[(int)reader.GetInt64(0) - 1];
            var value = reader.GetDouble(2);
            found.Add((target.Target.Code, new TargetCount(
                new DateOnly(reader.GetInt32(1), 12, 31), value, null, null, value, target.Target.Bound?.IsMet(value, target.Plan.AboveRangeCountsAsMet))
            {
                Unknown = 0,
                ValueAtMost = value,
                Settings = target.Settings,
                Sentence = target.Target.Sentence,
                Explanation = words.Explain(target.Target.Indicator),
                FigureSource = reader.GetString(3),
            }));
        }

        return found;
    }

    private static TargetCount? CountOf(
        ComputableTarget target, DateOnly day, IndicatorHistory history, Dictionary<string, string> provinceOf, SeriesBase bases, IndicatorWords words)
    {
        var within = provinceOf.Where(unit => unit.Key == target.UnitId || unit.Value == target.UnitId).Select(unit => unit.Key);
        return Of(target, day, history.Count(target.Target.Indicator, within, day.Year), bases, words);
    }

    /// <summary>A target as counted in its unit; null where its base is not known.</summary>
    public static TargetCount? Of(ComputableTarget target, DateOnly day, IndicatorCount counted, SeriesBase bases, IndicatorWords words)
    {
        var indicator = target.Target.Indicator;
        var (denominator, status) = counted.Denominator is { } whole ? (whole, DenominatorStatus.Counted)
            : indicator.DenominatorSeries is null ? ((double?)null, (DenominatorStatus?)null)
            : bases.Of(target.UnitId, day.Year);
        return indicator.ValueOf(counted.Numerator, denominator) is { } value
            ? new TargetCount(day, counted.Numerator, denominator, status, value, target.Target.Bound?.IsMet(value, target.Plan.AboveRangeCountsAsMet))
            {
                Unknown = counted.Unknown,
                ValueAtMost = indicator.ValueOf(counted.Numerator + counted.Unknown, denominator) ?? value,
                Settings = target.Settings,
                Sentence = target.Target.Sentence,
                Explanation = words.Explain(indicator),
            }
            : null;
    }
}
