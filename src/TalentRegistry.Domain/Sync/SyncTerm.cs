using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Domain.Sync;

/// <summary>
/// By when a change to state staff is passed on to the national database (đồng bộ dữ liệu cán bộ, công chức, viên chức; Decree 27/2026/ND-CP): so many days of work after the
/// day of the change. Sources differ on how many (one day, or three days of work), so that it is a setting.
/// </summary>
/// <param name="WorkingDays">1 or more.</param>
/// <param name="Calendar">Which days are worked.</param>
public sealed record SyncTerm(int WorkingDays, WorkingCalendar Calendar)
{
    /// <summary>The last day for a change of a day.</summary>
    public DateOnly DueFor(DateOnly changed) => Calendar.After(changed, WorkingDays);

    /// <summary>The newest day whose changes are late today: those of the day after may be passed on today still.</summary>
    public DateOnly NewestLateDay(DateOnly today)
    {
        var day = today.AddDays(-1);
        while (DueFor(day) >= today)
            day = day.AddDays(-1);
        return day;
    }
}
