using System.Buffers;

namespace TalentRegistry.Data;

/// <summary>Cells of a CSV file (RFC 4180), which a spreadsheet may open: what is text there stays text (OWASP, CSV injection).</summary>
public static class CsvText
{
    // The last four are the full-width forms, which East Asian editions of Excel take for the others.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>A text with an apostrophe before it where a spreadsheet would run it as a formula.</summary>
    public static string Guarded(string text) => text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text;

    /// <summary>The text that was <see cref="Guarded"/>.</summary>
    public static string Unguarded(string text) => text.Length > 1 && text[0] == '\'' && Formula.Contains(text[1]) ? text[1..] : text;

    /// <summary>A cell, in quotation marks where the text has one, a line break or a separator in it, or a space at an end.</summary>
    /// <param name="text">What stands in it.</param>
    /// <param name="separators">Whatever a reader of the file may take to end a cell.</param>
    public static string Quoted(string text, string separators = ",") =>
        text.AsSpan().IndexOfAny("\"\r\n") < 0 && text.AsSpan().IndexOfAny(separators) < 0 && !text.StartsWith(' ') && !text.EndsWith(' ')
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
