using System.CommandLine;
using TalentRegistry.Data;
using TalentRegistry.Server.CommandLine;

namespace TalentRegistry.Server.Tests.CommandLine;

/// <summary>Series from files: what is written, and what a bad row is told.</summary>
public sealed class ForecastCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("talentregistry-series-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Every_series_is_forecast_for_each_year_ahead_in_the_order_of_the_file()
    {
        var input = Write("in.csv", "series,period,value\n\"Bác sĩ, Điện Biên\",2001,5\n" + Years("\"Bác sĩ, Điện Biên\"", 2002, 7, 8, 9, 11, 12) + Years("Y tá", 2010, 3, 3, 3, 3, 3, 3));

        Assert.Equal(0, await RunAsync("forecast", "series", "--input", input, "--horizon", "2", "--out", Name("out.csv")));

        var lines = await File.ReadAllLinesAsync(Name("out.csv"));
        Assert.Equal("series,period,mean,lo80,hi80,lo95,hi95", lines[0]);
        Assert.Equal(["\"Bác sĩ, Điện Biên\",2007", "\"Bác sĩ, Điện Biên\",2008", "Y tá,2016", "Y tá,2017"], lines[1..].Select(line => string.Join(',', line.Split(',')[..^5])));
        Assert.StartsWith("Y tá,2016,3,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_value_is_a_missing_year()
    {
        var input = Write("in.csv", "series,period,value\na,2001,5\na,2002,\n" + Years("a", 2003, 7, 8, 9, 11, 12));

        Assert.Equal(0, await RunAsync("forecast", "series", "--input", input, "--horizon", "1", "--out", Name("out.csv")));
    }

    [Theory]
    [InlineData("series,year,value\na,2001,1\n", "dòng 1, cột series,period,value")]
    [InlineData("series,period,value\na,2001,1\na,2002,x\n", "dòng 3, cột value")]
    [InlineData("series,period,value\na,2001,NaN\n", "dòng 2, cột value")]
    [InlineData("series,period,value\na,2001,1e16\n", "dòng 2, cột value")]
    [InlineData("series,period,value\na,two,1\n", "dòng 2, cột period")]
    [InlineData("series,period,value\na,2001,1\nb,2001,1\na,2001,3\n", "dòng 4, cột period")]
    [InlineData("series,period,value\n,2001,1\n", "dòng 2, cột series")]
    [InlineData("series,period,value\na,2001\n", "dòng 2")]
    [InlineData("series,period,value\n", "dòng 2")]
    [InlineData("", "dòng 1")]
    [InlineData("series,period,value\na,2001,1\na,2002,1\na,2003,1\n", "chuỗi a: có 3 giá trị")]
    public async Task A_bad_row_is_named_by_row_and_column_in_Vietnamese_first(string text, string named)
    {
        var input = Write("bad.csv", text);

        var fault = await Assert.ThrowsAsync<OperatorException>(() => RunAsync("forecast", "series", "--input", input, "--horizon", "2", "--out", Name("out.csv")));

        Assert.StartsWith("bad.csv, ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(named, fault.Message[..fault.Message.IndexOf(" · ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.False(File.Exists(Name("out.csv")));
    }

    [Fact]
    public async Task Evaluating_needs_years_after_those_known_of_series_that_are_known()
    {
        var train = Write("train.csv", "series,period,value\n" + Years("a", 2001, 1, 2, 3, 5, 6, 7));
        var test = Write("test.csv", "series,period,value\na,2007,8\na,2008,9\n");

        Assert.Equal(0, await RunAsync("forecast", "evaluate", "--train", train, "--test", test));
        await Assert.ThrowsAsync<OperatorException>(() => RunAsync("forecast", "evaluate", "--train", train, "--test", Write("early.csv", "series,period,value\na,2006,8\n")));
        await Assert.ThrowsAsync<OperatorException>(() => RunAsync("forecast", "evaluate", "--train", train, "--test", Write("strange.csv", "series,period,value\nb,2007,8\n")));
    }

    private static string Years(string series, int first, params int[] values) =>
        string.Concat(values.Select((value, i) => FormattableString.Invariant($"{series},{first + i},{value}\n")));

    private static Task<int> RunAsync(params string[] arguments) =>
        RegistryCommandLine.Root().Parse(arguments).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    private string Name(string file) => Path.Combine(folder.FullName, file);

    private string Write(string file, string text)
    {
        File.WriteAllText(Name(file), text);
        return Name(file);
    }
}
