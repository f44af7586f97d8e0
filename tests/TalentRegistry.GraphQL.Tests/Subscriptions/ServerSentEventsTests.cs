using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TalentRegistry.GraphQL.Tests.Subscriptions;

/// <summary>The distinct connections mode of GraphQL over SSE, read aloud.</summary>
public sealed class ServerSentEventsTests
{
    private const string Complete = "event: complete | data:";

    [Fact]
    public async Task Answers_are_next_events_and_the_end_is_a_complete_event()
    {
        await using var server = await NewsServer.Start();
        using var counted = await server.Open("subscription { counted(first: 1, to: 2) }");

        Assert.Equal("""event: next | data: {"data":{"counted":1}}""", await counted.Next());
        Assert.Equal("""event: next | data: {"data":{"counted":2}}""", await counted.Next());
        Assert.Equal(Complete, await counted.Next());
        Assert.Null(await counted.Next());
    }

    [Fact]
    public async Task An_event_reaches_the_client_when_it_happens()
    {
        await using var server = await NewsServer.Start();
        using var heard = await server.Open("subscription { heard }");
        await server.Listening(1);

        await server.Sender.SendAsync("StoryPublished", new Story("tin nóng", null));
        Assert.Equal("""event: next | data: {"data":{"heard":"tin nóng"}}""", await heard.Next());
        await server.Sender.CompleteAsync("StoryPublished");
        Assert.Equal(Complete, await heard.Next());
    }

    [Theory]
    [InlineData("{ paper }", """event: next | data: {"data":{"paper":"Nhân Dân"}}""")]
    [InlineData("""mutation { publish(title: "a") }""", """event: next | data: {"data":{"publish":true}}""")]
    public async Task Queries_and_mutations_may_be_streams_too(string query, string expected)
    {
        await using var server = await NewsServer.Start();
        using var events = await server.Open(query);

        Assert.Equal(expected, await events.Next());
        Assert.Equal(Complete, await events.Next());
    }

    [Theory]
    [InlineData("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription {", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription { leaked { title } }", "FORBIDDEN")]
    public async Task Faults_of_the_document_come_inside_the_stream(string query, string code)
    {
        await using var server = await NewsServer.Start();
        using var events = await server.Open(query);

        var next = await events.Next();
        Assert.StartsWith("event: next | data: {\"errors\":", next, StringComparison.Ordinal);
        Assert.Contains(code, next, StringComparison.Ordinal);
        Assert.Equal(Complete, await events.Next());
    }

    [Fact]
    public async Task What_is_no_request_is_refused_by_status_before_there_is_a_stream()
    {
        await using var server = await NewsServer.Start();
        using var notJson = new HttpRequestMessage(HttpMethod.Post, server.Address) { Content = new StringContent("{", Encoding.UTF8, "application/json") };
        notJson.Headers.Accept.ParseAdd("text/event-stream");
        using var mutation = new HttpRequestMessage(HttpMethod.Get, server.Address + "?query=" + Uri.EscapeDataString("""mutation { publish(title: "a") }"""));
        mutation.Headers.Accept.ParseAdd("text/event-stream");
        mutation.Headers.Add("GraphQL-Preflight", "1");

        using var first = await server.Client.SendAsync(notJson);
        using var second = await server.Client.SendAsync(mutation);

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, second.StatusCode);
    }

    [Fact]
    public async Task A_subscription_may_come_by_GET()
    {
        await using var server = await NewsServer.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Address + "?query=" + Uri.EscapeDataString("subscription { counted(first: 7, to: 7) }"));
        request.Headers.Accept.ParseAdd("text/event-stream");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await server.Client.SendAsync(request);

        Assert.Equal("event: next\ndata: {\"data\":{\"counted\":7}}\n\nevent: complete\ndata:\n\n", await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(["Accept"], answer.Headers.Vary);
    }

    [Fact]
    public async Task Without_a_stream_a_subscription_is_refused_with_what_to_do()
    {
        await using var server = await NewsServer.Start();
        using var answer = await server.Send("subscription { heard }", accept: "application/graphql-response+json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("text/event-stream", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quiet_stream_is_kept_alive_by_comments()
    {
        await using var server = await NewsServer.Start(options => options.Streams.KeepAlive = TimeSpan.FromMilliseconds(50));
        using var heard = await server.Open("subscription { heard }");

        Assert.Equal(":", await heard.Next());
        Assert.Equal(":", await heard.Next());
    }

    [Fact]
    public async Task One_caller_has_no_more_streams_than_allowed_and_gets_the_place_back()
    {
        await using var server = await NewsServer.Start(options => options.Streams.MaxPerCaller = 2);
        var first = await server.Open("subscription { heard }", "an");
        using var second = await server.Open("subscription { heard }", "an");
        using var refused = await server.Send("subscription { heard }", "an");
        using var another = await server.Open("subscription { heard }", "binh");
        await server.Listening(3);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("TOO_MANY_STREAMS", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        first.Dispose();
        // The place is given back a moment after the stream has ended.
        HttpStatusCode answered;
        for (var clock = Stopwatch.StartNew(); (answered = await AgainAsync()) == HttpStatusCode.TooManyRequests && clock.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(10);
        Assert.Equal(HttpStatusCode.OK, answered);

        async Task<HttpStatusCode> AgainAsync()
        {
            using var again = await server.Send("subscription { heard }", "an");
            return again.StatusCode;
        }
    }

    [Fact]
    public async Task A_client_that_goes_leaves_nothing_behind()
    {
        await using var server = await NewsServer.Start();
        var readers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.Open("subscription { heard }")));
        await server.Listening(10);

        foreach (var reader in readers)
            reader.Dispose();

        await server.Listening(0);
    }

    [Fact]
    public async Task A_session_that_ends_ends_its_streams_before_another_event_is_shown()
    {
        var signedIn = true;
        await using var server = await NewsServer.Start(options => options.Streams.MayGoOn = (_, _) => new(signedIn));
        using var heard = await server.Open("subscription { heard }");
        await server.Listening(1);
        await server.Sender.SendAsync("StoryPublished", new Story("one", null));
        Assert.Contains("one", await heard.Next(), StringComparison.Ordinal);

        signedIn = false;
        await server.Sender.SendAsync("StoryPublished", new Story("two", null));

        var last = await heard.Next();
        Assert.Contains("SESSION_ENDED", last, StringComparison.Ordinal);
        Assert.DoesNotContain("two", last, StringComparison.Ordinal);
        Assert.Equal(Complete, await heard.Next());
        await server.Listening(0);
    }

    [Fact]
    public async Task A_quiet_stream_ends_with_its_session_too()
    {
        await using var server = await NewsServer.Start(options =>
        {
            options.Streams.KeepAlive = TimeSpan.FromMilliseconds(50);
            options.Streams.MayGoOn = (_, _) => new(false);
        });
        using var heard = await server.Open("subscription { heard }");

        Assert.Contains("SESSION_ENDED", await heard.Next(), StringComparison.Ordinal);
        Assert.Equal(Complete, await heard.Next());
    }

    [Fact]
    public async Task A_server_that_stops_completes_its_streams()
    {
        await using var server = await NewsServer.Start();
        using var heard = await server.Open("subscription { heard }");
        await server.Listening(1);

        var stopping = server.App.StopAsync();

        Assert.Equal(Complete, await heard.Next());
        await stopping;
        Assert.Equal(0, server.Hub.SubscriberCount);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_and_costs_no_more_than_its_buffers()
    {
        await using var server = await NewsServer.Start(options => options.Streams.WriteTimeLimit = TimeSpan.FromSeconds(1), buffer: 16);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        const string Body = """{"query":"subscription { heard }"}""";
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /graphql HTTP/1.1\r\nHost: {server.Address.Authority}\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
        await server.Listening(1);

        var story = new Story(new string('x', 500_000), null);
        for (var i = 0; i < 200 && server.Hub.SubscriberCount > 0; i++)
        {
            await server.Sender.SendAsync("StoryPublished", story);
            await Task.Delay(5);
        }

        await server.Listening(0);
    }
}
