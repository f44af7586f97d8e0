using System.Text.Json;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.Server.Duties;

namespace TalentRegistry.Server.Subscriptions;

/// <summary>
/// Topics that reach the subscribers of every server of the registry, in one order: each message goes through PostgreSQL, the sender's own
/// subscribers included. After a broken connection the subscribers are told again of what may have changed meanwhile.
/// </summary>
internal sealed class PostgresTopics(TopicHub hub, Notifications notifications, WorkBoard work, ILogger<PostgresTopics> logger)
    : ITopicEventSender, ITopicEventReceiver, IHostedService
{
    // No message is an empty text.
    private const string End = "";
    private static readonly TimeSpan MayHaveMissed = TimeSpan.FromMinutes(10);

    public async ValueTask SendAsync<TMessage>(string topicName, TMessage message, CancellationToken cancellationToken = default) =>
        await notifications.SendAsync(topicName, JsonSerializer.Serialize(message), cancellationToken);

    public async ValueTask CompleteAsync(string topicName) => await notifications.SendAsync(topicName, End, CancellationToken.None);

    public ValueTask<ISourceStream<TMessage>> SubscribeAsync<TMessage>(string topicName, CancellationToken cancellationToken = default) =>
        new(hub.Subscribe<TMessage>(topicName));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        notifications.WhenReceived(Hand);
        notifications.WhenReconnected(() => _ = CatchUpAsync());
        notifications.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Hand(string topic, string text)
    {
        if (text == End)
            hub.Complete(topic);
        else
            hub.Deliver(topic, type => JsonSerializer.Deserialize(text, type));
    }

    private async Task CatchUpAsync()
    {
        try
        {
            foreach (var id in await work.RecentAsync(MayHaveMissed, CancellationToken.None))
                hub.Deliver(WorkBoard.Topic, _ => id);
            // Whoever has seen the run already passes over it.
            hub.Deliver(ForecastStore.Topic, _ => Guid.Empty);
            hub.Deliver(DutyWatch.Topic, _ => DutyWatch.Any);
        }
        catch (Npgsql.NpgsqlException fault)
        {
            // Broken again: the next connection catches up.
            logger.LogWarning(fault, "What was missed while the connection was broken could not be read");
        }
    }
}
