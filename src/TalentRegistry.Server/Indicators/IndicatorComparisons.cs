using System.Globalization;
using TalentRegistry.Analytics.Indicators;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Plans;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Server.Indicators;

/// <summary>Compares an indicator: between two days, and between the groups that the plans ask to favour.</summary>
internal sealed class IndicatorComparisons(RegistryDatabase database, IndicatorDesk desk)
{
    private const string Kinh = "01";

    private static readonly Bilingual OfficersOnly = new("Dân tộc chỉ cho cán bộ nhân sự biết.", "Ethnic groups are told to HR officers only.");
    private static readonly Bilingual NoPlaces = new("Chưa nạp phân loại địa bàn của nơi này (lệnh areas load).", "No classification of areas is loaded for this place (command areas load).");
    private static readonly Bilingual NoForces = new("Lực lượng vũ trang chỉ có số tổng hợp, không có hồ sơ từng người.", "Of the armed forces there are only totals, no dossiers.");
    private static readonly Bilingual NoFigure = new("Chưa có số liệu dân số theo nhóm này.", "No figure of the population by this group is published.");
    private static readonly Dictionary<PriorityGroup, AreaKind> AreasOf = new()
    {
        [PriorityGroup.Remote] = AreaKind.Remote, [PriorityGroup.Border] = AreaKind.Border, [PriorityGroup.EthnicMinorityArea] = AreaKind.EthnicMinority,
    };

    private static readonly int YoungUntil = int.Parse(PlanReader.UsualSettings.First(setting => setting.Key == "young-age").Value, CultureInfo.InvariantCulture);

    /// <summary>The change between two days by cause, under the caller's rights.</summary>
    public async Task<IndicatorChange> BetweenAsync(
        Caller caller, Indicator indicator, IndicatorScope scope, DateOnly from, DateOnly to, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        var explanation = await desk.ExplainAsync(indicator, cancellationToken);
        if (IndicatorDesk.IsHidden(caller, indicator))
            return new IndicatorChange(from, to, null, null, null, [], explanation, desk.Hidden);

        var totals = await desk.TotalsAsync(caller, indicator, scope, [from, to], mapAsOf, cancellationToken);
        var causes = await IndicatorChanges.CountAsync(database, caller, indicator, scope, from, to, mapAsOf, cancellationToken);
        var (before, after) = (totals[0], totals[1]);
        var change = before.Value is null || after.Value is null ? null
            : new ValueChange((before.Numerator, after.Numerator), before.Denominator is { } old ? (old, after.Denominator!.Value) : null, indicator.Per);
        var parts = causes.Select(cause => new IndicatorChangePart(cause.Cause, cause.Numerator, cause.Denominator, change?.EffectOf(cause.Numerator, cause.Denominator))).ToList();
        if (indicator.DenominatorSeries is not null && after.Denominator - before.Denominator is { } grown and not 0)
            parts.Add(new IndicatorChangePart(ChangeCause.BaseSeries, 0, grown, change?.EffectOf(0, grown)));
        return new IndicatorChange(from, to, before, after, change?.Total, parts, explanation, null);
    }

    /// <summary>The indicator within each group, under the caller's rights, with each group's share of the population beside it.</summary>
    public async Task<IReadOnlyList<PriorityGroupAnswer>> GroupsAsync(
        Caller caller, Indicator indicator, IndicatorScope scope, DateOnly asOf, DateOnly mapAsOf, CancellationToken cancellationToken)
    {
        if (IndicatorDesk.IsHidden(caller, indicator))
            return [.. Enum.GetValues<PriorityGroup>().Select(group => Untold(group, OfficersOnly))];

        PriorityGroup[] counted = [PriorityGroup.Young, PriorityGroup.Women, .. caller.Role is Role.Hr ? [PriorityGroup.EthnicMinority] : Array.Empty<PriorityGroup>(), PriorityGroup.CommuneLevel, .. AreasOf.Keys];
        Indicator[] within = [.. counted.Select(group => Within(indicator, group))];
        var cells = await IndicatorQuery.CountAsync(database, caller, new IndicatorQuestion([indicator, .. within], scope, [], asOf, mapAsOf), cancellationToken);
        var counts = cells[0].Counts;
        var population = await PopulationSharesAsync(scope.Units is [var unit] ? unit : null, asOf.Year, cancellationToken);
        return [.. Enum.GetValues<PriorityGroup>().Select(group => (Group: group, Place: Array.IndexOf(counted, group))).Select(asked => asked switch
        {
            { Place: >= 0 } when AreasOf.ContainsKey(asked.Group) && counts[asked.Place + 1] is { Numerator: 0, Unknown: > 0 } => Untold(asked.Group, NoPlaces),
            { Group: PriorityGroup.ArmedForces } => Untold(asked.Group, NoForces),
            { Place: < 0 } => Untold(asked.Group, OfficersOnly),
            _ => Answer(asked.Group, counts[0], counts[asked.Place + 1]),
        })];

        PriorityGroupAnswer Answer(PriorityGroup group, IndicatorCount all, IndicatorCount some)
        {
            var share = all.Numerator > 0 ? 100.0 * some.Numerator / all.Numerator : (double?)null;
            var ofPopulation = population.TryGetValue(group, out var figure) ? figure.Percent : (double?)null;
            return new PriorityGroupAnswer(
                group, some.Numerator, some.Denominator, some.Denominator is { } whole ? indicator.ValueOf(some.Numerator, whole) : null, share, ofPopulation, share - ofPopulation,
                ofPopulation is null ? NoFigure : new Bilingual($"Dân số năm {figure.Year}: {figure.Source}", $"Population of {figure.Year}: {figure.Source}"), some.Unknown);
        }
    }

    private static PriorityGroupAnswer Untold(PriorityGroup group, Bilingual why) => new(group, null, null, null, null, null, null, why, null);

    private static Indicator Within(Indicator indicator, PriorityGroup group) => indicator with
    {
        Numerator = Within(indicator.Numerator!, group),
        Denominator = indicator.Denominator is { } whole ? Within(whole, group) : null,
    };

    // A filter that leaves a group out counts nobody of it: nobody is younger than 0.
    private static PeopleFilter Within(PeopleFilter filter, PriorityGroup group) => group switch
    {
        PriorityGroup.Young => filter with { AgeUnder = Math.Min(filter.AgeUnder ?? int.MaxValue, YoungUntil + 1) },
        PriorityGroup.Women when filter.Sexes.Count == 0 || filter.Sexes.Contains(Sex.Female) => filter with { Sexes = [Sex.Female] },
        PriorityGroup.EthnicMinority when filter.EthnicMinority is not false => filter with { EthnicMinority = true },
        _ when AreasOf.TryGetValue(group, out var kind) && !filter.Areas.Contains(new AreaAsked(kind, false)) =>
            filter with { Areas = [.. filter.Areas.Append(new AreaAsked(kind, true)).Distinct()] },
        PriorityGroup.CommuneLevel when filter.GovernmentLevels.Count == 0 || filter.GovernmentLevels.Contains(GovernmentLevel.Commune) =>
            filter with { GovernmentLevels = [GovernmentLevel.Commune] },
        _ => filter with { AgeUnder = 0 },
    };

    private async Task<Dictionary<PriorityGroup, (double Percent, int Year, string Source)>> PopulationSharesAsync(string? unit, int year, CancellationToken cancellationToken)
    {
        var shares = new Dictionary<PriorityGroup, (double, int, string)>();
        await using var command = database.Owner.CreateCommand(
            $"""
            SELECT * FROM (
              SELECT {(int)PriorityGroup.Women} AS place, (100 * w.value / p.value)::float8, w.year::int, w.source
                FROM reference.figure w JOIN reference.figure p ON p.unit_id = w.unit_id AND p.year = w.year AND p.series_code = 'population'
               WHERE w.unit_id = $1 AND w.series_code = 'population_female' AND w.year <= $2 AND p.value > 0 ORDER BY w.year DESC LIMIT 1) women
            UNION ALL SELECT * FROM (
              SELECT {(int)PriorityGroup.EthnicMinority}, (100 - e.percent)::float8, e.year::int, e.source
                FROM reference.ethnic_share e WHERE e.unit_id = $1 AND e.ethnic_group_code = '{Kinh}' AND e.year <= $2 ORDER BY e.year DESC LIMIT 1) minority
            """);
        command.Parameters.Add(new() { Value = unit ?? "" });
        command.Parameters.Add(new() { Value = year });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            shares[(PriorityGroup)reader.GetInt32(0)] = (reader.GetDouble(1), reader.GetInt32(2), reader.GetString(3));
        return shares;
    }
}
