using System.Text.Json;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>What a caller sends. Spec 7; GraphQL over HTTP, "Request Parameters".</summary>
/// <param name="Query">The document; empty while it is only named.</param>
/// <param name="Variables">A JSON object, or null.</param>
/// <param name="OperationName">Which operation of the document to run; may be null if there is one.</param>
public sealed record GraphQLRequest(string Query, JsonElement? Variables = null, string? OperationName = null)
{
    /// <summary>Refuses a mutation, as for a request that a link alone can make.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether the cost of the operation is to be told.</summary>
    public CostMode Cost { get; init; }

    /// <summary>A JSON object of what the specification leaves to others, or null.</summary>
    public JsonElement? Extensions { get; init; }

    /// <summary>The name of a document that the server keeps, or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Whether the caller sent a document at all, were it an empty one.</summary>
    internal bool HasQuery { get; init; }

    /// <summary>Under which hash to keep the document if it is valid; null not to keep it.</summary>
    internal string? HashToLearn { get; init; }
}
