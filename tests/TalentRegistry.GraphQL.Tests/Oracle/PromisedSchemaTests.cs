using System.Text.Json;
using TalentRegistry.Testing;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>
/// The schema is a promise: clients that were written against schema.promised.graphql go on working. Additions pass. A break that is meant
/// is made by copying src/TalentRegistry.Server/schema.graphql over the promised one in the same commit, which says why; so is the promise
/// advanced at each release.
/// </summary>
public sealed class PromisedSchemaTests
{
    [Fact]
    public async Task The_schema_keeps_what_was_promised()
    {
        var promised = await File.ReadAllTextAsync(Repository.Path("tests", "TalentRegistry.GraphQL.Tests", "Oracle", "schema.promised.graphql"));
        var current = await File.ReadAllTextAsync(Repository.Path("src", "TalentRegistry.Server", "schema.graphql"));

        var breaks = await Breaks(promised, current);

        Assert.True(breaks.Count == 0, "These changes break clients; if they are meant, advance the promise as this class says:\n" + string.Join('\n', breaks));
    }

    [Theory]
    [InlineData("k: Int,", "", "FIELD_REMOVED")]
    [InlineData("k: Int", "k: String", "FIELD_CHANGED_KIND")]
    [InlineData("b: Int!", "b: Int", "FIELD_CHANGED_KIND")]
    [InlineData("c(x: Int): Int", "c(x: Int, y: Int!): Int", "REQUIRED_ARG_ADDED")]
    [InlineData("c(x: Int): Int", "c: Int", "ARG_REMOVED")]
    [InlineData("c(x: Int): Int", "c(x: Int!): Int", "ARG_CHANGED_KIND")]
    [InlineData("enum E { ONE TWO }", "enum E { ONE }", "VALUE_REMOVED_FROM_ENUM")]
    [InlineData("union U = P | Q", "union U = P", "TYPE_REMOVED_FROM_UNION")]
    [InlineData("type P implements N", "type P", "IMPLEMENTED_INTERFACE_REMOVED")]
    [InlineData("input I { a: Int }", "input I { a: Int, b: Int! }", "REQUIRED_INPUT_FIELD_ADDED")]
    [InlineData("k: Int", "k: Int!", null)]
    [InlineData("c(x: Int): Int", "c(x: Int, y: Int, z: Int! = 1): Int", null)]
    [InlineData("enum E { ONE TWO }", "enum E { ONE TWO THREE }", null)]
    [InlineData("input I { a: Int }", "input I { a: Int, b: Int }", null)]
    [InlineData("b: Int!", "b: Int! @deprecated, more: Int", null)]
    public async Task Removals_and_narrowing_break_and_additions_do_not(string before, string after, string? kind)
    {
        const string Promised = """
            type Query { k: Int, b: Int!, c(x: Int): Int, e: E, u: U, i(i: I): Int }
            enum E { ONE TWO }
            union U = P | Q
            interface N { id: ID! }
            type P implements N { id: ID! }
            type Q { id: ID! }
            input I { a: Int }
            """;

        var breaks = await Breaks(Promised, Promised.Replace(before, after, StringComparison.Ordinal));

        if (kind is null)
            Assert.Empty(breaks);
        else
            Assert.StartsWith(kind + ":", Assert.Single(breaks), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Breaks(string promised, string current) =>
        JsonSerializer.Deserialize<string[]>(await Reference.Ask("breaking.mjs", "", JsonSerializer.Serialize(new { promised, current })))!;
}
