using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

public class StringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\" white space \"", " white space ")]
    [InlineData("""  "quote \"" """, "quote \"")]
    [InlineData("""  "\n\r\b\t\f\\\/" """, "\n\r\b\t\f\\/")]
    [InlineData("\"Điện Biên \U0001F600\"", "Điện Biên \U0001F600")]
    [InlineData("""  "\u0110i\u1EC7n" """, "Điện")]
    [InlineData("""  "\u{110}i\u{00000001EC7}n" """, "Điện")]
    [InlineData("""  "\u{1F600}" """, "\U0001F600")]
    [InlineData("""  "\u{10FFFF}" """, "\U0010FFFF")]
    [InlineData("""  "\uD83D\uDE00" """, "\U0001F600")]
    [InlineData("""  "\uD83D" """, null)]
    [InlineData("""  "\uDE00\uD83D" """, null)]
    [InlineData("""  "\uD83D\u{DE00}" """, null)]
    [InlineData("""  "\u{D83D}" """, null)]
    [InlineData("""  "\u{110000}" """, null)]
    [InlineData("""  "\u{}" """, null)]
    [InlineData("""  "\u00G1" """, null)]
    [InlineData("""  "\x" """, null)]
    [InlineData("\"open", null)]
    [InlineData("\"two\nlines\"", null)]
    public void Strings_mean_what_their_escapes_say(string text, string? expected) => AssertMeans(text, expected);

    [Theory]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\" one line \"\"\"", " one line ")]
    [InlineData("\"\"\"\n    Hello,\n      World!\n\n    Yours,\n      GraphQL.\n  \"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"first\n    second\n      third\"\"\"", "first\nsecond\n  third")]
    [InlineData("\"\"\"\n\n  \t\n  a\n\n  \"\"\"", "a")]
    [InlineData("\"\"\"a\r\nb\rc\"\"\"", "a\nb\nc")]
    [InlineData("\"\"\"raw \\n and \\u0041\"\"\"", "raw \\n and \\u0041")]
    [InlineData("\"\"\"three \\\"\"\" quotes\"\"\"", "three \"\"\" quotes")]
    [InlineData("\"\"\"two \"\" quotes\"\"\"", "two \"\" quotes")]
    [InlineData("\"\"\"open", null)]
    [InlineData("\"\"\"open \\\"\"\"", null)]
    public void Block_strings_lose_their_common_indent(string text, string? expected) => AssertMeans(text, expected);

    // Not a row above: half a surrogate pair does not survive the way from the table to the test.
    [Fact]
    public void Half_a_surrogate_pair_is_no_character() => AssertMeans("\"half a pair \uD83D\"", null);

    private static void AssertMeans(string text, string? expected)
    {
        if (expected is null)
            Assert.Throws<GraphQLSyntaxException>(() => Parser.ParseConstValue(text));
        else
            Assert.Equal(expected, Assert.IsType<StringValueNode>(Parser.ParseConstValue(text)).Value);
    }
}
