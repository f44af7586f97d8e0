using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using TalentRegistry.Data;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>On what was measured.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand(
            "SELECT (SELECT count(*) FROM registry.person), (SELECT count(*) FROM registry.degree), (SELECT count(*) FROM registry.posting), current_setting('server_version')");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {Commit()}. {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription}; .NET {Environment.Version}, PostgreSQL {reader.GetString(3)}. {reader.GetInt64(0):N0} people, {reader.GetInt64(1):N0} degrees, {reader.GetInt64(2):N0} postings.");
    }

    private static string Commit()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "describe", "--always", "--dirty"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return git.ExitCode == 0 ? said : "unknown";
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
