using System.Diagnostics;
using System.Globalization;
using TalentRegistry.Data;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>A long load on our server alone, all operations in turns, with its memory sampled: what leaks shows as a slope.</summary>
internal static class Soak
{
    private const int Samples = 20;

    /// <summary>The table of samples in Markdown.</summary>
    public static async Task<string> RunAsync(MeasuredServer server, RegistryDatabase database, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var asked = new List<Questions>();
        foreach (var operation in Operation.All.Where(options.Asks))
            asked.AddRange(await SameAnswers.AskAsync(operation, await Case.ForAsync(operation, database, 1000, cancellationToken), [server], cancellationToken));

        var stretch = TimeSpan.FromSeconds((double)options.Soak / Samples / asked.Count);
        var (clock, rows, requests, errors) = (Stopwatch.StartNew(), new List<string>(), 0, 0);
        for (var sample = 0; sample < Samples; sample++)
        {
            foreach (var questions in asked)
            {
                var load = await Load.RunAsync(questions, options.Connections, stretch, cancellationToken);
                (requests, errors) = (requests + load.Requests, errors + load.Errors);
            }

            rows.Add(string.Create(CultureInfo.InvariantCulture, $"| {clock.Elapsed.TotalSeconds:N0} | {requests:N0} | {errors} | {server.ResidentMegabytes()} |"));
            Console.WriteLine(rows[^1]);
        }

        return $"| seconds | requests | wrong | resident MiB |\n| ---: | ---: | ---: | ---: |\n{string.Join('\n', rows)}";
    }
}
