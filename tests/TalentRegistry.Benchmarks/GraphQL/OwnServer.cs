using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.EndToEnd.CommandLine;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>The registry's server as it is shipped, over its own embedded PostgreSQL with durable settings.</summary>
internal sealed class OwnServer : IAsyncDisposable
{
    private const string Officer = "benchmark-hr";
    private readonly ServerProgram program;
    private readonly Dictionary<Role, string> tokens = [];

    private OwnServer(ServerProgram program, int port)
    {
        this.program = program;
        Measured = new MeasuredServer("ours", "TalentRegistry", port, program.Id, (operation, values) =>
            HttpConnection.Post("/graphql", tokens[operation.Role], Questioning.Json(operation.Ours, values.Variables(ofPeer: false))));
    }

    public MeasuredServer Measured { get; }

    /// <summary>Starts it, with the full demonstration registry where the directory is new.</summary>
    public static async Task<OwnServer> StartAsync(string dataDirectory)
    {
        var port = ServerProgram.FreePort();
        var address = $"http://127.0.0.1:{port}";
        // Few accounts ask as many questions as the machine can answer: what is measured is not the limits.
        foreach (var whose in new[] { "account", "address" })
            Environment.SetEnvironmentVariable($"RateLimits__api__{whose}", "0");
        var started = ServerProgram.Start(["--data", dataDirectory, "--urls", address, "--demo", "full"]);
        await started.ReadyAsync(address, TimeSpan.FromMinutes(5));
        // Making it takes the processor from what is measured.
        await started.SaysAsync("forecast is up to date", TimeSpan.FromMinutes(15));
        return new OwnServer(started, port);
    }

    /// <summary>
    /// Signs in a planner, and an HR officer whose agencies keep every dossier: so that rights are checked on every row and still
    /// all servers have the same answers.
    /// </summary>
    public async Task<Guid> SignInAsync(RegistryDatabase database, CancellationToken cancellationToken)
    {
        var password = Guid.NewGuid().ToString();
        var name = $"{Officer}-{Guid.NewGuid():N}";
        var officer = await new Accounts(database).CreateAsync(name, "Benchmark", Role.Hr, password, cancellationToken);
        await using (var scope = database.Owner.CreateCommand("INSERT INTO access.scope (account_id, agency_id) SELECT $1, id FROM registry.agency WHERE parent_id IS NULL"))
        {
            scope.Parameters.Add(new() { Value = officer.Id });
            await scope.ExecuteNonQueryAsync(cancellationToken);
        }

        tokens[Role.Hr] = await TokenAsync(name, password, cancellationToken);
        tokens[Role.Planner] = await TokenAsync("planner", "demo", cancellationToken);
        return officer.Id;
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    private async Task<string> TokenAsync(string user, string password, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Measured.Port}") };
        using var answer = await client.PostAsJsonAsync("/auth/token", new { user, password }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("accessToken").GetString()!;
    }
}
