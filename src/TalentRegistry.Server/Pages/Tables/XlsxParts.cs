using System.Globalization;
using System.Security;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>The parts of an Excel file beside its rows (ECMA-376 part 1, 18; part 2 for how they hang together).</summary>
internal static class XlsxParts
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Style 0 plain, 1 bold, 2 a day (number format 14, the reader's own short date).</summary>
    public const string Styles =
        $"""
        {Head}<styleSheet xmlns="{Main}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>
        """;

    public const string Relations =
        $"""
        {Head}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    public static string SheetName(int number) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{number}.xml");

    public static string Workbook(string name, int sheets) => string.Concat(
        $"{Head}<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>",
        string.Concat(Numbers(sheets).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"<sheet name=\"{SecurityElement.Escape(Shown(name, number))}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"))),
        "</sheets></workbook>");

    public static string WorkbookRelations(int sheets) => string.Concat(
        $"{Head}<Relationships xmlns=\"{Package}/relationships\">",
        string.Concat(Numbers(sheets).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{number}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"))),
        string.Create(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Office}/styles\" Target=\"styles.xml\"/></Relationships>"));

    public static string ContentTypes(int sheets) => string.Concat(
        $"{Head}<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Content}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Content}.styles+xml\"/>",
        string.Concat(Numbers(sheets).Select(number => $"<Override PartName=\"/{SheetName(number)}\" ContentType=\"{Content}.worksheet+xml\"/>")),
        "</Types>");

    /// <summary>What comes before the rows of a sheet.</summary>
    /// <param name="frozen">Rows that stay when scrolled.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    public static string SheetBegin(int frozen, IReadOnlyList<int> widths) => string.Concat(
        string.Create(CultureInfo.InvariantCulture, $"{Head}<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{frozen}\" topLeftCell=\"A{frozen + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"),
        widths.Count == 0 ? "" : $"<cols>{string.Concat(widths.Select((width, column) => string.Create(CultureInfo.InvariantCulture, $"<col min=\"{column + 1}\" max=\"{column + 1}\" width=\"{width}\" customWidth=\"1\"/>")))}</cols>",
        "<sheetData>");

    private static IEnumerable<int> Numbers(int sheets) => Enumerable.Range(1, sheets);

    // Excel allows 31 characters, none of []:*?/\, and no name twice.
    private static string Shown(string name, int number)
    {
        var end = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
        return (name.Length > 31 - end.Length ? name[..(31 - end.Length)] : name) + end;
    }
}
