using System.IO.Compression;
using System.Xml;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>Looks at the parts of an .xlsx before anything of it is unpacked.</summary>
internal static class PackedWorkbook
{
    private const long SmallPart = 16 << 20;

    /// <summary>Refuses archives that would unpack to more than the limits; the sizes named in them are held to by the runtime.</summary>
    /// <returns>Whether days are counted from 1904.</returns>
    public static bool Check(Stream stream, ImportLimits limits)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > limits.Parts)
                throw Bomb($"{archive.Entries.Count} > {limits.Parts} parts");
            var total = 0L;
            foreach (var part in archive.Entries)
            {
                total += part.Length;
                if (part.Length > SmallPart && part.Length / Math.Max(1, part.CompressedLength) > limits.PackingRatio)
                    throw Bomb($"{part.FullName}: {part.Length / Math.Max(1, part.CompressedLength)}:1 > {limits.PackingRatio}:1");
                if (part.Name.Equals("sharedStrings.xml", StringComparison.OrdinalIgnoreCase) && part.Length > limits.SharedTextBytes)
                    throw Bomb($"{part.FullName}: {part.Length >> 20} MB > {limits.SharedTextBytes >> 20} MB");
            }

            if (total > limits.UnpackedBytes)
                throw Bomb($"{total >> 20} MB > {limits.UnpackedBytes >> 20} MB");
            if (archive.GetEntry("xl/workbook.xml") is { } book)
                return From1904(book);
            // Binary workbooks (.xlsb) say it elsewhere; their dates come formatted as dates.
            return archive.GetEntry("xl/workbook.bin") is not null ? false : throw SheetFile.Unknown();
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException)
        {
            throw WorkbookSource.Damaged(fault);
        }
        finally
        {
            stream.Position = 0;
        }
    }

    private static ImportRefusedException Bomb(string figures) => new("FILE_UNPACKS_TOO_LARGE", new Bilingual(
        $"Tệp khi giải nén vượt giới hạn ({figures}). Hãy xóa các trang và định dạng thừa rồi lưu lại.",
        $"The file unpacks beyond the limits ({figures}). Remove sheets and formatting that are not needed and save it again."));

    private static bool From1904(ZipArchiveEntry book)
    {
        using var part = book.Open();
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "workbookPr")
                return xml.GetAttribute("date1904") is "1" or "true";
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheets")
                return false;
        }

        return false;
    }
}
