using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TalentRegistry.Server.Reports;

/// <summary>The styles of an official document: an officer changes one of them in Word and the whole paper follows.</summary>
internal static class OfficialStyles
{
    public const string Font = "Times New Roman";
    public const string Body = "Normal";
    public const string Section = "Heading1";
    public const string Subsection = "Heading2";
    public const string Point = "Heading3";
    public const string Dash = "Dash";
    public const string Plain = "Plain";
    public const string Cell = "Cell";
    public const string Note = "Note";

    // Twentieths of a point, as all distances here: 1,27 cm.
    private const string FirstLine = "720";

    public static Styles Make() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = Font, HighAnsi = Font, EastAsia = Font, ComplexScript = Font },
            new FontSize { Val = "28" },
            new FontSizeComplexScript { Val = "28" },
            new Languages { Val = "vi-VN", EastAsia = "vi-VN" }))),
        Style(Body, "Normal", null, Lines("120", "0", "264"), new Indentation { FirstLine = FirstLine }, JustificationValues.Both, []),
        Style(Section, "heading 1", 0, Lines("240", "60", "264"), new Indentation { FirstLine = FirstLine }, JustificationValues.Both, [new Bold()]),
        Style(Subsection, "heading 2", 1, Lines("180", "60", "264"), new Indentation { FirstLine = FirstLine }, JustificationValues.Both, [new Bold()]),
        Style(Point, "heading 3", 2, Lines("180", "0", "264"), new Indentation { FirstLine = FirstLine }, JustificationValues.Both, [new Bold(), new Italic()]),
        Style(Dash, "Dash", null, Lines("60", "0", "252"), new Indentation { FirstLine = FirstLine }, JustificationValues.Both, []),
        Style(Plain, "Plain", null, Lines("0", "0", "240"), new Indentation { FirstLine = "0" }, JustificationValues.Center, []),
        Style(Cell, "Cell", null, Lines("20", "20", "240"), new Indentation { FirstLine = "0" }, JustificationValues.Left, [new FontSize { Val = "22" }, new FontSizeComplexScript { Val = "22" }]),
        Style(Note, "Note", null, Lines("60", "60", "240"), new Indentation { FirstLine = "0" }, JustificationValues.Both, [new Italic(), new FontSize { Val = "24" }, new FontSizeComplexScript { Val = "24" }]));

    // Headings stay with what they are the headings of, and stand in the outline of the document.
    private static Style Style(
        string id, string name, int? outline, SpacingBetweenLines lines, Indentation indentation, JustificationValues justification, OpenXmlElement[] run)
    {
        var paragraph = new StyleParagraphProperties();
        if (outline is not null)
            paragraph.Append(new KeepNext(), new KeepLines());
        paragraph.Append(lines, indentation, new Justification { Val = justification });
        if (outline is { } level)
            paragraph.Append(new OutlineLevel { Val = level });
        var style = new Style(new StyleName { Val = name }) { Type = StyleValues.Paragraph, StyleId = id, Default = id == Body, CustomStyle = name is not ("Normal" or "heading 1" or "heading 2" or "heading 3") };
        if (id != Body)
            style.Append(new BasedOn { Val = Body });
        style.Append(new PrimaryStyle(), paragraph, new StyleRunProperties(run));
        return style;
    }

    private static SpacingBetweenLines Lines(string before, string after, string line) =>
        new() { Before = before, After = after, Line = line, LineRule = LineSpacingRuleValues.Auto };
}
