using System.Security.Claims;
using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Work;

/// <summary>Work that was begun.</summary>
[QueryType]
internal static class WorkQueries
{
    /// <summary>A piece of work; null if there is none that the caller may see: own, of planners every forecast, of administrators all.</summary>
    public static async Task<WorkItem?> GetWork([ID] Guid id, [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await (await session.OpenAsync(user, cancellationToken)).FindWorkAsync(id, cancellationToken);

    /// <summary>The latest work that the caller may see, newest first.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <param name="kind">Of this kind only.</param>
    /// <param name="first">How many at most, 1 to 100.</param>
    public static async Task<IReadOnlyList<WorkItem>> GetLatestWork(
        [Service] FieldSession session, ClaimsPrincipal user, CancellationToken cancellationToken, WorkKind? kind = null, int first = 20) =>
        await (await session.OpenAsync(user, cancellationToken)).LatestWorkAsync(kind, Math.Clamp(first, 1, 100), cancellationToken);
}

/// <summary>Work as it goes on.</summary>
[SubscriptionType]
internal static class WorkSubscriptions
{
    /// <summary>A piece of work as it stands, then each change; the stream ends with the work.</summary>
    [Subscribe(With = nameof(OneAsync))]
    public static WorkItem WorkProgress([EventMessage] WorkItem work) => work;

    public static IAsyncEnumerable<WorkItem> OneAsync([ID] Guid id, [Service] WorkWatch watch, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        watch.OneAsync(id, FieldSession.CallerOf(user), cancellationToken);

    /// <summary>The forecast while it is recomputed, this time and every time to come.</summary>
    [Subscribe(With = nameof(ForecastsAsync)), Authorize(Policies.Forecasts)]
    public static WorkItem ForecastProgress([EventMessage] WorkItem work) => work;

    public static IAsyncEnumerable<WorkItem> ForecastsAsync([Service] WorkWatch watch, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        watch.ForecastsAsync(FieldSession.CallerOf(user), cancellationToken);
}
