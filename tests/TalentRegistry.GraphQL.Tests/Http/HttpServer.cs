using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.GraphQL.Tests.Authoring;

namespace TalentRegistry.GraphQL.Tests.Http;

/// <summary>The library of the authoring tests behind an address.</summary>
public sealed class HttpServer : IAsyncLifetime
{
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = new();

    public async Task InitializeAsync()
    {
        _app = Build(builder => builder.WebHost.UseTestServer());
        await _app.StartAsync();
        Client = _app.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    /// <summary>A body as it is, under a content type as it is.</summary>
    public Task<HttpResponseMessage> Post(string body, string contentType = "application/json", string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return Client.SendAsync(request);
    }

    /// <summary>A query string, as a caller who was asked by no browser.</summary>
    public Task<HttpResponseMessage> Get(string query, string? accept = null, string header = "GraphQL-Preflight: 1")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?" + query);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (header.Split(": ") is [var name, var value])
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    internal static WebApplication Build(Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Alphabet>();
        builder.Services.AddGraphQLServer()
            .AddTypeExtension(typeof(WriterQueries))
            .AddMutationType<WriterMutations>()
            .AddType<WriterType>()
            .AddTypeExtension(typeof(WriterResolvers))
            .AddPolicy("secrets", (user, _) => user.Identity?.IsAuthenticated == true);
        configure(builder);
        var app = builder.Build();
        app.MapGraphQL("/graphql", options => options.MaxBodyBytes = 20_000);
        return app;
    }
}
