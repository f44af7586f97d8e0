using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Tests.Language;

public class ParserTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "", "1:1" },
        { "# only a comment", "1:17" },
        { "{", "1:2" },
        { "{ }", "1:3" },
        { "{ a(x:) }", "1:7" },
        { "{ a() }", "1:5" },
        { "{\n  ...on\n}", "3:1" },
        { "{ a } }", "1:7" },
        { "notAnOperation Foo { field }", "1:1" },
        { "fragment on on on { on }", "1:10" },
        { "query ($x: Int = $y) { a }", "1:18" },
        { "query ($x: Int!!) { a }", "1:16" },
        { "{ a(x: 01) }", "1:9" },
        { "{ a(x: 1.) }", "1:10" },
        { "{ a(x: 1.2.3) }", "1:11" },
        { "{ a(x: 0xF) }", "1:9" },
        { "{ a(x: .5) }", "1:8" },
        { "{ a(x: 'text') }", "1:8" },
        { "{ a ? }", "1:5" },
        { "{ é }", "1:3" },
        { "{ a .. b }", "1:5" },
        { "\"words\" { a }", "1:1" },
        { "\"words\" extend type A { a: Int }", "1:1" },
        { "type A implements { a: Int }", "1:19" },
        { "type A { }", "1:10" },
        { "union U = | ", "1:13" },
        { "enum E { true }", "1:10" },
        { "extend scalar S", "1:16" },
        { "directive @d on NOWHERE", "1:17" },
        { "directive @d(a: Int) on", "1:24" },
    };

    public static TheoryData<string> Read =>
    [
        "\uFEFF{ a }",
        "{,,a,,b,,} # the end",
        "{ on true false null query fragment: type }",
        "{ a(e: on, f: [true, query], o: { null: null }) }",
        "query null($on: on) @on { on }",
        "\"Why.\" query Q(\"How many.\" $n: Int @d) { a } \"\"\"Parts.\"\"\" fragment F on T { a }",
        "type A implements & B & C union U = | A | B interface I implements J { a: Int }",
        "type type { enum(input: union = interface): schema }",
        "schema @d { query: Q } extend schema { mutation: M } extend schema @e",
        "input I @oneOf { a: [Int!]! = [1] @d }",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_text_that_is_no_document_is_refused_where_it_stops_being_one(string text, string place)
    {
        Assert.False(Parser.TryParse(text, out _, out var error));

        Assert.Equal(ErrorCodes.SyntaxError, error.Code);
        Assert.Equal(place, Assert.Single(error.Locations).ToString());
    }

    [Theory]
    [MemberData(nameof(Read))]
    public void The_grammar_of_September_2025_is_read(string text)
        => Assert.True(Parser.TryParse(text, out _, out var error), error?.ToString());

    [Fact]
    public void Every_node_knows_where_it_stands()
    {
        var document = Parser.Parse("query Q {\r\n  one\r  two(x: \"ă\"), three\n}");

        var selections = ((OperationDefinitionNode)document.Definitions[0]).SelectionSet.Selections;
        Assert.Equal(["2:3", "3:3", "3:16"], selections.Select(s => s.Location.ToString()));
        Assert.Equal(new Location(19, 30, 3, 3), selections[1].Location);
    }

    [Theory]
    [InlineData("{ a b }", 4, true)]
    [InlineData("{ a b }", 3, false)]
    [InlineData("{ a, b # c d e f g\n }", 4, true)]
    public void A_document_may_hold_as_many_tokens_as_allowed(string text, int maxTokens, bool isRead)
    {
        Assert.Equal(isRead, Parser.TryParse(text, out _, out var error, new ParserLimits(maxTokens)));

        if (!isRead)
            Assert.Equal(ErrorCodes.LimitExceeded, error!.Code);
    }

    [Theory]
    [InlineData("{a", "}")]
    [InlineData("{...on A", "}")]
    [InlineData("[", "]")]
    [InlineData("{k:", "}")]
    public void Nesting_is_bounded_however_deep_the_text(string open, string close)
    {
        Assert.True(Read(100), "100 levels are read");
        Assert.False(Read(100_000), "100,000 levels are refused, and do not exhaust the stack");

        bool Read(int levels)
        {
            var isValue = !open.StartsWith("{a", StringComparison.Ordinal) && !open.StartsWith("{.", StringComparison.Ordinal);
            var inner = isValue ? "1" : "{a}";
            var nested = string.Concat(Enumerable.Repeat(open, levels)) + inner + string.Concat(Enumerable.Repeat(close, levels));
            var isRead = Parser.TryParse(isValue ? $"{{a(x:{nested})}}" : nested, out _, out var error, ParserLimits.Trusted);
            if (!isRead)
                Assert.Equal(ErrorCodes.LimitExceeded, error!.Code);
            return isRead;
        }
    }

    [Fact]
    public void List_types_nest_no_deeper_than_anything_else()
        => Assert.False(Parser.TryParse($"query($a:{new string('[', 100_000)}", out _, out _, ParserLimits.Trusted));

    [Fact]
    public void Any_text_gives_a_tree_or_a_syntax_error()
    {
        var pieces = Gen.ListOf(Gen.OneOf(
            Gen.Elements("{", "}", "(", ")", "[", "]", ":", "=", "!", "|", "&", "@", "$", "...", "..", "\"", "\"\"\"", "\\u", "\\u{1", "#", "\n", "-", "1", "0", ".", "e"),
            Gen.Elements("query", "type", "on", "fragment", "extend", "input", "implements", "directive", "a", " ", ",", "\uD83D", "\uFEFF", "\0"),
            ArbMap.Default.GeneratorFor<char>().Select(c => c.ToString(CultureInfo.InvariantCulture))));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(pieces.Select(string.Concat).ToArbitrary(), text => Parser.TryParse(text, out var tree, out var error) ? tree is not null : error is not null));
    }

    [Fact]
    public void A_document_with_a_piece_cut_out_gives_a_tree_or_a_syntax_error()
    {
        var cut =
            from document in DocumentGenerator.TypeSystem
            let text = Printer.Print(document)
            from start in Gen.Choose(0, text.Length - 1)
            from length in Gen.Choose(1, 5)
            select text.Remove(start, Math.Min(length, text.Length - start));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300),
            Prop.ForAll(cut.ToArbitrary(), text => Parser.TryParse(text, out var tree, out var error) ? tree is not null : error is not null));
    }
}
