using Microsoft.Extensions.DependencyInjection;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Adds a GraphQL server to a host.</summary>
public static class GraphQLServices
{
    /// <summary>
    /// The server of these services; a second call goes on with the first one's declarations. Adds <see cref="TypeSystem.Schema"/>
    /// as a singleton.
    /// </summary>
    public static GraphQLServerBuilder AddGraphQLServer(this IServiceCollection services)
    {
        if (services.FirstOrDefault(s => s.ServiceType == typeof(GraphQLServerBuilder))?.ImplementationInstance is GraphQLServerBuilder known)
            return known;

        var builder = new GraphQLServerBuilder(services);
        services.AddSingleton(builder);
        services.AddSingleton(builder.BuildSchema);
        return builder;
    }
}
