using System.Net.Http.Json;
using System.Text.Json;

namespace TalentRegistry.Server.Tests.Running;

/// <summary>A subscription over a real connection, read event by event.</summary>
public sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient client;
    private readonly HttpResponseMessage answer;
    private readonly StreamReader reader;

    private EventStream(HttpClient client, HttpResponseMessage answer, Stream body) =>
        (this.client, this.answer, reader) = (client, answer, new StreamReader(body));

    public static async Task<EventStream> OpenAsync(HttpClient client, string query, object? variables = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        var opened = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", opened.Content.Headers.ContentType?.MediaType);
        return new EventStream(client, opened, await opened.Content.ReadAsStreamAsync());
    }

    /// <summary>The next answer; null when the stream is complete.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var name = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && name == "next")
                return JsonElement.Parse(line[6..]);
            else if (name == "complete")
                return null;
        }

        return null;
    }

    /// <summary>All answers up to the end.</summary>
    public async Task<List<JsonElement>> RestAsync()
    {
        var all = new List<JsonElement>();
        while (await NextAsync() is { } next)
            all.Add(next);
        return all;
    }

    public void Dispose()
    {
        reader.Dispose();
        answer.Dispose();
        client.Dispose();
    }
}
