using System.Diagnostics;
using Npgsql;
using TalentRegistry.Data.People;

namespace TalentRegistry.Data.Loading;

/// <summary>
/// Writes people in bulk (COPY), in one transaction: all of it or nothing. Every constraint and trigger of the schema holds
/// at commit. Into an empty registry indexes and checks are built once at the end; into one that holds people the rows
/// come through staging tables, so that others work on undisturbed until they are moved.
/// </summary>
public sealed class BulkLoader(RegistryDatabase database, CitizenIdProtector protector)
{
    // What keeps headcounts current and looks keys up rests while everyone is loaded: both are done anew at the end.
    private static readonly (string Table, string Trigger)[] Followers =
    [
        ("agency_seat", "follow_insert"), ("degree", "follow_insert"), ("posting", "follow_insert"),
        ("person", "check_keys_on_insert"), ("degree", "check_keys_on_insert"), ("posting", "check_keys_on_insert"),
    ];

    private static readonly string AllTables = string.Join(", ", CopyTarget.Tables.Select(table => "registry." + table.Name));

    /// <summary>Loads the content.</summary>
    /// <param name="content">What to write; its dossiers are enumerated once, on another thread than the caller's.</param>
    /// <param name="progress">Told after each block of people and before each check.</param>
    /// <param name="cancellationToken">Ends the load; nothing of it stays.</param>
    /// <exception cref="OperatorException">A row breaks a rule of the schema, or the disk is full; nothing was written.</exception>
    public async Task<LoadSummary> LoadAsync(RegistryContent content, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            var written = await WriteAsync(connection, content, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            // From here on it is done or not done, never unknown: a commit is not cancelled half-way.
            await transaction.CommitAsync(CancellationToken.None);
            progress?.Report(new LoadProgress(LoadStage.Done, written.People, written.People));
            return written with { Elapsed = clock.Elapsed };
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.DiskFull)
        {
            throw new OperatorException("The disk is full; nothing of the load was kept. Make room and load again.", fault);
        }
        catch (PostgresException fault) when (fault.SqlState.StartsWith("22", StringComparison.Ordinal) || fault.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            // The detail would name values of a person's record: it stays in the inner exception.
            throw new OperatorException($"The load was refused and nothing of it was kept: {fault.MessageText}.", fault);
        }
    }

    private async Task<LoadSummary> WriteAsync(
        NpgsqlConnection connection, RegistryContent content, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        await LoadEntry.BeginAsync(connection, cancellationToken);
        var empty = await LockIfEmptyAsync(connection, cancellationToken);
        if (empty)
            await ExecuteAsync(connection, FollowersOf("DISABLE"), cancellationToken);
        await Task.Run(() => CopyTarget.Copy(connection, content.Agencies, content.Successions), cancellationToken);
        await ExecuteAsync(connection, "ANALYZE registry.agency, registry.agency_seat, registry.agency_succession", cancellationToken);

        var written = new LoadSummary(content.Agencies.Count, 0, 0, 0, default);
        if (empty)
        {
            var checks = await DeferredChecks.DropAsync(connection, cancellationToken);
            written = await CopyAsync(new CopyTarget(connection, "registry."), content, written, progress, cancellationToken);
            await checks.RestoreAsync(connection, progress, cancellationToken);
            await ExecuteAsync(connection, $"ANALYZE {AllTables}", cancellationToken);
            await ExecuteAsync(connection, $"SELECT registry.rebuild_headcounts(); {FollowersOf("ENABLE")}", cancellationToken);
            await LoadEntry.WriteAsync(connection, "registry.", written, cancellationToken);
        }
        else
        {
            await StageAsync(connection, cancellationToken);
            written = await CopyAsync(new CopyTarget(connection, "pg_temp.staged_"), content, written, progress, cancellationToken);
            await MoveAsync(connection, progress, cancellationToken);
            await ExecuteAsync(connection, $"ANALYZE {AllTables}", cancellationToken);
            await LoadEntry.WriteAsync(connection, "pg_temp.staged_", written, cancellationToken);
        }

        return written;
    }

    private static string FollowersOf(string toggle) =>
        string.Join("; ", Followers.Select(follower => $"ALTER TABLE registry.{follower.Table} {toggle} TRIGGER {follower.Trigger}"));

    private async Task<LoadSummary> CopyAsync(
        CopyTarget target, RegistryContent content, LoadSummary written, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        progress?.Report(new LoadProgress(LoadStage.Writing, 0, content.PeopleCount));
        var (blocks, ended) = DossierBlock.Prepare(content.Dossiers, protector, stop.Token);
        try
        {
            await foreach (var block in blocks.ReadAllAsync(cancellationToken))
            {
                target.Copy(block, cancellationToken);
                written = written with
                {
                    People = written.People + block.People.Count,
                    Degrees = written.Degrees + block.Degrees.Count,
                    Postings = written.Postings + block.Postings.Count,
                };
                progress?.Report(new LoadProgress(LoadStage.Writing, written.People, content.PeopleCount));
            }

            return written;
        }
        finally
        {
            // Where writing failed, the preparing thread waits for room that never comes.
            await stop.CancelAsync();
            await ended;
        }
    }

    private static async Task StageAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (name, columns) in CopyTarget.Tables)
            await ExecuteAsync(connection, $"CREATE TEMP TABLE staged_{name} ON COMMIT DROP AS SELECT {columns} FROM registry.{name} WITH NO DATA", cancellationToken);
    }

    private static async Task MoveAsync(NpgsqlConnection connection, IProgress<LoadProgress>? progress, CancellationToken cancellationToken)
    {
        for (var done = 0; done < CopyTarget.Tables.Count; done++)
        {
            progress?.Report(new LoadProgress(LoadStage.Moving, done, CopyTarget.Tables.Count));
            var (name, columns) = CopyTarget.Tables[done];
            await ExecuteAsync(connection, $"INSERT INTO registry.{name} ({columns}) SELECT {columns} FROM pg_temp.staged_{name}", cancellationToken);
        }
    }

    private static async Task<bool> LockIfEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (!await IsEmptyAsync(connection, cancellationToken))
            return false;

        // Another load into the empty registry is waited for here, and may have filled it. The memory is needed for seconds only.
        await ExecuteAsync(
            connection,
            $"LOCK TABLE {AllTables} IN SHARE ROW EXCLUSIVE MODE; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '128MB'",
            cancellationToken);
        return await IsEmptyAsync(connection, cancellationToken);
    }

    private static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM registry.person)", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
