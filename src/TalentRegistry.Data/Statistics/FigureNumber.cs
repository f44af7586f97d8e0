using System.Globalization;

namespace TalentRegistry.Data.Statistics;

/// <summary>Reads a number as people type it, "1.234.567", "12,53" or "12.53".</summary>
public static class FigureNumber
{
    private static readonly char[] Marks = ['.', ','];

    /// <summary>Reads a number; null where it is none, or where a single mark may be the decimal mark or divide thousands.</summary>
    /// <param name="text">The text; blanks and a percent sign at its end do not matter.</param>
    /// <param name="measure">Unit of the series: people and things are whole, so that "85.000" of them are eighty-five thousand; a share is below 101, so that "45.678" of it has decimals.</param>
    /// <param name="isAmbiguous">Whether it can be read in two ways.</param>
    public static decimal? TryRead(string text, string measure, out bool isAmbiguous)
    {
        isAmbiguous = false;
        var written = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        if (written.EndsWith('%'))
            written = written[..^1];
        var last = written.LastIndexOfAny(Marks);
        if (last < 0)
            return Parse(written);

        var mark = written[last];
        var (whole, decimals) = (written[..last], written[(last + 1)..]);
        if (written.Count(letter => letter == mark) > 1)
            return IsGrouped(written, mark) ? Parse(written.Replace(mark.ToString(), "", StringComparison.Ordinal)) : null;
        if (whole.IndexOfAny(Marks) is >= 0 and var first)
            return IsGrouped(whole, whole[first]) ? Parse($"{whole.Replace(whole[first].ToString(), "", StringComparison.Ordinal)}.{decimals}") : null;
        if (!IsGrouped(written, mark) || measure == "percent")
            return Parse($"{whole}.{decimals}");
        if (measure is "person" or "item")
            return Parse(whole + decimals);

        isAmbiguous = true;
        return null;
    }

    /// <summary>Reads a number, or says why it cannot be read.</summary>
    /// <param name="text">The text.</param>
    /// <param name="measure">Unit of the series.</param>
    /// <param name="fault">What is wrong; null where the number is read.</param>
    public static decimal? Read(string text, string measure, out FigureFault? fault)
    {
        var number = TryRead(text, measure, out var isAmbiguous);
        fault = number is not null ? null : new("value", isAmbiguous
            ? new($"\"{text}\" có thể hiểu hai cách: ghi không có dấu phân nhóm.", $"\"{text}\" can be read in two ways: write it without a mark between thousands.")
            : new($"\"{text}\" không phải là một số.", $"\"{text}\" is not a number."));
        return number;
    }

    private static bool IsGrouped(string written, char mark)
    {
        var groups = written.Split(mark);
        return groups[0].Length is >= 1 and <= 3 && groups[0][0] != '0' && groups.Skip(1).All(group => group.Length == 3 && group.All(char.IsAsciiDigit));
    }

    private static decimal? Parse(string written) =>
        decimal.TryParse(written, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
