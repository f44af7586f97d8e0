using System.Globalization;
using System.Text.RegularExpressions;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>One thing that a cell of several tells: its words, and the day if one is written.</summary>
/// <param name="Text">The words without the day.</param>
/// <param name="Day">The day, or the first one of the month or year; null where none is written.</param>
internal sealed record RecordPart(string Text, DateOnly? Day);

/// <summary>Takes cells apart that tell several things: "Cao cấp LLCT (2019); CVC", "CSTĐ cơ sở 2018, 2019".</summary>
internal static partial class RecordParts
{
    /// <summary>Its parts between semicolons, line breaks and plus signs; each of them again by its commas. A part that is a year alone repeats the one before it.</summary>
    public static IReadOnlyList<IReadOnlyList<RecordPart>> Of(string cell) =>
        [.. Between().Split(cell).Select(chunk => Pieces(VietnameseText.Clean(chunk))).Where(pieces => pieces.Count > 0)];

    /// <summary>Whether a cell says that there is none.</summary>
    public static bool IsNone(string text) => Marks.IsNo(text) || VietnameseText.Fold(text) is "" or "chua" or "chua co" or "chua qua" or "khong co" or "chua hoc" or "chua bd" or "chua boi duong";

    /// <summary>Whether a cell says that there is one, and no more.</summary>
    public static bool IsSome(string text) => Marks.IsYes(text) || VietnameseText.Fold(text) is "dat" or "co cc" or "da hoc" or "da co" or "da bd" or "da boi duong" or "da qua" or "co chung chi" or "chung chi";

    private static List<RecordPart> Pieces(string chunk)
    {
        var pieces = new List<RecordPart>();
        foreach (var written in chunk.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var part = Dated(written);
            if (part.Text.Length > 0)
                pieces.Add(part);
            else if (pieces.Count > 0 && part.Day is not null)
                pieces.Add(pieces[^1] with { Day = part.Day });
        }

        return pieces;
    }

    private static RecordPart Dated(string text)
    {
        var found = Written().Match(text);
        if (!found.Success)
            return new RecordPart(Trimmed(text), null);
        // Of a school year the one in which it ends.
        var year = int.Parse(found.Groups["until"].Success ? found.Groups["until"].Value : found.Groups["year"].Value, CultureInfo.InvariantCulture);
        var month = found.Groups["month"].Success ? int.Parse(found.Groups["month"].Value, CultureInfo.InvariantCulture) : 1;
        var day = found.Groups["day"].Success ? int.Parse(found.Groups["day"].Value, CultureInfo.InvariantCulture) : 1;
        return month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            ? new RecordPart(Trimmed(text), null)
            : new RecordPart(Trimmed($"{text[..found.Index].TrimEnd(' ', '(', '-', '–', ':')} {text[(found.Index + found.Length)..].TrimStart(')', ' ')}"), new DateOnly(year, month, day));
    }

    private static string Trimmed(string text) => text.Trim(' ', '-', '–', '.', ':', '(', '*', '•');

    [GeneratedRegex(@"[;\r\n+&•]|(?<=\S)\s+và\s+(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(@"(\b(cấp\s+)?(năm\s+học|năm|ngày|từ|khóa)\s*:?\s*|\b(cấp\s+)(?=\d))?(?<![\d/.])(((?<day>\d{1,2})[/.-])?(?<month>\d{1,2})[/.-])?(?<year>(19[4-9]|20\d)\d)(\s*[-–]\s*(?<until>(19[4-9]|20\d)\d))?(?![\d/.]\d|\d|/)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
