namespace TalentRegistry.Data.Forecasts;

/// <summary>A published population.</summary>
/// <param name="UnitId">Whose.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="People">Average of the year; where none is published, the nearest kind of figure that is (reference.series says in which order).</param>
/// <param name="Recalled">Written down from memory: no text was seen.</param>
public readonly record struct PublishedPopulation(string UnitId, int Year, double People, bool Recalled);

/// <summary>The published populations in use.</summary>
public static class PopulationSeries
{
    /// <summary>Reads one figure a unit and year.</summary>
    public static async Task<IReadOnlyList<PublishedPopulation>> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT unit_id, year, value::float8, status = 'recalled' FROM reference.population ORDER BY unit_id, year");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<PublishedPopulation>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new PublishedPopulation(reader.GetString(0), reader.GetInt16(1), reader.GetDouble(2), reader.GetBoolean(3)));
        return rows;
    }
}
