using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TalentRegistry.Data.Staffing;
using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Staffing;

/// <summary>The statistical tables as a workbook that a department files: a sheet a table, sums as formulas, printed on A3 on its side.</summary>
internal sealed class StaffWorkbook
{
    private const double RowHeight = 17;

    // Letters of a name that fit on a line of its column for sure.
    private const int LongestName = 44;

    private const int FirstHeading = 6;
    private const int OrdinalRow = FirstHeading + StaffColumn.Levels;
    private const int FirstRow = OrdinalRow + 1;

    // Number and name of the agency stand before the numbered columns.
    private const int Before = 2;
    private readonly SheetData rows = new();
    private readonly MergeCells merged = new();

    /// <summary>Writes all tables.</summary>
    /// <param name="file">Where to, seekable; left open.</param>
    /// <param name="tables">Each with its agencies.</param>
    /// <param name="day">The day of which they are.</param>
    /// <param name="synthetic">Whether the people are made up.</param>
    public static void Write(Stream file, IReadOnlyList<(StaffTable Table, IReadOnlyList<StaffRow> Rows)> tables, DateOnly day, bool synthetic)
    {
        using var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = StaffStyles.Make();
        var (sheets, names) = (new Sheets(), new DefinedNames());
        foreach (var (index, (table, agencies)) in tables.Index())
        {
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new StaffWorkbook().Draw(table, agencies, day, synthetic);
            sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = table.Code });
            names.Append(new DefinedName($"'{table.Code}'!${FirstHeading}:${OrdinalRow}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index });
        }

        book.Workbook = new Workbook(sheets, names);
    }

    private Worksheet Draw(StaffTable table, IReadOnlyList<StaffRow> agencies, DateOnly day, bool synthetic)
    {
        Line(1, "[CƠ QUAN BÁO CÁO]", StaffStyles.Signing, toColumn: Before - 1, 22);
        Line(2, table.TitleVi, StaffStyles.Title, Last, 24);
        Line(3, $"Số liệu đến ngày {LanguageText.Day(day)} · Biểu: {table.Form}", StaffStyles.Subtitle, Last, 18);
        Line(4, synthetic ? "DỮ LIỆU MÔ PHỎNG: không có ai là thật; không dùng để báo cáo." : "Đơn vị tính: người", StaffStyles.Subtitle, Last, 18);
        DrawHeadings();
        foreach (var (index, agency) in agencies.Index())
            rows.Append(RowOf(FirstRow + index, $"{index + 1}", agency.Name, count => agency.Counts[IndexOf(count)], null, StaffStyles.Words, StaffStyles.Number));
        var total = FirstRow + agencies.Count;
        rows.Append(RowOf(
            total, "", "Tổng số", count => agencies.Sum(agency => agency.Counts[IndexOf(count)]),
            agencies.Count == 0 ? null : column => $"SUM({column}{FirstRow}:{column}{total - 1})", StaffStyles.TotalWords, StaffStyles.Total));
        DrawFoot(total + 2);

        return new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(new Pane
            {
                HorizontalSplit = Before, VerticalSplit = OrdinalRow, TopLeftCell = $"C{FirstRow}", ActivePane = PaneValues.BottomRight, State = PaneStateValues.Frozen,
            }) { WorkbookViewId = 0 }),
            new SheetFormatProperties { DefaultRowHeight = RowHeight, CustomHeight = true },
            new Columns(
                new Column { Min = 1, Max = 1, Width = 5, CustomWidth = true }, new Column { Min = 2, Max = 2, Width = 46, CustomWidth = true },
                new Column { Min = Before + 1, Max = (uint)(Last + 1), Width = 6.6, CustomWidth = true }),
            rows,
            merged,
            new PageMargins { Left = 0.5, Right = 0.4, Top = 0.5, Bottom = 0.5, Header = 0.3, Footer = 0.3 },
            // 8 is A3.
            new PageSetup { PaperSize = 8, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter(new OddFooter("&C&P/&N")));
    }

    private static int Last => Before + StaffColumn.All.Count - 1;

    private void DrawHeadings()
    {
        var levels = Enumerable.Range(0, StaffColumn.Levels).Select(level => new Row { RowIndex = (uint)(FirstHeading + level), Height = level == StaffColumn.Levels - 1 ? 95 : 32, CustomHeight = true }).ToList();
        for (var column = 0; column <= Last; column++)
        {
            var path = PathOf(column);
            for (var level = 0; level < StaffColumn.Levels; level++)
            {
                // The first of those that stand under one heading carries it; a heading without others under it goes down to the numbers.
                var begins = level < path.Count && (column == 0 || !PathOf(column - 1).Take(level + 1).SequenceEqual(path.Take(level + 1)));
                var isLeaf = level == path.Count - 1;
                levels[level].Append(Text(FirstHeading + level, column, begins ? path[level] : "", isLeaf && column >= Before ? StaffStyles.Upright : StaffStyles.Heading));
                if (begins)
                    Merge(FirstHeading + level, column, isLeaf ? FirstHeading + StaffColumn.Levels - 1 : FirstHeading + level, isLeaf ? column : LastOf(path, level, column));
            }
        }

        rows.Append(levels);
        rows.Append(new Row(Enumerable.Range(0, Last + 1).Select(column => Text(OrdinalRow, column, column switch { 0 => "A", 1 => "B", _ when column == Last => "", _ => $"{column - Before + 1}" }, StaffStyles.Ordinal))) { RowIndex = OrdinalRow });
    }

    private void DrawFoot(int row)
    {
        foreach (var note in StaffColumn.Notes)
            Line(row++, note, StaffStyles.Note, Last, 18);
        row++;
        Cell[] signing = [Text(row, 1, "NGƯỜI LẬP BIỂU", StaffStyles.Signing), Text(row, Last - 12, "THỦ TRƯỞNG CƠ QUAN", StaffStyles.Signing)];
        rows.Append(new Row(signing) { RowIndex = (uint)row });
        Merge(row, Last - 12, row, Last);
    }

    private static IReadOnlyList<string> PathOf(int column) => column switch { 0 => ["STT"], 1 => ["Tên cơ quan, đơn vị"], _ => StaffColumn.All[column - Before].Path };

    private static int LastOf(IReadOnlyList<string> path, int level, int first)
    {
        var last = first;
        while (last < Last && PathOf(last + 1).Take(level + 1).SequenceEqual(path.Take(level + 1)))
            last++;
        return last;
    }

    private static Row RowOf(int row, string number, string name, Func<string, int> count, Func<string, string>? formula, uint words, uint numbers)
    {
        var drawn = new Row(Text(row, 0, number, words), Text(row, 1, name, words)) { RowIndex = (uint)row };
        if (name.Length > LongestName)
            (drawn.Height, drawn.CustomHeight) = (RowHeight * ((name.Length + LongestName - 1) / LongestName), true);
        foreach (var (index, column) in StaffColumn.All.Index())
        {
            var cell = new Cell { CellReference = Reference(row, Before + index), StyleIndex = column.Count is null ? StaffStyles.NotHeld : numbers };
            if (column.Count is { } counted)
            {
                if (formula is not null)
                    cell.CellFormula = new CellFormula(formula(Letters(Before + index)));
                cell.CellValue = new CellValue(count(counted));
            }

            drawn.Append(cell);
        }

        return drawn;
    }

    private void Line(int row, string text, uint style, int toColumn, double height)
    {
        rows.Append(new Row(Text(row, 0, text, style)) { RowIndex = (uint)row, Height = height, CustomHeight = true });
        Merge(row, 0, row, toColumn);
    }

    private void Merge(int fromRow, int fromColumn, int toRow, int toColumn)
    {
        if ((fromRow, fromColumn) != (toRow, toColumn))
            merged.Append(new MergeCell { Reference = $"{Reference(fromRow, fromColumn)}:{Reference(toRow, toColumn)}" });
    }

    // Texts are written as texts: a name that looks like a formula is a name.
    private static Cell Text(int row, int column, string text, uint style) => text.Length == 0
        ? new Cell { CellReference = Reference(row, column), StyleIndex = style }
        : new Cell
        {
            CellReference = Reference(row, column), StyleIndex = style, DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(string.Concat(text.Select(letter => letter < ' ' ? ' ' : letter)))),
        };

    private static int IndexOf(string count) => Array.IndexOf([.. StaffCounts.All], count);

    private static string Reference(int row, int column) => Letters(column) + row.ToString(CultureInfo.InvariantCulture);

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}
