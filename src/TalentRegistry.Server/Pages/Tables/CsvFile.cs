using System.Globalization;
using CsvHelper;

namespace TalentRegistry.Server.Pages.Tables;

/// <summary>
/// A table as CSV (RFC 4180): UTF-8 with a byte order mark, so that Excel reads Vietnamese letters, numbers with a decimal point, dates as
/// 2024-12-31. A text that begins like a formula gets an apostrophe before it, for a spreadsheet would run it (OWASP, CSV injection).
/// </summary>
public static class CsvFile
{
    /// <summary>The file's bytes.</summary>
    public static byte[] Of(TableSheet sheet)
    {
        using var memory = new MemoryStream();
        using (var csv = CsvWriter.Create(memory, new CsvWriterOptions { WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true))
        {
            foreach (var heading in sheet.Header)
                csv.WriteField(Guarded(heading));
            csv.EndRecord();
            foreach (var row in sheet.Rows)
            {
                foreach (var value in row)
                    csv.WriteField(Text(value));
                csv.EndRecord();
            }
        }

        return memory.ToArray();
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => Guarded(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Guarded(value.ToString()!),
    };

    private static string Guarded(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
}
