using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace TalentRegistry.Server.Reports;

/// <summary>A column of a table in a paper.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Share">Its part of the width, beside those of the other columns.</param>
/// <param name="Justification">Where its cells stand.</param>
internal sealed record PaperColumn(string Title, int Share, JustificationValues Justification)
{
    /// <summary>A column of words.</summary>
    public static PaperColumn Words(string title, int share) => new(title, share, JustificationValues.Left);

    /// <summary>A column of numbers, or of words as short.</summary>
    public static PaperColumn Short(string title, int share) => new(title, share, JustificationValues.Center);

    /// <summary>A column of numbers that are read downwards.</summary>
    public static PaperColumn Numbers(string title, int share) => new(title, share, JustificationValues.Right);
}

/// <summary>A table with lines as wide as the text, whose heading comes again on every page.</summary>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Texts, a text a column; a line feed begins a line.</param>
internal sealed record PaperTable(IReadOnlyList<PaperColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Rows that are printed bold: totals.</summary>
    public IReadOnlySet<int> Strong { get; init; } = new HashSet<int>();

    /// <summary>Whether all of it stays on one page.</summary>
    public bool IsShort { get; init; }

    public Table Draw(int width)
    {
        var shares = Columns.Sum(column => column.Share);
        int[] widths = [.. Columns.Select(column => width * column.Share / shares)];
        widths[0] += width - widths.Sum();
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = OfficialPaper.Number(width), Type = TableWidthUnitValues.Dxa },
                Lines(),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 70, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 70, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(each => new GridColumn { Width = OfficialPaper.Number(each) })));
        // A heading is never alone at the foot of a page, nor a total at the head of one.
        table.Append(Row([.. Columns.Select(column => column.Title)], widths, heading: true, strong: true, keep: true));
        foreach (var (index, row) in Rows.Index())
            table.Append(Row(row, widths, heading: false, Strong.Contains(index), index < Rows.Count - 1 && (IsShort || (Strong.Contains(Rows.Count - 1) && index >= Rows.Count - 3))));
        return table;
    }

    private TableRow Row(IReadOnlyList<string> texts, int[] widths, bool heading, bool strong, bool keep)
    {
        // A row is not torn in two by the end of a page.
        var properties = new TableRowProperties(new CantSplit());
        if (heading)
            properties.Append(new TableHeader());
        var row = new TableRow(properties);
        foreach (var (index, column) in Columns.Index())
        {
            var cell = new TableCell(new TableCellProperties(
                new TableCellWidth { Width = OfficialPaper.Number(widths[index]), Type = TableWidthUnitValues.Dxa },
                new TableCellVerticalAlignment { Val = heading ? TableVerticalAlignmentValues.Center : TableVerticalAlignmentValues.Top }));
            cell.Append(texts[index].Split('\n').Select(line => Cell(line, heading ? JustificationValues.Center : column.Justification, strong, keep)));
            row.Append(cell);
        }

        return row;
    }

    private static Paragraph Cell(string text, JustificationValues justification, bool strong, bool keep)
    {
        var properties = OfficialPaper.Properties(OfficialStyles.Cell, keep);
        properties.Append(new Justification { Val = justification });
        var paragraph = new Paragraph(properties);
        paragraph.Append(OfficialPaper.Runs(text, () => strong ? new RunProperties(new Bold()) : new RunProperties()));
        return paragraph;
    }

    private static TableBorders Lines() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 },
        new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });
}
