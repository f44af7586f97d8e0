namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// An expected refusal: thrown by a resolver, its error reaches the caller as it is, where any other exception becomes a neutral one.
/// </summary>
public sealed class GraphQLException(GraphQLError error) : Exception(error.Message)
{
    /// <summary>Refuses with a sentence and a stable code, as "CERTIFICATE_EXPIRED".</summary>
    public GraphQLException(string message, string code) : this(new GraphQLError(message, code))
    {
    }

    /// <summary>What the caller is told; place and path are added if it has none.</summary>
    public GraphQLError Error => error;
}
