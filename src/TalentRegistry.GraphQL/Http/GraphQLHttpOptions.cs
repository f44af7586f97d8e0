namespace TalentRegistry.GraphQL.Http;

/// <summary>What an endpoint takes.</summary>
public sealed class GraphQLHttpOptions
{
    /// <summary>The largest body that is read, in bytes; 1 MiB unless set. A larger one is refused with status 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;
}
