using System.Collections.Concurrent;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Spec 6.2: the fields of a query run together, those of a mutation one after the other.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Fields_of_a_query_run_at_the_same_time_and_are_answered_in_the_order_asked()
    {
        var second = new TaskCompletionSource<object?>();
        var server = new Answering("type Query { first: Int  second: Int }", new Dictionary<string, object?>
        {
            // Would wait for ever if the second began only after the first.
            ["first"] = (Func<IResolverContext, Task<object?>>)(async _ => await second.Task is 2 ? 1 : 0),
            ["second"] = (Func<IResolverContext, Task<object?>>)(async _ =>
            {
                await Task.Yield();
                second.SetResult(2);
                return 2;
            }),
        });

        Assert.Equal("""{"data":{"first":1,"second":2}}""", await server.Ask("{ first second }").WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Fields_of_a_mutation_wait_for_each_other_even_when_one_fails()
    {
        var log = new ConcurrentQueue<string>();
        object? Step(string name, bool fails) => (Func<IResolverContext, Task<object?>>)(async context =>
        {
            log.Enqueue($"{name} begins as {context.Path[0]}");
            await Task.Delay(5, context.RequestAborted);
            log.Enqueue($"{name} ends");
            return fails ? throw new GraphQLException("No.", "REFUSED") : name;
        });
        var server = new Answering("type Query { ok: Int } type Mutation { a: String  b: String  c: String }", new Dictionary<string, object?>
        {
            ["a"] = Step("a", false),
            ["b"] = Step("b", true),
            ["c"] = Step("c", false),
        });

        var (data, errors) = await server.AskShort("mutation { c b z: a }");

        Assert.Equal("""{"c":"c","b":null,"z":"a"}""", data);
        Assert.Equal(["REFUSED b"], errors);
        Assert.Equal(["c begins as c", "c ends", "b begins as b", "b ends", "a begins as z", "a ends"], log);
    }

    [Fact]
    public async Task A_request_over_its_time_limit_is_answered_with_a_code()
    {
        var server = new Answering("type Query { slow: Int  quick: Int }", new Dictionary<string, object?>
        {
            ["slow"] = (Func<IResolverContext, Task<object?>>)(async context =>
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return 1;
            }),
        }, options => options.TimeLimit = TimeSpan.FromMilliseconds(50));

        var (data, errors) = await server.AskShort("{ slow quick }");

        Assert.Equal("none", data);
        Assert.Equal(["TIMEOUT"], errors);
    }

    [Fact]
    public async Task A_caller_who_has_gone_gets_no_answer()
    {
        using var gone = new CancellationTokenSource();
        var server = new Answering("type Query { slow: Int }", new Dictionary<string, object?>
        {
            ["slow"] = (Func<IResolverContext, Task<object?>>)(async context =>
            {
                await gone.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return 1;
            }),
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Ask("{ slow }", cancellationToken: gone.Token));
    }
}
