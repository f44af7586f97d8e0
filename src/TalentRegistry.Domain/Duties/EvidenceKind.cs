using System.IO.Compression;

namespace TalentRegistry.Domain.Duties;

/// <summary>Documents that are taken as evidence: told by what is in them, never by what they are called.</summary>
public static class EvidenceKind
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 10 << 20;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>Endings of the files that are taken, for the choice of a file.</summary>
    public const string Endings = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png";

    private const string Text = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int MostParts = 5000;

    /// <summary>The media type of a file; null where it is none that is taken: another kind, damaged, or an Office file with macros.</summary>
    public static string? Of(byte[] content) => content switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'P', (byte)'K', 3, 4, ..] => OfOffice(content),
        _ => null,
    };

    /// <summary>The name of a file as it is kept: the last part of a path, without control characters; null where nothing is left or it is too long.</summary>
    public static string? NameOf(string given)
    {
        var last = given.Replace('\\', '/').Split('/')[^1];
        var name = new string([.. last.Where(letter => !char.IsControl(letter))]).Trim();
        return name.Length is > 0 and <= LongestName ? name : null;
    }

    // Only the list of parts is read; nothing is unpacked.
    private static string? OfOffice(byte[] content)
    {
        try
        {
            using var parts = new ZipArchive(new MemoryStream(content, writable: false));
            if (parts.Entries.Count > MostParts || parts.Entries.Any(part => part.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;

            return parts.GetEntry("word/document.xml") is not null ? Text : parts.GetEntry("xl/workbook.xml") is not null ? Workbook : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
