using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Work;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Server.Home;
using TalentRegistry.Server.People;

namespace TalentRegistry.Server.Pages;

public sealed partial class PageData
{
    private const int AgenciesAtHome = 12;
    private const int LatestWork = 20;

    /// <summary>What waits for an officer on a day. It tells numbers of people, and of nobody in particular.</summary>
    /// <param name="today">The day.</param>
    /// <param name="countedAtOnce">Of more people at work the working lists are left out.</param>
    /// <param name="caller">The officer.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    internal async Task<OfficerHome> HomeAsync(DateOnly today, int countedAtOnce, Caller caller, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        var heads = await HeadsAsync(session, today, cancellationToken);
        var tree = await AgencyTreeAsync(session, heads, today, null, caller, cancellationToken);
        // The lists are asked of everybody's careers and degrees: of very many people the page goes ahead of them.
        var lists = heads.Values.Sum() <= countedAtOnce ? await WorkingLists.CountAsync(session, today, cancellationToken) : null;
        var pairs = await session.ReadAsync("SELECT count(*)::int FROM duplicates.current_pair WHERE state = 'open'", row => row.GetInt32(0), cancellationToken);
        var duties = await session.DutiesAsync(today, cancellationToken);
        var work = await session.LatestWorkAsync(WorkKind.Import, LatestWork, cancellationToken);
        return new OfficerHome(
            today, heads.Values.Sum(), [.. tree.Agencies.OrderByDescending(agency => agency.WithBelow).ThenBy(agency => agency.Depth).Take(AgenciesAtHome)], tree.Agencies.Count,
            lists, pairs.Single(), [.. work.Where(item => item.EndedAt is null)], duties.Count(duty => duty.Status == DutyStatus.Overdue), duties.Count(duty => duty.IsComingUp(today)));
    }
}
