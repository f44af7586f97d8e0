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
    internal async Task<OfficerHome> HomeAsync(DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        var tree = await AgencyTreeAsync(today, null, caller, cancellationToken);
        await using var session = await database.OpenSessionAsync(caller, cancellationToken);
        await session.PlanForManyAsync(cancellationToken);
        var lists = Enum.GetValues<WorkingList>();
        var counted = await session.ReadAsync(
            $"""
            WITH at_work AS MATERIALIZED (
              SELECT p.valid_from, p.employment_kind, p.required_level_code, o.id, o.birth_year, o.date_of_birth, o.sex
                FROM registry.person o JOIN registry.posting p ON p.person_id = o.id
               WHERE {WorkingLists.KeptByOwn} AND p.is_main AND p.valid_from <= $1 AND (p.valid_until > $1 OR p.valid_until IS NULL))
            SELECT count(*)::int, {string.Join(", ", lists.Select(list => $"(count(*) FILTER (WHERE {WorkingLists.Condition(list)}))::int"))},
                   (SELECT count(*)::int FROM duplicates.current_pair WHERE state = 'open')
              FROM at_work o CROSS JOIN LATERAL (SELECT o.valid_from, o.employment_kind, o.required_level_code) p
            """,
            row => Enumerable.Range(0, lists.Length + 2).Select(row.GetInt32).ToArray(),
            cancellationToken,
            today);
        var duties = await session.DutiesAsync(today, cancellationToken);
        var work = await session.LatestWorkAsync(WorkKind.Import, LatestWork, cancellationToken);
        var numbers = counted.Single();
        return new OfficerHome(
            today, numbers[0], [.. tree.Agencies.OrderByDescending(agency => agency.WithBelow).ThenBy(agency => agency.Depth).Take(AgenciesAtHome)], tree.Agencies.Count,
            lists.Select((list, place) => (list, numbers[place + 1])).ToDictionary(pair => pair.list, pair => pair.Item2), numbers[^1],
            [.. work.Where(item => item.EndedAt is null)], duties.Count(duty => duty.Status == DutyStatus.Overdue), duties.Count(duty => duty.IsComingUp(today)));
    }
}
