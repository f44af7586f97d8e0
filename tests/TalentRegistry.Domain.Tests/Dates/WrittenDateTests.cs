using TalentRegistry.Domain.Dates;

namespace TalentRegistry.Domain.Tests.Dates;

public sealed class WrittenDateTests
{
    private static readonly WrittenDateReader Reader = new(new DateOnly(2026, 11, 21));

    [Theory]
    [InlineData("05/03/1980", 1980, 3, 5)]
    [InlineData("5/3/1980", 1980, 3, 5)]
    [InlineData("5-3-1980", 1980, 3, 5)]
    [InlineData("05.03.1980", 1980, 3, 5)]
    [InlineData(" 5 / 3 / 1980 ", 1980, 3, 5)]
    [InlineData("1980-03-05", 1980, 3, 5)]
    [InlineData("1980/3/5", 1980, 3, 5)]
    [InlineData("1980-03-05T00:00:00", 1980, 3, 5)]
    [InlineData("05/03/1980 00:00:00", 1980, 3, 5)]
    [InlineData("05/03/1980 12:00:00 SA", 1980, 3, 5)]
    [InlineData("19800305", 1980, 3, 5)]
    [InlineData("05031980", 1980, 3, 5)]
    [InlineData("ngày 5 tháng 3 năm 1980", 1980, 3, 5)]
    [InlineData("Ngày 05 tháng 03 năm 1980", 1980, 3, 5)]
    [InlineData("29/02/2000", 2000, 2, 29)]
    [InlineData("'05/03/1980", 1980, 3, 5)]
    [InlineData("03/1980", 1980, 3, null)]
    [InlineData("3-1980", 1980, 3, null)]
    [InlineData("tháng 3 năm 1980", 1980, 3, null)]
    [InlineData("1980-03", 1980, 3, null)]
    [InlineData("00/03/1980", 1980, 3, null)]
    [InlineData("1980", 1980, null, null)]
    [InlineData("Năm 1980", 1980, null, null)]
    [InlineData("00/00/1980", 1980, null, null)]
    public void Dates_are_read_day_first(string text, int year, int? month, int? day)
    {
        Assert.Equal(DateFault.None, Reader.Read(text, out var date));
        Assert.Equal(new WrittenDate(year, month, day), date);
    }

    [Theory]
    [InlineData("5/3/80", "1980-03-05", DateDoubt.TwoDigitYear)]
    [InlineData("05-03-05", "2005-03-05", DateDoubt.TwoDigitYear)]
    [InlineData("05-03-26", "2026-03-05", DateDoubt.TwoDigitYear)]
    [InlineData("05-03-27", "1927-03-05", DateDoubt.TwoDigitYear)]
    [InlineData("03/25/1980", "1980-03-25", DateDoubt.MonthFirst)]
    public void What_was_guessed_is_told(string text, string expected, DateDoubt doubt)
    {
        Assert.Equal(DateFault.None, Reader.Read(text, out var date));
        Assert.Equal(WrittenDate.Of(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), doubt), date);
    }

    [Theory]
    [InlineData("31/02/1980", DateFault.Impossible)]
    [InlineData("29/02/1900", DateFault.Impossible)]
    [InlineData("13/13/1980", DateFault.Impossible)]
    [InlineData("05/00/1980", DateFault.Impossible)]
    [InlineData("32/1/1980", DateFault.Impossible)]
    [InlineData("0000", DateFault.Impossible)]
    [InlineData("", DateFault.Unreadable)]
    [InlineData("abc", DateFault.Unreadable)]
    [InlineData("5/3", DateFault.Unreadable)]
    [InlineData("5/3/980", DateFault.Unreadable)]
    [InlineData("1/2/3/1980", DateFault.Unreadable)]
    [InlineData("khoảng 1980", DateFault.Unreadable)]
    [InlineData("1980-1985 hoặc", DateFault.Unreadable)]
    [InlineData("123456789012", DateFault.Unreadable)]
    public void What_is_no_date_is_refused(string text, DateFault fault) => Assert.Equal(fault, Reader.Read(text, out _));

    // By hand: Excel shows 29285 as 05/03/1980, 1 as 01/01/1900, 59 as 28/02/1900, 61 as 01/03/1900; in the system of 1904 it is 27823.
    [Theory]
    [InlineData(29285, false, "1980-03-05")]
    [InlineData(29285.75, false, "1980-03-05")]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(27823, true, "1980-03-05")]
    [InlineData(0, true, "1904-01-01")]
    [InlineData(60, false, null)]
    [InlineData(-1, false, null)]
    [InlineData(double.NaN, false, null)]
    [InlineData(1e9, true, null)]
    public void Serial_numbers_are_days(double serial, bool from1904, string? expected) =>
        Assert.Equal(expected, WrittenDate.FromSerial(serial, from1904)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}
