using System.Buffers;
using System.Globalization;
using System.Text;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads Vietnamese letters, numbers with a decimal point, dates as
/// 2024-12-31. A text that begins like a formula gets an apostrophe before it, for a spreadsheet would run it (OWASP, CSV injection).
/// </summary>
public sealed class CsvRows : ITableRows
{
    private const int Piece = 32 * 1024;
    // The last four are the full-width forms, which East Asian editions of Excel take for the others.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n;\t");
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
            Append(Text(values[column]));
        }

        buffer.Write("\r\n"u8);
    }

    private void Append(string text)
    {
        if (text.AsSpan().IndexOfAny(Quoted) < 0 && !text.StartsWith(' ') && !text.EndsWith(' '))
        {
            Encoding.UTF8.GetBytes(text, buffer);
            return;
        }

        buffer.Write("\""u8);
        Encoding.UTF8.GetBytes(text.Replace("\"", "\"\"", StringComparison.Ordinal), buffer);
        buffer.Write("\""u8);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => Guarded(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Guarded(value.ToString()!),
    };

    private static string Guarded(string text) => text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text;
}
