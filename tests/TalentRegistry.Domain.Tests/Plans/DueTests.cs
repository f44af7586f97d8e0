using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Tests.Plans;

public sealed class DueTests
{
    [Fact]
    public void Before_5_December_of_every_year_leaves_4_December() =>
        Assert.Equal(new DateOnly(2027, 12, 4), new Due(null, Recurrence.Year, null, new DueDay(null, 12, 5)).LastDayIn(2027));

    [Fact]
    public void Before_30_June_2024_leaves_29_June_of_that_year_only()
    {
        var due = new Due(null, null, null, new DueDay(2024, 6, 30));

        Assert.Equal(new DateOnly(2024, 6, 29), due.LastDayIn(2024));
        Assert.Null(due.LastDayIn(2025));
    }

    [Fact]
    public void Before_1_January_of_every_year_is_the_last_day_of_the_year() =>
        Assert.Equal(new DateOnly(2026, 12, 31), new Due(null, Recurrence.Year, null, new DueDay(null, 1, 1)).LastDayIn(2026));

    [Theory]
    [InlineData(2024, 28)]
    [InlineData(2025, 28)]
    public void Before_29_February_leaves_the_28th_in_every_year(int year, int day) =>
        Assert.Equal(new DateOnly(year, 2, day), new Due(null, Recurrence.Year, null, new DueDay(null, 2, 29)).LastDayIn(year));

    [Fact]
    public void A_year_alone_ends_on_its_31_December()
    {
        var due = new Due(2030, null, null, null);

        Assert.Equal(new DateOnly(2030, 12, 31), due.LastDayIn(2030));
        Assert.Null(due.LastDayIn(2029));
    }

    [Fact]
    public void What_recurs_until_2030_falls_due_in_2030_and_no_more_in_2031()
    {
        var due = new Due(null, Recurrence.Year, 2030, null);

        Assert.Equal(new DateOnly(2030, 12, 31), due.LastDayIn(2030));
        Assert.Null(due.LastDayIn(2031));
    }

    [Fact]
    public void Regular_duties_have_no_last_day() => Assert.Null(new Due(null, Recurrence.Regular, null, null).LastDayIn(2026));

    [Theory]
    [InlineData("2024-06-30")]
    [InlineData("12-05")]
    [InlineData("02-29")]
    public void A_day_is_written_as_it_is_read(string text) => Assert.Equal(text, DueDay.TryParse(text).ToString());

    [Theory]
    [InlineData("2025-02-29")]
    [InlineData("13-01")]
    [InlineData("5/12")]
    [InlineData("")]
    public void What_is_no_day_is_not_read(string text) => Assert.Null(DueDay.TryParse(text));
}
