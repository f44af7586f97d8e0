using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Subscriptions;

/// <summary>Spec 6.2.3, read aloud.</summary>
public sealed class SubscribeTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = Newsroom.Services();
    private readonly CancellationTokenSource _gone = new(TimeSpan.FromSeconds(30));
    private ClaimsPrincipal _user = new(new ClaimsIdentity());

    private TopicHub Hub => _services.GetRequiredService<TopicHub>();

    private ITopicEventSender Sender => _services.GetRequiredService<ITopicEventSender>();

    public async ValueTask DisposeAsync()
    {
        _gone.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public void Methods_that_give_events_are_no_fields_and_their_parameters_are_arguments()
    {
        var sdl = SchemaPrinter.Print(_services.GetRequiredService<Schema>());

        Assert.Contains("counted(times: Int! = 1, first: Int!, to: Int!): Int!", sdl, StringComparison.Ordinal);
        Assert.Contains("storyBy(author: String!): Story!", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("countFrom", sdl, StringComparison.Ordinal);
        Assert.DoesNotContain("listen", sdl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_event_is_answered_in_order_and_the_stream_ends_with_its_source() =>
        Assert.Equal(["""{"data":{"counted":6}}""", """{"data":{"counted":8}}""", """{"data":{"counted":10}}"""], await All("subscription { counted(first: 3, to: 5, times: 2) }"));

    [Fact]
    public async Task A_topic_reaches_its_subscribers_and_no_others()
    {
        await using var all = await Open("subscription { storyPublished { title author } }");
        await using var one = await Open("subscription($author: String!) { storyBy(author: $author) { title } }", """{"author":"Tố Hữu"}""");

        await Ask("""mutation { publish(title: "Từ ấy", author: "Tố Hữu") }""");
        await Ask("""mutation { publish(title: "Sóng", author: "Xuân Quỳnh") }""");

        Assert.Equal("""{"data":{"storyPublished":{"title":"Từ ấy","author":"Tố Hữu"}}}""", await Next(all));
        Assert.Equal("""{"data":{"storyPublished":{"title":"Sóng","author":"Xuân Quỳnh"}}}""", await Next(all));
        Assert.Equal("""{"data":{"storyBy":{"title":"Từ ấy"}}}""", await Next(one));
        await Sender.CompleteAsync("Tố Hữu_stories");
        Assert.False(await one.MoveNextAsync());
    }

    [Fact]
    public async Task An_error_of_one_event_does_not_end_the_stream()
    {
        await using var heard = await Open("subscription { heard }");
        await Sender.SendAsync("StoryPublished", new Story("bad", null));
        await Sender.SendAsync("StoryPublished", new Story("good", null));

        Assert.Equal(
            """{"errors":[{"message":"Not fit to print.","locations":[{"line":1,"column":16}],"path":["heard"],"extensions":{"code":"UNFIT"}}],"data":null}""",
            await Next(heard));
        Assert.Equal("""{"data":{"heard":"good"}}""", await Next(heard));
    }

    [Fact]
    public async Task An_error_of_the_source_ends_the_stream_and_says_nothing_of_its_cause()
    {
        var answers = await All("subscription { broken }");

        Assert.Equal(2, answers.Count);
        Assert.Equal("""{"data":{"broken":1}}""", answers[0]);
        Assert.Contains("INTERNAL_SERVER_ERROR", answers[1], StringComparison.Ordinal);
        Assert.DoesNotContain("jammed", answers[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subscription { refused }", "CLOSED")]
    [InlineData("subscription { leaked { title } }", "FORBIDDEN")]
    [InlineData("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription { counted(first: 1, to: 2) heard }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription ($no: Boolean = false) { heard @include(if: $no) }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("subscription {", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription ($n: Int!) { counted(first: $n, to: 2) }", "BAD_USER_INPUT")]
    public async Task A_subscription_that_cannot_begin_is_refused_as_a_whole(string query, string code)
    {
        var stream = await Executor.StreamAsync(new GraphQLRequest(query), _services, _user, _gone.Token);

        Assert.Equal(code, stream.Refusal?.Errors[0].Code);
        Assert.False(stream.Refusal!.IsExecuted);
        Assert.Equal(0, Hub.SubscriberCount);
    }

    [Fact]
    public async Task Rights_are_asked_again_for_each_event()
    {
        var identity = new ClaimsIdentity("test");
        _user = Newsroom.Insider(identity);
        await using var leaked = await Open("subscription { leaked { title } }");
        await Sender.SendAsync("Leaked", new Story("first", null));
        Assert.Equal("""{"data":{"leaked":{"title":"first"}}}""", await Next(leaked));

        identity.RemoveClaim(identity.FindFirst("insider"));
        await Sender.SendAsync("Leaked", new Story("second", null));

        var answer = await Next(leaked);
        Assert.Contains("FORBIDDEN", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("second", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_read_is_ended_with_an_error_after_what_was_kept()
    {
        await using var heard = await Open("subscription { heard }");
        for (var i = 1; i <= 10; i++)
            await Sender.SendAsync("StoryPublished", new Story($"{i}", null));

        Assert.Equal(0, Hub.SubscriberCount);
        var (read, last) = (0, await Next(heard));
        for (; last == $$$"""{"data":{"heard":"{{{read + 1}}}"}}"""; last = await Next(heard))
            read++;
        // Four are kept; the first may already have been handed to who waited for it.
        Assert.InRange(read, 4, 5);
        Assert.Contains("SUBSCRIBER_TOO_SLOW", last, StringComparison.Ordinal);
        Assert.False(await heard.MoveNextAsync());
    }

    [Fact]
    public async Task A_subscriber_who_goes_leaves_nothing_behind()
    {
        await using (await Open("subscription { heard }"))
            Assert.Equal(1, Hub.SubscriberCount);
        Assert.Equal(0, Hub.SubscriberCount);

        var left = await Open("subscription { storyPublished { title } }");
        var waiting = left.MoveNextAsync().AsTask();
        await _gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await left.DisposeAsync();
        Assert.Equal(0, Hub.SubscriberCount);
    }

    [Fact]
    public async Task Queries_and_mutations_are_streams_of_one_answer()
    {
        Assert.Equal(["""{"data":{"paper":"Nhân Dân"}}"""], await All("{ paper }"));
        Assert.Equal(["""{"data":{"publish":true}}"""], await All("""mutation { publish(title: "a") }"""));
    }

    [Theory]
    [InlineData(typeof(WithoutEvents), "mark its method [Subscribe]")]
    [InlineData(typeof(WithoutMessage), "one parameter marked [EventMessage]")]
    [InlineData(typeof(UnknownArgument), "names place, which is no argument")]
    [InlineData(typeof(UnknownSource), "has no method Nowhere")]
    [InlineData(typeof(NoEvents), "gives no events")]
    public void A_subscription_that_cannot_work_is_told_when_the_schema_is_built(Type subscriptions, string told)
    {
        using var services = new ServiceCollection().AddGraphQLServer()
            .AddTypeExtension(typeof(NewsQueries)).AddTypeExtension(subscriptions).Services.BuildServiceProvider();

        var fault = Assert.Throws<InvalidOperationException>(services.GetRequiredService<Schema>);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    private IRequestExecutor Executor => _services.GetRequiredService<IRequestExecutor>();

    private async Task<string> Ask(string query) =>
        ResultWriter.ToJson(await Executor.ExecuteAsync(new GraphQLRequest(query), _services, _user, _gone.Token));

    private async Task<List<string>> All(string query)
    {
        var stream = await Executor.StreamAsync(new GraphQLRequest(query), _services, _user, _gone.Token);
        var answers = new List<string>();
        await foreach (var result in stream.Results)
            answers.Add(ResultWriter.ToJson(result));
        return answers;
    }

    private async Task<IAsyncEnumerator<ExecutionResult>> Open(string query, string? variables = null)
    {
        var given = variables is null ? (System.Text.Json.JsonElement?)null : System.Text.Json.JsonElement.Parse(variables);
        var stream = await Executor.StreamAsync(new GraphQLRequest(query, given), _services, _user, _gone.Token);
        Assert.Null(stream.Refusal);
        return new Subscriber(stream, _gone.Token);
    }

    private static async Task<string> Next(IAsyncEnumerator<ExecutionResult> stream)
    {
        Assert.True(await stream.MoveNextAsync());
        return ResultWriter.ToJson(stream.Current);
    }

    /// <summary>A subscriber who asks for the first answer at once, as the endpoint does, and may go while waiting.</summary>
    private sealed class Subscriber : IAsyncEnumerator<ExecutionResult>
    {
        private readonly CancellationTokenSource _end;
        private readonly IAsyncEnumerator<ExecutionResult> _answers;
        private Task<bool> _next;

        public Subscriber(ResponseStream stream, CancellationToken gone)
        {
            _end = CancellationTokenSource.CreateLinkedTokenSource(gone);
            _answers = stream.Results.GetAsyncEnumerator(_end.Token);
            _next = _answers.MoveNextAsync().AsTask();
        }

        public ExecutionResult Current { get; private set; } = null!;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (!await _next)
                return false;

            Current = _answers.Current;
            _next = _answers.MoveNextAsync().AsTask();
            return true;
        }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAny(_next);
            await _answers.DisposeAsync();
            _end.Dispose();
        }
    }

    [SubscriptionType]
    public static class WithoutEvents
    {
        public static int Silent() => 1;
    }

    [SubscriptionType]
    public static class WithoutMessage
    {
        [Subscribe]
        public static int Deaf() => 1;
    }

    [SubscriptionType]
    public static class UnknownArgument
    {
        [Subscribe, Topic("{place}_news")]
        public static int News([EventMessage] int number) => number;
    }

    [SubscriptionType]
    public static class UnknownSource
    {
        [Subscribe(With = "Nowhere")]
        public static int News([EventMessage] int number) => number;
    }

    [SubscriptionType]
    public static class NoEvents
    {
        [Subscribe(With = nameof(Source))]
        public static int News([EventMessage] int number) => number;

        public static int Source() => 1;
    }
}
