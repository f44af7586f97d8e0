using System.Globalization;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Statistics;

/// <summary>Reads the rows of one list of figures, one after the other.</summary>
/// <param name="series">All series.</param>
/// <param name="units">Identifiers of all units.</param>
/// <param name="vocabulary">Names of places.</param>
/// <param name="inUse">The figures in use.</param>
/// <param name="last">The last entry of each figure.</param>
internal sealed class FigureListReading(
    IReadOnlyList<FigureSeries> series, IReadOnlySet<string> units, ImportVocabulary vocabulary,
    IReadOnlyDictionary<(string Series, string UnitId, int Year), Figure> inUse, IReadOnlyDictionary<(string Series, string UnitId, int Year), MadeEntry> last)
{
    private static readonly (FigureStatus Status, string[] Words)[] Statuses =
    [
        (FigureStatus.Final, ["chinh thuc", "final"]), (FigureStatus.Preliminary, ["so bo", "preliminary"]), (FigureStatus.Estimate, ["uoc", "uoc tinh", "estimate"]),
        (FigureStatus.Rounded, ["lam tron", "rounded"]), (FigureStatus.Reported, ["bao cao", "theo bao cao", "reported"]), (FigureStatus.Computed, ["tinh toan", "computed"]),
    ];

    private readonly Dictionary<(string, string, int), int> seen = [];

    /// <summary>What a row would do.</summary>
    /// <param name="row">The row.</param>
    /// <param name="at">Where the columns of <see cref="FigureList.Headings"/> are; -1 for one that is left out.</param>
    public FigureRow RowOf(SheetRow row, int[] at)
    {
        string[] texts = [.. at.Select(column => column < 0 ? "" : VietnameseText.Clean(row[column].ToString()))];
        var faults = new List<FigureFault>();
        var code = SeriesOf(texts[0], faults);
        var unit = UnitOf(texts[1], faults);
        var year = YearOf(texts[2], faults);
        var value = ValueOf(row[at[3]], texts[3], code?.Unit ?? "", faults);
        var status = StatusOf(texts[4], faults);
        if (code is null || unit is null || year is null || value is null || status is null)
            return new(row.Number, FigureRowKind.Refused, texts, null, null, faults);

        var key = (code.Code, unit, year.Value);
        var entry = new FigureEntry(code.Code, unit, year.Value, value, status.Value, texts[5], texts[6].Length == 0 ? null : texts[6], last.GetValueOrDefault(key)?.Id);
        faults.AddRange(FigureRules.FaultsOf(entry, code.Unit));
        if (!seen.TryAdd(key, row.Number))
            faults.Add(new("series", new($"Trùng với dòng {seen[key]}.", $"The same figure as row {seen[key]}.")));
        var present = inUse.GetValueOrDefault(key);
        return faults.Count > 0
            ? new(row.Number, FigureRowKind.Refused, texts, null, present?.Value, faults)
            : new(row.Number, KindOf(entry, present), texts, entry, present?.Value, faults);
    }

    private static FigureRowKind KindOf(FigureEntry entry, Figure? present) => present is null ? FigureRowKind.New
        : present.Value == entry.Value && present.Status == entry.Status && present.Source == entry.Source && present.Note == entry.Note ? FigureRowKind.Unchanged : FigureRowKind.Changed;

    private FigureSeries? SeriesOf(string text, List<FigureFault> faults)
    {
        var folded = VietnameseText.Fold(text);
        var found = series.FirstOrDefault(each => each.Code == text) ?? series.FirstOrDefault(each => VietnameseText.Fold(each.NameVi) == folded || VietnameseText.Fold(each.NameEn) == folded);
        if (found is null)
            faults.Add(new("series", new($"Không có chuỗi số liệu \"{text}\": ghi mã hoặc tên như trong tệp mẫu.", $"There is no series \"{text}\": write its code or name as in the template.")));
        return found;
    }

    private string? UnitOf(string text, List<FigureFault> faults)
    {
        var found = units.Contains(text) ? text : vocabulary.Places.Find(text) is (var place, PlaceCertainty.Whole) ? place : null;
        if (found is null)
            faults.Add(new("unit", new($"Không nhận ra đơn vị \"{text}\": ghi đủ tên kèm tỉnh, hoặc mã như P11.", $"\"{text}\" is not known: write its name with the province, or its id, as P11.")));
        return found;
    }

    private static int? YearOf(string text, List<FigureFault> faults)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return year;
        faults.Add(new("year", new($"\"{text}\" không phải là năm.", $"\"{text}\" is not a year.")));
        return null;
    }

    // A cell that is a number says it itself; a text is read as people type it.
    private static decimal? ValueOf(SheetCell cell, string text, string measure, List<FigureFault> faults)
    {
        if (cell.Kind is CellKind.Number)
            return Math.Round((decimal)cell.Number, 10);
        var value = FigureNumber.Read(text, measure, out var fault);
        if (fault is not null)
            faults.Add(fault);
        return value;
    }

    private static FigureStatus? StatusOf(string text, List<FigureFault> faults)
    {
        var folded = VietnameseText.Fold(text);
        if (folded.Length == 0)
            return FigureStatus.Final;
        var found = Statuses.Where(each => each.Words.Contains(folded, StringComparer.Ordinal)).Select(each => (FigureStatus?)each.Status).FirstOrDefault();
        if (found is null)
            faults.Add(new("status", new($"Không có tình trạng \"{text}\".", $"There is no status \"{text}\".")));
        return found;
    }
}
