using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>What no one should send: each gets a precise error at once, and the server goes on.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class BadInputTests(RunningRegistry registry)
{
    private const int Times = 5;
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);

    public static TheoryData<string> Names => [.. BadInput.Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_no_one_should_send_gets_a_precise_error_at_once_and_the_server_goes_on(string name)
    {
        var bad = BadInput.Table.Single(row => row.Name == name);
        using var client = registry.As("planner");

        var (status, answer) = await Send(client, bad.Body);

        Assert.True(status == bad.Status, $"{status}: {answer}");
        var error = JsonElement.Parse(answer).GetProperty("errors")[0];
        Assert.Equal(bad.Code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(bad.Words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        await AssertAtOnce(client, bad.Body);
        await AssertGoesOn(client);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused_by_name()
    {
        var page = await registry.DataAsync("planner", "{ shortages(by: [], year: 2030, first: 1) { pageInfo { endCursor } } }");
        var cursor = page.GetProperty("shortages").GetProperty("pageInfo").GetProperty("endCursor").GetString();

        var answer = await registry.AskAsync("planner", "query($after: String) { people(after: $after) { nodes { id } } }", new { after = cursor });

        var error = answer.GetProperty("errors")[0];
        Assert.Equal("BAD_USER_INPUT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("belongs to another order or list", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("people", error.GetProperty("path")[0].GetString());
    }

    // Less comes than was announced, and then the end.
    [Fact]
    public async Task A_body_that_ends_too_early_is_answered_or_cut_and_the_server_goes_on()
    {
        using var client = registry.As("planner");
        using var socket = await Connect(client, "Content-Length: 1000", """{"query":"{ plans { co""");

        await using var stream = socket.GetStream();
        socket.Client.Shutdown(SocketShutdown.Send);
        var answer = await ReadToEnd(stream);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
        await AssertGoesOn(client);
    }

    // Whoever breaks off may find the connection reset before an answer arrives.
    private static async Task<string> ReadToEnd(NetworkStream stream)
    {
        try
        {
            return await new StreamReader(stream).ReadToEndAsync();
        }
        catch (IOException reset) when (reset.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return "";
        }
    }

    [Fact]
    public async Task A_client_that_leaves_mid_answer_takes_nothing_with_it()
    {
        using var client = registry.As("planner");
        var body = Encoding.UTF8.GetString(BadInput.Json("{ people(first: 500) { nodes { id birthYear degrees { id } currentPosting { agency { name } } } } }"));
        for (var i = 0; i < 20; i++)
        {
            using var socket = await Connect(client, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", body);
            // Some before the answer, some with its first bytes; and without a farewell.
            if (i % 2 == 0)
                _ = await socket.GetStream().ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false);
            socket.Client.LingerState = new LingerOption(true, 0);
        }

        await AssertGoesOn(client);
    }

    // Half of several runs, beside the time that a good query of the same length takes on the same machine at the same moment: a megabyte takes its time to arrive, whatever is in it.
    private static async Task AssertAtOnce(HttpClient client, byte[] body)
    {
        var (took, usual) = (TimeSpan.Zero, TimeSpan.Zero);
        var asLong = BadInput.Json(new string(' ', Math.Clamp(body.Length - 100, 0, 1_000_000)) + "{ plans { code } }");
        for (var tries = 0; tries < 4; tries++)
        {
            var (bad, good) = (new List<TimeSpan>(), new List<TimeSpan>());
            for (var i = 0; i < Times; i++)
            {
                bad.Add(await Time(client, body));
                good.Add(await Time(client, asLong));
            }

            (took, usual) = (bad.Order().ElementAt(Times / 2), good.Order().ElementAt(Times / 2));
            if (took <= AtOnce)
                return;
        }

        Assert.True(took <= AtOnce || took <= 4 * usual, $"It took {took.TotalMilliseconds:0} ms, where a good query took {usual.TotalMilliseconds:0} ms.");
    }

    private static async Task<TimeSpan> Time(HttpClient client, byte[] body)
    {
        var started = Stopwatch.GetTimestamp();
        await Send(client, body);
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task AssertGoesOn(HttpClient client)
    {
        var (status, answer) = await Send(client, BadInput.Json("{ plans { code } }"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual(0, JsonElement.Parse(answer).GetProperty("data").GetProperty("plans").GetArrayLength());
    }

    private static async Task<(HttpStatusCode Status, string Answer)> Send(HttpClient client, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        // A body that is too long is refused before it is sent.
        request.Headers.ExpectContinue = body.Length > 1024 * 1024;
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<TcpClient> Connect(HttpClient client, string length, string body)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(registry.Address.Host, registry.Address.Port);
        var head = $"POST /graphql HTTP/1.1\r\nHost: {registry.Address.Authority}\r\nAuthorization: {client.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: application/json\r\n{length}\r\nConnection: close\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(head + body));
        return socket;
    }
}
