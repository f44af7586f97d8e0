using System.Text;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Tests.Pages;

public class CsvRowsTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+84 12", "'+84 12")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝SUM(A1)", "'＝SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("Đại học", "Đại học")]
    public async Task Text_is_quoted_where_needed_and_never_a_formula(string text, string written) =>
        Assert.Equal($"h\r\n{written}\r\n", await TextAsync(["h"], [text]));

    [Fact]
    public async Task Numbers_keep_their_sign_and_days_are_written_as_ISO_8601()
    {
        Assert.Equal("h\r\n-1.5\r\n", await TextAsync(["h"], [-1.5]));
        Assert.Equal("h\r\n2024-12-31\r\n", await TextAsync(["h"], [new DateOnly(2024, 12, 31)]));
        Assert.Equal("h,i\r\n,2\r\n", await TextAsync(["h", "i"], [null, 2]));
    }

    private static async Task<string> TextAsync(string[] header, object?[] row)
    {
        using var file = new MemoryStream();
        await using (var rows = new CsvRows(file, new TableHead("t", "t", [], header)))
            await rows.WriteAsync(row, CancellationToken.None);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file.ToArray()[..3]);
        return Encoding.UTF8.GetString(file.ToArray()[3..]);
    }
}
