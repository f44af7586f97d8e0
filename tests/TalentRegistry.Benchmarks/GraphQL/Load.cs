using System.Diagnostics;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>What a stretch of load showed.</summary>
/// <param name="Requests">Answers received.</param>
/// <param name="Errors">Answers that were not, byte by byte, the one that had been checked.</param>
/// <param name="Elapsed">Time from the first request to the last answer.</param>
/// <param name="Latencies">Time of each answer, in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="OfServer">Processor time of the server asked.</param>
/// <param name="OfDatabase">Processor time of PostgreSQL meanwhile.</param>
internal sealed record Measurement(int Requests, int Errors, TimeSpan Elapsed, List<long> Latencies, TimeSpan OfServer, TimeSpan OfDatabase)
{
    public static Measurement None { get; } = new(0, 0, TimeSpan.Zero, [], TimeSpan.Zero, TimeSpan.Zero);

    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Two stretches as one.</summary>
    public Measurement Plus(Measurement other) =>
        new(Requests + other.Requests, Errors + other.Errors, Elapsed + other.Elapsed, [.. Latencies, .. other.Latencies],
            OfServer + other.OfServer, OfDatabase + other.OfDatabase);

    /// <summary>Microseconds of processor time that a request cost the server.</summary>
    public double ServerMicroseconds => OfServer.TotalMicroseconds / Requests;

    /// <summary>Microseconds of processor time that a request cost PostgreSQL.</summary>
    public double DatabaseMicroseconds => OfDatabase.TotalMicroseconds / Requests;

    /// <summary>Milliseconds within which a share of the answers came, share from 0 to 1.</summary>
    public double Quantile(double share)
    {
        var sorted = Latencies.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))] * 1000.0 / Stopwatch.Frequency;
    }
}

/// <summary>The requests of one operation to one server, with the answers that were checked.</summary>
internal sealed record Questions(MeasuredServer Server, byte[][] Requests, byte[][] Answers);

/// <summary>Closed-loop load: each connection asks, waits for the whole answer and asks again, cases drawn at random.</summary>
internal static class Load
{
    public static async Task<Measurement> RunAsync(Questions questions, int connections, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (server, database) = (questions.Server.ProcessId, questions.Server.DatabaseProcessId);
        var (ofDatabase, ofServer, clock) = (ProcessorTime.OfTree(database), ProcessorTime.OfTree(server), Stopwatch.StartNew());
        var parts = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => OneAsync(questions, number, duration, cancellationToken), cancellationToken)));
        return new Measurement(parts.Sum(part => part.Latencies.Count), parts.Sum(part => part.Errors), clock.Elapsed, [.. parts.SelectMany(part => part.Latencies)],
            ProcessorTime.OfTree(server) - ofServer, ProcessorTime.OfTree(database) - ofDatabase);
    }

    private static async Task<(List<long> Latencies, int Errors)> OneAsync(
        Questions questions, int number, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var connection = await HttpConnection.OpenAsync(questions.Server.Port, cancellationToken);
        var random = new Random(number);
        var latencies = new List<long>(1 << 14);
        var errors = 0;
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var begun = Stopwatch.GetTimestamp(); begun < end;)
        {
            var which = random.Next(questions.Requests.Length);
            await connection.AskAsync(questions.Requests[which], cancellationToken);
            if (connection.Status != 200 || !connection.Body.SequenceEqual(questions.Answers[which]))
                errors++;
            var now = Stopwatch.GetTimestamp();
            latencies.Add(now - begun);
            begun = now;
        }

        return (latencies, errors);
    }
}
