using System.Security.Claims;
using TalentRegistry.Data.Duties;
using TalentRegistry.Data.Views;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Duties;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Api;

namespace TalentRegistry.Server.Duties;

/// <summary>A duty that falls due soon, or is late.</summary>
/// <param name="DutyCode">The duty.</param>
/// <param name="Year">The year it falls due in; 0 where it is due once or has no year.</param>
/// <param name="MeaningVi">What is to be done, in Vietnamese.</param>
/// <param name="MeaningEn">What is to be done, in English.</param>
/// <param name="Holder">Name of the agency that answers; null where nobody was named.</param>
/// <param name="DueOn">Last day on time.</param>
/// <param name="DaysLeft">Days until then in Viet Nam, negative once it has passed.</param>
/// <param name="Status">Where it stands.</param>
internal sealed record DutyReminder(string DutyCode, int Year, string MeaningVi, string MeaningEn, string? Holder, DateOnly DueOn, int DaysLeft, DutyStatus Status);

/// <summary>The duties of the plans, as they are followed.</summary>
[QueryType]
internal static class DutyQueries
{
    /// <summary>The duties that the caller may follow: planners and administrators all, officers and leaders those for which an agency of their scope answers.</summary>
    [Authorize(Policies.Duties), UsePaging(DefaultPageSize = 100, MaxPageSize = 500), UseFiltering, UseSorting]
    public static IQueryable<DutyView> GetDuties() => FieldSession.Rows.Duties.Where(duty => duty.IsFollowed);

    /// <summary>
    /// What falls due soon or is late, the most urgent first: from 15 November for a report before 5 December, or as many days before as the plan's setting
    /// reminder-days says. Nothing is sent by mail.
    /// </summary>
    [Authorize(Policies.Duties)]
    public static async Task<IReadOnlyList<DutyReminder>> GetDutyReminders(
        [Service] FieldSession session, ClaimsPrincipal user, [Service] TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Today(clock);
        var duties = await (await session.OpenAsync(user, cancellationToken)).DutiesAsync(today, cancellationToken);
        return [.. from duty in duties
                   where duty.Status == DutyStatus.Overdue || duty.IsComingUp(today)
                   select new DutyReminder(
                       duty.Code, duty.Year, duty.Meaning.Vi, duty.Meaning.En, duty.Holder?.Name, duty.DueOn!.Value, duty.DueOn.Value.DayNumber - today.DayNumber, duty.Status)];
    }
}
