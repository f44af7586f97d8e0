using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace TalentRegistry.Server.Reports;

/// <summary>Puts charts into a document, each with a workbook of the numbers that it was drawn from.</summary>
internal sealed class PaperCharts(MainDocumentPart main)
{
    // English metric units: 635 a twentieth of a point.
    private const long Unit = 635;
    private uint last;

    public W.Run Draw(PaperChart chart, int width)
    {
        var part = main.AddNewPart<ChartPart>();
        var numbers = part.AddEmbeddedPackagePart("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using (var workbook = new MemoryStream(Workbook(chart)))
            numbers.FeedData(workbook);
        using (var drawn = new MemoryStream(Encoding.UTF8.GetBytes(chart.Draw(part.GetIdOfPart(numbers)))))
            part.FeedData(drawn);

        var (wide, high) = (width * Unit, 4000 * Unit);
        last++;
        return new W.Run(new W.Drawing(new Inline(
            new Extent { Cx = wide, Cy = high },
            new EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new DocProperties { Id = last, Name = $"Biểu đồ {last}", Description = OfficialPaper.Allowed(chart.InWords) },
            new NonVisualGraphicFrameDrawingProperties(),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = main.GetIdOfPart(part) }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        {
            DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0,
        }));
    }

    private static byte[] Workbook(PaperChart chart)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            var rows = new SheetData(new Row(chart.Lines.Select(line => line.Name).Prepend("Năm").Select(OfText)));
            foreach (var (index, category) in chart.Categories.Index())
                rows.Append(new Row(chart.Lines.Select(line => line.Values[index] is { } value ? new Cell { CellValue = new CellValue(value) } : new Cell()).Prepend(OfText(category))));
            sheet.Worksheet = new Worksheet(rows);
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = PaperChart.Sheet }));
        }

        return file.ToArray();
    }

    private static Cell OfText(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(OfficialPaper.Allowed(text))) };
}
