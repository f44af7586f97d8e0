using System.Globalization;
using TalentRegistry.Domain.Protection;
using TalentRegistry.Domain.Sync;

namespace TalentRegistry.Domain.Tests.Sync;

/// <summary>Days of work over weekends and Tết, counted by hand on the calendar of 2026.</summary>
public sealed class SyncTermTests
{
    // Tết 2026 as in protection.holiday: Monday 16 to Friday 20 February; Hùng Vương on Monday 27 April, then 30 April and 1 May.
    private static readonly WorkingCalendar Calendar = new(new HashSet<DateOnly>
    {
        new(2026, 2, 16), new(2026, 2, 17), new(2026, 2, 18), new(2026, 2, 19), new(2026, 2, 20), new(2026, 4, 27), new(2026, 4, 30), new(2026, 5, 1),
    });

    [Theory]
    [InlineData("2026-03-02", 3, "2026-03-05")] // Monday to Thursday
    [InlineData("2026-03-05", 3, "2026-03-10")] // Thursday, over a weekend
    [InlineData("2026-03-06", 3, "2026-03-11")] // Friday
    [InlineData("2026-03-07", 3, "2026-03-11")] // Saturday counts from Monday as well
    [InlineData("2026-03-08", 3, "2026-03-11")] // and Sunday
    [InlineData("2026-02-13", 3, "2026-02-25")] // the Friday before Tết: 23, 24, 25
    [InlineData("2026-02-11", 3, "2026-02-23")] // Wednesday: 12, 13, then Monday 23
    [InlineData("2026-02-18", 3, "2026-02-25")] // in the holidays themselves
    [InlineData("2026-04-24", 3, "2026-05-04")] // Friday: 28, 29, then Monday 4 May
    [InlineData("2026-02-13", 1, "2026-02-23")] // where the term is one day
    public void A_change_is_due_so_many_days_of_work_after(string changed, int days, string due) =>
        Assert.Equal(Day(due), new SyncTerm(days, Calendar).DueFor(Day(changed)));

    [Theory]
    [InlineData("2026-02-25", "2026-02-12")] // those of Friday 13 are due today still
    [InlineData("2026-02-26", "2026-02-22")] // all of Tết is late
    [InlineData("2026-03-10", "2026-03-04")]
    public void Late_is_what_was_due_before_today(string today, string newest)
    {
        var term = new SyncTerm(3, Calendar);

        Assert.Equal(Day(newest), term.NewestLateDay(Day(today)));
        Assert.True(term.DueFor(Day(newest)) < Day(today));
        Assert.True(term.DueFor(Day(newest).AddDays(1)) >= Day(today));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
