using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;

namespace TalentRegistry.GraphQL.Subscriptions;

/// <summary>Adds topics to a server.</summary>
public static class SubscriptionServices
{
    /// <summary>Topics of this process alone.</summary>
    public static GraphQLServerBuilder AddInMemorySubscriptions(this GraphQLServerBuilder server, int bufferCapacity = TopicHub.DefaultBufferCapacity)
    {
        server.Services.AddSingleton(new TopicHub(bufferCapacity));
        server.Services.AddSingleton<InMemoryTopics>();
        server.Services.AddSingleton<ITopicEventSender>(services => services.GetRequiredService<InMemoryTopics>());
        server.Services.AddSingleton<ITopicEventReceiver>(services => services.GetRequiredService<InMemoryTopics>());
        return server;
    }
}
