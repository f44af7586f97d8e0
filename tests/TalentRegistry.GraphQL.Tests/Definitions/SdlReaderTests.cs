using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Definitions;

/// <summary>What a schema in SDL must not say.</summary>
public sealed class SdlReaderTests
{
    private const string Tag = "type Query { a: Int } directive @tag(name: String!, level: Int = 1) on OBJECT | FIELD_DEFINITION directive @many repeatable on OBJECT\n";

    [Theory]
    [InlineData("type A @tag(name: \"x\") @many @many { b: Int @tag(name: \"y\", level: 2) @deprecated @cost(weight: \"2\") }")]
    [InlineData("scalar S @specifiedBy(url: \"https://example.org\") input I @oneOf { a: Int @deprecated(reason: \"Old.\") } enum E { X @deprecated }")]
    [InlineData("type A @tag(name: \"x\") { b: Int } extend type A @many { c: Int }")]
    public void Directives_that_stand_where_they_may_are_read(string sdl) => Assert.NotNull(SdlReader.Read(Parser.Parse(Tag + sdl)).TypeNamed("Query"));

    [Theory]
    [InlineData("type A @unknown { b: Int }", "A: unknown directive \"@unknown\" (2:8).")]
    [InlineData("enum E @tag(name: \"x\") { X }", "E: the directive \"@tag\" may not be used on ENUM (2:8).")]
    [InlineData("type A { b(c: Int @tag(name: \"x\")): Int }", "A.b.c: the directive \"@tag\" may not be used on ARGUMENT_DEFINITION (2:19).")]
    [InlineData("schema @many { query: Query }", "The schema: the directive \"@many\" may not be used on SCHEMA (2:8).")]
    [InlineData("type A @tag(name: \"x\") { b: Int } extend type A @tag(name: \"y\")", "A: the directive \"@tag\" can only be used once there (2:49).")]
    [InlineData("type A @tag { b: Int }", "A: \"@tag\" needs its argument \"name\" of type \"String!\" (2:8).")]
    [InlineData("type A @tag(name: \"x\", nam: 1) { b: Int }", "A: unknown argument \"nam\" of \"@tag\" (2:24).")]
    [InlineData("type A @tag(name: \"x\", name: \"y\") { b: Int }", "A: there can be only one argument named \"name\" of \"@tag\" (2:8).")]
    [InlineData("type A { b: Int @tag(name: \"x\", level: TOP) }", "A.b: argument \"level\" of \"@tag\" (2:33).")]
    public void Other_uses_of_directives_are_refused(string sdl, string fault) =>
        Assert.StartsWith(fault, Assert.Single(Assert.Throws<SchemaException>(() => SdlReader.Read(Parser.Parse(Tag + sdl))).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("input A { b: A = { b: null } c: Int }")]
    [InlineData("input A { b: B = {} c: Int = 1 } input B { a: A }")]
    [InlineData("input A { b: [A] = [] }")]
    [InlineData("input A { b: B = { a: { b: null } } } input B { a: A = {} }")]
    public void Defaults_that_come_to_an_end_are_read(string sdl) => Assert.NotNull(SdlReader.Read(Parser.Parse("type Query { a(b: A): Int }" + sdl)));

    [Theory]
    [InlineData("input A { b: A = {} }", "A.b cannot have a default that is filled in by itself, through those of A.b.")]
    [InlineData("input A { b: B = {} } input B { a: A = {} }", "A.b cannot have a default that is filled in by itself, through those of A.b, B.a.")]
    [InlineData("input A { b: [A] = [{}] }", "A.b cannot have a default that is filled in by itself, through those of A.b.")]
    [InlineData("input A { b: B = { c: { c: null } } } input B { c: B = {} }", "B.c cannot have a default that is filled in by itself, through those of B.c.")]
    public void Defaults_that_fill_themselves_in_are_refused(string sdl, string fault) =>
        Assert.Equal(fault, Assert.Single(Assert.Throws<SchemaException>(() => SdlReader.Read(Parser.Parse("type Query { a(b: A): Int }" + sdl))).Faults));
}
