using System.IO.Compression;
using System.Text;
using TalentRegistry.Data.Importing;

namespace TalentRegistry.Data.Tests.Importing;

/// <summary>Files that are broken, huge, or made to hurt: each is refused with a code, none takes the program down.</summary>
public sealed class HostileFileTests
{
    private const string Head = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Họ và tên</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Năm sinh</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Giới tính</t></is></c></row>";

    [Theory]
    [InlineData("", "FILE_EMPTY")]
    [InlineData("<html><table><tr><td>Họ và tên</td></tr></table>", "FILE_IS_WEB_PAGE")]
    [InlineData("%PDF-1.7", "FILE_FORMAT_UNKNOWN")]
    [InlineData("PK\u0003\u0004 cut off", "FILE_DAMAGED")]
    [InlineData("a;b;c\n1;2;3\n", "LIST_NOT_FOUND")]
    [InlineData("Họ và tên\nLò An\n", "LIST_NOT_FOUND")]
    public void Files_that_are_no_lists_are_refused(string content, string code) => Assert.Equal(code, Refusal(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_binary_file_is_refused() => Assert.Contains(Refusal([0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 0, 0, 1, 2, 3, 0xff, 0xfe, 0]), new[] { "FILE_FORMAT_UNKNOWN", "LIST_NOT_FOUND" });

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(5000)]
    public void An_old_workbook_cut_off_or_forged_is_refused(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        new byte[] { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 }.CopyTo(bytes, 0);

        Assert.Equal("FILE_DAMAGED", Refusal(bytes));
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked() => Assert.Equal("FILE_UNPACKS_TOO_LARGE", Refusal(Book(stream => Repeat(stream, "<row/>", 30 << 20))));

    [Fact]
    public void The_unpacked_size_has_a_limit_of_its_own() =>
        Assert.Equal("FILE_UNPACKS_TOO_LARGE", Refusal(Book(stream => Repeat(stream, Header, 1 << 20)), new ImportLimits { UnpackedBytes = 1 << 20 }));

    [Fact]
    public void A_document_type_in_the_sheet_is_not_expanded()
    {
        var lol = "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Head + Header.Replace("Họ và tên", "&b;", StringComparison.Ordinal) + "</sheetData></worksheet>";

        Assert.Equal("FILE_DAMAGED", Refusal(Book(stream => stream.Write(Encoding.UTF8.GetBytes(lol)), wrap: false)));
    }

    [Theory]
    [InlineData("<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"ZZZZZ2\"><v>1</v></c></row>")]
    public void Forged_references_do_not_make_rows_or_columns(string row) =>
        Assert.Contains(Refusal(Book(stream => stream.Write(Encoding.UTF8.GetBytes(Header + row)))), new[] { "FILE_DAMAGED", "TOO_MANY_COLUMNS" });

    [Fact]
    public void Too_many_rows_and_columns_are_refused()
    {
        var list = "Họ và tên;Năm sinh;Giới tính\n" + string.Concat(Enumerable.Repeat("Lò An;1980;Nam\n", 50));

        Assert.Equal("TOO_MANY_ROWS", Refusal(Encoding.UTF8.GetBytes(list), new ImportLimits { Rows = 20 }));
        Assert.Equal("TOO_MANY_COLUMNS", Refusal(Encoding.UTF8.GetBytes("Họ và tên;Năm sinh;Giới tính;;;;x\n"), new ImportLimits { Columns = 5 }));
        Assert.Equal("FILE_TOO_LARGE", Refusal(Encoding.UTF8.GetBytes(list), new ImportLimits { FileBytes = 100 }));
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_is_refused() =>
        Assert.Equal("CSV_MALFORMED", Refusal(Encoding.UTF8.GetBytes("Họ và tên;Năm sinh;Giới tính\nLò An;1980;\"Nam\n" + string.Concat(Enumerable.Repeat("Lò An;1980;Nam\n", 400_000)))));

    [Fact]
    public void A_huge_cell_rejects_its_row_only()
    {
        var reading = Lists.ReadCsv($"Họ và tên;Năm sinh;Giới tính\n{new string('a', 100_000)};1980;Nam\nLò Hoa;1981;Nữ\n");

        Assert.Equal("Header Rejected Person", reading.Kinds);
        Assert.StartsWith("CELL_TOO_LONG", reading.Codes, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_formulas_the_kept_values_are_read_and_links_are_not_followed()
    {
        var row = "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>'[file:///etc/passwd]Sheet1'!A1</f><v>Lò An</v></c><c r=\"B2\"><f>1900+80</f><v>1980</v></c><c r=\"C2\" t=\"str\"><f>WEBSERVICE(\"http://127.0.0.1:9\")</f><v>Nam</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>Lò Hoa</t></is></c><c r=\"B3\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>Nữ</t></is></c></row>";

        var reading = Lists.Read(new MemoryStream(Book(stream => stream.Write(Encoding.UTF8.GetBytes(Header + row)))));

        Assert.Equal("Lò An", reading.Single.FullName);
        Assert.Equal("Header Person Rejected", reading.Kinds);
    }

    [Fact]
    public void A_mutated_workbook_is_read_or_refused_and_nothing_else()
    {
        var whole = Lists.Xlsx([["Họ và tên", "Năm sinh", "Giới tính"], ["Lò An", 1980, "Nam"]]).ToArray();
        var random = new Random(45);
        for (var i = 0; i < 150; i++)
        {
            var bytes = whole.ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            try
            {
                Lists.Read(new MemoryStream(bytes));
            }
            catch (ImportRefusedException)
            {
            }
        }
    }

    private static string Refusal(byte[] bytes, ImportLimits? limits = null) =>
        Assert.Throws<ImportRefusedException>(() => Lists.Read(new MemoryStream(bytes), Lists.Options with { Limits = limits ?? new ImportLimits() })).Code;

    private static void Repeat(Stream stream, string text, int bytes)
    {
        var piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, 10_000)));
        for (var written = 0; written < bytes; written += piece.Length)
            stream.Write(piece);
    }

    private static byte[] Book(Action<Stream> rows, bool wrap = true)
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, Action<Stream> write)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                write(part);
            }

            Add("[Content_Types].xml", part => part.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"u8));
            Add("_rels/.rels", part => part.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"u8));
            Add("xl/workbook.xml", part => part.Write("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"u8));
            Add("xl/_rels/workbook.xml.rels", part => part.Write("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"u8));
            Add("xl/worksheets/sheet1.xml", part =>
            {
                if (wrap)
                    part.Write(Encoding.UTF8.GetBytes(Head));
                rows(part);
                if (wrap)
                    part.Write("</sheetData></worksheet>"u8);
            });
        }

        return file.ToArray();
    }
}
