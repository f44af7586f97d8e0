using System.Runtime.CompilerServices;
using System.Security.Claims;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Forecasts;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;
using TargetView = TalentRegistry.Data.Views.TargetView;

namespace TalentRegistry.Server.Targets;

/// <summary>A target that stands in another way than before.</summary>
/// <param name="Code">The target.</param>
/// <param name="Was">How it stood when the caller was told last.</param>
/// <param name="Is">How it stands now.</param>
internal sealed record TargetStatusChange(string Code, TargetStatus Was, TargetStatus Is);

/// <summary>What is told of a target whose status has changed.</summary>
[ExtendObjectType<TargetStatusChange>]
internal static class TargetStatusChangeFields
{
    /// <summary>The target with what is counted and forecast of it at that moment; empty where its plan is no longer in force.</summary>
    [UsePaging(DefaultPageSize = 1, MaxPageSize = 1)]
    public static IQueryable<TargetView> GetTarget([ParentValue(nameof(TargetStatusChange.Code))] string code) => FieldSession.Rows.Targets.Where(target => target.Code == code);
}

/// <summary>Changes of how targets stand.</summary>
[SubscriptionType]
internal static class TargetSubscriptions
{
    /// <summary>A target's status is another since a new forecast, as the caller may see it: on a leader's own units, on all for others.</summary>
    [Subscribe(With = nameof(ChangesAsync)), Authorize(Policies.Forecasts)]
    public static TargetStatusChange TargetStatusChanged([EventMessage] TargetStatusChange change) => change;

    public static IAsyncEnumerable<TargetStatusChange> ChangesAsync([Service] TargetWatch watch, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        watch.ChangesAsync(FieldSession.CallerOf(user), cancellationToken);
}

/// <summary>Targets as their status changes: looked at when a forecast replaces the one before it.</summary>
internal sealed class TargetWatch(PageData data, ITopicEventReceiver topics)
{
    /// <summary>Each target whose status is another than the caller was told last, from now on; never ends.</summary>
    public async IAsyncEnumerable<TargetStatusChange> ChangesAsync(Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var runs = await topics.SubscribeAsync<Guid>(ForecastStore.Topic, cancellationToken);
        var told = await StatusesAsync(caller, cancellationToken);
        await foreach (var _ in runs.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            var now = await StatusesAsync(caller, cancellationToken);
            foreach (var (code, status) in now)
            {
                if (told.TryGetValue(code, out var before) && before != status)
                    yield return new TargetStatusChange(code, before, status);
            }

            told = now;
        }
    }

    // Under the caller's rights at that moment.
    private async Task<Dictionary<string, TargetStatus>> StatusesAsync(Caller caller, CancellationToken cancellationToken) =>
        (await data.TargetsAsync(null, caller, cancellationToken)).ToDictionary(target => target.Code, target => target.Status, StringComparer.Ordinal);
}
