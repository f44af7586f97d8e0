namespace TalentRegistry.Data.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+84 912")]
    [InlineData("-")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝SUM(A1)")]
    public void What_a_spreadsheet_would_run_is_guarded_and_comes_back_as_it_was(string text)
    {
        Assert.Equal("'" + text, CsvText.Guarded(text));
        Assert.Equal(text, CsvText.Unguarded(CsvText.Guarded(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Đại học")]
    [InlineData("'Hen")]
    [InlineData("'")]
    public void Any_other_text_stays_as_it_is(string text)
    {
        Assert.Equal(text, CsvText.Guarded(text));
        Assert.Equal(text, CsvText.Unguarded(text));
    }

    [Theory]
    [InlineData("a", ",", "a")]
    [InlineData("a;b", ",", "a;b")]
    [InlineData("a;b", ",;", "\"a;b\"")]
    [InlineData("a\nb", ",", "\"a\nb\"")]
    [InlineData("a\"b", ",", "\"a\"\"b\"")]
    [InlineData(" a", ",", "\" a\"")]
    public void A_cell_is_quoted_where_it_would_be_read_as_something_else(string text, string separators, string written) =>
        Assert.Equal(written, CsvText.Quoted(text, separators));
}
