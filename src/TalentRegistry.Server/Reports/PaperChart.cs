using System.Globalization;
using System.Xml.Linq;

namespace TalentRegistry.Server.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">As the legend has it.</param>
/// <param name="Colour">RRGGBB.</param>
/// <param name="Dashed">Whether it is broken.</param>
/// <param name="Marked">Whether its points are marked.</param>
/// <param name="Values">One a category; null where there is none.</param>
internal sealed record PaperLine(string Name, string Colour, bool Dashed, bool Marked, IReadOnlyList<double?> Values);

/// <summary>A line chart as Office draws it (DrawingML, ECMA-376 part 1, 21.2): an officer can change it, and its numbers, in Word.</summary>
/// <param name="Title">Over it.</param>
/// <param name="Unit">What its axis counts.</param>
/// <param name="Categories">From left to right.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Decimals">That its numbers are shown with.</param>
/// <param name="InWords">What it shows, for readers who do not see it.</param>
internal sealed record PaperChart(string Title, string Unit, IReadOnlyList<string> Categories, IReadOnlyList<PaperLine> Lines, int Decimals, string InWords)
{
    /// <summary>Sheet of the workbook that the chart carries its numbers in.</summary>
    public const string Sheet = "DuLieu";

    // More labels than this do not fit side by side.
    private const int MostLabels = 12;

    private static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The part of the document that draws it.</summary>
    /// <param name="workbook">Relation to the workbook with its numbers.</param>
    public string Draw(string workbook) => new XElement(
        C + "chartSpace", new XAttribute(XNamespace.Xmlns + "c", C), new XAttribute(XNamespace.Xmlns + "a", A), new XAttribute(XNamespace.Xmlns + "r", R),
        Value("lang", "vi-VN"),
        Value("roundedCorners", "0"),
        new XElement(
            C + "chart",
            Words(Title, 1200, bold: true),
            Value("autoTitleDeleted", "0"),
            new XElement(
                C + "plotArea",
                new XElement(C + "layout"),
                new XElement(
                    C + "lineChart", Value("grouping", "standard"), Value("varyColors", "0"), Lines.Select(Series), Value("marker", "1"), Value("axId", "1"), Value("axId", "2")),
                new XElement(
                    C + "catAx", Value("axId", "1"), Scaling(), Value("delete", "0"), Value("axPos", "b"), Value("majorTickMark", "out"), Value("minorTickMark", "none"),
                    Value("tickLblPos", "low"), Value("crossAx", "2"), Value("crosses", "autoZero"), Value("auto", "1"), Value("lblAlgn", "ctr"), Value("lblOffset", "100"),
                    Value("tickLblSkip", Text((Categories.Count + MostLabels - 1) / MostLabels)), Value("noMultiLvlLbl", "0")),
                new XElement(
                    C + "valAx", Value("axId", "2"), Scaling(), Value("delete", "0"), Value("axPos", "l"),
                    new XElement(C + "majorGridlines", Line("D9D9D9", 6350, dashed: false)), Words(Unit, 1000, bold: false),
                    new XElement(C + "numFmt", new XAttribute("formatCode", Format), new XAttribute("sourceLinked", "0")),
                    Value("majorTickMark", "out"), Value("minorTickMark", "none"), Value("tickLblPos", "nextTo"), Value("crossAx", "1"), Value("crosses", "autoZero"), Value("crossBetween", "between"),
                    Decimals == 0 && Lines.Max(line => line.Values.Max() ?? 0) < MostLabels ? Value("majorUnit", "1") : null)),
            new XElement(C + "legend", Value("legendPos", "b"), Value("overlay", "0")),
            Value("plotVisOnly", "1"),
            Value("dispBlanksAs", "gap")),
        new XElement(
            C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"),
            new XElement(A + "p", new XElement(A + "pPr", Letters("defRPr", 1000, bold: false)), new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))),
        new XElement(C + "externalData", new XAttribute(R + "id", workbook), Value("autoUpdate", "0"))).ToString(SaveOptions.DisableFormatting);

    // As Vietnamese numbers are written wherever the file is opened: locale 42A.
    private string Format => "[$-42A]" + (Decimals == 0 ? "#,##0" : "#,##0." + new string('0', Decimals));

    private XElement Series(PaperLine line, int index)
    {
        var column = (char)('B' + index);
        return new XElement(
            C + "ser", Value("idx", Text(index)), Value("order", Text(index)),
            new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"{Sheet}!${column}$1"), Cache("strCache", [line.Name]))),
            Line(line.Colour, line.Marked ? 28575 : 19050, line.Dashed),
            new XElement(C + "marker", line.Marked ? [Value("symbol", "circle"), Value("size", "5")] : [Value("symbol", "none")]),
            new XElement(C + "cat", new XElement(C + "strRef", new XElement(C + "f", $"{Sheet}!$A$2:$A${Categories.Count + 1}"), Cache("strCache", Categories))),
            new XElement(C + "val", new XElement(
                C + "numRef", new XElement(C + "f", $"{Sheet}!${column}$2:${column}${Categories.Count + 1}"),
                Cache("numCache", [.. line.Values.Select(value => value?.ToString("R", CultureInfo.InvariantCulture))], new XElement(C + "formatCode", Format)))),
            Value("smooth", "0"));
    }

    private static XElement Cache(string name, IReadOnlyList<string?> values, params XElement[] before) => new(
        C + name, before, Value("ptCount", Text(values.Count)),
        values.Index().Where(value => value.Item is not null).Select(value => new XElement(C + "pt", new XAttribute("idx", value.Index), new XElement(C + "v", value.Item))));

    private static XElement Line(string colour, int width, bool dashed) => new(C + "spPr", new XElement(
        A + "ln", new XAttribute("w", width), new XElement(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", colour))),
        dashed ? new XElement(A + "prstDash", new XAttribute("val", "dash")) : null));

    private static XElement Words(string text, int size, bool bold) => new(
        C + "title",
        new XElement(C + "tx", new XElement(
            C + "rich", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"),
            new XElement(A + "p", new XElement(A + "pPr", Letters("defRPr", size, bold)), new XElement(A + "r", Letters("rPr", size, bold), new XElement(A + "t", OfficialPaper.Allowed(text)))))),
        Value("overlay", "0"));

    private static XElement Letters(string name, int size, bool bold) => new(
        A + name, name == "rPr" ? new XAttribute("lang", "vi-VN") : null, new XAttribute("sz", size), new XAttribute("b", bold ? "1" : "0"),
        new XElement(A + "latin", new XAttribute("typeface", OfficialStyles.Font)));

    private static XElement Scaling() => new(C + "scaling", Value("orientation", "minMax"));

    private static XElement Value(string name, string value) => new(C + name, new XAttribute("val", value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
