using System.Diagnostics;
using Npgsql;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Backup;

/// <summary>What a restore did.</summary>
/// <param name="Tables">Tables whose rows and checksums were read back and are those of the backup.</param>
/// <param name="Rows">Rows of them all.</param>
/// <param name="Upgrades">Migrations newer than the backup that were applied after that.</param>
/// <param name="Elapsed">Until the commit.</param>
public sealed record RestoreSummary(int Tables, long Rows, int Upgrades, TimeSpan Elapsed);

/// <summary>
/// Makes a registry out of a backup, in a database that holds none: schema of the backup's time, rows, indexes and checks over
/// all of them, comparison with the backup, newer migrations. One transaction: all of it or nothing.
/// </summary>
public static class RegistryRestore
{
    private const double CopyUntil = 0.4;
    private const double ChecksUntil = 0.75;
    private const double ComparisonUntil = 0.95;

    /// <summary>Refuses a backup that this program has no schema for; touches no database.</summary>
    /// <exception cref="OperatorException">It is of a newer version of this program, or of one with other migrations.</exception>
    public static void RefuseUnknown(BackupManifest backup, IReadOnlyList<Migration> migrations)
    {
        for (var i = 0; i < backup.Migrations.Count; i++)
        {
            var applied = backup.Migrations[i];
            if (i >= migrations.Count)
                throw new OperatorException($"The backup was taken from a newer version of this program, with migration {applied.Name}: restore it with that version.");
            if (applied.Version != i + 1 || applied.Checksum != migrations[i].Checksum)
                throw new OperatorException($"The backup was taken with another migration {applied.Name} than this program has: restore it with the program that wrote it.");
        }
    }

    /// <summary>Restores a backup.</summary>
    /// <param name="database">A database without a registry.</param>
    /// <param name="backup">The backup, or an archive.</param>
    /// <param name="migrations">All that this program has.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it; nothing of it stays.</param>
    /// <exception cref="OperatorException">
    /// The database holds a registry already, the backup is of a newer version or not what its manifest says, or the disk is full;
    /// nothing was written.
    /// </exception>
    public static async Task<RestoreSummary> RunAsync(
        RegistryDatabase database, RegistryFile backup, IReadOnlyList<Migration> migrations, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        RefuseUnknown(backup.Manifest, migrations);
        var clock = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await FillAsync(connection, backup, migrations, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            // From here on it is done or not done, never unknown: a commit is not cancelled half-way.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DiskFull)
        {
            throw new OperatorException("The disk is full; nothing was restored. Make room and restore again.", fault);
        }
        catch (PostgresException fault) when (fault.SqlState.StartsWith("22", StringComparison.Ordinal) || fault.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            // The detail would name values of a person's record: it stays in the inner exception.
            throw new OperatorException($"The {backup.Kind} breaks a rule of the registry, and nothing of it was restored: {fault.MessageText}.", fault);
        }

        progress?.Report(1);
        return new RestoreSummary(
            backup.Manifest.Tables.Count, backup.Manifest.TotalRows(), migrations.Count - backup.Manifest.Migrations.Count, clock.Elapsed);
    }

    private static async Task FillAsync(
        NpgsqlConnection connection, RegistryFile backup, IReadOnlyList<Migration> migrations, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        await Migrator.TakeTurnAsync(connection, cancellationToken);
        await RefuseOccupiedAsync(connection, cancellationToken);
        var known = backup.Manifest.Migrations.Count;
        await Migrator.ApplyWithinAsync(connection, migrations.Take(known), cancellationToken);

        var tables = await RegistryTable.FindAsync(connection, cancellationToken);
        RefuseOtherTables(backup.Manifest, tables);
        await ExecuteAsync(connection, $"{TableText.Settings} SET LOCAL maintenance_work_mem = '256MB'", cancellationToken);
        await CopyAsync(connection, backup, tables, progress, cancellationToken);
        await SetSequencesAsync(connection, backup.Manifest, cancellationToken);
        await CompareAsync(connection, backup, tables, new ProgressPart(progress, ChecksUntil, ComparisonUntil), cancellationToken);

        // Indexes and foreign keys are in place, so that newer migrations find what they would have found then.
        await Migrator.ApplyWithinAsync(connection, migrations.Skip(known), cancellationToken);
        await RefreshAsync(connection, cancellationToken);
    }

    // Triggers rest meanwhile, as in PostgreSQL's own restore: what they would write is in the backup already. They and everything
    // that is declared are back, and checked over all rows, before the comparison.
    private static async Task CopyAsync(
        NpgsqlConnection connection, RegistryFile backup, IReadOnlyList<RegistryTable> tables, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        string[] names = [.. tables.Select(table => table.Sql)];
        var triggers = await TriggersAsync(connection, names, cancellationToken);
        await ExecuteAsync(connection, string.Join(";\n", triggers.Select(trigger => trigger.Stop)), cancellationToken);
        // A migration may have put first rows into its tables; the backup has them too.
        await ExecuteAsync(connection, $"TRUNCATE {string.Join(", ", names)}", cancellationToken);
        var checks = await DeferredChecks.DropAsync(connection, names, cancellationToken);

        var backedUp = backup.Manifest.Tables.ToDictionary(table => table.Table.Sql);
        foreach (var (table, part) in new ProgressPart(progress, 0, CopyUntil).Of([.. backedUp.Values.Select(table => table.Table)]))
        {
            await using var text = await backup.OpenAsync(backedUp[table.Sql], cancellationToken);
            await TableText.WriteAsync(connection, table, text, part, cancellationToken, backup.Form);
        }

        await checks.RestoreAsync(connection, new CheckProgress(new ProgressPart(progress, CopyUntil, ChecksUntil)), cancellationToken);
        await ExecuteAsync(connection, string.Join(";\n", triggers.Select(trigger => trigger.Go)), cancellationToken);
    }

    private static async Task RefuseOccupiedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if ((await Migrator.AppliedAsync(connection, cancellationToken)).Count > 0 || (await RegistryTable.FindAsync(connection, cancellationToken)).Count > 0)
            throw new OperatorException("There is a registry or other data here already, and a restore replaces nothing: choose an empty directory with --data (or an empty database).");
    }

    private static void RefuseOtherTables(BackupManifest backup, IReadOnlyList<RegistryTable> tables)
    {
        var made = tables.Select(table => $"{table.Schema}.{table.Name} ({string.Join(", ", table.Columns.Order(StringComparer.Ordinal))})").ToHashSet();
        var kept = backup.Tables.Select(table => $"{table.Schema}.{table.Name} ({string.Join(", ", table.Columns.Order(StringComparer.Ordinal))})").ToHashSet();
        if (kept.Except(made).FirstOrDefault() is { } unknown)
            throw new OperatorException($"The backup has a table that its migrations do not make, {unknown}: it was added by hand, and nothing was restored.");
        if (made.Except(kept).FirstOrDefault() is { } missing)
            throw new OperatorException($"The backup lacks a table that its migrations make, {missing}: nothing was restored.");
    }

    private static async Task<IReadOnlyList<(string Stop, string Go)>> TriggersAsync(
        NpgsqlConnection connection, string[] tables, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname), format('ALTER TABLE %s ENABLE TRIGGER %I', tgrelid::regclass, tgname)
              FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid IN (SELECT unnest($1::text[])::regclass)
            """, connection) { Parameters = { new() { Value = tables } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add((reader.GetString(0), reader.GetString(1)));
        return found;
    }

    private static async Task SetSequencesAsync(NpgsqlConnection connection, BackupManifest backup, CancellationToken cancellationToken)
    {
        foreach (var sequence in backup.Sequences)
        {
            await using var command = new NpgsqlCommand("SELECT setval(to_regclass($1), $2, $3)", connection)
            {
                Parameters =
                {
                    new() { Value = $"{RegistryTable.Quote(sequence.Schema)}.{RegistryTable.Quote(sequence.Name)}" },
                    new() { Value = sequence.LastValue },
                    new() { Value = sequence.IsCalled },
                },
            };
            if (await command.ExecuteScalarAsync(cancellationToken) is not long)
                throw new OperatorException($"The backup has a sequence that its migrations do not make, {sequence.Schema}.{sequence.Name}: it was added by hand, and nothing was restored.");
        }
    }

    private static async Task CompareAsync(
        NpgsqlConnection connection, RegistryFile backup, IReadOnlyList<RegistryTable> tables, ProgressPart progress, CancellationToken cancellationToken)
    {
        var expected = backup.Manifest.Tables.ToDictionary(table => table.Table.Sql, table => table.Content);
        var orders = tables.ToDictionary(table => table.Sql, table => table.Order);
        foreach (var (table, part) in progress.Of([.. backup.Manifest.Tables.Select(table => table.Table)]))
        {
            var found = await TableText.ReadAsync(connection, table with { Order = orders[table.Sql] }, null, part, cancellationToken, backup.Form);
            if (found != expected[table.Sql])
                throw new OperatorException($"Table {table.Schema}.{table.Name} is not what the {backup.Kind}'s manifest says ({found.Rows} rows instead of {expected[table.Sql].Rows}, or others): nothing was restored.");
        }
    }

    private static async Task RefreshAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var views = new List<string>();
        await using (var command = new NpgsqlCommand(
            """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'm' AND n.nspname <> 'public' ORDER BY c.oid
            """, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            while (await reader.ReadAsync(cancellationToken))
                views.Add(reader.GetString(0));
        // A view was made after those that it rests on.
        foreach (var view in views)
            await ExecuteAsync(connection, $"REFRESH MATERIALIZED VIEW {view}", cancellationToken);

        var tables = await RegistryTable.FindAsync(connection, cancellationToken);
        await ExecuteAsync(connection, $"ANALYZE {string.Join(", ", tables.Select(table => table.Sql).Concat(views))}", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed class CheckProgress(ProgressPart part) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => part.Report(value.Done / (double)Math.Max(1, value.Total));
    }
}
