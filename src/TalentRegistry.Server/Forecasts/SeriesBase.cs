using TalentRegistry.Analytics.Denominators;
using TalentRegistry.Data;
using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Published populations as bases of ratios, in the places of any map.</summary>
internal sealed class SeriesBase(IReadOnlyDictionary<string, PopulationPath> paths, HashSet<(string, int)> recalled)
{
    /// <summary>Reads the published figures and fits what lies between and after them.</summary>
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

    /// <summary>Inhabitants of a unit in a year, and where the figure comes from; nulls where none is published.</summary>
    public (double? People, DenominatorStatus? Status) Of(string? unit, int year) => unit is not null && paths.TryGetValue(unit, out var path)
        ? (path.Expected(year), TargetPaths.StatusOf(path, year, recalled))
        : (null, null);
}
