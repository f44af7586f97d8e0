using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// A proxy in front of this server tells who asks and whether they came by TLS. It is believed only where the configuration names its address
/// (<c>Proxies:0=10.0.0.5</c>, a network as <c>10.0.0.0/24</c>): anybody can write such headers.
/// </summary>
internal static class BehindProxy
{
    public static IApplicationBuilder UseNamedProxies(this WebApplication app)
    {
        var named = app.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        if (named.Length == 0)
            return app;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = named.Length };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in named)
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return app.UseForwardedHeaders(options);
    }
}
