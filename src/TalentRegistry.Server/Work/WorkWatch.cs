using System.Runtime.CompilerServices;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.Server.Audit;

namespace TalentRegistry.Server.Work;

/// <summary>
/// Work as it goes on. A message only says which work has changed; what it has come to is read under the watcher's rights each time, in
/// a transaction that ends before the next message.
/// </summary>
internal sealed class WorkWatch(RegistryDatabase database, ITopicEventReceiver topics, UnseenRecords unseen)
{
    /// <summary>Work as it stands now, then each change; ends with the work, or when the watcher may no longer see it.</summary>
    /// <exception cref="GraphQLException">There is no such work that the caller may see.</exception>
    public async IAsyncEnumerable<WorkItem> OneAsync(Guid id, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Listens before it looks, so that no change falls between the two.
        await using var changes = await topics.SubscribeAsync<Guid>(WorkBoard.Topic, cancellationToken);
        if (await database.FindWorkAsync(caller, id, cancellationToken) is not { } last)
        {
            unseen.Note("workProgress", "work.item", id);
            throw WorkErrors.NotFound(id);
        }

        yield return last;
        if (last.EndedAt is not null)
            yield break;

        await foreach (var changed in changes.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            if (changed != id)
                continue;
            if (await database.FindWorkAsync(caller, id, cancellationToken) is not { } now)
                yield break;
            if (now == last)
                continue;

            yield return last = now;
            if (now.EndedAt is not null)
                yield break;
        }
    }

    /// <summary>The forecast that is being recomputed now, if any, then each change of it and of those to come; never ends.</summary>
    public async IAsyncEnumerable<WorkItem> ForecastsAsync(Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var changes = await topics.SubscribeAsync<Guid>(WorkBoard.Topic, cancellationToken);
        WorkItem? latest;
        await using (var session = await database.OpenSessionAsync(caller, cancellationToken))
            latest = (await session.LatestWorkAsync(WorkKind.Forecast, 1, cancellationToken)).SingleOrDefault();
        // One that has ended by now may have done so since this listens: its message is still to come, and is told then.
        WorkItem? told = null;
        if (latest is { EndedAt: null })
            yield return told = latest;

        await foreach (var changed in changes.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            if (await database.FindWorkAsync(caller, changed, cancellationToken) is { Kind: WorkKind.Forecast } now && now != told)
                yield return told = now;
        }
    }
}

/// <summary>Refusals about work.</summary>
internal static class WorkErrors
{
    /// <summary>Code of <see cref="NotFound"/>.</summary>
    public const string NotFoundCode = "WORK_NOT_FOUND";

    public static GraphQLException NotFound(Guid id) => new($"There is no work {id} that you may see.", NotFoundCode);
}
