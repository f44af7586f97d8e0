namespace TalentRegistry.GraphQL.Execution;

/// <summary>The answers to one request as they come: one for a query or mutation, one for each event of a subscription.</summary>
public sealed class ResponseStream
{
    internal ResponseStream(ExecutionResult refusal) => (Refusal, Results) = (refusal, One(refusal));

    internal ResponseStream(IAsyncEnumerable<ExecutionResult> results) => Results = results;

    /// <summary>Why nothing is run; null if something is.</summary>
    public ExecutionResult? Refusal { get; }

    /// <summary>The answers, read once; a refusal is the only one then. Disposing the enumerator ends the subscription.</summary>
    public IAsyncEnumerable<ExecutionResult> Results { get; }

    private static async IAsyncEnumerable<ExecutionResult> One(ExecutionResult result)
    {
        await Task.CompletedTask;
        yield return result;
    }
}
