using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Data.Work;

/// <summary>
/// Long work: begun once, run in the background of this server, noted in the database so that every server can show it, cancelled from
/// anywhere. What it has come to is told under <see cref="Topic"/> with the work's id as the message.
/// </summary>
public sealed class WorkBoard(RegistryDatabase database, Notifications notifications, TimeProvider clock, ILogger<WorkBoard> logger) : IAsyncDisposable
{
    /// <summary>Topic of every change of any work; the message is its id.</summary>
    public const string Topic = "work";

    private const string CancelTopic = "work.cancel";
    private readonly ConcurrentDictionary<Guid, RunningWork> running = new();
    private int listens;

    /// <summary>Begins work and returns its id; the work itself goes on in the background.</summary>
    /// <param name="kind">What is done. Of forecasts and of searches for duplicates there is one at a time, over all servers.</param>
    /// <param name="requestedBy">Account that asked; null for the server itself.</param>
    /// <param name="stage">First stage.</param>
    /// <param name="work">The work; it reports steps as often as it likes, and ends early when cancelled.</param>
    /// <param name="cancellationToken">Ends the beginning, not the work.</param>
    /// <exception cref="WorkUnderWayException">There is one already.</exception>
    public async Task<Guid> StartAsync(
        WorkKind kind, Guid? requestedBy, string stage, Func<IProgress<WorkStep>, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        Listen();
        var item = await RunningWork.BeginAsync(database, clock, logger, kind, requestedBy, stage, cancellationToken);
        running[item.Id] = item;
        item.Completion = Task.Run(
            async () =>
            {
                await item.RunAsync(work);
                running.TryRemove(item.Id, out _);
                item.Dispose();
            },
            CancellationToken.None);
        return item.Id;
    }

    /// <summary>Asks the server that does the work to end it; ended work stays as it is.</summary>
    public Task CancelAsync(Guid id, CancellationToken cancellationToken) => notifications.SendAsync(CancelTopic, id.ToString(), cancellationToken);

    /// <summary>Marks what a server that died has left as running; returns how many there were.</summary>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => RunningWork.SweepAsync(database, cancellationToken);

    /// <summary>Work that runs, or ended within the last minutes: what a server that missed messages should look at again.</summary>
    public async Task<IReadOnlyList<Guid>> RecentAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("SELECT id FROM work.item WHERE ended_at IS NULL OR ended_at > clock_timestamp() - $1");
        command.Parameters.Add(new() { Value = within });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    /// <summary>Cancels what runs here and waits until it has noted so.</summary>
    public async ValueTask DisposeAsync()
    {
        var left = running.Values.ToList();
        foreach (var item in left)
            item.Cancel();
        await Task.WhenAll(left.Select(item => item.Completion));
    }

    private void Listen()
    {
        if (Interlocked.Exchange(ref listens, 1) == 0)
            notifications.WhenReceived(CancelIfHere);
    }

    private void CancelIfHere(string topic, string id)
    {
        if (topic == CancelTopic && Guid.TryParse(id, out var work) && running.TryGetValue(work, out var item))
            item.Cancel();
    }
}
