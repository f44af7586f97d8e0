using TalentRegistry.Data.Statistics;

namespace TalentRegistry.Data.Tests.Statistics;

public sealed class FigureNumberTests
{
    [Theory]
    [InlineData("85000", "person", 85_000)]
    [InlineData("85.000", "person", 85_000)]
    [InlineData("85,000", "item", 85_000)]
    [InlineData("1.234.567", "person", 1_234_567)]
    [InlineData("1 234 567", "person", 1_234_567)]
    [InlineData("45,6 %", "percent", 45.6)]
    [InlineData("45.678", "percent", 45.678)]
    [InlineData("12,53", "per 10 000", 12.53)]
    [InlineData("1.234,5", "million dong", 1_234.5)]
    [InlineData("1,234.5", "million dong", 1_234.5)]
    [InlineData("0.125", "million dong", 0.125)]
    [InlineData("-3", "item", -3)]
    public void Number_is_read_as_people_type_it(string text, string measure, double value)
    {
        Assert.Equal((decimal)value, FigureNumber.TryRead(text, measure, out var isAmbiguous));
        Assert.False(isAmbiguous);
    }

    [Theory]
    [InlineData("1.234", "million dong", true)]
    [InlineData("1,234", "per 10 000", true)]
    [InlineData("1.23.456", "person", false)]
    [InlineData("1.234,5.6", "person", false)]
    [InlineData("khoảng 5", "person", false)]
    [InlineData("", "person", false)]
    [InlineData("%", "percent", false)]
    public void Number_that_is_none_or_could_be_two_is_not_guessed(string text, string measure, bool ambiguous)
    {
        Assert.Null(FigureNumber.TryRead(text, measure, out var isAmbiguous));
        Assert.Equal(ambiguous, isAmbiguous);
    }
}
