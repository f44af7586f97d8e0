using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Tests.Pages;

public class XlsxRowsTests
{
    [Fact]
    public async Task Values_come_back_as_what_they_are_and_texts_never_as_formulas()
    {
        using var file = await WrittenAsync(XlsxRows.MostRowsOfASheet, ["=1+1", "<Đỗ & Hà>", "_x0041_", "a\u0001b", null, -1.5, 7, true, new DateOnly(2024, 12, 31)]);
        using var book = SpreadsheetDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => error.Description));
        var cells = Sheets(book)[0].Last().Elements<Cell>().ToList();

        Assert.Empty(book.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<CellFormula>()));
        Assert.Equal(["=1+1", "<Đỗ & Hà>", "_x005F_x0041_", "a\ufffdb", "", "-1.5", "7", "1", "45657"], cells.Select(cell => cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? ""));
    }

    [Fact]
    public async Task What_does_not_fit_on_a_sheet_goes_on_on_the_next_under_the_same_header()
    {
        using var file = await WrittenAsync(5, [.. Enumerable.Range(1, 6).Select(number => new object?[] { number })]);
        using var book = SpreadsheetDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => error.Description));

        Assert.Equal(["t note  h 1", "h 2 3 4 5", "h 6"], Sheets(book).Select(sheet => string.Join(' ', sheet.Select(row => row.InnerText))));
    }

    private static Task<MemoryStream> WrittenAsync(int mostRows, object?[] row) => WrittenAsync(mostRows, [row]);

    private static async Task<MemoryStream> WrittenAsync(int mostRows, object?[][] rows)
    {
        var file = new MemoryStream();
        await using (var table = new XlsxRows(file, new TableHead("t", "t", ["note"], [.. rows[0].Select(_ => "h")]), mostRows))
            foreach (var row in rows)
                await table.WriteAsync(row, CancellationToken.None);
        return file;
    }

    private static List<List<Row>> Sheets(SpreadsheetDocument book) =>
        [.. book.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => ((WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet!.Descendants<Row>().ToList())];
}
