using System.Text.RegularExpressions;
using Npgsql;
using TalentRegistry.Data.Reference;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Agencies;

/// <summary>
/// A list of agencies with which a registry in earnest begins: an officer founds agencies below those that are there, so the first ones come by a file. Columns code, name,
/// kind, sector, government_level, ownership, parent, seat and valid_from; a parent stands above its children in the list, or is in the registry.
/// </summary>
public static partial class AgencyList
{
    private static readonly string[] Columns = ["code", "name", "kind", "sector", "government_level", "ownership", "parent", "seat", "valid_from"];

    /// <summary>Reads a list and holds it against the registry.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="file">A .csv in UTF-8.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperatorException">Something is wrong with it: each line is told, ten at most.</exception>
    public static async Task<IReadOnlyList<Agency>> ReadAsync(RegistryDatabase database, string file, CancellationToken cancellationToken)
    {
        var list = await ReferenceFile.ReadListAsync(file, Columns, cancellationToken);
        var known = await Known.ReadAsync(database, cancellationToken);
        var faults = new List<string>();
        var agencies = new List<Agency>();
        foreach (var row in list.Rows)
        {
            if (AgencyOf(list.CellsOf(row), known, problem => faults.Add($"line {row.Line}: {problem}")) is { } agency)
                agencies.Add(agency);
        }

        return faults.Count == 0 ? agencies : throw list.Refusal(faults);
    }

    private static Agency? AgencyOf(Dictionary<string, string> cells, Known known, Action<string> tell)
    {
        var isGood = true;
        if (cells["code"] is not { Length: > 0 and <= 50 } code || known.Agencies.ContainsKey(code))
            Refuse($"code \"{cells["code"]}\" is missing, or taken already");
        if (cells["name"].Length is 0 or > 300)
            Refuse("a name is needed");
        if (!Kind().IsMatch(cells["kind"]))
            Refuse($"kind \"{cells["kind"]}\" is no word such as hospital or primary_school");
        if (!known.Sectors.Contains(cells["sector"]))
            Refuse($"there is no sector \"{cells["sector"]}\"; db/reference/sector.csv lists them");
        var level = Word<GovernmentLevel>(cells["government_level"]);
        if (level is null && cells["government_level"].Length > 0)
            Refuse($"government_level \"{cells["government_level"]}\" is none of central, province, district, commune; empty outside the state");
        if (Word<Ownership>(cells["ownership"]) is not { } ownership)
        {
            Refuse($"ownership \"{cells["ownership"]}\" is none of party, state, public, cooperative, private, association");
            ownership = default;
        }

        Guid parent = default;
        if (cells["parent"].Length > 0 && !known.Agencies.TryGetValue(cells["parent"], out parent))
            Refuse($"the agency above, \"{cells["parent"]}\", stands neither in an earlier line nor in the registry");
        if (!DateOnly.TryParseExact(cells["valid_from"], "yyyy-MM-dd", out var from))
            Refuse($"valid_from \"{cells["valid_from"]}\" is no day as 2025-07-01");
        else if (!known.IsThere(cells["seat"], from))
            Refuse($"there is no unit \"{cells["seat"]}\" on {from:yyyy-MM-dd} to sit in");
        if (!isGood)
            return null;

        var agency = new Agency(Guid.CreateVersion7(), cells["code"], cells["name"], cells["kind"], cells["sector"], level, ownership, cells["parent"].Length == 0 ? null : parent, from, null);
        agency.Add(new AgencySeat(agency.Id, cells["seat"], from, null));
        known.Agencies.Add(agency.Code, agency.Id);
        return agency;

        void Refuse(string problem)
        {
            isGood = false;
            tell(problem);
        }
    }

    private static TEnum? Word<TEnum>(string text) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Where(value => SnakeCase.Of(value) == text).Select(value => (TEnum?)value).FirstOrDefault();

    [GeneratedRegex("^[a-z][a-z_]{1,40}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kind();

    /// <summary>What a list is held against.</summary>
    private sealed record Known(Dictionary<string, Guid> Agencies, HashSet<string> Sectors, Dictionary<string, (DateOnly? From, DateOnly? Until)> Units)
    {
        public bool IsThere(string unit, DateOnly day) =>
            Units.TryGetValue(unit, out var life) && (life.From is null || life.From <= day) && (life.Until is null || day < life.Until);

        public static async Task<Known> ReadAsync(RegistryDatabase database, CancellationToken cancellationToken)
        {
            var known = new Known(new(StringComparer.Ordinal), new(StringComparer.Ordinal), new(StringComparer.Ordinal));
            await RowsAsync("SELECT code, id FROM registry.agency", row => known.Agencies.Add(row.GetString(0), row.GetGuid(1)));
            await RowsAsync("SELECT code FROM reference.sector", row => known.Sectors.Add(row.GetString(0)));
            await RowsAsync(
                "SELECT id, valid_from, valid_until FROM reference.administrative_unit",
                row => known.Units.Add(row.GetString(0), (row.GetFieldValue<DateOnly?>(1), row.GetFieldValue<DateOnly?>(2))));
            return known;

            async Task RowsAsync(string sql, Action<NpgsqlDataReader> take)
            {
                await using var command = database.Owner.CreateCommand(sql);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                    take(reader);
            }
        }
    }
}
