using System.Globalization;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>What to measure.</summary>
/// <param name="Seconds">Length of each of the two stretches that every operation is measured for on every server.</param>
/// <param name="Connections">Connections of the load.</param>
/// <param name="Data">Data directory to use and keep; null makes one with the full demonstration registry and deletes it.</param>
/// <param name="Soak">Seconds of load on our server alone while its memory is sampled; 0 leaves it out.</param>
/// <param name="Operations">Names of the operations; empty is all.</param>
/// <param name="Servers">Names of the servers; empty is all.</param>
/// <param name="Out">File that the tables are written to, between its markers: docs/performance.md when everything is measured; null prints only.</param>
internal sealed record BenchmarkOptions(
    double Seconds, int Connections, string? Data, int Soak, IReadOnlyList<string> Operations, IReadOnlyList<string> Servers, string? Out)
{
    public static string Usage => "graphql [--seconds 5] [--connections 16] [--data DIR] [--soak 0] [--operations person,page,headcount,name] [--servers ours,floor,rights,postgraphile] [--out docs/performance.md]";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static BenchmarkOptions Parse(string[] arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length || arguments[i] is not ("--seconds" or "--connections" or "--data" or "--soak" or "--operations" or "--servers" or "--out"))
                throw new FormatException($"Usage: {Usage}");
            given[arguments[i]] = arguments[i + 1];
        }

        return new BenchmarkOptions(
            double.Parse(given.GetValueOrDefault("--seconds", "5"), CultureInfo.InvariantCulture),
            int.Parse(given.GetValueOrDefault("--connections", "16"), CultureInfo.InvariantCulture),
            given.GetValueOrDefault("--data"),
            int.Parse(given.GetValueOrDefault("--soak", "0"), CultureInfo.InvariantCulture),
            List("--operations"), List("--servers"),
            given.GetValueOrDefault("--out")
            ?? (given.ContainsKey("--operations") || given.ContainsKey("--servers") ? null : Repository.Path("docs", "performance.md")));

        string[] List(string name) => given.TryGetValue(name, out var value) ? value.Split(',') : [];
    }

    public bool Asks(Operation operation) => Operations.Count == 0 || Operations.Contains(operation.Name);

    public bool Asks(string server) => Servers.Count == 0 || Servers.Contains(server);
}
