using DocumentFormat.OpenXml.Spreadsheet;

namespace TalentRegistry.Server.Staffing;

/// <summary>Looks of the cells of the statistical tables, by their place in the list of formats.</summary>
internal static class StaffStyles
{
    public const uint Plain = 0, Title = 1, Subtitle = 2, Heading = 3, Upright = 4, Words = 5, Number = 6, TotalWords = 7, Total = 8, NotHeld = 9, Ordinal = 10, Note = 11, Signing = 12;

    private const uint Grid = 1;

    public static Stylesheet Make() => new(
        new Fonts(Font(11), Font(14, bold: true), Font(11, italic: true), Font(10, bold: true), Font(11, bold: true)),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFD9D9D9" }) { PatternType = PatternValues.Solid })),
        new Borders(
            new Border(),
            new Border(
                new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin }, new TopBorder { Style = BorderStyleValues.Thin },
                new BottomBorder { Style = BorderStyleValues.Thin }, new DiagonalBorder())),
        new CellFormats(
            Format(0, HorizontalAlignmentValues.Left),
            Format(1, HorizontalAlignmentValues.Center),
            Format(2, HorizontalAlignmentValues.Center),
            Format(3, HorizontalAlignmentValues.Center, Grid, wrap: true),
            Format(3, HorizontalAlignmentValues.Center, Grid, wrap: true, rotation: 90),
            Format(0, HorizontalAlignmentValues.Left, Grid, wrap: true),
            Format(0, HorizontalAlignmentValues.Right, Grid, number: 3),
            Format(4, HorizontalAlignmentValues.Left, Grid, wrap: true),
            Format(4, HorizontalAlignmentValues.Right, Grid, number: 3),
            Format(0, HorizontalAlignmentValues.Right, Grid, fill: 2),
            Format(2, HorizontalAlignmentValues.Center, Grid),
            Format(2, HorizontalAlignmentValues.Left, wrap: true),
            Format(4, HorizontalAlignmentValues.Center, wrap: true)));

    private static Font Font(double size, bool bold = false, bool italic = false)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        if (italic)
            font.Append(new Italic());
        font.Append(new FontSize { Val = size }, new FontName { Val = "Times New Roman" });
        return font;
    }

    private static CellFormat Format(uint font, HorizontalAlignmentValues horizontal, uint border = 0, bool wrap = false, uint rotation = 0, uint number = 0, uint fill = 0) => new(
        new Alignment { Horizontal = horizontal, Vertical = VerticalAlignmentValues.Center, WrapText = wrap, TextRotation = rotation })
    {
        FontId = font, ApplyFont = true, BorderId = border, ApplyBorder = border > 0, FillId = fill, ApplyFill = fill > 0, NumberFormatId = number, ApplyNumberFormat = number > 0, ApplyAlignment = true,
    };
}
