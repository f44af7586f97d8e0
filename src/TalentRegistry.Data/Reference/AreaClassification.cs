using Npgsql;
using TalentRegistry.Domain.Agencies;

namespace TalentRegistry.Data.Reference;

/// <summary>
/// The list of remote, border and ethnic minority areas (phân loại địa bàn: vùng sâu, vùng xa; xã biên giới; vùng đồng bào dân tộc thiểu số), by which people at work there are
/// counted. Columns unit, kind, valid_from, valid_until (the first day on which it is no longer so; empty for still so) and source (the decision). The State decides it, so it is not guessed from the map.
/// </summary>
public static class AreaClassification
{
    private static readonly string[] Columns = ["unit", "kind", "valid_from", "valid_until", "source"];

    /// <summary>Puts a list in the place of the one that is there; all of it or nothing.</summary>
    /// <param name="database">The registry.</param>
    /// <param name="file">A .csv in UTF-8.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many rows it has, and how many the one before had.</returns>
    /// <exception cref="OperatorException">Something is wrong with it: each line is told, ten at most.</exception>
    public static async Task<(int Loaded, int Replaced)> LoadAsync(RegistryDatabase database, string file, CancellationToken cancellationToken)
    {
        var list = await ReferenceFile.ReadListAsync(file, Columns, cancellationToken);
        var provinces = await ProvincesAsync(database, cancellationToken);
        var faults = new List<string>();
        var rows = new List<Row>();
        foreach (var row in list.Rows)
        {
            if (RowOf(list.CellsOf(row), provinces, problem => faults.Add($"line {row.Line}: {problem}")) is not { } read)
                continue;
            if (rows.Any(other => other.Unit == read.Unit && other.Kind == read.Kind && other.From < (read.Until ?? DateOnly.MaxValue) && read.From < (other.Until ?? DateOnly.MaxValue)))
                faults.Add($"line {row.Line}: \"{read.Unit}\" is {SnakeCase.Of(read.Kind)} on some of these days by an earlier line already");
            rows.Add(read);
        }

        if (faults.Count > 0)
            throw list.Refusal(faults);
        return (rows.Count, await ReplaceAsync(database, rows, cancellationToken));
    }

    private static Row? RowOf(Dictionary<string, string> cells, Dictionary<string, string> provinces, Action<string> tell)
    {
        var isGood = true;
        if (!provinces.TryGetValue(cells["unit"], out var province))
            Refuse($"there is no commune or district \"{cells["unit"]}\"; db/reference/administrative_unit.csv lists their keys");
        if (Enum.GetValues<AreaKind>().Where(kind => SnakeCase.Of(kind) == cells["kind"]).Select(kind => (AreaKind?)kind).FirstOrDefault() is not { } kind)
        {
            Refuse($"kind \"{cells["kind"]}\" is none of {string.Join(", ", Enum.GetValues<AreaKind>().Select(each => SnakeCase.Of(each)))}");
            kind = default;
        }

        if (!DateOnly.TryParseExact(cells["valid_from"], "yyyy-MM-dd", out var from))
            Refuse($"valid_from \"{cells["valid_from"]}\" is no day as 2025-07-01");
        DateOnly? until = null;
        if (cells["valid_until"].Length > 0)
        {
            if (DateOnly.TryParseExact(cells["valid_until"], "yyyy-MM-dd", out var end) && end > from)
                until = end;
            else
                Refuse($"valid_until \"{cells["valid_until"]}\" is no day after valid_from; it is empty for what is still so");
        }

        if (cells["source"].Length is 0 or > 300)
            Refuse("the decision is needed as source, in 300 characters at most");
        return isGood ? new Row(cells["unit"], kind, from, until, province!, cells["source"]) : null;

        void Refuse(string problem)
        {
            isGood = false;
            tell(problem);
        }
    }

    private static async Task<int> ReplaceAsync(RegistryDatabase database, List<Row> rows, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var before = new NpgsqlCommand("DELETE FROM reference.area_classification", connection);
        var replaced = await before.ExecuteNonQueryAsync(cancellationToken);
        await using (var insert = new NpgsqlCommand(
            """
            INSERT INTO reference.area_classification (unit_id, kind, valid_from, valid_until, province_id, source)
            SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::text[], $6::text[])
            """, connection))
        {
            insert.Parameters.Add(new() { Value = rows.Select(row => row.Unit).ToArray() });
            insert.Parameters.Add(new() { Value = rows.Select(row => SnakeCase.Of(row.Kind)).ToArray() });
            insert.Parameters.Add(new() { Value = rows.Select(row => row.From).ToArray() });
            insert.Parameters.Add(new() { Value = rows.Select(row => row.Until).ToArray() });
            insert.Parameters.Add(new() { Value = rows.Select(row => row.Province).ToArray() });
            insert.Parameters.Add(new() { Value = rows.Select(row => row.Source).ToArray() });
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return replaced;
    }

    // Of a district the province is the one above, of a commune the one above its district, or above it since July 2025.
    private static async Task<Dictionary<string, string>> ProvincesAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var provinces = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = database.Owner.CreateCommand(
            """
            SELECT u.id, CASE above.level WHEN 'province' THEN above.id ELSE above.parent_id END
              FROM reference.administrative_unit u JOIN reference.administrative_unit above ON above.id = u.parent_id WHERE u.level IN ('commune', 'district')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            provinces.Add(reader.GetString(0), reader.GetString(1));
        return provinces;
    }

    private sealed record Row(string Unit, AreaKind Kind, DateOnly From, DateOnly? Until, string Province, string Source);
}
