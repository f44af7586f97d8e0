namespace TalentRegistry.Domain.Protection;

/// <summary>Days on which authorities work: Monday to Friday but for public holidays (Labour Code 2019, articles 111 and 112).</summary>
/// <param name="holidays">Days off, those in place of a holiday at a weekend among them.</param>
public sealed class WorkingCalendar(IReadOnlySet<DateOnly> holidays)
{
    /// <summary>Whether it is a day of work.</summary>
    public bool IsWorking(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The day itself, or the next on which is worked.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorking(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The last of so many days of work after a day, which does not count itself: two after a Friday are the Tuesday.</summary>
    /// <param name="day">From when.</param>
    /// <param name="count">1 or more.</param>
    public DateOnly After(DateOnly day, int count)
    {
        for (var i = 0; i < count; i++)
            day = OnOrAfter(day.AddDays(1));
        return day;
    }
}
