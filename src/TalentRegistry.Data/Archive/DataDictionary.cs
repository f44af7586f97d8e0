using System.Text;
using Npgsql;

namespace TalentRegistry.Data.Archive;

/// <summary>A table of the registry, for those who do not know it.</summary>
/// <param name="Table">Schema and name.</param>
/// <param name="MeaningVi">What a row is, in Vietnamese; empty where nobody has written it.</param>
/// <param name="MeaningEn">The same in English.</param>
/// <param name="Columns">Its columns in the order of its file.</param>
public sealed record DescribedTable(string Table, string MeaningVi, string MeaningEn, IReadOnlyList<DescribedColumn> Columns);

/// <summary>A column.</summary>
/// <param name="Column">Name.</param>
/// <param name="Type">PostgreSQL's name of its type.</param>
/// <param name="Nullable">Whether it may be unknown.</param>
/// <param name="Key">Whether it is of the primary key.</param>
/// <param name="References">Table and column that its values are of; empty for none.</param>
/// <param name="MeaningVi">What it says, in Vietnamese; empty where nobody has written it.</param>
/// <param name="MeaningEn">The same in English.</param>
public sealed record DescribedColumn(string Column, string Type, bool Nullable, bool Key, string References, string MeaningVi, string MeaningEn);

/// <summary>
/// What tables and columns mean, out of the database's own catalogue: a table that a migration adds is in it without more. A comment
/// of the database says it in both languages, "Vietnamese | English"; one without the bar is English only.
/// </summary>
public static class DataDictionary
{
    private const string Sql =
        """
        SELECT n.nspname || '.' || c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''), a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
               EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey)),
               coalesce((SELECT string_agg(format('%s.%s.%s', fn.nspname, fc.relname, fa.attname), ', ' ORDER BY k.conname COLLATE "C")
                           FROM pg_constraint k
                           JOIN pg_class fc ON fc.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = fc.relnamespace
                           JOIN pg_attribute fa ON fa.attrelid = k.confrelid AND fa.attnum = k.confkey[array_position(k.conkey, a.attnum)]
                          WHERE k.contype = 'f' AND k.conrelid = c.oid AND a.attnum = ANY (k.conkey)), ''),
               coalesce(col_description(c.oid, a.attnum), '')
          FROM pg_class c
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND n.nspname NOT IN ('public', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
         ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
        """;

    /// <summary>Reads it.</summary>
    public static async Task<IReadOnlyList<DescribedTable>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new List<(string Name, string Comment, List<DescribedColumn> Columns)>();
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (tables.Count == 0 || tables[^1].Name != reader.GetString(0))
                tables.Add((reader.GetString(0), reader.GetString(1), []));
            var (vi, en) = Meaning(reader.GetString(7));
            tables[^1].Columns.Add(new DescribedColumn(
                reader.GetString(2), reader.GetString(3), reader.GetBoolean(4), reader.GetBoolean(5), reader.GetString(6), vi, en));
        }

        return [.. tables.Select(table => new DescribedTable(table.Name, Meaning(table.Comment).Vi, Meaning(table.Comment).En, table.Columns))];
    }

    /// <summary>The dictionary as a table: a line for each column.</summary>
    public static string ToCsv(IReadOnlyList<DescribedTable> tables)
    {
        var csv = new StringBuilder("table,column,type,nullable,key,references,meaning_vi,meaning_en,table_meaning_vi,table_meaning_en\n");
        foreach (var table in tables)
            foreach (var column in table.Columns)
                csv.AppendJoin(',', new[]
                {
                    table.Table, column.Column, column.Type, column.Nullable ? "yes" : "no", column.Key ? "yes" : "no", column.References, column.MeaningVi, column.MeaningEn,
                    table.MeaningVi, table.MeaningEn,
                }.Select(text => CsvText.Quoted(text))).Append('\n');
        return csv.ToString();
    }

    private static (string Vi, string En) Meaning(string comment) => comment.Split(" | ", 2) is [var vi, var en] ? (vi, en) : ("", comment);
}
