using System.Text.Json;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Tests.Oracle;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Spec section 4.</summary>
public sealed class IntrospectionTests
{
    private const string Sdl = """"
        "Mọi thứ."
        schema { query: Root  mutation: Change }

        directive @audited(why: String = "luật", since: Int) repeatable on FIELD | OBJECT

        """
        The root.

        Two paragraphs, "quoted".
        """
        type Root implements Named & Keyed {
          id: ID!
          name(long: Boolean! = false, "The old way." form: Form @deprecated(reason: "Use long.")): String!
          many(where: Where = { a: 1, b: ["x", null], c: { a: 2.5e3 } }, order: [Form!]! = [SHORT]): [[Named!]]!
          anything: Anything
          gone: Int @deprecated
          day: Day
        }

        type Change { it(one: OneOfTwo!): Root }
        interface Named { name(long: Boolean! = false): String! }
        interface Keyed implements Named { id: ID!  name(long: Boolean! = false): String! }
        type Other implements Named { name(long: Boolean! = false): String!  say(it: String = "a \"b\" \\ c"): String }
        union Anything = Root | Other
        enum Form { "Short." SHORT  LONG @deprecated(reason: "Too long.") }
        input Where { a: Float  b: [String]  c: Where  "Kept." d: Boolean = true @deprecated(reason: "Gone.") }
        input OneOfTwo @oneOf { first: Int  second: String }
        scalar Day @specifiedBy(url: "https://example.org/day")
        """";

    [Fact]
    public async Task The_reference_implementation_reads_the_same_schema_out_of_introspection_and_out_of_the_SDL()
    {
        var server = new Answering(Sdl, new Dictionary<string, object?>());
        var query = await Reference.Ask("introspection.mjs", "query");

        var result = await server.Run(new GraphQLRequest(query));
        Assert.Empty(result.Errors);
        var data = JsonElement.Parse(ResultWriter.ToJson(result)).GetProperty("data");
        var compared = JsonElement.Parse(
            await Reference.Ask("introspection.mjs", "compare", JsonSerializer.Serialize(new { sdl = SchemaPrinter.Print(server.Schema), data })));

        Assert.Equal(compared.GetProperty("printed").GetString(), compared.GetProperty("introspected").GetString());
        Assert.Contains("gone: Int @deprecated", compared.GetProperty("printed").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ __type(name: \"Form\") { kind name fields { name } enumValues { name } } }", """{"__type":{"kind":"ENUM","name":"Form","fields":null,"enumValues":[{"name":"SHORT"}]}}""")]
    [InlineData("{ __type(name: \"Form\") { enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }", """{"__type":{"enumValues":[{"name":"SHORT","isDeprecated":false,"deprecationReason":null},{"name":"LONG","isDeprecated":true,"deprecationReason":"Too long."}]}}""")]
    [InlineData("{ __type(name: \"Nothing\") { name } }", """{"__type":null}""")]
    [InlineData("{ __type(name: \"Anything\") { possibleTypes { name } interfaces { name } } }", """{"__type":{"possibleTypes":[{"name":"Other"},{"name":"Root"}],"interfaces":null}}""")]
    [InlineData("{ __type(name: \"OneOfTwo\") { isOneOf inputFields { name } } }", """{"__type":{"isOneOf":true,"inputFields":[{"name":"first"},{"name":"second"}]}}""")]
    [InlineData("{ __schema { mutationType { name } subscriptionType { name } } __typename }", """{"__schema":{"mutationType":{"name":"Change"},"subscriptionType":null},"__typename":"Root"}""")]
    public async Task The_schema_answers_about_itself(string query, string data) =>
        Assert.Equal($$"""{"data":{{data}}}""", await new Answering(Sdl, new Dictionary<string, object?>()).Ask(query));
}
