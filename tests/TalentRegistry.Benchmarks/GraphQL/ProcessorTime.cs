using System.Globalization;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>
/// Processor time of a process and those that it started, from /proc: what a request costs, whoever else shares the cores.
/// </summary>
internal static class ProcessorTime
{
    // USER_HZ, which is 100 on every Linux that .NET runs on (time(7)).
    private const int TicksPerSecond = 100;

    /// <summary>Time spent so far by the process and all that descend from it, those that have ended included; zero where there is no /proc.</summary>
    public static TimeSpan OfTree(int processId)
    {
        if (!Directory.Exists("/proc/self"))
            return TimeSpan.Zero;

        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .OfType<Entry>().ToLookup(entry => entry.Parent);
        var root = Read(processId);
        return TimeSpan.FromSeconds((root?.Ticks ?? 0) / (double)TicksPerSecond + Below(processId));

        double Below(int parent) => all[parent].Sum(entry => entry.Ticks / (double)TicksPerSecond + Below(entry.Id));
    }

    // Fields of proc_pid_stat(5) after the name, which stands in parentheses and may hold anything: state, parent, …, then from
    // the 14th the time in user mode, in the kernel, and both of children that have ended and were waited for.
    private static Entry? Read(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return new Entry(
                id, int.Parse(fields[1], CultureInfo.InvariantCulture), fields[11..15].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, long Ticks);
}
