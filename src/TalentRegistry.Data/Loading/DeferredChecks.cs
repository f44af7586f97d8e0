using Npgsql;

namespace TalentRegistry.Data.Loading;

/// <summary>
/// The indexes and constraints of tables that are cheaper to build once over all rows than to keep row by row. Dropped and
/// rebuilt inside the load's transaction: nobody sees the tables without them. A key to which a table outside the load
/// refers, or on which a view or a function rests, stays.
/// </summary>
internal sealed class DeferredChecks
{
    private readonly IReadOnlyList<string> restorations;

    private DeferredChecks(IReadOnlyList<string> restorations) => this.restorations = restorations;

    /// <summary>Drops those of people and all their records, remembering each as the catalogue writes it.</summary>
    public static Task<DeferredChecks> DropAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        DropAsync(connection, [.. CopyTarget.Tables.Select(table => "registry." + table.Name)], cancellationToken);

    /// <summary>Drops those of the tables, whose names are given as SQL writes them.</summary>
    public static async Task<DeferredChecks> DropAsync(NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken)
    {
        var found = await FindAsync(connection, tables, cancellationToken);
        // Foreign keys first: they rest on the indexes.
        await ExecuteAsync(connection, string.Join(";\n", found.Select(check => check.Drop).Reverse()), cancellationToken);
        return new DeferredChecks([.. found.Select(check => check.Restore)]);
    }

    /// <summary>Builds them again and so checks every row.</summary>
    /// <exception cref="PostgresException">A row breaks one of them.</exception>
    public async Task RestoreAsync(NpgsqlConnection connection, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        for (var done = 0; done < restorations.Count; done++)
        {
            progress?.Report(new LoadProgress(LoadStage.Checking, done, restorations.Count));
            await ExecuteAsync(connection, restorations[done], cancellationToken);
        }

        // Keys that were made anew check by row again (docs/decisions/0027). A backup of before that is restored to a schema without it.
        await ExecuteAsync(
            connection,
            "DO $$ BEGIN IF to_regprocedure('registry.check_keys_by_statement()') IS NOT NULL THEN PERFORM registry.check_keys_by_statement(); END IF; END $$",
            cancellationToken);
    }

    private static async Task<List<(string Drop, string Restore)>> FindAsync(
        NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            WITH loaded AS (SELECT unnest($1::text[])::regclass AS id)
            SELECT dropping, restoring
              FROM (SELECT 1 AS turn, i.indexrelid AS id,
                           format('DROP INDEX %s', i.indexrelid::regclass) AS dropping,
                           pg_get_indexdef(i.indexrelid)
                             || coalesce(format('; COMMENT ON INDEX %s IS %L', i.indexrelid::regclass, obj_description(i.indexrelid, 'pg_class')), '') AS restoring
                      FROM pg_index i
                     WHERE i.indrelid IN (SELECT id FROM loaded) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
                    UNION ALL
                    SELECT CASE k.contype WHEN 'f' THEN 3 ELSE 2 END, k.oid,
                           format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname),
                           format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
                             || coalesce(format('; COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, k.conrelid::regclass, obj_description(k.oid, 'pg_constraint')), '')
                      FROM pg_constraint k
                     WHERE k.conrelid IN (SELECT id FROM loaded) AND k.contype IN ('p', 'u', 'x', 'f')
                       AND NOT EXISTS (SELECT FROM pg_constraint f
                                        WHERE f.contype = 'f' AND k.contype <> 'f' AND f.conindid = k.conindid
                                          AND f.conrelid NOT IN (SELECT id FROM loaded))
                       AND NOT EXISTS (SELECT FROM pg_depend d
                                        WHERE d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid
                                          AND d.classid IN ('pg_rewrite'::regclass, 'pg_proc'::regclass))) found
             ORDER BY turn, id
            """, connection);
        command.Parameters.Add(new() { Value = tables });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
