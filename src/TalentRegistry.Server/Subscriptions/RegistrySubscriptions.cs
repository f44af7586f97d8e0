using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.Server.Duties;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Targets;
using TalentRegistry.Server.Work;

namespace TalentRegistry.Server.Subscriptions;

/// <summary>What subscriptions need of the host.</summary>
internal static class RegistrySubscriptions
{
    /// <summary>Topics over PostgreSQL and the work that is told of by them. Needs the database and the clock.</summary>
    public static IServiceCollection AddRegistrySubscriptions(this IServiceCollection services)
    {
        services.AddSingleton<Notifications>().AddSingleton<WorkBoard>().AddSingleton(new TopicHub());
        services.AddSingleton<PostgresTopics>();
        services.AddSingleton<ITopicEventSender>(provider => provider.GetRequiredService<PostgresTopics>());
        services.AddSingleton<ITopicEventReceiver>(provider => provider.GetRequiredService<PostgresTopics>());
        services.AddHostedService(provider => provider.GetRequiredService<PostgresTopics>());
        return services.AddSingleton<WorkWatch>().AddSingleton<ForecastRuns>().AddSingleton<ForecastWork>().AddSingleton<DutyWatch>().AddSingleton<TargetWatch>();
    }
}
