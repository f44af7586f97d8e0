using System.Runtime.CompilerServices;
using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Views;
using TalentRegistry.GraphQL.Subscriptions;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Duties;

/// <summary>A duty about which something was noted, with a document added, or another agency to answer for it.</summary>
/// <param name="Code">The duty; null after a broken connection, when any may have changed meanwhile.</param>
internal sealed record DutiesChange(string? Code);

/// <summary>What is told of a duty that has changed.</summary>
[ExtendObjectType<DutiesChange>]
internal static class DutiesChangeFields
{
    /// <summary>The duty as it stands at that moment; empty where any may have changed.</summary>
    [UsePaging(DefaultPageSize = 1, MaxPageSize = 1)]
    public static IQueryable<DutyView> GetDuty([ParentValue(nameof(DutiesChange.Code))] string? code) =>
        FieldSession.Rows.Duties.Where(duty => duty.Code == code && duty.IsFollowed);
}

/// <summary>Changes of duties.</summary>
[SubscriptionType]
internal static class DutySubscriptions
{
    /// <summary>Something was noted about a duty that the caller may follow, with the caller's rights at that moment.</summary>
    [Subscribe(With = nameof(ChangesAsync)), Authorize(Policies.Duties)]
    public static DutiesChange DutiesChanged([EventMessage] DutiesChange change) => change;

    public static IAsyncEnumerable<DutiesChange> ChangesAsync([Service] DutyWatch watch, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        watch.ChangesAsync(FieldSession.CallerOf(user), cancellationToken);
}

/// <summary>Duties as they change: told by the database when a change is committed.</summary>
internal sealed class DutyWatch(RegistryDatabase database, ITopicEventReceiver topics)
{
    /// <summary>The topic that triggers of duties write to; the message is the duty's code.</summary>
    public const string Topic = "duties";

    /// <summary>What is delivered when any may have changed.</summary>
    public const string Any = "";

    /// <summary>Each change of a duty that the caller may follow, from now on; never ends.</summary>
    public async IAsyncEnumerable<DutiesChange> ChangesAsync(Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var changes = await topics.SubscribeAsync<string>(Topic, cancellationToken);
        await foreach (var code in changes.ReadEventsAsync().WithCancellation(cancellationToken))
        {
            if (code == Any)
                yield return new DutiesChange(null);
            else if (await IsFollowedAsync(caller, code, cancellationToken))
                yield return new DutiesChange(code);
        }
    }

    private async Task<bool> IsFollowedAsync(Caller caller, string code, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await using var command = session.Command("SELECT duties.is_seen($1)");
        command.Parameters.Add(new() { Value = code });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
