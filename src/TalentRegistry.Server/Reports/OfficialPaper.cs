using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TalentRegistry.Server.Reports;

/// <summary>
/// Writes an administrative document as Decree 30/2020/NĐ-CP, annex I, lays it out: A4, Times New Roman, the head in two columns, the title with its abstract,
/// parts numbered I, 1, a), recipients and signature, page numbers at the top from page 2 on. What stands in [[ ]] is for the officer to write, and marked.
/// </summary>
internal sealed partial class OfficialPaper : IDisposable
{
    /// <summary>Width of the text in an upright page, in twentieths of a point: 210 mm less margins of 30 and 20 mm.</summary>
    public const int UprightWidth = 9071;

    /// <summary>The same in a page on its side.</summary>
    public const int SidewaysWidth = 14570;

    private const int Margin = 1134;
    private const int BindingMargin = 1701;
    private readonly WordprocessingDocument document;
    private readonly MainDocumentPart main;
    private readonly Body body = new();
    private readonly string pageNumbers;
    private readonly PaperCharts charts;
    private bool sideways;
    private bool inAppendix;

    /// <param name="file">Where to, seekable; left open.</param>
    /// <param name="title">Title in the properties of the file.</param>
    /// <param name="madeAt">When it was made (UTC).</param>
    public OfficialPaper(Stream file, string title, DateTimeOffset madeAt)
    {
        document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document);
        (document.PackageProperties.Title, document.PackageProperties.Created) = (title, madeAt.UtcDateTime);
        main = document.AddMainDocumentPart();
        main.Document = new Document(body);
        main.AddNewPart<StyleDefinitionsPart>().Styles = OfficialStyles.Make();
        // As Word of 2013 and later: without it the file opens in a mode for older ones.
        main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(
            new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
        var header = main.AddNewPart<HeaderPart>();
        header.Header = new Header(new Paragraph(Properties(OfficialStyles.Plain), new SimpleField(new Run(new Text("2"))) { Instruction = "PAGE" }));
        pageNumbers = main.GetIdOfPart(header);
        charts = new PaperCharts(main);
    }

    /// <summary>Width of the text of the page that is being written.</summary>
    public int Width => sideways ? SidewaysWidth : UprightWidth;

    /// <summary>Who writes on the left, Quốc hiệu and Tiêu ngữ on the right, number and place and date under them.</summary>
    public void Head(string superior, string agency, string number, string placeAndDate)
    {
        const int left = 3600;
        const int right = UprightWidth - left;
        body.Append(Unlined([left, right],
            [[Centered(superior, 26), Centered(agency, 26, bold: true), Rule(left, 1300)],
             // As long as the words above it.
             [Centered("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 24, bold: true), Centered("Độc lập - Tự do - Hạnh phúc", 26, bold: true), Rule(right, 3150)]],
            [[Centered(number, 26)], [Centered(placeAndDate, 26, italic: true)]]));
    }

    /// <summary>Kind of document and what it is about.</summary>
    public void Title(string kind, string abstractOf)
    {
        body.Append(Centered(kind, 28, bold: true, before: 240), Centered(abstractOf, 28, bold: true), Rule(UprightWidth, 2400));
    }

    /// <summary>A part: "I. …".</summary>
    public void Section(string text) => Write(OfficialStyles.Section, text);

    /// <summary>Its parts: "1. …".</summary>
    public void Subsection(string text) => Write(OfficialStyles.Subsection, text);

    /// <summary>Their points: "a) …".</summary>
    public void Point(string text) => Write(OfficialStyles.Point, text);

    /// <summary>A paragraph.</summary>
    public void Text(string text) => Write(OfficialStyles.Body, text);

    /// <summary>A line of a list: "- …".</summary>
    public void Dash(string text) => Write(OfficialStyles.Dash, "- " + text);

    /// <summary>Small print under a table.</summary>
    public void Note(string text) => Write(OfficialStyles.Note, text);

    /// <summary>A table whose heading comes again on every page.</summary>
    public void Table(PaperTable table) => body.Append(table.Draw(Width));

    /// <summary>A chart of Office, with the numbers it was drawn from.</summary>
    public void Chart(PaperChart chart) => body.Append(new Paragraph(Properties(OfficialStyles.Plain, keepNext: true), charts.Draw(chart, Width)));

    /// <summary>Recipients on the left, who signs on the right.</summary>
    public void Signature(IEnumerable<string> recipients, IEnumerable<string> signing)
    {
        const int left = 4400;
        var names = new List<Paragraph> { Line("Nơi nhận:", 24, bold: true, italic: true, JustificationValues.Left) };
        names.AddRange(recipients.Select(each => Line("- " + each, 22, bold: false, italic: false, JustificationValues.Left)));
        // Who signs stands with the last words of the text, and on one page.
        if (body.LastChild is Paragraph { ParagraphProperties: { } last })
            last.InsertAfter(new KeepNext(), last.ParagraphStyleId);
        body.Append(new Paragraph(Properties(OfficialStyles.Plain, keepNext: true)), Unlined([left, UprightWidth - left], [names, [.. signing.Select(line => Centered(line, 28, bold: true))]]));
    }

    /// <summary>An appendix on pages of its own, numbered from 1.</summary>
    /// <param name="number">I, II, …</param>
    /// <param name="title">What it shows.</param>
    /// <param name="of">The document that it goes with.</param>
    /// <param name="onItsSide">Whether its pages lie on their side.</param>
    public void Appendix(string number, string title, string of, bool onItsSide)
    {
        EndSection();
        (sideways, inAppendix) = (onItsSide, true);
        body.Append(Centered("Phụ lục " + number, 28, bold: true), Centered(title, 28, bold: true), Centered($"({of})", 26, italic: true, after: 160));
    }

    public void Dispose()
    {
        body.Append(SectionProperties());
        main.Document.Save();
        document.Dispose();
    }

    internal static Paragraph Line(string text, int halfPoints, bool bold, bool italic, JustificationValues justification, int before = 0, int after = 0)
    {
        var properties = Properties(OfficialStyles.Plain);
        if (before + after > 0)
            properties.Append(new SpacingBetweenLines { Before = Number(before), After = Number(after) });
        properties.Append(new Justification { Val = justification });
        var paragraph = new Paragraph(properties);
        paragraph.Append(Runs(text, () => Look(bold, italic, halfPoints)));
        return paragraph;
    }

    /// <summary>Text as runs, those in [[ ]] marked as left for the officer.</summary>
    internal static IEnumerable<Run> Runs(string text, Func<RunProperties> look)
    {
        foreach (var (index, part) in text.Split(["[[", "]]"], StringSplitOptions.None).Index())
        {
            if (part.Length == 0)
                continue;

            var properties = look();
            var blank = index % 2 == 1;
            if (blank)
                InsertHighlight(properties);
            var run = new Run(properties);
            // Numbers of documents, as 45-NQ/TW, are not torn by the end of a line.
            foreach (var (place, piece) in NumberHyphen().Split(Allowed(blank ? $"[{part}]" : part)).Index())
            {
                if (place > 0)
                    run.Append(new NoBreakHyphen());
                run.Append(new Text(piece) { Space = SpaceProcessingModeValues.Preserve });
            }

            yield return run;
        }
    }

    internal static ParagraphProperties Properties(string style, bool keepNext = false)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (keepNext)
            properties.Append(new KeepNext());
        return properties;
    }

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Paragraph Centered(string text, int halfPoints, bool bold = false, bool italic = false, int before = 0, int after = 0) =>
        Line(text, halfPoints, bold, italic, JustificationValues.Center, before, after);

    private void Write(string style, string text)
    {
        var paragraph = new Paragraph(Properties(style));
        paragraph.Append(Runs(text, () => new RunProperties()));
        body.Append(paragraph);
    }

    // A line of the given length in the middle: the lower border of a paragraph that is as good as no line of text.
    private static Paragraph Rule(int width, int length)
    {
        var side = Number((width - length) / 2);
        var properties = Properties(OfficialStyles.Plain);
        properties.Append(
            new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 1, Color = "000000" }),
            new SpacingBetweenLines { Before = "0", After = "120", Line = "40", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = side, Right = side, FirstLine = "0" },
            new ParagraphMarkRunProperties(new FontSize { Val = "2" }));
        return new Paragraph(properties);
    }

    private static Table Unlined(int[] widths, params IReadOnlyList<IReadOnlyList<Paragraph>>[] rows)
    {
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));
        foreach (var row in rows)
        {
            table.Append(new TableRow([new TableRowProperties(new CantSplit()), .. row.Zip(widths, (cell, width) =>
            {
                var drawn = new TableCell(new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa }));
                drawn.Append(cell);
                return drawn;
            })]));
        }

        return table;
    }

    // A section of the document ends with a paragraph that carries how its pages lie; it takes no room of its own.
    private void EndSection()
    {
        var properties = Properties(OfficialStyles.Plain);
        properties.Append(
            new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact }, new ParagraphMarkRunProperties(new FontSize { Val = "2" }), SectionProperties());
        body.Append(new Paragraph(properties));
    }

    private SectionProperties SectionProperties()
    {
        var section = new SectionProperties(new HeaderReference { Type = HeaderFooterValues.Default, Id = pageNumbers });
        section.Append(
            new SectionType { Val = SectionMarkValues.NextPage },
            sideways ? new PageSize { Width = 16838, Height = 11906, Orient = PageOrientationValues.Landscape } : new PageSize { Width = 11906, Height = 16838 },
            new PageMargin
            {
                Top = sideways ? BindingMargin : Margin, Bottom = Margin, Left = sideways ? Margin : (uint)BindingMargin, Right = Margin, Header = 567, Footer = 567, Gutter = 0,
            });
        if (inAppendix)
            section.Append(new PageNumberType { Start = 1 });
        else
            section.Append(new TitlePage());
        return section;
    }

    private static RunProperties Look(bool bold, bool italic, int halfPoints)
    {
        var look = new RunProperties();
        if (bold)
            look.Append(new Bold());
        if (italic)
            look.Append(new Italic());
        look.Append(new FontSize { Val = Number(halfPoints) }, new FontSizeComplexScript { Val = Number(halfPoints) });
        return look;
    }

    private static void InsertHighlight(RunProperties look) => look.Append(new Highlight { Val = HighlightColorValues.Yellow });

    // XML 1.0 knows no control characters; a line break in a text is a space here.
    internal static string Allowed(string text) =>
        string.Concat(text.Select(letter => letter is '\n' or '\r' or '\t' ? ' ' : letter < ' ' || letter is '\ufffe' or '\uffff' ? '\ufffd' : letter));

    [GeneratedRegex("(?<=[0-9])-(?=[A-ZĐ])", RegexOptions.None, 1000)]
    private static partial Regex NumberHyphen();
}
