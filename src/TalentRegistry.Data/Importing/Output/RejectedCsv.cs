using System.Text;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>Rejected rows as a text file that Excel opens with its letters right: UTF-8 with a byte order mark.</summary>
public sealed class RejectedCsv : IRejectedRows
{
    private readonly StreamWriter writer;
    private readonly char separator;
    private readonly string separators;
    private readonly int width;

    /// <summary>Writes the header of the list.</summary>
    /// <param name="file">Where to; closed with the writer.</param>
    /// <param name="sheet">The list that is being checked.</param>
    /// <param name="separator">Between cells; Excel in Vietnamese settings expects a semicolon.</param>
    public RejectedCsv(Stream file, ImportSheet sheet, char separator = ';')
    {
        (this.separator, separators, width) = (separator, separator.ToString(), AddedColumns.After(sheet));
        writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        foreach (var row in sheet.HeaderRows)
            Line(Enumerable.Range(0, width).Select(column => row[column].ToString()), row == sheet.HeaderRows[^1] ? AddedColumns.Headings : []);
    }

    /// <inheritdoc/>
    public void Write(ImportedRow row) => Line(Enumerable.Range(0, width).Select(column => row.Source[column].ToString()), AddedColumns.Of(row));

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    // Texts like formulas are guarded; the reader of lists takes that off again.
    private void Line(IEnumerable<string> cells, IEnumerable<string> added)
    {
        writer.Write(string.Join(separator, cells.Concat(added).Select(text => CsvText.Quoted(CsvText.Guarded(text), separators))));
        writer.Write("\r\n");
    }
}
