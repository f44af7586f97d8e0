using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Indicators;

/// <summary>An indicator as counted somewhere.</summary>
/// <param name="Keys">One value for each dimension asked for, in that order; empty for the whole scope.</param>
/// <param name="Numerator">People who pass.</param>
/// <param name="Denominator">People of the base, or inhabitants of the day's year; null for a count, and where no population is published.</param>
/// <param name="DenominatorStatus">Where the denominator comes from; null where there is none.</param>
/// <param name="Value">The indicator; null where its base is zero or not known.</param>
/// <param name="Unknown">People of the base, of a count or ratio all people who are looked at, of whom the registry cannot say whether they pass.</param>
/// <param name="ValueAtMost">The value if all of the unknown passed; null where there is no value.</param>
public sealed record IndicatorAnswerCell(
    IReadOnlyList<HeadcountKey> Keys, long Numerator, double? Denominator, DenominatorStatus? DenominatorStatus, double? Value, long Unknown, double? ValueAtMost);

/// <summary>An indicator that somebody has defined, as counted.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="MapAsOf">Day of the map by which places are told.</param>
/// <param name="Total">The whole scope; null where it is hidden, see suppression.</param>
/// <param name="Cells">By the dimensions asked for; cells in which nobody is counted are left out.</param>
/// <param name="Settings">How words that leave something open are read.</param>
/// <param name="Explanation">What is counted, in words.</param>
/// <param name="Suppression">Why nothing is told; null where all counts are exact.</param>
public sealed record IndicatorAnswer(
    DateOnly AsOf, DateOnly MapAsOf, IndicatorAnswerCell? Total, IReadOnlyList<IndicatorAnswerCell> Cells, IReadOnlyList<PlanSetting> Settings, Bilingual Explanation,
    Suppression? Suppression);

/// <summary>Reads and counts the indicators that people define.</summary>
internal sealed class IndicatorDesk(RegistryDatabase database)
{
    /// <summary>A definition is at most so many characters.</summary>
    public const int LongestDefinition = 20_000;

    private const string NotTold =
        "Dân tộc chỉ được cho biết theo tỉnh và huyện, không kèm điều kiện nào khác; hãy hỏi headcount. · Ethnic groups are told by province and district with no other condition: ask headcount.";

    /// <summary>Reads a definition; everything that is wrong with it is told by line.</summary>
    public async Task<IndicatorReading> ReadAsync(string yaml, CancellationToken cancellationToken) =>
        new PlanReader(await PlanVocabulary.ReadAsync(database, cancellationToken)).ParseIndicator("define", yaml);

    /// <summary>Counts it under the caller's rights: an officer the people of own agencies, a leader those of own units, a planner all.</summary>
    public async Task<IndicatorAnswer> CountAsync(
        Caller caller, Indicator indicator, IndicatorScope scope, IReadOnlyList<IndicatorDimension> by, DateOnly asOf, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        var explanation = (await IndicatorWords.ReadAsync(database, cancellationToken)).Explain(indicator);
        IReadOnlyList<PlanSetting> settings = [.. PlanReader.UsualSettings.Where(setting => indicator.Readings.Contains(setting.Key))];
        if (indicator.IsSensitive && caller.Role is not Role.Hr)
            return new IndicatorAnswer(asOf, mapAsOf, null, [], settings, explanation, new Suppression(database.LeastTold, null, NotTold));

        var counted = await IndicatorQuery.CountAsync(database, caller, new IndicatorQuestion([indicator], scope, by, asOf, mapAsOf), cancellationToken);
        var names = await NamesAsync(cancellationToken);
        var bases = indicator.DenominatorSeries is null ? null : await SeriesBase.ReadAsync(database, cancellationToken);
        var whole = scope.Units is [var unit] ? unit : null;
        var total = counted.Aggregate(IndicatorCount.NobodyOf(indicator), (sum, cell) => sum + cell.Counts[0]);
        return new IndicatorAnswer(
            asOf, mapAsOf, Answer([], total, whole),
            [.. counted.Where(_ => by.Count > 0).Select(cell => Answer([.. by.Zip(cell.Keys, (dimension, code) => Key(names, dimension, code))], cell.Counts[0], PlaceOf(by, cell) ?? whole))
                .OrderBy(cell => string.Join('/', cell.Keys.Select(key => key.Code)), StringComparer.Ordinal)],
            settings, explanation, null);

        IndicatorAnswerCell Answer(IReadOnlyList<HeadcountKey> keys, IndicatorCount count, string? place)
        {
            var (below, status) = count.Denominator is { } people ? (people, DenominatorStatus.Counted) : bases?.Of(place, asOf.Year) ?? ((double?)null, (DenominatorStatus?)null);
            return new IndicatorAnswerCell(
                keys, count.Numerator, below, status, indicator.ValueOf(count.Numerator, below), count.Unknown, indicator.ValueOf(count.Numerator + count.Unknown, below));
        }
    }

    private static string? PlaceOf(IReadOnlyList<IndicatorDimension> by, IndicatorCell cell)
    {
        string? place = null;
        for (var i = 0; i < by.Count; i++)
        {
            if (by[i] is IndicatorDimension.District || (by[i] is IndicatorDimension.Province && place is null))
                place = cell.Keys[i];
        }

        return place;
    }

    private static HeadcountKey Key(Dictionary<string, Bilingual> names, IndicatorDimension by, string? code) =>
        code is not null && names.TryGetValue($"{(by is IndicatorDimension.Sector ? "sector" : "unit")} {code}", out var name) ? new HeadcountKey(code, name.Vi, name.En)
        : new HeadcountKey(code, "Chưa rõ", "Unknown");

    private async Task<Dictionary<string, Bilingual>> NamesAsync(CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, Bilingual>(StringComparer.Ordinal);
        await using var command = database.Owner.CreateCommand(
            "SELECT 'sector ' || code, name_vi, name_en FROM reference.sector UNION ALL SELECT 'unit ' || id, name, name FROM reference.administrative_unit WHERE level <> 'commune'");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            names[reader.GetString(0)] = new Bilingual(reader.GetString(1), reader.GetString(2));
        return names;
    }

    /// <summary>Published populations as bases of ratios.</summary>
    private sealed class SeriesBase(IReadOnlyDictionary<string, PopulationPath> paths, HashSet<(string, int)> recalled)
    {
        public static async Task<SeriesBase> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
        {
            var published = await PopulationSeries.ReadAsync(database, cancellationToken);
            var provinceOf = new Dictionary<string, string>(StringComparer.Ordinal);
            await using var command = database.Owner.CreateCommand(
                "SELECT u.id, CASE u.level WHEN 'province' THEN u.id ELSE u.parent_id END FROM reference.administrative_unit u WHERE u.level <> 'commune' AND (u.level = 'province' OR u.parent_id IS NOT NULL)");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                provinceOf[reader.GetString(0)] = reader.GetString(1);
            return new SeriesBase(Populations.Fit(published, provinceOf), published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet());
        }

        public (double? People, DenominatorStatus? Status) Of(string? unit, int year) => unit is not null && paths.TryGetValue(unit, out var path)
            ? (path.Expected(year), TargetPaths.StatusOf(path, year, recalled))
            : (null, null);
    }
}
