using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>
/// A table as an Excel file: title and notes above, a bold heading that stays when scrolled, numbers and dates as such. Texts are
/// written as texts, so none of them can run as a formula.
/// </summary>
public static class XlsxFile
{
    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Day = 2;

    /// <summary>The file's bytes.</summary>
    public static byte[] Of(TableSheet sheet)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new Worksheet(Frozen(sheet.Notes.Count + 3), Widths(sheet), Data(sheet));
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = SheetName(sheet.Name) }));
        }

        return memory.ToArray();
    }

    private static SheetData Data(TableSheet sheet)
    {
        var data = new SheetData();
        data.AppendChild(new Row(Cell(sheet.Title, Bold)));
        foreach (var note in sheet.Notes)
            data.AppendChild(new Row(Cell(note, Plain)));
        data.AppendChild(new Row());
        data.AppendChild(new Row(sheet.Header.Select(heading => Cell(heading, Bold))));
        foreach (var row in sheet.Rows)
            data.AppendChild(new Row(row.Select(value => Cell(value, Plain))));
        return data;
    }

    private static Cell Cell(object? value, uint style) => value switch
    {
        null => new Cell { StyleIndex = style },
        int number => new Cell { CellValue = new CellValue(number), DataType = CellValues.Number, StyleIndex = style },
        double number => new Cell { CellValue = new CellValue(number.ToString("R", CultureInfo.InvariantCulture)), DataType = CellValues.Number, StyleIndex = style },
        DateOnly day => new Cell
        {
            CellValue = new CellValue(day.ToDateTime(default).ToOADate().ToString(CultureInfo.InvariantCulture)),
            DataType = CellValues.Number,
            StyleIndex = Day,
        },
        _ => new Cell { InlineString = new InlineString(new Text(value.ToString()!) { Space = SpaceProcessingModeValues.Preserve }), DataType = CellValues.InlineString, StyleIndex = style },
    };

    // The heading row stays in sight.
    private static SheetViews Frozen(int rows) => new(new SheetView(
        new Pane { VerticalSplit = rows, TopLeftCell = $"A{rows + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen })
    {
        WorkbookViewId = 0,
    });

    private static Columns Widths(TableSheet sheet) => new(sheet.Header.Select((heading, index) =>
    {
        var longest = sheet.Rows.Take(200).Select(row => row[index]?.ToString()?.Length ?? 0).Append(heading.Length).Max();
        var number = (uint)index + 1;
        return new Column { Min = number, Max = number, Width = Math.Clamp(longest + 2, 9, 50), CustomWidth = true };
    }));

    // Index 0 plain, 1 bold, 2 a day (numFmtId 14, the reader's own short date).
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));

    // Excel allows 31 characters, none of []:*?/\.
    private static string SheetName(string name) => name.Length > 31 ? name[..31] : name;
}
