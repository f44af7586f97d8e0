using System.Threading.Channels;

namespace TalentRegistry.Data.Access;

/// <summary>
/// Entries of a log that are inserted together: those of requests that run at the same time share one statement and its wait for the disk; each
/// request waits until its own entry is durable. While one batch is written the next one gathers, so that an idle server logs at once and a
/// busy one in large batches.
/// </summary>
/// <typeparam name="TEntry">What is logged.</typeparam>
internal sealed class GroupCommit<TEntry> : IAsyncDisposable
{
    private const int MostEntriesOfABatch = 500;
    private readonly Func<IReadOnlyList<TEntry>, Task> insert;
    private readonly Channel<Waiting> entries = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writing;

    /// <param name="insert">Writes a batch; done when it is on disk.</param>
    public GroupCommit(Func<IReadOnlyList<TEntry>, Task> insert)
    {
        this.insert = insert;
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Logs an entry; done when it is on disk. Cancellation ends the waiting, not the logging: what is logged has happened.</summary>
    /// <exception cref="Exception">The log could not be written.</exception>
    public Task AppendAsync(TEntry entry, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(entry);
        ObjectDisposedException.ThrowIf(!entries.Writer.TryWrite(waiting), this);
        return waiting.Written.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        entries.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Waiting>();
        while (await entries.Reader.WaitToReadAsync())
        {
            while (batch.Count < MostEntriesOfABatch && entries.Reader.TryRead(out var entry))
                batch.Add(entry);
            try
            {
                await insert(batch.ConvertAll(waiting => waiting.Entry));
                foreach (var entry in batch)
                    entry.Written.SetResult();
            }
#pragma warning disable CA1031 // Each request whose entry could not be logged gets the fault, and the next batch is tried.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                foreach (var entry in batch)
                    entry.Written.SetException(fault);
            }

            batch.Clear();
        }
    }

    private sealed record Waiting(TEntry Entry)
    {
        // Requests go on by themselves: the writer is not to run their endings.
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
