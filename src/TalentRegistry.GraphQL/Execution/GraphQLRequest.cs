using System.Text.Json;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>What a caller sends. Spec 7; GraphQL over HTTP, "Request Parameters".</summary>
/// <param name="Query">The document.</param>
/// <param name="Variables">A JSON object, or null.</param>
/// <param name="OperationName">Which operation of the document to run; may be null if there is one.</param>
public sealed record GraphQLRequest(string Query, JsonElement? Variables = null, string? OperationName = null)
{
    /// <summary>Refuses anything but a query, as for a request that a link alone can make.</summary>
    public bool IsReadOnly { get; init; }
}
