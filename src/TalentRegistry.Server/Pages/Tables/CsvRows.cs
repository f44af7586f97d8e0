using System.Buffers;
using System.Globalization;
using System.Text;
using TalentRegistry.Data;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads Vietnamese letters, numbers with a decimal point, dates as
/// 2024-12-31. A text that begins like a formula gets an apostrophe before it, for a spreadsheet would run it (OWASP, CSV injection).
/// </summary>
public sealed class CsvRows : ITableRows
{
    private const int Piece = 32 * 1024;
    // A spreadsheet set to Vietnamese may take a semicolon to end a cell.
    private const string Separators = ",;\t";
    private readonly Stream file;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * Piece);

    /// <summary>Begins a file with its header.</summary>
    /// <param name="file">Left open.</param>
    /// <param name="head">Its header is the first line; title and notes have no place in a CSV.</param>
    public CsvRows(Stream file, TableHead head)
    {
        this.file = file;
        buffer.Write(Encoding.UTF8.Preamble);
        Append(head.Header);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(IReadOnlyList<object?> values, CancellationToken cancellationToken)
    {
        Append(values);
        if (buffer.WrittenCount >= Piece)
            await FlushAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await FlushAsync(CancellationToken.None);

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await file.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }

    private void Append(IReadOnlyList<object?> values)
    {
        for (var column = 0; column < values.Count; column++)
        {
            if (column > 0)
                buffer.Write(","u8);
            Encoding.UTF8.GetBytes(CsvText.Quoted(Text(values[column]), Separators), buffer);
        }

        buffer.Write("\r\n"u8);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => CsvText.Guarded(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => CsvText.Guarded(value.ToString()!),
    };
}
