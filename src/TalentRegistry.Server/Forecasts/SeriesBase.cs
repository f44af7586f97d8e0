using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Published populations as bases of ratios, in the places of any map.</summary>
internal sealed class SeriesBase(
    IReadOnlyDictionary<string, PopulationPath> paths, HashSet<(string, int)> recalled, IReadOnlyList<(string District, string Province, DateOnly? From, DateOnly? Until)> districts)
{
    /// <summary>Reads the published figures and fits what lies between and after them.</summary>
    public static async Task<SeriesBase> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var published = await PopulationSeries.ReadAsync(database, cancellationToken);
        var provinceOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var districts = new List<(string, string, DateOnly?, DateOnly?)>();
        await using var command = database.Owner.CreateCommand(
            "SELECT u.id, CASE u.level WHEN 'province' THEN u.id ELSE u.parent_id END, u.level = 'district', u.valid_from, u.valid_until FROM reference.administrative_unit u WHERE u.level <> 'commune' AND (u.level = 'province' OR u.parent_id IS NOT NULL)");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            provinceOf[reader.GetString(0)] = reader.GetString(1);
            if (reader.GetBoolean(2))
                districts.Add((reader.GetString(0), reader.GetString(1), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateOnly>(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateOnly>(4)));
        }

        return new SeriesBase(Populations.Fit(published, provinceOf), published.Where(figure => figure.Recalled).Select(figure => (figure.UnitId, figure.Year)).ToHashSet(), districts);
    }

    /// <summary>The districts of a province on the map of a day.</summary>
    public IEnumerable<string> DistrictsOf(string province, DateOnly map) => districts
        .Where(unit => unit.Province == province && !(unit.From > map) && !(unit.Until <= map)).Select(unit => unit.District);

    /// <summary>Inhabitants of a unit in a year, and where the figure comes from; nulls where none is published.</summary>
    public (double? People, DenominatorStatus? Status) Of(string? unit, int year) => unit is not null && paths.TryGetValue(unit, out var path)
        ? (path.Expected(year), TargetPaths.StatusOf(path, year, recalled))
        : (null, null);
}
