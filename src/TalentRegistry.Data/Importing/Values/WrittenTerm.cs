using System.Globalization;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>From when until when something holds, as cells write it: "05/2018 - 06/2023", "từ năm 2019 đến nay", "đến hết 31/12/2027".</summary>
/// <param name="From">First day, of a month or year its first one; null where none is written or there is no such day.</param>
/// <param name="Until">First day after it; null where none is written.</param>
/// <param name="Rest">What else is written.</param>
internal sealed partial record WrittenTerm(DateOnly? From, DateOnly? Until, string Rest)
{
    /// <summary>Takes the first term out of a text.</summary>
    public static WrittenTerm In(string text)
    {
        var term = Term().Match(text);
        if (!term.Success)
            return new(null, null, Trimmed(text));
        var (first, last) = (term.Groups["from"].Value, term.Groups["until"]);
        var rest = Trimmed($"{text[..term.Index]} {text[(term.Index + term.Length)..]}");
        return term.Groups["upto"].Success && !last.Success ? new(null, After(first), rest) : new(First(first), last.Success ? After(last.Value) : null, rest);
    }

    /// <summary>A text without the signs that stand around what was taken out of it.</summary>
    public static string Trimmed(string text) => VietnameseText.Clean(text).Trim(' ', '-', '–', '.', ':', '(', ')', '*', ',');

    /// <summary>The day that is written; null where no calendar has it.</summary>
    public static DateOnly? First(string text)
    {
        var numbers = text.Split('/', '.', '-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Reverse().ToArray();
        var (year, month, day) = (numbers[0], numbers.Length > 1 ? numbers[1] : 1, numbers.Length > 2 ? numbers[2] : 1);
        return month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) ? null : new DateOnly(year, month, day);
    }

    // A last day, month or year is over with it; who counts is in until then.
    private static DateOnly? After(string text) => First(text) is not { } first ? null : text.Split('/', '.', '-').Length switch
    {
        1 => first.AddYears(1),
        2 => first.AddMonths(1),
        _ => first.AddDays(1),
    };

    [GeneratedRegex(@"\(?(?<upto>\b(đến|tới)\s+(hết\s+)?)?(\b((kể\s+)?từ|giai\s+đoạn|thời\s+gian|ngày|tháng|năm|vào)\s*:?\s*)*(?<![\d/.])(?<from>((\d{1,2}[/.-])?\d{1,2}[/.-])?(19[4-9]|20\d)\d)(?!\d)(\s*(-|–|đến|tới)\s*(hết\s+)?(ngày\s+|tháng\s+|năm\s+)?((?<until>((\d{1,2}[/.-])?\d{1,2}[/.-])?(19[4-9]|20\d)\d)(?!\d)|nay))?\)?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Term();
}
