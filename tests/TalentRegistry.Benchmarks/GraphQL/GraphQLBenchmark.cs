using System.Globalization;
using TalentRegistry.Data;
using TalentRegistry.Data.Postgres;
using TalentRegistry.EndToEnd.CommandLine;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>
/// Four operations on one database, asked of our server, of PostGraphile and of the floor, one server at a time, in turns: whatever
/// else the machine does falls on all of them.
/// </summary>
internal static class GraphQLBenchmark
{
    private const int Rounds = 2;
    private const int People = 500;

    // Of every operation on every server, before anything is measured: the just-in-time compilers of .NET and V8 go on improving the code for
    // about a minute under load, and a server that runs for weeks has that behind it.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);

    // A single Node process cannot use the second core: one for each, to its advantage.
    private const int PeerWorkers = 2;

    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var temporary = options.Data is null ? Directory.CreateTempSubdirectory("talentregistry-graphql-").FullName : null;
        try
        {
            await RunAsync(options, options.Data ?? temporary!, cancellationToken);
        }
        finally
        {
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task RunAsync(BenchmarkOptions options, string data, CancellationToken cancellationToken)
    {
        Console.WriteLine("Starting the registry ...");
        await using var own = await OwnServer.StartAsync(data);
        await using var cluster = await EmbeddedPostgres.AttachAsync(data, cancellationToken);
        await using var database = new RegistryDatabase(cluster.ConnectionString);
        var account = await own.SignInAsync(database, cancellationToken);
        await TidyAsync(database, cancellationToken);

        var servers = new List<MeasuredServer> { own.Measured };
        using var floor = await StartFloorAsync(options, cluster.ConnectionString, account, servers, cancellationToken);
        using var peer = await StartPeerAsync(options, database, cluster.ConnectionString, servers, cancellationToken);
        servers.RemoveAll(server => !options.Asks(server.Name));
        var postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        servers = servers.ConvertAll(server => server with { DatabaseProcessId = postmaster });

        var results = new List<Result>();
        var before = own.Measured.ResidentMegabytes();
        var asked = new List<(Operation Operation, IReadOnlyList<Questions> OfServers)>();
        foreach (var operation in Operation.All.Where(options.Asks))
            asked.Add((operation, await SameAnswers.AskAsync(operation, await Case.ForAsync(operation, database, People, cancellationToken), servers, cancellationToken)));
        Console.WriteLine("Warming up ...");
        foreach (var questions in asked.SelectMany(one => one.OfServers))
            await Load.RunAsync(questions, options.Connections, WarmUp, cancellationToken);
        foreach (var (operation, questions) in asked)
            results.AddRange(await MeasureAsync(operation, questions, options, cancellationToken));
        var memory = $"{before:N0} MiB before the load, {own.Measured.ResidentMegabytes():N0} MiB after";

        var soak = options.Soak > 0 ? await Soak.RunAsync(own.Measured, database, options, cancellationToken) : null;
        var report = Report.Of(results, await Machine.DescribeAsync(database, cancellationToken), memory, soak, options);
        Console.WriteLine(report);
        if (options.Out is { } file)
            Report.Put(report, file);
    }

    private static async Task<List<Result>> MeasureAsync(
        Operation operation, IReadOnlyList<Questions> asked, BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var measured = asked.ToDictionary(questions => questions.Server, _ => Measurement.None);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var questions in asked)
            {
                await Load.RunAsync(questions, options.Connections, TimeSpan.FromSeconds(1), cancellationToken);
                measured[questions.Server] = measured[questions.Server].Plus(
                    await Load.RunAsync(questions, options.Connections, TimeSpan.FromSeconds(options.Seconds), cancellationToken));
            }
        }

        var results = measured.Select(pair => new Result(operation, pair.Key, pair.Value)).ToList();
        foreach (var result in results)
            Console.WriteLine(result);
        return results;
    }

    private static async Task<ChildProcess?> StartFloorAsync(
        BenchmarkOptions options, string connectionString, Guid account, List<MeasuredServer> servers, CancellationToken cancellationToken)
    {
        if (!options.Asks("floor") && !options.Asks("rights"))
            return null;

        var port = ServerProgram.FreePort();
        var process = ChildProcess.Start(
            "dotnet", [typeof(GraphQLBenchmark).Assembly.Location, "floor", port.ToString(CultureInfo.InvariantCulture), account.ToString()],
            Path.GetTempPath(), (Floor.Database, connectionString));
        await process.ListeningAsync(port, cancellationToken);
        servers.Add(new MeasuredServer("floor", "floor", port, process.Id, (operation, values) => HttpConnection.Get($"/plain/{operation.Name}/{values.Path}")));
        servers.Add(new MeasuredServer("rights", "floor with rights and log", port, process.Id, (operation, values) => HttpConnection.Get($"/rights/{operation.Name}/{values.Path}")));
        return process;
    }

    private static async Task<ChildProcess?> StartPeerAsync(
        BenchmarkOptions options, RegistryDatabase database, string connectionString, List<MeasuredServer> servers, CancellationToken cancellationToken)
    {
        if (!options.Asks("postgraphile"))
            return null;

        await Peer.PrepareAsync(database, cancellationToken);
        var (process, server) = await Peer.StartAsync(connectionString, PeerWorkers, cancellationToken);
        servers.Add(server);
        return process;
    }

    // Statistics and visibility as they are in a registry that has stood for a day, for all servers alike.
    private static async Task TidyAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        await using var command = database.Owner.CreateCommand("VACUUM ANALYZE");
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var checkpoint = database.Owner.CreateCommand("CHECKPOINT");
        await checkpoint.ExecuteNonQueryAsync(cancellationToken);
    }
}
