using System.Buffers;
using System.Globalization;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Domain.Dates;

/// <summary>Why a text is not a date.</summary>
public enum DateFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>It does not look like a date at all.</summary>
    Unreadable,

    /// <summary>It looks like one, but there is no such day (31/02/1980).</summary>
    Impossible,
}

/// <summary>
/// Reads dates as Vietnamese lists write them, day first: 5/3/1980, 05-03-80, 5.3.1980, 1980-03-05, 03/1980, 1980,
/// "ngày 5 tháng 3 năm 1980", 00/00/1980 (only the year is known).
/// </summary>
/// <param name="latest">
/// The last day that a date can fall on; decides the century of a year of two digits. For births: the day on which the youngest
/// person of the list was born.
/// </param>
public sealed class WrittenDateReader(DateOnly latest)
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; spaces around it do not matter.</param>
    /// <param name="date">The date, when the answer is <see cref="DateFault.None"/>.</param>
    public DateFault Read(string text, out WrittenDate date)
    {
        date = default;
        Span<int> numbers = stackalloc int[3];
        Span<int> digits = stackalloc int[3];
        var count = Numbers(text, numbers, digits);
        return count switch
        {
            1 => One(numbers[0], digits[0], out date),
            2 => Two(numbers, digits, out date),
            3 => Three(numbers, digits, out date),
            _ => DateFault.Unreadable,
        };
    }

    private DateFault One(int number, int digits, out WrittenDate date)
    {
        date = default;
        if (digits == 4)
            return number is >= 1 and <= 9999 && Plausible(number) ? Made(number, null, null, DateDoubt.None, out date) : DateFault.Impossible;
        if (digits != 8)
            return DateFault.Unreadable;

        // 19800305 or 05031980: a year of people's lives stands at one end only, or the text is no date.
        var (head, tail) = (number / 10_000, number % 10_000);
        if (Plausible(head) && !Plausible(tail))
            return Made(head, tail / 100, tail % 100, DateDoubt.None, out date);
        return Plausible(tail) ? DayFirst(head / 100, head % 100, tail, DateDoubt.None, out date) : DateFault.Unreadable;
    }

    private DateFault Two(Span<int> numbers, Span<int> digits, out WrittenDate date)
    {
        date = default;
        if (digits[1] == 4 && digits[0] <= 2)
            return Made(numbers[1], numbers[0] == 0 ? null : numbers[0], null, DateDoubt.None, out date);
        if (digits[0] == 4 && digits[1] <= 2)
            return Made(numbers[0], numbers[1] == 0 ? null : numbers[1], null, DateDoubt.None, out date);
        return digits[0] <= 2 && digits[1] == 2
            ? Made(Century(numbers[1]), numbers[0], null, DateDoubt.TwoDigitYear, out date)
            : DateFault.Unreadable;
    }

    private DateFault Three(Span<int> numbers, Span<int> digits, out WrittenDate date)
    {
        date = default;
        if (digits[0] == 4 && digits[1] <= 2 && digits[2] <= 2)
            return Made(numbers[0], numbers[1], numbers[2], DateDoubt.None, out date);
        if (digits[0] > 2 || digits[1] > 2)
            return DateFault.Unreadable;
        return digits[2] switch
        {
            4 => DayFirst(numbers[0], numbers[1], numbers[2], DateDoubt.None, out date),
            2 => DayFirst(numbers[0], numbers[1], Century(numbers[2]), DateDoubt.TwoDigitYear, out date),
            _ => DateFault.Unreadable,
        };
    }

    private static DateFault DayFirst(int day, int month, int year, DateDoubt doubt, out WrittenDate date)
    {
        if (month > 12 && day is >= 1 and <= 12 && month <= 31)
            return Made(year, day, month, DateDoubt.MonthFirst, out date);
        return Made(year, month, day, doubt, out date);
    }

    // A day or month written 0 is one that is not known.
    private static DateFault Made(int year, int? month, int? day, DateDoubt doubt, out WrittenDate date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 0 or > 12 || day < 0)
            return DateFault.Impossible;
        if (month is null or 0)
            (month, day) = day is null or 0 ? ((int?)null, (int?)null) : (0, day);
        if (day == 0)
            day = null;
        if (month == 0 || day > (month is { } known ? DateTime.DaysInMonth(year, known) : 0))
            return DateFault.Impossible;

        date = new WrittenDate(year, month, day, doubt);
        return DateFault.None;
    }

    private int Century(int year) => latest.Year / 100 * 100 + year <= latest.Year ? latest.Year / 100 * 100 + year : latest.Year / 100 * 100 - 100 + year;

    private static bool Plausible(int year) => year is >= 1850 and <= 2149;

    /// <summary>The one to three numbers of a date, 0 when the text holds anything else; a time of day behind them is left out.</summary>
    private static int Numbers(string text, Span<int> numbers, Span<int> digits)
    {
        var (count, i) = (0, 0);
        while (i < text.Length)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                if (char.IsLetter(text[i]))
                {
                    var start = i;
                    while (i < text.Length && (char.IsLetter(text[i]) || text[i] is >= '\u0300' and <= '\u036f'))
                        i++;
                    // "T" and "Z" stand around the time of day of ISO 8601.
                    if (count == 3 && text[start] is 'T' or 't' && i - start == 1)
                        return IsTime(text.AsSpan(i)) ? 3 : 0;
                    if (VietnameseText.Fold(text[start..i]) is not ("ngay" or "thang" or "nam" or "sinh" or "mung" or "mong"))
                        return 0;
                    continue;
                }

                if (count == 3 && text[i] == ' ' && IsTime(text.AsSpan(i)))
                    return 3;
                if (text[i] is not ('/' or '-' or '.' or ' ' or '\\' or '\'' or ',' or ':' or '–' or '_' or '\u00a0'))
                    return 0;
                i++;
                continue;
            }

            if (count == 3)
                return 0;
            var from = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            if (i - from > 8)
                return 0;
            digits[count] = i - from;
            numbers[count++] = int.Parse(text.AsSpan(from, i - from), CultureInfo.InvariantCulture);
        }

        return count;
    }

    // Also "SA" and "CH" (morning, afternoon) of Vietnamese settings.
    private static readonly SearchValues<char> OfTime = SearchValues.Create("0123456789:. APMapmSCHZ+");

    private static bool IsTime(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim();
        return rest.Length > 0 && rest.IndexOf(':') > 0 && rest.IndexOfAnyExcept(OfTime) < 0;
    }
}
