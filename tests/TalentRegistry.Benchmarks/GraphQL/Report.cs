using System.Globalization;
using System.Text;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>The measurements in Markdown.</summary>
internal static class Report
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static string Of(IReadOnlyList<Result> results, string machine, string memory, string? soak, BenchmarkOptions options)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{machine} {options.Connections} connections, two stretches of {options.Seconds} s a cell.").AppendLine();
        text.AppendLine("| operation | server | requests/s | p50, ms | p99, ms | processor of the server, µs | of PostgreSQL, µs | wrong |").AppendLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var result in results)
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Operation.Title} | {result.Server.Title} | {Rate(result.Load.PerSecond)} | {result.Load.Quantile(0.5):N2} | {result.Load.Quantile(0.99):N2} | {result.Load.ServerMicroseconds:N0} | {Spent(result.Load.DatabaseMicroseconds)} | {result.Load.Errors} |");

        text.AppendLine().AppendLine("| operation | × PostGraphile | × floor | × floor with rights | p99 / p50 | goals |").AppendLine("| --- | ---: | ---: | ---: | ---: | --- |");
        foreach (var group in results.GroupBy(result => result.Operation))
            text.AppendLine(Ratios(group.Key, group.ToDictionary(result => result.Server.Name)));

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Resident memory of the server: {memory}.");
        if (soak is not null)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{options.Soak} seconds of load, the operations in turns:").AppendLine().AppendLine(soak);
        return text.ToString();
    }

    /// <summary>Replaces what stands between the markers of a file; without them, or without a file, writes one.</summary>
    public static void Put(string report, string file)
    {
        var old = File.Exists(file) ? File.ReadAllText(file) : "";
        var (begin, end) = (old.IndexOf(Begin, StringComparison.Ordinal), old.IndexOf(End, StringComparison.Ordinal));
        var block = $"{Begin}\n{report}{End}";
        File.WriteAllText(file, begin >= 0 && end > begin ? old[..begin] + block + old[(end + End.Length)..] : $"{old}{block}\n");
    }

    private static string Ratios(Operation operation, Dictionary<string, Result> by)
    {
        if (!by.TryGetValue("ours", out var ours))
            return $"| {operation.Title} | | | | | |";

        var (peer, floor, spread) = (Ratio("postgraphile"), Ratio("floor"), ours.Load.Quantile(0.99) / ours.Load.Quantile(0.5));
        var wanted = operation.Name == "headcount" ? 50 : 4;
        string[] missed = [.. new[] { peer < wanted ? $"× PostGraphile under {wanted}" : "", floor < 0.75 ? "× floor under 0.75" : "", spread > 3 ? "p99 over 3 × p50" : "", ours.Load.Errors > 0 ? "wrong answers" : "" }.Where(goal => goal.Length > 0)];
        return string.Create(CultureInfo.InvariantCulture,
            $"| {operation.Title} | {peer:N2} | {floor:N2} | {Ratio("rights"):N2} | {spread:N2} | {(missed.Length == 0 ? "met" : "missed: " + string.Join(", ", missed))} |");

        double? Ratio(string other) => by.TryGetValue(other, out var result) ? ours.Load.PerSecond / result.Load.PerSecond : null;
    }

    // A process of PostgreSQL that ended in between takes what it had used with it: then nothing is known.
    private static string Spent(double microseconds) => microseconds < 0 ? "–" : microseconds.ToString("N0", CultureInfo.InvariantCulture);

    private static string Rate(double perSecond) => perSecond.ToString(perSecond < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);
}
