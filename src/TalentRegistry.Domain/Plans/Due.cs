using System.Globalization;

namespace TalentRegistry.Domain.Plans;

/// <summary>How often something comes round.</summary>
public enum Recurrence
{
    /// <summary>Hằng năm.</summary>
    Year,

    /// <summary>Định kỳ, without an interval.</summary>
    Period,

    /// <summary>Thường xuyên.</summary>
    Regular,
}

/// <summary>By when, or how often. At least one part is given.</summary>
/// <param name="Year">Year at whose end it is due; null where it recurs or has a date.</param>
/// <param name="Every">How often; null when it is due once.</param>
/// <param name="UntilYear">Last year in which it recurs; null where the text sets none.</param>
/// <param name="Before">First day that is too late; null where the text gives no date.</param>
public sealed record Due(int? Year, Recurrence? Every, int? UntilYear, DueDay? Before)
{
    /// <summary>
    /// Last day on time in a year, or null where nothing falls due in it. "Trước ngày 05 tháng 12" leaves 4 December; a
    /// year alone leaves its 31 December.
    /// </summary>
    public DateOnly? LastDayIn(int year)
    {
        if (UntilYear < year) return null;
        if (Before is { } day)
        {
            var last = DayBefore(day.Year ?? year, day);
            // "Before 1 January" is the last day of the year that it ends.
            if (day.Year is null && last.Year < year) last = DayBefore(year + 1, day);
            return last.Year == year ? last : null;
        }

        return Every is Recurrence.Year || Year == year ? new DateOnly(year, 12, 31) : null;
    }

    // Counted from the first of the month: a 29 February of a common year is its 1 March.
    private static DateOnly DayBefore(int year, DueDay day) => new DateOnly(year, day.Month, 1).AddDays(day.Day - 2);
}

/// <summary>A day of one year, or of every year where <paramref name="Year"/> is null.</summary>
/// <param name="Year">Year; null for every year.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
public readonly record struct DueDay(int? Year, int Month, int Day)
{
    /// <summary>As plan files write it: 2024-06-30, or 12-05 for every year.</summary>
    public override string ToString() => Year is { } year
        ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{Month:00}-{Day:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Month:00}-{Day:00}");

    /// <summary>Reads what <see cref="ToString"/> writes; null where the text is neither.</summary>
    public static DueDay? TryParse(string text)
    {
        // 2024 lends its 29 February to a day of every year.
        var yearly = text.Length == 5;
        return DateOnly.TryParseExact(yearly ? $"2024-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DueDay(yearly ? null : day.Year, day.Month, day.Day)
            : null;
    }
}
