using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace TalentRegistry.Data.Postgres;

/// <summary>
/// Short messages between all servers of a registry, this one included, carried by PostgreSQL's LISTEN and NOTIFY on one connection. What
/// is sent in a transaction arrives when it commits. Nothing is kept for a server whose connection is broken: it is told by
/// <see cref="WhenReconnected"/> that it may have missed something.
/// </summary>
public sealed class Notifications(RegistryDatabase database, TimeProvider clock, ILogger<Notifications> logger) : IAsyncDisposable
{
    /// <summary>PostgreSQL takes 8000 bytes less one for a message, the topic's name in it.</summary>
    public const int MaxBytes = 7999;

    private const string Channel = "talentregistry";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource end = new();
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<string, string>? received;
    private Action? reconnected;
    private Task? loop;

    /// <summary>Done once the first connection listens.</summary>
    public Task Listening => listening.Task;

    /// <summary>Process of PostgreSQL that serves the listening connection; 0 while there is none.</summary>
    public int ServerProcess { get; private set; }

    /// <summary>Adds a handler of messages: it gets the topic and the text. Handlers run one after the other, so they must be quick.</summary>
    public void WhenReceived(Action<string, string> handler) => received += handler;

    /// <summary>Adds a handler that runs when this server listens again after its connection was lost.</summary>
    public void WhenReconnected(Action handler) => reconnected += handler;

    /// <summary>Begins to listen.</summary>
    public void Start() => loop ??= Task.Run(ListenAsync);

    /// <summary>Sends a message.</summary>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/>: send an id, and let the receiver read the rest.</exception>
    public async Task SendAsync(string topic, string text, CancellationToken cancellationToken)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellationToken);
        await SendAsync(connection, topic, text, cancellationToken);
    }

    /// <summary>Sends an id, as a JSON string, when the connection's transaction commits.</summary>
    public static Task SendAsync(NpgsqlConnection connection, string topic, Guid id, CancellationToken cancellationToken) =>
        SendAsync(connection, topic, $"\"{id}\"", cancellationToken);

    /// <summary>Sends a message when the connection's transaction commits.</summary>
    /// <inheritdoc cref="SendAsync(string, string, CancellationToken)"/>
    public static async Task SendAsync(NpgsqlConnection connection, string topic, string text, CancellationToken cancellationToken)
    {
        var message = JsonSerializer.Serialize(new[] { topic, text });
        if (Encoding.UTF8.GetByteCount(message) > MaxBytes)
            throw new ArgumentException($"A message must have no more than {MaxBytes} bytes, this one to {topic} has {Encoding.UTF8.GetByteCount(message)}.", nameof(text));

        await using var notify = new NpgsqlCommand("SELECT pg_notify($1, $2)", connection);
        notify.Parameters.Add(new() { Value = Channel, NpgsqlDbType = NpgsqlDbType.Text });
        notify.Parameters.Add(new() { Value = message, NpgsqlDbType = NpgsqlDbType.Text });
        await notify.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (end.IsCancellationRequested)
            return;

        await end.CancelAsync();
        if (loop is not null)
            await loop;
        end.Dispose();
    }

    private async Task ListenAsync()
    {
        var failures = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(() => failures = 0);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException or TimeoutException or System.Net.Sockets.SocketException or ObjectDisposedException)
            {
                logger.LogWarning(fault, "The connection that listens to other servers broke; connecting again.");
            }
            finally
            {
                ServerProcess = 0;
            }

            var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 100 * Math.Pow(2, failures++)));
            await Task.Delay(pause, clock, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task ListenOnceAsync(Action connected)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(end.Token);
        connection.Notification += (_, notification) => Hand(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
            await listen.ExecuteNonQueryAsync(end.Token);
        connected();
        ServerProcess = connection.ProcessID;
        if (!listening.TrySetResult())
            reconnected?.Invoke();

        while (true)
        {
            // A connection that died without a word is found out by asking.
            if (await connection.WaitAsync(Quiet, end.Token))
                continue;

            await using var probe = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = 10 };
            await probe.ExecuteNonQueryAsync(end.Token);
        }
    }

    // Whoever may connect to the database may also notify: what is no message of ours is passed over.
    private void Hand(string payload)
    {
        try
        {
            if (JsonSerializer.Deserialize<string[]>(payload) is [var topic, var text])
                received?.Invoke(topic, text);
        }
        catch (JsonException fault)
        {
            logger.LogWarning(fault, "A notification was no message of a server.");
        }
    }
}
