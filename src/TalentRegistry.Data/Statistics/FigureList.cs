using System.Globalization;
using TalentRegistry.Data.Access;
using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Statistics;

/// <summary>What a row of a list of figures would do.</summary>
public enum FigureRowKind
{
    /// <summary>There was no figure of its series, unit and year.</summary>
    New,

    /// <summary>It takes the place of another.</summary>
    Changed,

    /// <summary>It says what is in use already.</summary>
    Unchanged,

    /// <summary>It cannot be entered.</summary>
    Refused,
}

/// <summary>A row of a list of figures.</summary>
/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
/// <param name="Kind">What it would do.</param>
/// <param name="Texts">Series, unit, year, value, status, source and note as written.</param>
/// <param name="Entry">What would be entered; null where it cannot be.</param>
/// <param name="Present">The figure in use; null where there is none.</param>
/// <param name="Faults">Why it cannot be entered.</param>
public sealed record FigureRow(int Number, FigureRowKind Kind, IReadOnlyList<string> Texts, FigureEntry? Entry, decimal? Present, IReadOnlyList<FigureFault> Faults);

/// <summary>A list of figures as a spreadsheet has it: a heading row, then a figure a row.</summary>
public static class FigureList
{
    /// <summary>Most rows of a list.</summary>
    public const int MostRows = 5_000;

    /// <summary>Headings of a list, in the order of <see cref="FigureRow.Texts"/>.</summary>
    public static IReadOnlyList<Bilingual> Headings { get; } =
    [
        new("Chuỗi số liệu", "Series"), new("Đơn vị hành chính", "Administrative unit"), new("Năm", "Year"), new("Giá trị", "Value"), new("Tình trạng", "Status"), new("Nguồn", "Source"),
        new("Ghi chú", "Note"),
    ];

    private const int HeadingsWithin = 20;
    private static readonly ImportLimits Limits = new() { FileBytes = 5 << 20, UnpackedBytes = 50 << 20, SharedTextBytes = 20 << 20, Rows = MostRows + HeadingsWithin, Columns = 50, Sheets = 20 };

    // Other words for the headings, folded.
    private static readonly string[][] Words =
    [
        ["chuoi so lieu", "chuoi", "chi tieu thong ke", "series"], ["don vi hanh chinh", "don vi", "dia phuong", "administrative unit", "unit", "unit_id"], ["nam", "year"],
        ["gia tri", "so lieu", "value"], ["tinh trang", "trang thai", "status"], ["nguon", "nguon so lieu", "source"], ["ghi chu", "note"],
    ];

    private static readonly (FigureStatus Status, string[] Words)[] Statuses =
    [
        (FigureStatus.Final, ["chinh thuc", "final"]), (FigureStatus.Preliminary, ["so bo", "preliminary"]), (FigureStatus.Estimate, ["uoc", "uoc tinh", "estimate"]),
        (FigureStatus.Rounded, ["lam tron", "rounded"]), (FigureStatus.Reported, ["bao cao", "theo bao cao", "reported"]), (FigureStatus.Computed, ["tinh toan", "computed"]),
    ];

    /// <summary>Reads a list and holds each row against what is in use.</summary>
    /// <param name="session">Whose rights hold.</param>
    /// <param name="file">An .xlsx, .xls or .csv; closed in the end.</param>
    /// <param name="vocabulary">The reference lists.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImportRefusedException">It is no such file, too large, or has no heading row.</exception>
    public static async Task<IReadOnlyList<FigureRow>> ReadFiguresAsync(
        this RegistrySession session, Stream file, ImportVocabulary vocabulary, CancellationToken cancellationToken)
    {
        var series = await session.SeriesAsync(cancellationToken);
        var inUse = await session.InUseAsync(cancellationToken);
        var last = await session.LastEntriesAsync(cancellationToken);
        var units = await session.UnitIdsAsync(cancellationToken);
        using var source = SheetFile.Open(file, Limits, vocabulary.Texts);
        while (source.NextSheet())
        {
            if (source.IsHidden)
                continue;
            int[]? columns = null;
            var rows = new List<FigureRow>();
            var seen = new Dictionary<(string, string, int), int>();
            foreach (var row in source.Rows())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.IsBlank)
                    continue;
                if (columns is not null)
                    rows.Add(Row(row, columns));
                else if (row.Number <= HeadingsWithin)
                    columns = ColumnsOf(row);
            }

            if (columns is not null)
                return rows;

            FigureRow Row(SheetRow row, int[] at)
            {
                string[] texts = [.. at.Select(column => column < 0 ? "" : VietnameseText.Clean(row[column].ToString()))];
                var faults = new List<FigureFault>();
                var code = SeriesOf(texts[0], series);
                if (code is null)
                    faults.Add(new("series", new($"Không có chuỗi số liệu \"{texts[0]}\": ghi mã hoặc tên như trong tệp mẫu.", $"There is no series \"{texts[0]}\": write its code or name as in the template.")));
                var unit = units.Contains(texts[1]) ? texts[1] : vocabulary.Places.Find(texts[1]) is (var found, PlaceCertainty.Whole) ? found : null;
                if (unit is null)
                    faults.Add(new("unit", new($"Không nhận ra đơn vị \"{texts[1]}\": ghi đủ tên kèm tỉnh, hoặc mã như P11.", $"\"{texts[1]}\" is not known: write its name with the province, or its id, as P11.")));
                if (!int.TryParse(texts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                    faults.Add(new("year", new($"\"{texts[2]}\" không phải là năm.", $"\"{texts[2]}\" is not a year.")));
                var measure = code?.Unit ?? "";
                var isAmbiguous = false;
                var value = at[3] >= 0 && row[at[3]] is { Kind: CellKind.Number } number
                    ? Math.Round((decimal)number.Number, 10) : FigureNumber.TryRead(texts[3], measure, out isAmbiguous);
                if (value is null)
                {
                    faults.Add(new("value", isAmbiguous
                        ? new($"\"{texts[3]}\" có thể hiểu hai cách: ghi không có dấu phân nhóm.", $"\"{texts[3]}\" can be read in two ways: write it without a mark between thousands.")
                        : new($"\"{texts[3]}\" không phải là một số.", $"\"{texts[3]}\" is not a number.")));
                }

                var status = StatusOf(texts[4]);
                if (status is null)
                    faults.Add(new("status", new($"Không có tình trạng \"{texts[4]}\".", $"There is no status \"{texts[4]}\".")));
                if (code is null || unit is null || value is null || status is null || faults.Count > 0)
                    return new(row.Number, FigureRowKind.Refused, texts, null, null, faults);

                var key = (code.Code, unit, year);
                var entry = new FigureEntry(code.Code, unit, year, value, status.Value, texts[5], texts[6].Length == 0 ? null : texts[6], last.GetValueOrDefault(key)?.Id);
                faults.AddRange(FigureRules.FaultsOf(entry, measure));
                if (!seen.TryAdd(key, row.Number))
                    faults.Add(new("series", new($"Trùng với dòng {seen[key]}.", $"The same figure as row {seen[key]}.")));
                var present = inUse.GetValueOrDefault(key);
                var kind = faults.Count > 0 ? FigureRowKind.Refused : present is null ? FigureRowKind.New
                    : present.Value == value && present.Status == status && present.Source == entry.Source && present.Note == entry.Note ? FigureRowKind.Unchanged : FigureRowKind.Changed;
                return new(row.Number, kind, texts, faults.Count > 0 ? null : entry, present?.Value, faults);
            }
        }

        throw new ImportRefusedException("NO_HEADINGS", new Bilingual(
            "Không thấy dòng tiêu đề: cần có các cột Chuỗi số liệu, Đơn vị hành chính, Năm, Giá trị, Nguồn.",
            "No heading row was found: the columns Series, Administrative unit, Year, Value and Source are needed."));
    }

    private static int[]? ColumnsOf(SheetRow row)
    {
        var columns = Words.Select(words => Array.FindIndex(row.Cells, cell => words.Contains(VietnameseText.Fold(cell.ToString()), StringComparer.Ordinal))).ToArray();
        // Status and note may be left out.
        return columns.Where((_, index) => index is not (4 or 6)).All(column => column >= 0) ? columns : null;
    }

    private static FigureSeries? SeriesOf(string text, IReadOnlyList<FigureSeries> series)
    {
        var folded = VietnameseText.Fold(text);
        return series.FirstOrDefault(each => each.Code == text) ?? series.FirstOrDefault(each => VietnameseText.Fold(each.NameVi) == folded || VietnameseText.Fold(each.NameEn) == folded);
    }

    private static FigureStatus? StatusOf(string text)
    {
        var folded = VietnameseText.Fold(text);
        return folded.Length == 0 ? FigureStatus.Final : Statuses.Where(each => each.Words.Contains(folded, StringComparer.Ordinal)).Select(each => (FigureStatus?)each.Status).FirstOrDefault();
    }
}
