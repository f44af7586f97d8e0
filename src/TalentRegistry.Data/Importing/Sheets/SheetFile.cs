using System.Text;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>Opens a file by what it holds; its name says only what its sender believed.</summary>
internal static class SheetFile
{
    private static readonly byte[] Zip = "PK\u0003\u0004"u8.ToArray();
    private static readonly byte[] Ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

    // The reader of .xls asks the runtime for code pages by number.
    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a file; the source owns the stream.</summary>
    /// <exception cref="ImportRefusedException">It is nothing that can be read, or it is too large.</exception>
    public static ISheetSource Open(Stream stream, ImportLimits limits, TextDetector detector)
    {
        try
        {
            if (stream.Length > limits.FileBytes)
                throw new ImportRefusedException("FILE_TOO_LARGE", new Bilingual(
                    $"Tệp có {stream.Length >> 20} MB, nhiều hơn giới hạn {limits.FileBytes >> 20} MB. Hãy chia thành nhiều tệp.",
                    $"The file has {stream.Length >> 20} MB, more than the limit of {limits.FileBytes >> 20} MB. Split it into several."));

            Span<byte> start = stackalloc byte[512];
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            if (start.IsEmpty)
                throw new ImportRefusedException("FILE_EMPTY", new Bilingual("Tệp rỗng.", "The file is empty."));
            if (start.StartsWith(Zip))
                return new WorkbookSource(stream, PackedWorkbook.Check(stream, limits), "xlsx", limits);
            if (start.StartsWith(Ole))
                return new WorkbookSource(stream, from1904: false, "xls", limits);
            return OpenText(stream, start, limits, detector);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static CsvSource OpenText(Stream stream, ReadOnlySpan<byte> start, ImportLimits limits, TextDetector detector)
    {
        var head = Encoding.Latin1.GetString(start).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\r', '\n', '\t');
        if (head.StartsWith('<'))
            throw new ImportRefusedException("FILE_IS_WEB_PAGE", new Bilingual(
                "Tệp này là trang web (HTML/XML) mang tên tệp Excel. Hãy mở bằng Excel và lưu lại dưới dạng .xlsx.",
                "This file is a web page (HTML or XML) named like a workbook. Open it in Excel and save it as .xlsx."));
        if (head.StartsWith("%PDF", StringComparison.Ordinal) || head.StartsWith("{\\rtf", StringComparison.Ordinal))
            throw Unknown();
        return new CsvSource(stream, limits, detector);
    }

    /// <summary>The refusal of a file that is none of the formats.</summary>
    public static ImportRefusedException Unknown() => new("FILE_FORMAT_UNKNOWN", new Bilingual(
        "Tệp không phải là .xlsx, .xls hay .csv.", "The file is neither .xlsx, .xls nor .csv."));
}
