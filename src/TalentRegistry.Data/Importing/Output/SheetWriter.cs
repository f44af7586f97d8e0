using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>Writes sheets of an .xlsx row by row, nothing of them in memory. Texts are written as texts: none can run as a formula.</summary>
internal sealed class SheetWriter : IDisposable
{
    /// <summary>Style of plain cells, shown as text: what is typed there keeps its zeros.</summary>
    public const uint AsText = 3;

    /// <summary>Style of headings.</summary>
    public const uint Bold = 1;

    private const uint Plain = 0;
    private const uint Day = 2;
    private readonly SpreadsheetDocument document;
    private readonly WorkbookPart book;
    private readonly DocumentFormat.OpenXml.Spreadsheet.Sheets sheets = new();
    private OpenXmlWriter? writer;
    private List<MergedRange> merged = [];
    private int row;

    public SheetWriter(Stream file)
    {
        document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook);
        book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
    }

    /// <summary>Begins a sheet; the one before is finished.</summary>
    /// <param name="name">Up to 31 characters.</param>
    /// <param name="widths">Widths of its columns in characters.</param>
    /// <param name="textColumns">Whether empty cells below are to be texts, so that numbers typed there keep their zeros.</param>
    public void Begin(string name, IEnumerable<double> widths, bool textColumns = false)
    {
        End();
        var part = book.AddNewPart<WorksheetPart>();
        sheets.AppendChild(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)sheets.Count() + 1, Name = name });
        writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Columns(widths.Select((width, index) => new Column
        {
            Min = (uint)index + 1, Max = (uint)index + 1, Width = width, CustomWidth = true, Style = textColumns ? AsText : Plain,
        })));
        writer.WriteStartElement(new SheetData());
        (row, merged) = (0, []);
    }

    /// <summary>Writes a row.</summary>
    public void Row(IEnumerable<SheetCell> cells, uint style = Plain)
    {
        writer!.WriteStartElement(new Row { RowIndex = (uint)++row });
        var column = 0;
        foreach (var cell in cells)
        {
            if (!cell.IsEmpty)
                writer.WriteElement(Cell(cell, ColumnLetter.Of(column) + row.ToString(CultureInfo.InvariantCulture), style));
            column++;
        }

        writer.WriteEndElement();
    }

    /// <summary>Writes a row of texts.</summary>
    public void Row(IEnumerable<string> texts, uint style = Plain) => Row(texts.Select(SheetCell.OfText), style);

    /// <summary>Merges cells of the sheet, rows from 1.</summary>
    public void Merge(MergedRange range) => merged.Add(range);

    public void Dispose()
    {
        End();
        book.Workbook = new Workbook(sheets);
        document.Dispose();
    }

    private void End()
    {
        if (writer is null)
            return;
        writer.WriteEndElement();
        if (merged.Count > 0)
            writer.WriteElement(new MergeCells(merged.Select(range => new MergeCell
            {
                Reference = string.Create(CultureInfo.InvariantCulture, $"{ColumnLetter.Of(range.FirstColumn)}{range.FirstRow}:{ColumnLetter.Of(range.LastColumn)}{range.LastRow}"),
            })));
        writer.WriteEndElement();
        writer.Dispose();
        writer = null;
    }

    private static Cell Cell(SheetCell cell, string reference, uint style) => cell.Kind switch
    {
        CellKind.Number => new Cell { CellReference = reference, CellValue = new CellValue(cell.Number.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = style },
        CellKind.Moment => new Cell { CellReference = reference, CellValue = new CellValue(cell.Number.ToString("R", CultureInfo.InvariantCulture)), StyleIndex = Day },
        CellKind.Truth => new Cell { CellReference = reference, CellValue = new CellValue(cell.Number == 0 ? "0" : "1"), DataType = CellValues.Boolean, StyleIndex = style },
        _ => new Cell
        {
            CellReference = reference,
            InlineString = new InlineString(new Text(Allowed(cell.Text!)) { Space = SpaceProcessingModeValues.Preserve }),
            DataType = CellValues.InlineString,
            StyleIndex = style == Plain ? AsText : style,
        },
    };

    // XML 1.0 knows no control characters but these three; half a surrogate pair is none either.
    private static string Allowed(string text) => text.All(c => c >= ' ' && !char.IsSurrogate(c))
        ? text
        : string.Concat(text.Select(c => c is '\n' or '\r' or '\t' or >= ' ' && !char.IsSurrogate(c) && c is not ('\ufffe' or '\uffff') ? c : '\ufffd'));

    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "dd/mm/yyyy" }),
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true }));
}
