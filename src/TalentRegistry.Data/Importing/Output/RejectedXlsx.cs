using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>Rejected rows as a workbook: header with its merged cells, cells with their kinds, then the added columns.</summary>
public sealed class RejectedXlsx : IRejectedRows
{
    private readonly SheetWriter writer;
    private readonly int width;

    /// <summary>Writes the header of the list.</summary>
    /// <param name="file">Where to, seekable; closed with the writer.</param>
    /// <param name="sheet">The list that is being checked.</param>
    public RejectedXlsx(Stream file, ImportSheet sheet)
    {
        width = AddedColumns.After(sheet);
        writer = new SheetWriter(file);
        writer.Begin("Dòng bị từ chối", [.. Enumerable.Repeat(18d, width), 10, 24, 24, 26, 44, 44, 44]);
        var first = sheet.HeaderRows[0].Number;
        foreach (var row in sheet.HeaderRows)
            writer.Row(Cells(row, row == sheet.HeaderRows[^1] ? AddedColumns.Headings : []), SheetWriter.Bold);
        foreach (var range in sheet.HeaderMerged.Where(range => range.LastColumn < width))
            writer.Merge(range with { FirstRow = range.FirstRow - first + 1, LastRow = range.LastRow - first + 1 });
    }

    /// <inheritdoc/>
    public void Write(ImportedRow row) => writer.Row(Cells(row.Source, AddedColumns.Of(row)));

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private IEnumerable<SheetCell> Cells(SheetRow row, IEnumerable<string> added) =>
        Enumerable.Range(0, width).Select(column => row[column]).Concat(added.Select(SheetCell.OfText));
}
