using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>A subscription under way. Spec 6.2.3.</summary>
/// <param name="plan">The planned operation.</param>
/// <param name="variables">Coerced.</param>
/// <param name="execute">Spec 6.2.3.2, ExecuteSubscriptionEvent: the answer for one event.</param>
/// <param name="options">How requests are run.</param>
/// <param name="logger">Takes what a caller must not read.</param>
internal sealed class Subscription(
    OperationPlan plan, IReadOnlyDictionary<string, object?> variables,
    Func<object?, CancellationToken, Task<ExecutionResult>> execute, ExecutionOptions options, ILogger logger)
{
    /// <summary>Spec 6.2.3, Subscribe. A field that cannot be listened to is a refusal of the whole request.</summary>
    public async Task<ResponseStream> Subscribe(IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        // One and no condition on it: spec 5.2.4.1, Single Root Field.
        var field = plan.Root.Fields.Single();
        var state = new RequestState(plan, variables, options, services, user, cancellationToken);
        var context = new ResolverContext(state, field, null, new ResponsePath(null, field.ResponseKey));
        try
        {
            var source = await CreateSourceEventStream(context);
            return new ResponseStream(MapSourceToResponseEvent(source, context, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await context.EndScopeAsync();
            return new ResponseStream(new ExecutionResult([ErrorOf(error, context)]));
        }
    }

    /// <summary>Spec 6.2.3.1.</summary>
    private static async ValueTask<IAsyncEnumerable<object?>> CreateSourceEventStream(ResolverContext context)
    {
        if (context.Field.Policy is { } policy && !context.Satisfies(policy))
            throw new GraphQLException(RequestState.Forbidden($"{context.ObjectType}.{context.Field.Name}"));

        var subscribe = context.Field.Subscribe
            ?? throw new InvalidOperationException($"{context.ObjectType}.{context.Field.Name} has no events to listen to.");
        return await subscribe(context);
    }

    /// <summary>Spec 6.2.3.2. The answers come one after the other, in the order of the events.</summary>
    private async IAsyncEnumerable<ExecutionResult> MapSourceToResponseEvent(
        IAsyncEnumerable<object?> source, ResolverContext context, CancellationToken opened, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(opened, cancellationToken);
        try
        {
            await using var events = source.GetAsyncEnumerator(end.Token);
            while (true)
            {
                var (isThere, fault) = await Next(events, context, end.Token);
                if (fault is not null)
                    yield return fault;
                if (!isThere)
                    yield break;

                yield return await execute(events.Current, end.Token);
            }
        }
        finally
        {
            await context.EndScopeAsync();
        }
    }

    // An error of the source ends the subscription; the subscriber is told before.
    private async ValueTask<(bool IsThere, ExecutionResult? Fault)> Next(
        IAsyncEnumerator<object?> events, ResolverContext context, CancellationToken cancellationToken)
    {
        try
        {
            return (await events.MoveNextAsync(), null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return (false, new ExecutionResult([ErrorOf(error, context)]));
        }
    }

    private GraphQLError ErrorOf(Exception error, ResolverContext context)
    {
        if (error is GraphQLException expected)
            return context.Located(expected.Error);

        logger.LogError(error, "The events of {Type}.{Field} failed", context.ObjectType, context.Field.Name);
        return context.Located(new GraphQLError("The subscription failed; the error is in the server's log.", ErrorCodes.InternalError));
    }
}
