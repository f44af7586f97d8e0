using Npgsql;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Units;

/// <summary>A unit as an operation finds it.</summary>
internal sealed record StoredUnit(
    string Id, UnitLevel Level, string Code, string Name, string ShortName, string KindVi, string KindEn, string? ParentId, DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    /// <summary>Reads units by key or, where there is no such key, by the code that they have on the day before; by what they were named by.</summary>
    public static async Task<Dictionary<string, StoredUnit>> ReadAsync(
        NpgsqlConnection connection, IReadOnlyCollection<string> names, DateOnly day, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT DISTINCT ON (n.name) n.name, u.id, u.level, u.code, u.name, u.short_name, u.kind_vi, u.kind_en, u.parent_id, u.valid_from, u.valid_until
              FROM unnest($1) n (name)
              JOIN reference.administrative_unit u
                ON u.id = n.name OR (u.code = n.name AND u.level IN ('province', 'commune') AND daterange(u.valid_from, u.valid_until) @> $2 - 1)
             ORDER BY n.name, u.id <> n.name
            """, connection) { Parameters = { new() { Value = names.Distinct(StringComparer.Ordinal).ToArray() }, new() { Value = day } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<string, StoredUnit>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(row.GetString(0), new StoredUnit(
                row.GetString(1), SnakeCase.Parse<UnitLevel>(row.GetString(2)), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7),
                row.IsDBNull(8) ? null : row.GetString(8), row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9), row.IsDBNull(10) ? null : row.GetFieldValue<DateOnly>(10)));
        }

        return found;
    }

    /// <summary>The key that a new unit gets.</summary>
    public static async Task<string> FreeIdAsync(NpgsqlConnection connection, UnitLevel level, string code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT reference.free_unit_id($1, $2)", connection)
        {
            Parameters = { new() { Value = SnakeCase.Of(level) }, new() { Value = code } },
        };
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
