using System.Diagnostics;
using System.Globalization;

namespace TalentRegistry.Benchmarks;

/// <summary>The most memory that this process and one of PostgreSQL's take while something runs, looked at every 50 ms.</summary>
public sealed class MemoryWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Process process = Process.GetCurrentProcess();
    private readonly int postgres;
    private readonly Task watching;
    private readonly TimeSpan processorBefore;
    private readonly double postgresProcessorBefore;

    public MemoryWatch(int postgres)
    {
        this.postgres = postgres;
        (processorBefore, postgresProcessorBefore) = (process.TotalProcessorTime, PostgresProcessor());
        watching = WatchAsync();
    }

    /// <summary>Working set, MiB.</summary>
    public double WorkingSet { get; private set; }

    /// <summary>Managed heap with what is not collected yet, MiB.</summary>
    public double Heap { get; private set; }

    /// <summary>Memory of PostgreSQL's process that is its own, without the shared buffers, MiB; 0 where there is no /proc.</summary>
    public double Postgres { get; private set; }

    /// <summary>Processor time since the beginning, seconds: of this process and of PostgreSQL's.</summary>
    public (double Own, double Postgres) Processor()
    {
        process.Refresh();
        return ((process.TotalProcessorTime - processorBefore).TotalSeconds, PostgresProcessor() - postgresProcessorBefore);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
        process.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            process.Refresh();
            WorkingSet = Math.Max(WorkingSet, process.WorkingSet64 / 1048576.0);
            Heap = Math.Max(Heap, GC.GetTotalMemory(false) / 1048576.0);
            Postgres = Math.Max(Postgres, PostgresAnonymous());
            await Task.Delay(50, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private double PostgresAnonymous() =>
        Lines("status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).FirstOrDefault();

    // Fields 14 and 15 of proc(5)'s stat, in hundredths of a second; the name before them ends with a bracket.
    private double PostgresProcessor() =>
        Lines("stat").Select(line => line[(line.LastIndexOf(')') + 2)..].Split(' '))
            .Select(fields => (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0).FirstOrDefault();

    private string[] Lines(string file) => File.Exists($"/proc/{postgres}/{file}") ? File.ReadAllLines($"/proc/{postgres}/{file}") : [];
}
