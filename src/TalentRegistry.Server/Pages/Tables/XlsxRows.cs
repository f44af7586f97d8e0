using System.IO.Compression;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>
/// A table as an Excel file: title and notes above, a bold heading that stays when scrolled, numbers and dates as such. Texts are
/// written as texts, so none of them can run as a formula. Rows go straight into the archive; where a sheet is full, another goes on.
/// </summary>
public sealed class XlsxRows : ITableRows
{
    /// <summary>Rows of a sheet that Excel opens (ECMA-376 sets no limit; Excel does).</summary>
    public const int MostRowsOfASheet = 1_048_576;

    // Rows by which the widths of the columns are judged.
    private const int Sample = 200;
    private readonly Stream file;
    private readonly PendingStream pending = new();
    private readonly ZipArchive archive;
    private readonly TableHead head;
    private readonly int mostRows;
    private readonly XlsxText text = new();
    private List<object?[]>? sample = [];
    private IReadOnlyList<int> widths = [];
    private Stream? sheet;
    private int sheets;
    private int rows;

    /// <summary>Begins a file.</summary>
    /// <param name="file">Need not be seekable; left open.</param>
    /// <param name="head">What stands above the rows.</param>
    /// <param name="mostRowsOfASheet">Where the next sheet begins.</param>
    public XlsxRows(Stream file, TableHead head, int mostRowsOfASheet = MostRowsOfASheet)
    {
        (this.file, this.head, mostRows) = (file, head, mostRowsOfASheet);
        archive = new ZipArchive(pending, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        if (sample is not null)
        {
            sample.Add([.. values]);
            if (sample.Count == Sample)
                await BeginAsync(cancellationToken);
            return;
        }

        await WriteRowAsync(values, XlsxText.Plain, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (sample is not null)
            await BeginAsync(CancellationToken.None);
        await EndSheetAsync(CancellationToken.None);
        await PartAsync("xl/styles.xml", XlsxParts.Styles);
        await PartAsync("xl/workbook.xml", XlsxParts.Workbook(head.Name, sheets));
        await PartAsync("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(sheets));
        await PartAsync("_rels/.rels", XlsxParts.Relations);
        await PartAsync("[Content_Types].xml", XlsxParts.ContentTypes(sheets));
        await archive.DisposeAsync();
        await pending.SendAsync(file, CancellationToken.None);
        await pending.DisposeAsync();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        var first = sample!;
        sample = null;
        widths = [.. head.Header.Select((heading, column) => Math.Clamp(first.Select(row => row[column]?.ToString()?.Length ?? 0).Append(heading.Length).Max() + 2, 9, 50))];
        await BeginSheetAsync(cancellationToken);
        foreach (var row in first)
            await WriteRowAsync(row, XlsxText.Plain, cancellationToken);
    }

    private async Task BeginSheetAsync(CancellationToken cancellationToken)
    {
        await EndSheetAsync(cancellationToken);
        sheet = await archive.CreateEntry(XlsxParts.SheetName(++sheets), CompressionLevel.Fastest).OpenAsync(cancellationToken);
        rows = 0;
        // Title and notes stand on the first sheet only; the heading row stays in sight on each.
        var above = sheets == 1 ? head.Notes.Count + 2 : 0;
        text.Raw(XlsxParts.SheetBegin(above + 1, widths));
        if (sheets == 1)
        {
            await WriteRowAsync([head.Title], XlsxText.Bold, cancellationToken);
            foreach (var note in head.Notes)
                await WriteRowAsync([note], XlsxText.Plain, cancellationToken);
            await WriteRowAsync([], XlsxText.Plain, cancellationToken);
        }

        await WriteRowAsync(head.Header, XlsxText.Bold, cancellationToken);
    }

    private async Task EndSheetAsync(CancellationToken cancellationToken)
    {
        if (sheet is null)
            return;

        text.Raw("</sheetData></worksheet>");
        await text.FlushAsync(sheet, cancellationToken);
        await sheet.DisposeAsync();
    }

    private async Task WriteRowAsync(IReadOnlyList<object?> values, int style, CancellationToken cancellationToken)
    {
        if (rows == mostRows)
            await BeginSheetAsync(cancellationToken);
        rows++;
        text.Row(values, style);
        if (!text.IsFull)
            return;

        await text.FlushAsync(sheet!, cancellationToken);
        await pending.SendAsync(file, cancellationToken);
    }

    private async Task PartAsync(string name, string content)
    {
        await using var part = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync();
        await part.WriteAsync(System.Text.Encoding.UTF8.GetBytes(content));
    }
}
