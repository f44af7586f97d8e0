using System.Text;
using TalentRegistry.Server.Pages.Tables;

namespace TalentRegistry.Server.Tests.Pages;

public class CsvFileTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"")]
    [InlineData("+84 12", "'+84 12")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("Đại học", "Đại học")]
    public void Text_is_quoted_where_needed_and_never_a_formula(string text, string written) =>
        Assert.Equal($"h\r\n{written}\r\n", Written(text));

    [Fact]
    public void Numbers_keep_their_sign_and_days_are_written_as_ISO_8601()
    {
        Assert.Equal("h\r\n-1.5\r\n", Written(-1.5));
        Assert.Equal("h\r\n2024-12-31\r\n", Written(new DateOnly(2024, 12, 31)));
        Assert.Equal("h,i\r\n,2\r\n", Text(new TableSheet("t", "t", [], ["h", "i"], [[null, 2]])));
    }

    private static string Written(object value) => Text(new TableSheet("t", "t", [], ["h"], [[value]]));

    private static string Text(TableSheet sheet) => Encoding.UTF8.GetString(CsvFile.Of(sheet)[3..]);
}
