using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data.Duplicates;

/// <summary>
/// A table that holds records of people: the person itself, or one that refers to it. Taken from the catalogue, so that records of a kind that does not exist
/// yet are merged as well.
/// </summary>
/// <param name="Name">With schema, for a statement.</param>
/// <param name="Owner">Column that names the person.</param>
/// <param name="Columns">All columns but computed ones.</param>
/// <param name="Computed">Columns that follow from others.</param>
internal sealed record PersonTable(string Name, string Owner, string[] Columns, string[] Computed)
{
    /// <summary>Columns whose values an undone merge brings back by an update: not the key, and not the version, which never goes back.</summary>
    public string Restorable => string.Join(", ", Columns.Where(column => column is not ("id" or "version")));
}

/// <summary>The rows of people as the database has them, for merges: moved, noted, and put back.</summary>
internal static class PersonRows
{
    public const string Person = "registry.person";

    /// <summary>The table of people first, then those that refer to it.</summary>
    public static async Task<IReadOnlyList<PersonTable>> TablesAsync(RegistrySession session, CancellationToken cancellationToken)
    {
        await using var command = session.Command(
            """
            SELECT format('%I.%I', n.nspname, c.relname), owner.name,
                   array_agg(quote_ident(a.attname) ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''),
                   coalesce(array_agg(a.attname::text) FILTER (WHERE a.attgenerated <> ''), '{}')
              FROM (SELECT 'registry.person'::regclass::oid AS relation, 'id' AS name
                    UNION
                    SELECT k.conrelid, quote_ident(f.attname) FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.conrelid AND f.attnum = k.conkey[1]
                     WHERE k.contype = 'f' AND k.confrelid = 'registry.person'::regclass) owner
              JOIN pg_class c ON c.oid = owner.relation
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             -- Accounts belong to people, but are no records of theirs.
             WHERE n.nspname <> 'access'
             GROUP BY n.nspname, c.relname, owner.name
             ORDER BY owner.name <> 'id', 1
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<PersonTable>();
        while (await reader.ReadAsync(cancellationToken))
            tables.Add(new PersonTable(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<string[]>(2), reader.GetFieldValue<string[]>(3)));
        return tables;
    }

    /// <summary>Every row of those people as JSON: an object of tables, each a list of rows in the order of their keys; tables without rows left out.</summary>
    public static async Task<string> NoteAsync(
        this RegistrySession session, IReadOnlyList<PersonTable> tables, Guid[] people, CancellationToken cancellationToken)
    {
        var each = tables.Select((table, i) =>
            $"SELECT '{table.Name}' AS name, (SELECT jsonb_agg(to_jsonb(t) - $2::text[] ORDER BY t.id) FROM {table.Name} t WHERE t.{table.Owner} = ANY ($1)) AS content");
        await using var command = session.Command(
            $"SELECT coalesce(jsonb_object_agg(name, content), '{{}}')::text FROM ({string.Join(" UNION ALL ", each)}) noted WHERE content IS NOT NULL");
        command.Parameters.Add(new() { Value = people });
        command.Parameters.Add(new() { Value = tables.SelectMany(table => table.Computed).Distinct().ToArray() });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Removes records of either of two people by their keys; how many there were.</summary>
    public static async Task<int> RemoveAsync(
        this RegistrySession session, IReadOnlyList<PersonTable> tables, Guid[] people, IReadOnlyCollection<Guid> records, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var table in tables.Where(table => table.Name != Person && records.Count > 0))
            removed += await session.RunAsync($"DELETE FROM {table.Name} WHERE id = ANY ($1) AND {table.Owner} = ANY ($2)", cancellationToken, records.ToArray(), people);
        return removed;
    }

    /// <summary>Gives all records of one person to another.</summary>
    public static async Task MoveAsync(
        this RegistrySession session, IReadOnlyList<PersonTable> tables, Guid from, Guid to, CancellationToken cancellationToken)
    {
        foreach (var table in tables.Where(table => table.Name != Person))
            await session.RunAsync($"UPDATE {table.Name} SET {table.Owner} = $2 WHERE {table.Owner} = $1", cancellationToken, from, to);
    }

    /// <summary>Makes every row what it was before a merge.</summary>
    /// <param name="session">The officer's.</param>
    /// <param name="tables">As the catalogue has them.</param>
    /// <param name="before">By <see cref="NoteAsync"/>, of both people.</param>
    /// <param name="kept">Who remained.</param>
    /// <param name="former">Who comes back.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task PutBackAsync(
        this RegistrySession session, IReadOnlyList<PersonTable> tables, string before, Guid kept, Guid former, CancellationToken cancellationToken)
    {
        var rows = new NpgsqlParameter { Value = before, NpgsqlDbType = NpgsqlDbType.Jsonb };
        // The kept person first, who may hold the citizen ID that the other is to have again; then the other; then what goes back to them, which makes
        // room for main postings that come back; then everything else.
        foreach (var table in tables)
        {
            if (table.Name == Person)
            {
                await session.RunAsync(Update(table, "was.id = $2"), cancellationToken, rows.Clone(), kept);
                await session.RunAsync(Insert(table), cancellationToken, rows.Clone());
            }
            else
            {
                await session.RunAsync(Update(table, $"was.{table.Owner} = $2"), cancellationToken, rows.Clone(), former);
                await session.RunAsync(Update(table, $"was.{table.Owner} = $2"), cancellationToken, rows.Clone(), kept);
                await session.RunAsync(Insert(table), cancellationToken, rows.Clone());
            }
        }
    }

    private static string Was(PersonTable table) => $"jsonb_populate_recordset(NULL::{table.Name}, $1 -> '{table.Name}') was";

    private static string Update(PersonTable table, string which) =>
        $"""
        UPDATE {table.Name} t SET ({table.Restorable}) = ROW({string.Join(", ", table.Restorable.Split(", ").Select(column => "was." + column))})
          FROM {Was(table)} WHERE t.id = was.id AND {which}
        """;

    // What is gone comes back whole, its version too: nobody can have read a later one.
    private static string Insert(PersonTable table)
    {
        var columns = string.Join(", ", table.Columns);
        return $"INSERT INTO {table.Name} ({columns}) SELECT {columns} FROM {Was(table)} WHERE NOT EXISTS (SELECT FROM {table.Name} t WHERE t.id = was.id)";
    }
}
