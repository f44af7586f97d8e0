using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Data;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Startup;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Running;

/// <summary>The whole server on a real port with the small demonstration registry, prepared once for all tests that ask it.</summary>
public sealed class RunningRegistry : IAsyncLifetime
{
    private static readonly SemaphoreSlim Preparing = new(1);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("talentregistry-server-");
    private readonly Dictionary<string, string> tokens = [];
    private WebApplication app = null!;
    private string connectionString = "";

    public RegistryDatabase Database { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public async Task InitializeAsync()
    {
        connectionString = await TestCluster.CreateBareAsync();
        Database = new RegistryDatabase(connectionString);
        var options = new ServeOptions("http://127.0.0.1:0", data.FullName, DemoChoice.Small);
        // Tests sign in more often than thirty times a minute.
        app = RegistryApp.Build(options, Database, "--RateLimits:sign-in:address=0");
        await app.StartAsync();
        // Preparing shows its progress on the terminal, which one can do at a time.
        await Preparing.WaitAsync();
        try
        {
            await app.Services.GetRequiredService<Preparation>().RunAsync(options, CancellationToken.None);
        }
        finally
        {
            Preparing.Release();
        }

        await app.Services.GetRequiredService<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        app.Services.GetRequiredService<Readiness>().Announce();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        foreach (var account in new[] { "admin", "hr", "planner", "leader", "auditor", "person" })
            tokens.Add(account, await TokenAsync(account));
    }

    public async Task DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Database.DisposeAsync();
        await TestCluster.DropAsync(connectionString);
        data.Delete(recursive: true);
    }

    /// <summary>Another server on the same database and keys, with settings of its own.</summary>
    public async Task<ServerBeside> BesideAsync(string url = "http://127.0.0.1:0", params string[] settings) =>
        await ServerBeside.StartAsync(new ServeOptions(url, data.FullName, DemoChoice.None), new RegistryDatabase(connectionString), settings);

    /// <summary>A service of the server.</summary>
    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A client without cookies or redirects that nobody has signed in.</summary>
    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A client with the token of a demonstration account.</summary>
    public HttpClient As(string account) => WithToken(tokens[account]);

    /// <summary>A client with the token of any account.</summary>
    public async Task<HttpClient> SignInAsync(string account, string password) => WithToken(await TokenAsync(account, password));

    /// <summary>A client with any token.</summary>
    public HttpClient WithToken(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Asks GraphQL as an account; the whole answer.</summary>
    public async Task<JsonElement> AskAsync(string account, string query, object? variables = null)
    {
        using var client = As(account);
        using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query, variables });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Asks GraphQL as an account and expects no error; the data.</summary>
    public async Task<JsonElement> DataAsync(string account, string query, object? variables = null)
    {
        var answer = await AskAsync(account, query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Rows of a statement as the owner: what the answers are held against.</summary>
    public async Task<List<object?[]>> SqlAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }

        return rows;
    }

    private async Task<string> TokenAsync(string account, string password = "demo")
    {
        using var client = Anonymous();
        using var answer = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = account, password });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}

[CollectionDefinition(Name)]
public sealed class RunningRegistryCollection : ICollectionFixture<RunningRegistry>
{
    public const string Name = "running registry";
}
