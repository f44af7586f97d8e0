using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TalentRegistry.GraphQL.Http;
using TalentRegistry.GraphQL.Subscriptions;

namespace TalentRegistry.GraphQL.Tests.Subscriptions;

/// <summary>The newsroom on a real port: streams, slow readers and shutdown are matters of the connection.</summary>
internal sealed class NewsServer : IAsyncDisposable
{
    private NewsServer(WebApplication app) => App = app;

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.Single() + "/graphql");

    public HttpClient Client { get; } = new();

    public TopicHub Hub => App.Services.GetRequiredService<TopicHub>();

    public ITopicEventSender Sender => App.Services.GetRequiredService<ITopicEventSender>();

    public static async Task<NewsServer> Start(Action<GraphQLHttpOptions>? configure = null, int buffer = 4)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddNewsroom(buffer);
        var app = builder.Build();
        // Who asks is whom the header says.
        app.Use((http, next) =>
        {
            if (http.Request.Headers["X-User"].ToString() is { Length: > 0 } name)
                http.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], "test"));
            return next(http);
        });
        app.MapGraphQL("/graphql", configure);
        await app.StartAsync();
        return new NewsServer(app);
    }

    public async Task<EventReader> Open(string query, string? user = null)
    {
        var answer = await Send(query, user);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.ToString());
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    public Task<HttpResponseMessage> Send(string query, string? user = null, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(new { query }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (user is not null)
            request.Headers.Add("X-User", user);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Waits until so many subscribers listen.</summary>
    public async Task Listening(int subscribers)
    {
        for (var i = 0; i < 200 && Hub.SubscriberCount != subscribers; i++)
            await Task.Delay(25);
        Assert.Equal(subscribers, Hub.SubscriberCount);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}

/// <summary>Events off the wire: the lines up to an empty one.</summary>
internal sealed class EventReader(HttpResponseMessage answer, Stream body) : IDisposable
{
    private readonly StreamReader _reader = new(body);

    /// <summary>The next event or comment with its lines joined by " | "; null at the end.</summary>
    public async Task<string?> Next()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var lines = new List<string>();
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0)
                return string.Join(" | ", lines);
            lines.Add(line);
        }

        return lines.Count == 0 ? null : string.Join(" | ", lines);
    }

    public void Dispose()
    {
        _reader.Dispose();
        answer.Dispose();
    }
}
