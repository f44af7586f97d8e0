using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Authoring;

/// <summary>Adds a GraphQL server to a host.</summary>
public static class GraphQLServices
{
    /// <summary>
    /// The server of these services; a second call goes on with the first one's declarations. Adds <see cref="Schema"/>
    /// and <see cref="IRequestExecutor"/> as singletons.
    /// </summary>
    public static GraphQLServerBuilder AddGraphQLServer(this IServiceCollection services)
    {
        if (services.FirstOrDefault(s => s.ServiceType == typeof(GraphQLServerBuilder))?.ImplementationInstance is GraphQLServerBuilder known)
            return known;

        var builder = new GraphQLServerBuilder(services);
        services.AddSingleton(builder);
        services.AddSingleton(builder.BuildSchema);
        services.AddSingleton<IRequestExecutor>(provider => new RequestExecutor(
            provider.GetRequiredService<Schema>(),
            builder.Options,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<ILogger<RequestExecutor>>() ?? NullLogger<RequestExecutor>.Instance));
        return builder;
    }
}
