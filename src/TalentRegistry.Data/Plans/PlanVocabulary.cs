using System.Globalization;
using Npgsql;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Records;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Plans;

/// <summary>The codes that a plan file may use: those of the reference lists, so that a file can be checked without a database.</summary>
public sealed class PlanVocabulary
{
    private static readonly CertificateKind[] KindsWithLevels = [CertificateKind.PoliticalTheory, CertificateKind.StateManagement, CertificateKind.ForeignLanguage];

    private PlanVocabulary(
        IReadOnlySet<string> professions, IReadOnlySet<string> sectors, IReadOnlySet<string> degreeLevels, IReadOnlySet<string> degreeFields,
        IReadOnlyDictionary<CertificateKind, IReadOnlySet<string>> certificateLevels, IReadOnlySet<string> series, IReadOnlyDictionary<string, UnitLife> units) =>
        (Professions, Sectors, DegreeLevels, DegreeFields, CertificateLevels, Series, Units) =
        (professions, sectors, degreeLevels, degreeFields, certificateLevels, series, units);

    internal IReadOnlySet<string> Professions { get; }

    internal IReadOnlySet<string> Sectors { get; }

    /// <summary>Degrees and clinical specialist diplomas, which share one order of ranks; no titles, no certificates.</summary>
    internal IReadOnlySet<string> DegreeLevels { get; }

    /// <summary>Broad fields of study.</summary>
    internal IReadOnlySet<string> DegreeFields { get; }

    /// <summary>Levels of those kinds of certificate that have any.</summary>
    internal IReadOnlyDictionary<CertificateKind, IReadOnlySet<string>> CertificateLevels { get; }

    internal IReadOnlySet<string> Series { get; }

    internal IReadOnlyDictionary<string, UnitLife> Units { get; }

    /// <summary>Reads the lists from db/reference.</summary>
    /// <exception cref="OperatorException">A list is missing or bad.</exception>
    public static PlanVocabulary Read(string referenceFolder) => new(
        Codes(File(referenceFolder, "profession")),
        Codes(File(referenceFolder, "sector")),
        Codes(File(referenceFolder, "degree_level"), row => row["scheme"] is "education" or "clinical_specialist"),
        Codes(File(referenceFolder, "field_of_study"), row => row["parent_code"] is null),
        KindsWithLevels.ToDictionary(
            kind => kind, IReadOnlySet<string> (kind) => Codes(File(referenceFolder, "degree_level"), row => row["scheme"] == SnakeCase.Of(kind))),
        Codes(File(referenceFolder, "series")),
        Rows(File(referenceFolder, "administrative_unit")).ToDictionary(row => row["id"]!, row => new UnitLife(
            SnakeCase.Parse<UnitLevel>(row["level"]!), row["name"]!, Day(row["valid_from"]), Day(row["valid_until"]))));

    /// <summary>Reads the lists from the database.</summary>
    internal static async Task<PlanVocabulary> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var levels = new Dictionary<CertificateKind, IReadOnlySet<string>>();
        foreach (var kind in KindsWithLevels)
            levels[kind] = await CodesAsync(connection, $"SELECT code FROM reference.degree_level WHERE scheme = '{SnakeCase.Of(kind)}'", cancellationToken);
        return new(
            await CodesAsync(connection, "SELECT code FROM reference.profession", cancellationToken),
            await CodesAsync(connection, "SELECT code FROM reference.sector", cancellationToken),
            await CodesAsync(connection, "SELECT code FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist')", cancellationToken),
            await CodesAsync(connection, "SELECT code FROM reference.field_of_study WHERE parent_code IS NULL", cancellationToken),
            levels,
            await CodesAsync(connection, "SELECT code FROM reference.series", cancellationToken),
            await UnitsAsync(connection, cancellationToken));
    }

    /// <summary>Reads the lists from the database, as the owner: they are public.</summary>
    public static async Task<PlanVocabulary> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    private static async Task<HashSet<string>> CodesAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var codes = new HashSet<string>();
        while (await reader.ReadAsync(cancellationToken))
            codes.Add(reader.GetString(0));
        return codes;
    }

    private static async Task<Dictionary<string, UnitLife>> UnitsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id, level, name, valid_from, valid_until FROM reference.administrative_unit", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var units = new Dictionary<string, UnitLife>();
        while (await reader.ReadAsync(cancellationToken))
        {
            units.Add(reader.GetString(0), new UnitLife(
                SnakeCase.Parse<UnitLevel>(reader.GetString(1)), reader.GetString(2),
                await reader.GetFieldValueAsync<DateOnly?>(3, cancellationToken), await reader.GetFieldValueAsync<DateOnly?>(4, cancellationToken)));
        }

        return units;
    }

    private static ReferenceFile File(string folder, string table)
    {
        var path = Path.Combine(folder, $"{table}.csv");
        return System.IO.File.Exists(path)
            ? ReferenceFile.Parse($"{table}.csv", System.IO.File.ReadAllText(path))
            : throw new OperatorException($"Reference file {table}.csv is missing in {Path.GetFullPath(folder)}.");
    }

    private static HashSet<string> Codes(ReferenceFile file, Func<IReadOnlyDictionary<string, string?>, bool>? which = null) =>
        [.. Rows(file).Where(which ?? (_ => true)).Select(row => row["code"]!)];

    private static IEnumerable<IReadOnlyDictionary<string, string?>> Rows(ReferenceFile file) =>
        file.Rows.Select(row => file.Columns.Zip(row.Values).ToDictionary(pair => pair.First, pair => pair.Second));

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A unit and its life, half-open.</summary>
internal sealed record UnitLife(UnitLevel Level, string Name, DateOnly? ValidFrom, DateOnly? ValidUntil);
