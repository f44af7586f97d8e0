using System.Security.Claims;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Answers requests against one schema, over HTTP, from pages and from tests alike.</summary>
public interface IRequestExecutor
{
    /// <summary>Spec 6.1, ExecuteRequest: reads, validates and runs a document. Whatever is wrong with it is in the answer.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="services">The services of the request: the scope of one caller.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends when the caller has gone.</param>
    /// <exception cref="OperationCanceledException">The caller has gone. A request over its time limit is answered instead.</exception>
    Task<ExecutionResult> ExecuteAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>
    /// As <see cref="ExecuteAsync"/>, and for subscriptions as well (spec 6.2.3): one answer for each event. The time limit holds for
    /// each answer by itself, and what a policy lets the caller see is asked anew for each.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="services">The services of the request; they must live as long as the stream.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends when the caller has gone; so does the stream.</param>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    Task<ResponseStream> StreamAsync(
        GraphQLRequest request, IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken = default);

    /// <summary>What is wrong with a document against the schema; empty if it may be run. Nothing is run.</summary>
    IReadOnlyList<GraphQLError> Check(string document);
}
