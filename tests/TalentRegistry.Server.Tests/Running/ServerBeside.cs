using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.Data;
using TalentRegistry.Server.Startup;

namespace TalentRegistry.Server.Tests.Running;

/// <summary>One more server of a registry that is prepared already, with its own connections, memory and settings.</summary>
public sealed class ServerBeside : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly RegistryDatabase database;

    private ServerBeside(WebApplication app, RegistryDatabase database) => (this.app, this.database) = (app, database);

    /// <summary>Where it listens, in the order of its options.</summary>
    public IReadOnlyList<Uri> Addresses => [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];

    public Uri Address => Addresses[0];

    internal static async Task<ServerBeside> StartAsync(ServeOptions options, RegistryDatabase database, string[] settings)
    {
        var server = new ServerBeside(RegistryApp.Build(options, database, settings), database);
        await server.app.StartAsync();
        server.Service<Readiness>().Announce();
        return server;
    }

    public T Service<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
