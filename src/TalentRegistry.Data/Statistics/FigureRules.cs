using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Statistics;

/// <summary>What a figure must be before it is entered; the database holds to the same.</summary>
public static class FigureRules
{
    /// <summary>First year of a figure.</summary>
    public const int FirstYear = 1990;

    /// <summary>Last year of a figure.</summary>
    public const int LastYear = 2100;

    /// <summary>Longest source, in characters.</summary>
    public const int LongestSource = 300;

    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 1000;

    private const decimal Most = 1e12m;

    /// <summary>What is wrong with an entry of a series in the given unit of measure; nothing where it may be entered.</summary>
    public static IEnumerable<FigureFault> FaultsOf(FigureEntry entry, string measure)
    {
        if (entry.Year is < FirstYear or > LastYear)
            yield return new("year", new($"Năm phải từ {FirstYear} đến {LastYear}.", $"A year from {FirstYear} to {LastYear} is expected."));
        if (entry.Value is < 0 or >= Most)
            yield return new("value", new("Giá trị phải từ 0 đến dưới một nghìn tỷ.", "A value from 0 to below a million million is expected."));
        if (entry.Value > 100 && measure == "percent")
            yield return new("value", new("Tỷ lệ phần trăm không quá 100.", "A share is at most 100 %."));
        if (measure is "person" or "item" && entry.Value is { } count && count != decimal.Truncate(count))
            yield return new("value", new("Số người, số việc là số nguyên.", "People and things are counted in whole numbers."));
        if (entry.Status == FigureStatus.Recalled)
            yield return new("status", new("Phải có văn bản nguồn: không nhập số nhớ lại.", "A published source is needed: a figure from memory cannot be entered."));
        if (entry.Source.Trim().Length is 0 or > LongestSource)
            yield return new("source", new($"Phải ghi nguồn, không quá {LongestSource} ký tự.", $"A source of 1 to {LongestSource} characters is needed."));
        if (entry.Note?.Length > LongestNote)
            yield return new("note", new($"Ghi chú không quá {LongestNote} ký tự.", $"A note has at most {LongestNote} characters."));
    }
}
