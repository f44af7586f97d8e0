using Npgsql;

namespace TalentRegistry.Data.Backup;

/// <summary>A table of the registry as the catalogue has it.</summary>
/// <param name="Schema">Schema.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="Columns">Columns that hold data, computed ones left out.</param>
/// <param name="Size">About how many bytes it takes: the weight that progress gives it.</param>
/// <param name="Order">What its rows are ordered by where their order matters: the primary key, or the whole row as text where it has none.</param>
internal sealed record RegistryTable(string Schema, string Name, IReadOnlyList<string> Columns, long Size, string Order = "")
{
    /// <summary>Name for a statement.</summary>
    public string Sql => $"{Quote(Schema)}.{Quote(Name)}";

    public string ColumnsSql => string.Join(", ", Columns.Select(Quote));

    public static string Quote(string identifier) => '"' + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>
    /// All tables of all schemas but PostgreSQL's own and "public", which holds extensions, the list of applied migrations, and
    /// whatever else the owner of a shared server put there.
    /// </summary>
    public static async Task<IReadOnlyList<RegistryTable>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT n.nspname::text, c.relname::text,
                   coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attname IS NOT NULL), '{}'), pg_table_size(c.oid),
                   coalesce((SELECT string_agg(format('r.%I%s', k.attname, CASE WHEN k.attcollation <> 0 THEN ' COLLATE "C"' END), ', ' ORDER BY array_position(i.indkey::int2[], k.attnum))
                               FROM pg_index i JOIN pg_attribute k ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey)
                              WHERE i.indrelid = c.oid AND i.indisprimary), 'r::text COLLATE "C"')
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             WHERE c.relkind = 'r' AND c.relpersistence <> 't'
               AND n.nspname NOT IN ('public', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
             GROUP BY n.nspname, c.relname, c.oid
             ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<RegistryTable>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new RegistryTable(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), reader.GetInt64(3), reader.GetString(4)));
        return found;
    }
}
