using TalentRegistry.Domain.Protection;

namespace TalentRegistry.Domain.Tests.Protection;

public sealed class RequestClockTests
{
    private static readonly WorkingCalendar Calendar = new(new HashSet<DateOnly>
    {
        new(2026, 2, 16), new(2026, 2, 17), new(2026, 2, 18), new(2026, 2, 19), new(2026, 2, 20), new(2026, 4, 30), new(2026, 5, 1),
    });

    [Theory]
    // A Monday: Wednesday.
    [InlineData("2026-03-02", "2026-03-04")]
    // A Friday: Tuesday.
    [InlineData("2026-03-06", "2026-03-10")]
    // A Saturday counts from Monday on.
    [InlineData("2026-03-07", "2026-03-10")]
    // The Friday before Tết, with its Saturday and Sunday on both sides: Tuesday of the week after.
    [InlineData("2026-02-13", "2026-02-24")]
    // 30 April and 1 May are a Thursday and a Friday.
    [InlineData("2026-04-29", "2026-05-05")]
    public void A_first_reply_is_due_on_the_second_day_of_work(string received, string due) =>
        Assert.Equal(Day(due), RequestClock.Of(RequestKind.Access, Day(received), Calendar).ReplyDue);

    [Theory]
    [InlineData(RequestKind.Access, "2026-03-02", "2026-03-12")]
    [InlineData(RequestKind.Correction, "2026-03-02", "2026-03-12")]
    [InlineData(RequestKind.Restriction, "2026-03-02", "2026-03-17")]
    [InlineData(RequestKind.Objection, "2026-03-02", "2026-03-17")]
    [InlineData(RequestKind.Withdrawal, "2026-03-02", "2026-03-17")]
    // The twentieth day is a Sunday: the day of work after it.
    [InlineData(RequestKind.Deletion, "2026-03-02", "2026-03-23")]
    // The tenth day is in Tết.
    [InlineData(RequestKind.Access, "2026-02-09", "2026-02-23")]
    public void The_end_is_due_by_what_is_asked(RequestKind kind, string received, string due) =>
        Assert.Equal(Day(due), RequestClock.Of(kind, Day(received), Calendar).FinishDue);

    [Fact]
    public void It_is_extended_by_fifteen_days_at_most()
    {
        var clock = RequestClock.Of(RequestKind.Access, new DateOnly(2026, 3, 2), Calendar);

        Assert.Equal(new DateOnly(2026, 3, 27), clock.Extended(15, Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Extended(16, Calendar));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Extended(0, Calendar));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
