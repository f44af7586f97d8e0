using TalentRegistry.Data;
using TalentRegistry.Data.Plans;

namespace TalentRegistry.Server.Forecasts;

/// <summary>A published figure of a year.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Value">In the unit of its series.</param>
internal readonly record struct FigureOfYear(int Year, double Value);

/// <summary>A target whose number is a figure of others, with the figures of its unit.</summary>
/// <param name="Target">The target.</param>
/// <param name="Figures">By year; at least one.</param>
/// <param name="IsPercentage">Whether its values lie between 0 and 100.</param>
internal sealed record FigureTarget(ComputableTarget Target, IReadOnlyList<FigureOfYear> Figures, bool IsPercentage)
{
    /// <summary>The targets of the plans in force of which there is a figure.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="plans">The plans in force.</param>
    /// <param name="lastYear">Later figures are not read.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IReadOnlyList<FigureTarget>> ReadAsync(RegistryDatabase database, PlanCatalogue plans, int lastYear, CancellationToken cancellationToken)
    {
        var asked = ComputableTarget.WithFigures(plans);
        await using var command = database.Owner.CreateCommand(
            """
            SELECT a.place::int, f.year::int, f.value::float8, s.unit = 'percent'
              FROM unnest($1, $2) WITH ORDINALITY a (unit_id, series_code, place)
              JOIN reference.figure f USING (unit_id, series_code) JOIN reference.series s ON s.code = series_code
             WHERE f.year <= $3
            """);
        command.Parameters.Add(new() { Value = asked.Select(target => target.UnitId).ToArray() });
        command.Parameters.Add(new() { Value = asked.Select(target => target.Target.Indicator.FigureSeries!).ToArray() });
        command.Parameters.Add(new() { Value = lastYear });
        var rows = new List<(int Place, FigureOfYear Figure, bool Percent)>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                rows.Add((reader.GetInt32(0), new(reader.GetInt32(1), reader.GetDouble(2)), reader.GetBoolean(3)));
        }

        return
        [
            .. from row in rows
               group row by row.Place into target
               orderby target.Key
               select new FigureTarget(
                   asked[target.Key - 1], [.. target.Select(row => row.Figure).OrderBy(figure => figure.Year)], target.First().Percent),
        ];
    }
}
