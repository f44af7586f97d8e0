using System.Security.Claims;
using TalentRegistry.Data;
using TalentRegistry.Data.Work;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;
using TalentRegistry.Server.Audit;
using TalentRegistry.Server.Forecasts;

namespace TalentRegistry.Server.Work;

/// <summary>There is no such work that the caller may see, or may end where that is asked.</summary>
internal sealed class WorkNotFoundException(Guid id) : Exception($"There is no work {id} that you may see or end.");

/// <summary>Beginning and ending long work.</summary>
[MutationType]
internal static class WorkMutations
{
    /// <summary>
    /// Computes the forecast anew from what the registry holds now, in the background: watch it by <c>workProgress</c>. There is one at a time.
    /// </summary>
    /// <param name="forecasts">Does it.</param>
    /// <param name="database">For reading what was begun.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Ends the request, not the work.</param>
    /// <param name="evenIfCurrent">Computes again what was computed from the same input; without it such work finishes at once.</param>
    [Authorize(Policies.Recompute), Error<WorkUnderWayException>]
    public static async Task<WorkItem> RecomputeForecast(
        [Service] ForecastWork forecasts, [Service] RegistryDatabase database, ClaimsPrincipal user, CancellationToken cancellationToken, bool evenIfCurrent = false)
    {
        var caller = FieldSession.CallerOf(user);
        var id = await forecasts.StartAsync(caller.AccountId, evenIfCurrent, cancellationToken);
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        return (await session.FindWorkAsync(id, cancellationToken))!;
    }

    /// <summary>Asks work to end; it is CANCELLED once it has. Work that has ended stays as it is.</summary>
    [Error<WorkNotFoundException>]
    public static async Task<WorkItem> CancelWork(
        [ID] Guid id, [Service] WorkBoard board, [Service] RegistryDatabase database, [Service] UnseenRecords unseen, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(FieldSession.CallerOf(user), cancellationToken);
        if (await session.FindWorkToEndAsync(id, cancellationToken) is not { } work)
        {
            unseen.Note("cancelWork", "work.item", id);
            throw new WorkNotFoundException(id);
        }

        await board.CancelAsync(id, cancellationToken);
        return work;
    }
}
