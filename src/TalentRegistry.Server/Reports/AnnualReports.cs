using TalentRegistry.Data;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Duties;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Reports;

/// <summary>
/// Reads the annual reports of plans. For planners and administrators: a leader sees the duties and units of an own scope only, and a paper of these would be
/// taken for one of the whole plan.
/// </summary>
internal sealed class AnnualReports(PageData pages, TargetsOnADay targets, RegistryNature nature)
{
    /// <summary>A report without a server round it, as a command makes it.</summary>
    public static AnnualReports Of(RegistryDatabase database) => new(new PageData(database), new TargetsOnADay(database), new RegistryNature(database));

    /// <summary>The report of a plan; null when no plan in force has the code.</summary>
    /// <param name="code">Code of the plan, as DB.</param>
    /// <param name="year">From <see cref="AnnualReport.FirstYear"/> to this year.</param>
    /// <param name="today">The day it is made.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<AnnualReport?> ReadAsync(string code, int year, DateOnly today, Caller caller, CancellationToken cancellationToken)
    {
        if ((await pages.PlansAsync(caller, cancellationToken)).FirstOrDefault(plan => plan.Code == code) is not { } plan)
            return null;

        var lastDay = new DateOnly(year, 12, 31);
        var day = lastDay < today ? lastDay : today;
        var counts = await targets.CountAsync(day, cancellationToken);
        var districts = await targets.CountDistrictsAsync(code, day, cancellationToken);
        var listed = await pages.TargetsAsync(code, caller, cancellationToken);
        var paths = await pages.PathsAsync(plan, caller, cancellationToken);
        return await pages.InSessionAsync(caller, async session => new AnnualReport(
            plan, year, day, today, await nature.IsSyntheticAsync(cancellationToken), await PageData.HeirAsync(session, code, day, cancellationToken),
            await PageData.RunAsync(session, cancellationToken),
            [.. listed.Select(target => new ReportedTarget(target, counts.GetValueOrDefault(target.Code), districts.GetValueOrDefault(target.Code) ?? [], [.. paths[target.Code]]))],
            [.. (await session.DutiesAsync(today, cancellationToken)).Where(duty => duty.PlanCode == code && IsOf(duty, year))],
            await PageData.PlanShortagesAsync(session, plan, cancellationToken)), cancellationToken);
    }

    // One that is due once stands in every report until it is done.
    private static bool IsOf(FollowedDuty duty, int year) => duty.Year == year || (duty.Year == 0 && duty.InForce && !(duty.DoneOn?.Year < year));
}
