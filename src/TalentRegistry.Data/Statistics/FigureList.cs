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

    private static readonly ImportLimits Limits = new() { FileBytes = 5 << 20, UnpackedBytes = 50 << 20, SharedTextBytes = 20 << 20, Rows = MostRows + HeadedTable.HeadingsWithin, Columns = 50, Sheets = 20 };

    // Other words for the headings, folded.
    private static readonly string[][] Words =
    [
        ["chuoi so lieu", "chuoi", "chi tieu thong ke", "series"], ["don vi hanh chinh", "don vi", "dia phuong", "administrative unit", "unit", "unit_id"], ["nam", "year"],
        ["gia tri", "so lieu", "value"], ["tinh trang", "trang thai", "status"], ["nguon", "nguon so lieu", "source"], ["ghi chu", "note"],
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
        var reading = new FigureListReading(
            await session.SeriesAsync(cancellationToken), await session.UnitIdsAsync(cancellationToken), vocabulary, await session.InUseAsync(cancellationToken),
            await session.LastEntriesAsync(cancellationToken));
        return HeadedTable.Read(file, Limits, vocabulary.Texts, ColumnsOf, reading.RowOf, cancellationToken) ?? throw new ImportRefusedException("NO_HEADINGS", new Bilingual(
            "Không thấy dòng tiêu đề: cần có các cột Chuỗi số liệu, Đơn vị hành chính, Năm, Giá trị, Nguồn.",
            "No heading row was found: the columns Series, Administrative unit, Year, Value and Source are needed."));
    }

    private static int[]? ColumnsOf(SheetRow row)
    {
        var columns = Words.Select(words => Array.FindIndex(row.Cells, cell => words.Contains(VietnameseText.Fold(cell.ToString()), StringComparer.Ordinal))).ToArray();
        // Status and note may be left out.
        return columns.Where((_, index) => index is not (4 or 6)).All(column => column >= 0) ? columns : null;
    }
}
