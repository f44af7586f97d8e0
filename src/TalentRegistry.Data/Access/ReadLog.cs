using System.Threading.Channels;
using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>
/// The log of reads by group commit. Reads of requests that run at the same time are inserted by one statement and share its wait for
/// the disk; each request waits until its own row is durable. While one batch is written the next one gathers, so that an idle
/// server logs at once and a busy one in large batches.
/// </summary>
internal sealed class ReadLog : IAsyncDisposable
{
    private const int MostRowsOfABatch = 500;
    private readonly RequestLogins logins;
    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writing;

    public ReadLog(RequestLogins logins)
    {
        this.logins = logins;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>
    /// Logs a read; done when it is on disk. Cancellation ends the waiting, not the logging: the records have been read.
    /// </summary>
    /// <exception cref="Exception">The log could not be written: the records must not be handed out.</exception>
    public Task AppendAsync(Caller caller, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        var entry = new Entry(caller, people);
        ObjectDisposedException.ThrowIf(!entries.Writer.TryWrite(entry), this);
        return entry.Written.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Entry>();
        while (await entries.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostRowsOfABatch && entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            try
            {
                await InsertAsync(batch);
                foreach (var entry in batch)
                    entry.Written.SetResult();
            }
#pragma warning disable CA1031 // Each request whose read could not be logged gets the fault, and the next batch is tried.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                foreach (var entry in batch)
                    entry.Written.SetException(fault);
            }

            batch.Clear();
        }
    }

    private async Task InsertAsync(List<Entry> batch)
    {
        await using var connection = await logins.OpenLogAsync(CancellationToken.None);
        await using var insert = new NpgsqlCommand(
            """
            INSERT INTO access.read_log (account_id, role, door, purpose, person_ids)
            SELECT account_id, role, door, purpose, people::uuid[]
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS read (account_id, role, door, purpose, people)
            """, connection)
        {
            Parameters =
            {
                new() { Value = Column(batch, entry => entry.Caller.AccountId) },
                new() { Value = Column(batch, entry => SnakeCase.Of(entry.Caller.Role)) },
                new() { Value = Column(batch, entry => entry.Caller.Door) },
                new() { Value = Column(batch, entry => entry.Caller.Purpose) },
                // Arrays of different lengths make no array of arrays: each goes as its text.
                new() { Value = Column(batch, entry => $"{{{string.Join(',', entry.People)}}}") },
            },
        };
        await insert.ExecuteNonQueryAsync();
    }

    private static T[] Column<T>(List<Entry> batch, Func<Entry, T> value)
    {
        var column = new T[batch.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(batch[i]);
        return column;
    }

    private sealed record Entry(Caller Caller, IReadOnlyCollection<Guid> People)
    {
        // Requests go on by themselves: the writer is not to run their endings.
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
