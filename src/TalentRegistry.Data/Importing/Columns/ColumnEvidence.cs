using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Dates;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>What the first cells of a column look like: shares of those that are not empty, 0 to 1.</summary>
internal sealed class ColumnEvidence
{
    private readonly Dictionary<FieldKind, int> fitting = [];

    /// <summary>How many cells were looked at.</summary>
    public int Filled { get; private set; }

    /// <summary>Looks at a column of sample rows.</summary>
    public static ColumnEvidence Of(IEnumerable<SheetRow> rows, int column, ImportVocabulary vocabulary, DateOnly today)
    {
        var evidence = new ColumnEvidence();
        var dates = new WrittenDateReader(today);
        foreach (var cell in rows.Select(row => row[column]).Where(cell => !cell.IsEmpty))
        {
            evidence.Filled++;
            var text = VietnameseText.Clean(cell.ToString());
            if (IsDate(cell, text, dates))
                evidence.Count(FieldKind.Birth, FieldKind.Date, FieldKind.Year);
            if (cell.Kind == CellKind.Number || text.Length < 6 && text.All(char.IsAsciiDigit))
                evidence.Count(FieldKind.Number, FieldKind.Ordinal);
            if (Marks.IsYes(text) || Marks.IsNo(text))
                evidence.Count(FieldKind.Mark);
            if (text.Length >= 10 && CitizenIdReading.Read(text, out _) is CitizenIdShape.Whole or CitizenIdShape.ZerosRestored)
                evidence.Count(FieldKind.CitizenId);
            if (text.Length <= 40)
                evidence.Try(text, vocabulary, (FieldKind.Sex, "sex"), (FieldKind.EthnicGroup, "ethnic_group"), (FieldKind.DegreeLevel, "degree_level"),
                    (FieldKind.StudyMode, "study_mode"), (FieldKind.EmploymentKind, "employment_kind"));
            if (text.Count(c => c == ' ') is >= 1 and <= 6 && PersonName.IsPlausible(text) && text.Split(' ').All(word => !char.IsLower(word[0])))
                evidence.Count(FieldKind.Name);
        }

        return evidence;
    }

    /// <summary>Share of cells that look like the kind; null where the kind cannot be told by its look or nothing was seen.</summary>
    public double? Share(FieldKind kind) => Filled == 0 || kind is not (FieldKind.Birth or FieldKind.Date or FieldKind.Year or FieldKind.Number or FieldKind.Ordinal
        or FieldKind.Mark or FieldKind.CitizenId or FieldKind.Sex or FieldKind.EthnicGroup or FieldKind.DegreeLevel or FieldKind.StudyMode or FieldKind.EmploymentKind or FieldKind.Name)
        ? null
        : (double)fitting.GetValueOrDefault(kind) / Filled;

    private static bool IsDate(SheetCell cell, string text, WrittenDateReader dates) => cell.Kind switch
    {
        CellKind.Moment => true,
        CellKind.Number => cell.Number is >= 1900 and <= 2100 or >= 7300 and <= 60_000 && cell.Number % 1 == 0,
        CellKind.Text when text.Length == 5 && text.All(char.IsAsciiDigit) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) is >= 7300 and <= 60_000,
        CellKind.Text => text.Length >= 4 && dates.Read(text, out var date) == DateFault.None && date.Year is >= 1900 and <= 2100,
        _ => false,
    };

    private void Try(string text, ImportVocabulary vocabulary, params ReadOnlySpan<(FieldKind Kind, string List)> lists)
    {
        foreach (var (kind, list) in lists)
            if (kind == FieldKind.DegreeLevel ? vocabulary.Words(list).Find(text).Code is not null : vocabulary.Words(list).FindExact(text) is not null)
                Count(kind);
    }

    private void Count(params ReadOnlySpan<FieldKind> kinds)
    {
        foreach (var kind in kinds)
            fitting[kind] = fitting.GetValueOrDefault(kind) + 1;
    }
}
