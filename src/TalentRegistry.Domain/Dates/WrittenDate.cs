namespace TalentRegistry.Domain.Dates;

/// <summary>What was done to read a date that was not written plainly.</summary>
public enum DateDoubt
{
    /// <summary>Nothing: there is only one way to read it.</summary>
    None,

    /// <summary>The century was not written.</summary>
    TwoDigitYear,

    /// <summary>Only month before day makes a date of it (03/25/1980).</summary>
    MonthFirst,

    /// <summary>It was a number that a spreadsheet shows as a date.</summary>
    Serial,
}

/// <summary>A date as people write it: a day, a month of a year, or only a year.</summary>
/// <param name="Year">Year, 1 to 9999.</param>
/// <param name="Month">1 to 12; null where only the year was written.</param>
/// <param name="Day">1 to 31, of that month; null where the day was not written.</param>
/// <param name="Doubt">What the reader should confirm.</param>
public readonly record struct WrittenDate(int Year, int? Month, int? Day, DateDoubt Doubt = DateDoubt.None)
{
    /// <summary>The day; null where it was not written.</summary>
    public DateOnly? Exact => Month is { } month && Day is { } day ? new DateOnly(Year, month, day) : null;

    /// <summary>The day, or the first one of the month or year written.</summary>
    public DateOnly FirstDay => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>A day.</summary>
    public static WrittenDate Of(DateOnly day, DateDoubt doubt = DateDoubt.None) => new(day.Year, day.Month, day.Day, doubt);

    /// <summary>
    /// The day of a spreadsheet's serial number. In the system of 1900 day 60 is 29 February 1900, which never was: it and
    /// anything below 1 or beyond the year 9999 is null. The system of 1904 counts from 1 January 1904 as 0.
    /// </summary>
    /// <remarks>ECMA-376 part 1, 18.17.4.1.</remarks>
    public static DateOnly? FromSerial(double serial, bool from1904)
    {
        if (!double.IsFinite(serial) || serial < 0 || serial > 2_958_465)
            return null;

        var days = (int)Math.Floor(serial);
        if (from1904)
            return days > 2_957_003 ? null : new DateOnly(1904, 1, 1).AddDays(days);
        if (days is 0 or 60)
            return null;
        return new DateOnly(1899, 12, days < 60 ? 31 : 30).AddDays(days);
    }
}
