namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>A server under measurement.</summary>
/// <param name="Name">Word for the command line.</param>
/// <param name="Title">Words for the table.</param>
/// <param name="Port">Where it listens on 127.0.0.1.</param>
/// <param name="ProcessId">Whose memory counts as its own.</param>
/// <param name="RequestOf">The bytes that ask it one case of an operation.</param>
internal sealed record MeasuredServer(string Name, string Title, int Port, int ProcessId, Func<Operation, Case, byte[]> RequestOf)
{
    /// <summary>The PostgreSQL whose processor time counts, by its first process.</summary>
    public int DatabaseProcessId { get; init; }

    /// <summary>Resident memory in MiB, from /proc; null where there is no such file.</summary>
    public long? ResidentMegabytes()
    {
        var status = $"/proc/{ProcessId}/status";
        if (!File.Exists(status))
            return null;

        var line = File.ReadLines(status).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^" kB".Length], System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
