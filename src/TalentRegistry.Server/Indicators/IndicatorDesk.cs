using TalentRegistry.Analytics.Indicators;
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

/// <summary>Reads and counts the indicators that people define.</summary>
internal sealed class IndicatorDesk(RegistryDatabase database)
{
    /// <summary>A definition is at most so many characters.</summary>
    public const int LongestDefinition = 20_000;

    private const double FarFromMean = 0.25;

    private const string NotTold =
        "Dân tộc chỉ được cho biết theo tỉnh và huyện, không kèm điều kiện nào khác; hãy hỏi headcount. · Ethnic groups are told by province and district with no other condition: ask headcount.";

    /// <summary>Reads a definition; everything that is wrong with it is told by line.</summary>
    public async Task<IndicatorReading> ReadAsync(string yaml, CancellationToken cancellationToken) =>
        new PlanReader(await PlanVocabulary.ReadAsync(database, cancellationToken)).ParseIndicator("define", yaml);

    /// <summary>The indicator of a target with the unit of its plan; null where there is no such target, or the registry does not count it.</summary>
    public async Task<ComputableTarget?> FindTargetAsync(string code, CancellationToken cancellationToken) =>
        ComputableTarget.Of(await PlanCatalogue.ReadAsync(database, cancellationToken)).FirstOrDefault(target => target.Target.Code == code);

    /// <summary>Counts it under the caller's rights: an officer the people of own agencies, a leader those of own units, a planner all.</summary>
    public async Task<IndicatorAnswer> CountAsync(
        Caller caller, Indicator indicator, IndicatorScope scope, IReadOnlyList<IndicatorDimension> by, DateOnly asOf, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        var explanation = await ExplainAsync(indicator, cancellationToken);
        IReadOnlyList<PlanSetting> settings = [.. PlanReader.UsualSettings.Where(setting => indicator.Readings.Contains(setting.Key))];
        if (IsHidden(caller, indicator))
            return new IndicatorAnswer(asOf, mapAsOf, null, [], settings, explanation, Hidden);

        var counted = await IndicatorQuery.CountAsync(database, caller, new IndicatorQuestion([indicator], scope, by, asOf, mapAsOf), cancellationToken);
        var names = by.Count > 0 ? await NamesAsync(cancellationToken) : [];
        var bases = await BasesAsync(indicator, cancellationToken);
        var whole = WholeOf(scope);
        IReadOnlyList<IndicatorAnswerCell> cells =
        [
            .. counted.Where(_ => by.Count > 0)
                .Select(cell => Cell(indicator, [.. by.Zip(cell.Keys, (dimension, code) => Key(names, dimension, code))], cell.Counts[0], bases, PlaceOf(by, cell) ?? whole, asOf))
                .OrderBy(cell => string.Join('/', cell.Keys.Select(key => key.Code)), StringComparer.Ordinal),
        ];
        return new IndicatorAnswer(asOf, mapAsOf, Total(indicator, counted, bases, whole, asOf), cells, settings, explanation, null)
        {
            Balance = BalanceOf(indicator, by, [.. cells, .. bases is null || by is not [IndicatorDimension.District] ? [] : Unserved(indicator, cells, names, bases, whole, asOf, mapAsOf)]),
        };
    }

    /// <summary>The whole scope on each of some days, under the caller's rights.</summary>
    public async Task<IReadOnlyList<IndicatorAnswerCell>> TotalsAsync(
        Caller caller, Indicator indicator, IndicatorScope scope, IReadOnlyList<DateOnly> days, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        var bases = await BasesAsync(indicator, cancellationToken);
        var totals = new List<IndicatorAnswerCell>();
        foreach (var day in days)
        {
            var counted = await IndicatorQuery.CountAsync(database, caller, new IndicatorQuestion([indicator], scope, [], day, mapAsOf), cancellationToken);
            totals.Add(Total(indicator, counted, bases, WholeOf(scope), day));
        }

        return totals;
    }

    /// <summary>Whether a caller is told nothing of an indicator.</summary>
    public static bool IsHidden(Caller caller, Indicator indicator) => indicator.IsSensitive && caller.Role is not Role.Hr;

    /// <summary>Why.</summary>
    public Suppression Hidden => new(database.LeastTold, null, NotTold);

    /// <summary>What is counted, in words.</summary>
    public async Task<Bilingual> ExplainAsync(Indicator indicator, CancellationToken cancellationToken) => (await IndicatorWords.ReadAsync(database, cancellationToken)).Explain(indicator);

    private async Task<SeriesBase?> BasesAsync(Indicator indicator, CancellationToken cancellationToken) =>
        indicator.DenominatorSeries is null ? null : await SeriesBase.ReadAsync(database, cancellationToken);

    private static string? WholeOf(IndicatorScope scope) => scope.Units is [var unit] ? unit : null;

    private static IndicatorAnswerCell Total(Indicator indicator, IReadOnlyList<IndicatorCell> counted, SeriesBase? bases, string? whole, DateOnly asOf) =>
        Cell(indicator, [], counted.Aggregate(IndicatorCount.NobodyOf(indicator), (sum, cell) => sum + cell.Counts[0]), bases, whole, asOf);

    private static IndicatorAnswerCell Cell(Indicator indicator, IReadOnlyList<HeadcountKey> keys, IndicatorCount count, SeriesBase? bases, string? place, DateOnly asOf)
    {
        var (below, status) = count.Denominator is { } people ? (people, DenominatorStatus.Counted) : bases?.Of(place, asOf.Year) ?? ((double?)null, (DenominatorStatus?)null);
        return new IndicatorAnswerCell(
            keys, count.Numerator, below, status, indicator.ValueOf(count.Numerator, below), count.Unknown, indicator.ValueOf(count.Numerator + count.Unknown, below));
    }

    // A district in which nobody is counted is in no cell, but it is the worst served.
    private static IEnumerable<IndicatorAnswerCell> Unserved(
        Indicator indicator, IReadOnlyList<IndicatorAnswerCell> cells, Dictionary<string, Bilingual> names, SeriesBase bases, string? whole, DateOnly asOf, DateOnly mapAsOf)
    {
        var told = cells.Select(cell => cell.Keys[0].Code).ToHashSet();
        return (whole is null ? [] : bases.DistrictsOf(whole, mapAsOf)).Where(district => !told.Contains(district))
            .Select(district => Cell(indicator, [Key(names, IndicatorDimension.District, district)], default, bases, district, asOf));
    }

    private static IndicatorBalance? BalanceOf(Indicator indicator, IReadOnlyList<IndicatorDimension> by, IReadOnlyList<IndicatorAnswerCell> cells)
    {
        // Over sectors a population is no base: all of them serve the same people.
        if (by is not [var dimension] || (dimension is IndicatorDimension.Sector && indicator.DenominatorSeries is not null))
            return null;

        var served = cells.Where(cell => cell is { Denominator: > 0, Value: not null } && cell.Keys[0].Code is not null).ToList();
        if (Balance.Of(served.Select(cell => ((double)cell.Numerator, cell.Denominator!.Value))) is not { } balance)
            return null;

        return new IndicatorBalance(balance.Mean * indicator.Per, balance.Gini, balance.BestToWorst,
        [
            .. served.Select(cell => (Cell: cell, FromMean: (cell.Numerator / cell.Denominator!.Value / balance.Mean) - 1))
                .OrderBy(part => part.FromMean).ThenBy(part => part.Cell.Keys[0].Code, StringComparer.Ordinal)
                .Select(part => new BalancePart(
                    part.Cell.Keys[0], part.Cell.Value!.Value, part.FromMean, Math.Abs(part.FromMean) > FarFromMean, (balance.Mean * part.Cell.Denominator!.Value) - part.Cell.Numerator)),
        ]);
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
}
