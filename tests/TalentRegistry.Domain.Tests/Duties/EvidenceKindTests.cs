using System.IO.Compression;
using System.Text;
using TalentRegistry.Domain.Duties;

namespace TalentRegistry.Domain.Tests.Duties;

/// <summary>What is taken as evidence is told by its content, never by its name.</summary>
public sealed class EvidenceKindTests
{
    [Theory]
    [InlineData("%PDF-1.4 x", "application/pdf")]
    [InlineData("%pdf-1.4", null)]
    [InlineData("<html>", null)]
    [InlineData("MZ", null)]
    [InlineData("", null)]
    [InlineData("PK\u0003\u0004 broken", null)]
    public void Its_first_bytes_tell(string content, string? kind) => Assert.Equal(kind, EvidenceKind.Of(Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("word/document.xml", null, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    [InlineData("xl/workbook.xml", null, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("word/document.xml", "word/vbaProject.bin", null)]
    [InlineData("xl/workbook.xml", "xl/VBAPROJECT.BIN", null)]
    [InlineData("readme.txt", null, null)]
    public void An_Office_file_is_told_by_its_parts_and_refused_with_macros(string part, string? other, string? kind)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry(part);
            if (other is not null)
                zip.CreateEntry(other);
        }

        Assert.Equal(kind, EvidenceKind.Of(file.ToArray()));
    }

    [Theory]
    [InlineData(@"C:\Users\x\Báo cáo.pdf", "Báo cáo.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nSet-Cookie: b.pdf", "aSet-Cookie: b.pdf")]
    [InlineData("  ", null)]
    public void A_name_is_the_last_part_of_a_path_without_control_characters(string given, string? kept) => Assert.Equal(kept, EvidenceKind.NameOf(given));
}
