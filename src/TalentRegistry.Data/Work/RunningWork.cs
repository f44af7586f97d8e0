using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Work;

/// <summary>
/// Work while it runs here. Its connection holds the lock that shows other servers that it is alive, and writes its steps: the latest one
/// every quarter of a second, however many are reported.
/// </summary>
internal sealed class RunningWork : IProgress<WorkStep>, IDisposable
{
    private const string Lock = "SELECT pg_try_advisory_lock(hashtextextended('work ' || $1, 0))";
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlConnection connection;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource cancelled = new();
    private readonly System.Threading.Lock latestLock = new();
    private WorkStep latest;
    private bool hasNews;
    private bool disposed;

    private RunningWork(Guid id, NpgsqlConnection connection, TimeProvider clock, ILogger logger) =>
        (Id, this.connection, this.clock, this.logger) = (id, connection, clock, logger);

    public Guid Id { get; }

    /// <summary>Ends when the work has, whatever it came to; never faults.</summary>
    public Task Completion { get; set; } = Task.CompletedTask;

    /// <exception cref="WorkUnderWayException">There is one already.</exception>
    public static async Task<RunningWork> BeginAsync(
        RegistryDatabase database, TimeProvider clock, ILogger logger, WorkKind kind, Guid? requestedBy, string stage, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var held = await database.Owner.OpenConnectionAsync(cancellationToken);
        try
        {
            // Locked first: a row that another server sees is alive from its first moment.
            await using (var hold = With(new NpgsqlCommand(Lock, held), id.ToString()))
                await hold.ExecuteNonQueryAsync(cancellationToken);
            if (!await InsertAsync(held, id, kind, requestedBy, stage, cancellationToken))
            {
                // The one that seems to run may be the leftover of a server that died.
                await SweepAsync(database, cancellationToken);
                if (!await InsertAsync(held, id, kind, requestedBy, stage, cancellationToken))
                    throw new WorkUnderWayException(await UnderWayAsync(held, kind, cancellationToken));
            }

            await Notifications.SendAsync(held, WorkBoard.Topic, id, cancellationToken);
            return new RunningWork(id, held, clock, logger) { latest = new WorkStep(stage, 0, 0) };
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    public static async Task<int> SweepAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var sweeping = await database.Owner.OpenConnectionAsync(cancellationToken);
        // The lock is taken within the statement and let go with its transaction.
        await using var sweep = new NpgsqlCommand(
            """
            WITH left_over AS MATERIALIZED (
              SELECT id FROM work.item WHERE state = 'running' AND pg_try_advisory_xact_lock(hashtextextended('work ' || id, 0)))
            UPDATE work.item i SET state = 'failed', fault = 'Máy chủ dừng giữa chừng. The server stopped in the middle of it.',
                   changed_at = clock_timestamp(), ended_at = clock_timestamp()
              FROM left_over l WHERE i.id = l.id AND i.state = 'running'
            """, sweeping);
        return await sweep.ExecuteNonQueryAsync(cancellationToken);
    }

    // Someone may cancel what has just ended.
    public void Cancel()
    {
        lock (latestLock)
        {
            if (!disposed)
                cancelled.Cancel();
        }
    }

    public void Dispose()
    {
        lock (latestLock)
            disposed = true;
        cancelled.Dispose();
    }

    public void Report(WorkStep value)
    {
        lock (latestLock)
            (latest, hasNews) = (value, true);
    }

    public async Task RunAsync(Func<IProgress<WorkStep>, CancellationToken, Task> work)
    {
        using var ended = new CancellationTokenSource();
        var writing = WriteAsync(ended.Token);
        var (state, fault) = await OutcomeAsync(work);
        await ended.CancelAsync();
        await writing;
        try
        {
            await NoteAsync(
                "UPDATE work.item SET state = $2, fault = $3, stage = $4, done = $5, total = $6, changed_at = clock_timestamp(), ended_at = clock_timestamp() WHERE id = $1",
                SnakeCase.Of(state), fault ?? (object)DBNull.Value, latest.Stage, state == WorkState.Finished ? latest.Total : latest.Done, latest.Total);
        }
        catch (Exception broken) when (IsLost(broken))
        {
            // Its lock is gone with the connection: the next sweep marks it.
            logger.LogError(broken, "The end of work {Id} ({State}) could not be noted", Id, state);
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<(WorkState State, string? Fault)> OutcomeAsync(Func<IProgress<WorkStep>, CancellationToken, Task> work)
    {
        try
        {
            await work(this, cancelled.Token);
            return (WorkState.Finished, null);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            return (WorkState.Cancelled, null);
        }
        catch (WorkFailedException told)
        {
            logger.LogError(told, "Work {Id} failed", Id);
            return (WorkState.Failed, told.Message);
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Work {Id} failed", Id);
            return (WorkState.Failed, "Lỗi được ghi trong nhật ký của máy chủ. The error is in the server's log.");
        }
    }

    private async Task WriteAsync(CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BetweenWrites, clock, ended);
                WorkStep step;
                lock (latestLock)
                {
                    if (!hasNews)
                        continue;
                    (step, hasNews) = (latest, false);
                }

                await NoteAsync(
                    "UPDATE work.item SET stage = $2, done = $3, total = $4, changed_at = clock_timestamp() WHERE id = $1",
                    step.Stage, step.Done, step.Total);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended; its end is noted by itself.
        }
        catch (Exception fault) when (IsLost(fault))
        {
            logger.LogWarning(fault, "Steps of work {Id} can no longer be noted", Id);
        }
    }

    // A connection that broke before says so as a wrong state.
    private static bool IsLost(Exception fault) => fault is NpgsqlException or InvalidOperationException or IOException;

    private async Task NoteAsync(string update, params object[] values)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = With(new NpgsqlCommand(update, connection), [Id, .. values]))
            await command.ExecuteNonQueryAsync();
        await Notifications.SendAsync(connection, WorkBoard.Topic, Id, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static async Task<bool> InsertAsync(
        NpgsqlConnection held, Guid id, WorkKind kind, Guid? requestedBy, string stage, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO work.item (id, kind, requested_by, state, stage) VALUES ($1, $2, $3, 'running', $4)
            ON CONFLICT (kind) WHERE state = 'running' AND kind IN ('forecast', 'duplicates') DO NOTHING
            """, held);
        insert.Parameters.Add(new() { Value = id });
        insert.Parameters.Add(new() { Value = SnakeCase.Of(kind) });
        insert.Parameters.Add(new() { Value = (object?)requestedBy ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        insert.Parameters.Add(new() { Value = stage });
        return await insert.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<Guid> UnderWayAsync(NpgsqlConnection held, WorkKind kind, CancellationToken cancellationToken)
    {
        await using var command = With(new NpgsqlCommand("SELECT id FROM work.item WHERE state = 'running' AND kind = $1", held), SnakeCase.Of(kind));
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? id : Guid.Empty;
    }

    private static NpgsqlCommand With(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Text } : new NpgsqlParameter { Value = value });
        return command;
    }
}
