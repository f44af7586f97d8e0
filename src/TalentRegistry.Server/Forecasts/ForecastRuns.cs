using System.Runtime.CompilerServices;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL.Subscriptions;

namespace TalentRegistry.Server.Forecasts;

/// <summary>Forecasts as they replace each other.</summary>
internal sealed class ForecastRuns(RegistryDatabase database, ITopicEventReceiver topics)
{
    /// <summary>Each run that replaces the one before it, from now on; never ends.</summary>
    public async IAsyncEnumerable<ForecastRunInfo> ReplacementsAsync(Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var changes = await topics.SubscribeAsync<Guid>(ForecastStore.Topic, cancellationToken);
        var last = await CurrentAsync(caller, cancellationToken);
        await foreach (var _ in changes.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            // Two in short order are told as the newer one.
            if (await CurrentAsync(caller, cancellationToken) is { } now && now.Id != last?.Id)
                yield return last = now;
        }
    }

    private async Task<ForecastRunInfo?> CurrentAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return (await session.LatestForecastsAsync(1, cancellationToken)).SingleOrDefault();
    }
}
