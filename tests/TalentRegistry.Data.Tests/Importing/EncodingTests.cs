using System.Text;
using TalentRegistry.Data.Importing.Sheets;

namespace TalentRegistry.Data.Tests.Importing;

public sealed class EncodingTests
{
    private const string List = "Họ và tên;Ngày sinh;Giới tính;Dân tộc;Ghi chú\nNguyễn Thị Hường;05/03/1980;Nữ;Thái;\"a; \"\"b\"\"\nc\"\nĐỗ Văn Ưng;1979;Nam;Kinh;\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "utf-16", "utf-16BE", "utf-16-no-bom", "windows-1258"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Letters_come_out_whatever_the_encoding(string name)
    {
        var reading = Lists.Read(new MemoryStream(Bytes(name)));

        Assert.Equal(["Nguyễn Thị Hường", "Đỗ Văn Ưng"], reading.People.ConvertAll(person => person.FullName));
    }

    // By hand from the tables of TCVN 5712 and of VNI, as code page 1252 shows the bytes.
    [Theory]
    [InlineData("Hä vµ tªn;N¨m sinh;Giíi tÝnh;D©n téc\nNguyÔn ThÞ H­êng;1980;N÷;Th¸i\n§ç V¨n C­êng;1979;Nam;Kinh\n", "TCVN3")]
    [InlineData("Hoï vaø teân;Naêm sinh;Giôùi tính;Daân toäc\nNguyeãn Thò Höôøng;1980;Nöõ;Thaùi\nÑoã Vaên Cöôøng;1979;Nam;Kinh\n", "VNI")]
    public void Fonts_of_before_Unicode_are_read_as_their_letters(string text, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var reading = Lists.Read(Lists.Csv(text, Encoding.GetEncoding(1252)));

        Assert.Contains(name, reading.Format, StringComparison.Ordinal);
        Assert.Equal(["Nguyễn Thị Hường", "Đỗ Văn Cường"], reading.People.ConvertAll(person => person.FullName));
    }

    [Fact]
    public void They_are_also_read_in_workbooks()
    {
        var reading = Lists.Read(Lists.Xlsx([["Hä vµ tªn", "N¨m sinh", "Giíi tÝnh", "D©n téc"], ["NguyÔn ThÞ H­êng", 1980, "N÷", "Th¸i"]]));

        Assert.Equal("Nguyễn Thị Hường", reading.Single.FullName);
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void Separators_are_found(char separator)
    {
        var text = "Họ và tên;Năm sinh;Giới tính\nLò An;1980;Nam\nLò Hoa;1981;Nữ\n".Replace(';', separator);

        Assert.Equal(2, Lists.ReadCsv(text).People.Count);
        Assert.Equal(2, Lists.ReadCsv($"sep={separator}\r\n{text}").People.Count);
    }

    [Theory]
    [InlineData("a;b,c\nd;e,f,g\nh;i\n", ';')]
    [InlineData("\"a;b\",c\n\"d;e\",f\n", ',')]
    [InlineData("abc\ndef\n", ',')]
    public void The_separator_parts_rows_alike(string sample, char expected) => Assert.Equal(expected, Separators.Find(sample));

    private static byte[] Bytes(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return name switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(List),
            "utf-8-bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(List)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(List)],
            "utf-16BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(List)],
            "utf-16-no-bom" => Encoding.Unicode.GetBytes("Ho va ten,Nam sinh,Gioi tinh\n" + "Nguyễn Thị Hường,1980,Nu\nĐỗ Văn Ưng,1979,Nam\n"),
            // Code page 1258 holds vowels and tone marks apart.
            _ => Windows1258(List),
        };
    }

    private static byte[] Windows1258(string text)
    {
        var encoding = Encoding.GetEncoding(1258, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var kept = new StringBuilder();
        foreach (var c in text)
        {
            try
            {
                encoding.GetBytes([c]);
                kept.Append(c);
            }
            catch (EncoderFallbackException)
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                // ê with a hook is kept as ê and a hook, not as e and two marks.
                kept.Append(parts.Length == 3 ? string.Concat(Order(parts)) : parts);
            }
        }

        return encoding.GetBytes(kept.ToString());
    }

    private static string Order(string parts)
    {
        var tone = parts.First(c => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
        return string.Concat(parts.Where(c => c != tone)).Normalize(NormalizationForm.FormC) + tone;
    }
}
