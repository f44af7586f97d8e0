using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>Rows of a sheet as SpreadsheetML (ECMA-376 part 1, 18.3), gathered until they make a piece worth writing.</summary>
internal sealed partial class XlsxText
{
    /// <summary>Style of plain cells, of headings, and of days (see <see cref="XlsxParts.Styles"/>).</summary>
    public const int Plain = 0, Bold = 1, Day = 2;

    // What Excel opens of a cell, less the sign that it was cut.
    private const int LongestText = 32_766;
    private const int Piece = 64 * 1024;
    private readonly ArrayBufferWriter<byte> buffer = new(2 * Piece);

    public bool IsFull => buffer.WrittenCount >= Piece;

    public void Raw(string xml) => Encoding.UTF8.GetBytes(xml, buffer);

    public void Row(IReadOnlyList<object?> values, int style)
    {
        buffer.Write("<row>"u8);
        foreach (var value in values)
            Cell(value, style);
        buffer.Write("</row>"u8);
    }

    public async Task FlushAsync(Stream to, CancellationToken cancellationToken)
    {
        await to.WriteAsync(buffer.WrittenMemory, cancellationToken);
        buffer.ResetWrittenCount();
    }

    private void Cell(object? value, int style)
    {
        switch (value)
        {
            case null or "":
                buffer.Write(style == Bold ? "<c s=\"1\"/>"u8 : "<c/>"u8);
                break;
            case int or long or double or decimal:
                Number(((IFormattable)value).ToString(value is double ? "R" : null, CultureInfo.InvariantCulture), style);
                break;
            // Excel counts days from 1 March 1900 as we do; before, it has one that never was.
            case DateOnly { Year: > 1900 } day:
                Number((day.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture), Day);
                break;
            case DateOnly early:
                Inline(early.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), style);
                break;
            case bool truth:
                Raw(truth ? "<c t=\"b\"><v>1</v></c>" : "<c t=\"b\"><v>0</v></c>");
                break;
            default:
                Inline(value.ToString()!, style);
                break;
        }
    }

    private void Number(string digits, int style) => Raw(style == Plain ? $"<c><v>{digits}</v></c>" : string.Create(CultureInfo.InvariantCulture, $"<c s=\"{style}\"><v>{digits}</v></c>"));

    private void Inline(string value, int style)
    {
        buffer.Write(style == Bold ? "<c s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        Raw(Escaped(value.Length > LongestText ? value[..LongestText] + "…" : value));
        buffer.Write("</t></is></c>"u8);
    }

    private static string Escaped(string value)
    {
        // Excel reads _x0041_ as A (ECMA-376 part 1, 22.9.2.19): the underscore is then to be said so itself.
        if (value.Contains("_x", StringComparison.Ordinal))
            value = LikeAnEscape().Replace(value, "_x005F_");
        return value.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && value.AsSpan().IndexOfAny("<>&\ufffe\uffff") < 0
            ? value
            : string.Concat(value.Select(character => character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                // XML would turn it into a line feed, as which it is meant.
                '\r' => "&#13;",
                '\n' or '\t' or (>= ' ' and not ('\ufffe' or '\uffff')) => character.ToString(),
                // XML 1.0 has no other control characters.
                _ => "\ufffd",
            }));
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, 1000)]
    private static partial Regex LikeAnEscape();
}
