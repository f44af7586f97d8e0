using System.Globalization;
using System.Text;
using Npgsql;

namespace TalentRegistry.Data.Reference;

/// <summary>Brings schema reference to the state of db/reference: all files or none, unchanged files untouched.</summary>
public static class ReferenceLoader
{
    private const long LockKey = 0x5265666572; // "Refer"

    /// <summary>Loads the files that changed since the last time, under the owner, in one transaction.</summary>
    /// <param name="database">A database with its migrations applied.</param>
    /// <param name="folder">Where the files are: db/reference of the repository or its copy beside the program.</param>
    /// <param name="cancellationToken">Stops before the commit; nothing is then changed.</param>
    /// <returns>How many files were loaded; 0 when the database was up to date.</returns>
    /// <exception cref="OperatorException">A file is missing or bad: file, line, column and value are named.</exception>
    public static async Task<int> LoadAsync(RegistryDatabase database, string folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({LockKey})"), cancellationToken);

        var changed = await ChangedAsync(connection, folder, cancellationToken);
        foreach (var (table, file) in changed)
            await MergeAsync(connection, table, file, cancellationToken);
        // Rows that are gone are removed last and from the far end, when nothing in the new files points to them any more.
        foreach (var (table, file) in changed.Where(change => change.Table.Referenced).Reverse())
            await RemoveAsync(connection, table, file, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return changed.Count;
    }

    private static async Task<List<(ReferenceTable Table, ReferenceFile File)>> ChangedAsync(
        NpgsqlConnection connection, string folder, CancellationToken cancellationToken)
    {
        var known = new HashSet<(string, string)>();
        await using (var command = new NpgsqlCommand("SELECT name, sha256 FROM reference.loaded_file", connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                known.Add((reader.GetString(0), reader.GetString(1)));
        }

        var changed = new List<(ReferenceTable, ReferenceFile)>();
        foreach (var table in ReferenceTable.All)
        {
            var (name, path) = ($"{table.Name}.csv", Path.Combine(folder, $"{table.Name}.csv"));
            if (!File.Exists(path))
                throw new OperatorException($"Reference file {name} is missing in {Path.GetFullPath(folder)}.");
            var text = await File.ReadAllTextAsync(path, cancellationToken);
            if (!known.Contains((name, ReferenceFile.ChecksumOf(text))))
                changed.Add((table, ReferenceFile.Parse(name, text)));
        }

        return changed;
    }

    private static async Task MergeAsync(
        NpgsqlConnection connection, ReferenceTable table, ReferenceFile file, CancellationToken cancellationToken)
    {
        await RefuseUnknownColumnsAsync(connection, table, file, cancellationToken);
        var columns = string.Join(", ", file.Columns);
        var others = file.Columns.Except(table.Key).ToList();
        try
        {
            await StageAsync(connection, table, file, cancellationToken);
            var merge = table.Referenced
                ? (others.Count == 0 ? "" : $"""
                    UPDATE reference.{table.Name} kept SET ({string.Join(", ", others)}) = ROW({Listed("fresh", others)})
                      FROM staged fresh
                     WHERE {Same(table, "kept", "fresh")} AND ROW({Listed("kept", others)}) IS DISTINCT FROM ROW({Listed("fresh", others)}) AND NOT ({table.Ours});
                    """) + $"""
                    INSERT INTO reference.{table.Name} ({columns})
                    SELECT {columns} FROM staged fresh
                     WHERE NOT EXISTS (SELECT FROM reference.{table.Name} kept WHERE {Same(table, "kept", "fresh")});
                    """
                : $"DELETE FROM reference.{table.Name} kept WHERE NOT ({table.Ours}); INSERT INTO reference.{table.Name} ({columns}) SELECT {columns} FROM staged;";
            await ExecuteAsync(connection, $"{merge} DROP TABLE staged; ANALYZE reference.{table.Name};", cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState != PostgresErrorCodes.QueryCanceled)
        {
            throw ReferenceFault.Of(file, fault);
        }

        await using var note = new NpgsqlCommand(
            """
            INSERT INTO reference.loaded_file (name, sha256, row_count) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, row_count = excluded.row_count, loaded_at = now()
            """,
            connection) { Parameters = { new() { Value = file.Name }, new() { Value = file.Checksum }, new() { Value = file.Rows.Count } } };
        await note.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The file as a temporary table with the rules of the real one, so that PostgreSQL names the line of a fault.</summary>
    private static async Task StageAsync(
        NpgsqlConnection connection, ReferenceTable table, ReferenceFile file, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            connection,
            $"""
            CREATE TEMP TABLE staged (LIKE reference.{table.Name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
            ALTER TABLE staged ADD UNIQUE NULLS NOT DISTINCT ({string.Join(", ", table.Key)});
            """,
            cancellationToken);
        await using var copy = await connection.BeginTextImportAsync(
            $"COPY staged ({string.Join(", ", file.Columns)}) FROM STDIN (FORMAT csv)", cancellationToken);
        var text = new StringBuilder();
        foreach (var row in file.Rows)
            text.AppendJoin(',', row.Values.Select(Quoted)).Append('\n');
        await copy.WriteAsync(text, cancellationToken);
    }

    private static async Task RemoveAsync(
        NpgsqlConnection connection, ReferenceTable table, ReferenceFile file, CancellationToken cancellationToken)
    {
        try
        {
            var key = file.Columns.ToList().IndexOf(table.Key.Single());
            await using var command = new NpgsqlCommand(
                $"DELETE FROM reference.{table.Name} kept WHERE NOT {table.Key.Single()} = ANY ($1) AND NOT ({table.Ours})", connection)
            {
                Parameters = { new() { Value = file.Rows.Select(row => row.Values[key]).ToArray() } },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ReferenceFault.Of(file, fault);
        }
    }

    private static async Task RefuseUnknownColumnsAsync(
        NpgsqlConnection connection, ReferenceTable table, ReferenceFile file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT attname FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum", connection)
        {
            Parameters = { new() { Value = $"reference.{table.Name}" } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            columns.Add(reader.GetString(0));
        if (file.Columns.Except(columns).FirstOrDefault() is { } unknown)
            throw new OperatorException($"Reference file {file.Name} has a column \"{unknown}\", which is none of: {string.Join(", ", columns)}.");
        if (table.Key.Except(file.Columns).FirstOrDefault() is { } missing)
            throw new OperatorException($"Reference file {file.Name} lacks the column \"{missing}\".");
    }

    private static string Same(ReferenceTable table, string left, string right) =>
        string.Join(" AND ", table.Key.Select(column => $"{left}.{column} = {right}.{column}"));

    private static string Listed(string alias, IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"{alias}.{column}"));

    private static string Quoted(string? value) => value is null ? "" : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
