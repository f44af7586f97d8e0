using System.Text.Json;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Spec 3.5-3.12, 6.1.2 and 6.4.1: what reaches a resolver of what was written.</summary>
public sealed class CoercionTests
{
    // `show` answers with the arguments it got, as JSON; an argument that is absent is not there.
    private static readonly Answering Server = new(
        """
        type Query {
          show(int: Int, float: Float, text: String, flag: Boolean, id: ID, kind: Kind, list: [Int], must: [Int!], deep: [[Int]], in: In, one: One, ten: Int = 10): String
          need(int: Int!, in: In): String
        }
        enum Kind { A B }
        input In { a: Int  b: String! = "b"  c: [In!]  d: Int! = 4 }
        input One @oneOf { x: Int  y: String }
        """,
        new Dictionary<string, object?> { ["show"] = Show, ["need"] = Show });

    private static object? Show => (Func<IResolverContext, object?>)(context => JsonSerializer.Serialize(((ResolverContext)context).Arguments));

    [Theory]
    [InlineData("int: 5", """{"int":5,"ten":10}""")]
    [InlineData("int: null", """{"int":null,"ten":10}""")]
    [InlineData("ten: null", """{"ten":null}""")]
    [InlineData("float: 5", """{"float":5,"ten":10}""")]
    [InlineData("float: 1e3", """{"float":1000,"ten":10}""")]
    [InlineData("id: 5", """{"id":"5","ten":10}""")]
    [InlineData("id: \"x\"", """{"id":"x","ten":10}""")]
    [InlineData("kind: B", """{"kind":"B","ten":10}""")]
    [InlineData("list: 1", """{"list":[1],"ten":10}""")]
    [InlineData("list: [1, null]", """{"list":[1,null],"ten":10}""")]
    [InlineData("deep: 1", """{"deep":[[1]],"ten":10}""")]
    [InlineData("deep: [[1], null, [2, 3]]", """{"deep":[[1],null,[2,3]],"ten":10}""")]
    [InlineData("in: {}", """{"in":{"b":"b","d":4},"ten":10}""")]
    [InlineData("in: {a: null, c: {b: \"x\"}}", """{"in":{"a":null,"b":"b","c":[{"b":"x","d":4}],"d":4},"ten":10}""")]
    [InlineData("one: {x: 1}", """{"one":{"x":1},"ten":10}""")]
    public async Task Literals_are_read_as_their_type_says(string arguments, string seen)
    {
        var result = await Server.Run(new GraphQLRequest($"{{ show({arguments}) }}"));

        Assert.Empty(result.Errors);
        Assert.Equal(seen, result.Data!["show"]);
    }

    [Theory]
    [InlineData("$v: Int", "int: $v", """{"v":5}""", """{"int":5,"ten":10}""")]
    [InlineData("$v: Int", "int: $v", """{"v":5.0}""", """{"int":5,"ten":10}""")]
    [InlineData("$v: Int", "int: $v", """{"v":null}""", """{"int":null,"ten":10}""")]
    [InlineData("$v: Int", "int: $v", "{}", """{"ten":10}""")]
    [InlineData("$v: Int = 3", "int: $v", "{}", """{"int":3,"ten":10}""")]
    [InlineData("$v: Int = 3", "int: $v", """{"v":null}""", """{"int":null,"ten":10}""")]
    [InlineData("$v: Int", "ten: $v", "{}", """{"ten":10}""")]
    [InlineData("$v: Int", "ten: $v", """{"v":null}""", """{"ten":null}""")]
    [InlineData("$v: ID", "id: $v", """{"v":7}""", """{"id":"7","ten":10}""")]
    [InlineData("$v: [Int]", "list: $v", """{"v":1}""", """{"list":[1],"ten":10}""")]
    [InlineData("$v: Int", "list: [1, $v]", "{}", """{"list":[1,null],"ten":10}""")]
    [InlineData("$v: In", "in: $v", """{"v":{"a":1}}""", """{"in":{"a":1,"b":"b","d":4},"ten":10}""")]
    [InlineData("$v: Int", "in: {a: $v}", "{}", """{"in":{"b":"b","d":4},"ten":10}""")]
    [InlineData("$v: Int", "in: {a: $v}", """{"v":null}""", """{"in":{"a":null,"b":"b","d":4},"ten":10}""")]
    [InlineData("$v: One!", "one: $v", """{"v":{"y":"z"}}""", """{"one":{"y":"z"},"ten":10}""")]
    [InlineData("$v: Float", "float: $v", """{"v":1e400}""", null)]
    public async Task Variables_are_read_as_their_type_says(string definition, string arguments, string variables, string? seen)
    {
        var result = await Server.Run(new GraphQLRequest($"query ({definition}) {{ show({arguments}) }}", JsonElement.Parse(variables)));

        Assert.Equal(seen, result.Data?["show"]);
        Assert.Equal(seen is null, result.Errors.Count > 0);
    }

    [Theory]
    [InlineData("$v: Int", """{"v":"5"}""", "Variable \"$v\" got an invalid value: Int cannot represent \"5\".")]
    [InlineData("$v: Int", """{"v":2147483648}""", "Variable \"$v\" got an invalid value: Int cannot represent 2147483648: it must be from -2147483648 to 2147483647.")]
    [InlineData("$v: Int!", "{}", "Variable \"$v\" of required type Int! was not provided.")]
    [InlineData("$v: Int!", """{"v":null}""", "Variable \"$v\" got an invalid value: Expected a non-null Int!, found null.")]
    [InlineData("$v: Kind", """{"v":"C"}""", "Variable \"$v\" got an invalid value: C is not a value of type Kind.")]
    [InlineData("$v: [Int!]", """{"v":[1,null]}""", "Variable \"$v\" got an invalid value: Expected a non-null Int! at \"$v[1]\", found null.")]
    [InlineData("$v: In", """{"v":{"e":1}}""", "Variable \"$v\" got an invalid value: Field \"e\" is not defined by type In.")]
    [InlineData("$v: In", """{"v":{"c":[{"a":"x"}]}}""", "Variable \"$v\" got an invalid value: Int cannot represent \"x\" (at \"$v.c[0].a\").")]
    [InlineData("$v: One", """{"v":{"x":1,"y":"z"}}""", "Variable \"$v\" got an invalid value: Exactly one field must be given, and not null, as One is @oneOf.")]
    [InlineData("$v: One", """{"v":{"x":null}}""", "Variable \"$v\" got an invalid value: Exactly one field must be given, and not null, as One is @oneOf.")]
    public async Task A_variable_that_does_not_fit_refuses_the_request(string definition, string variables, string message)
    {
        var use = definition.Split(": ")[1].TrimEnd('!') switch { "Int" => "int", "Kind" => "kind", "[Int!]" => "must", "In" => "in", _ => "one" };
        var result = await Server.Run(new GraphQLRequest($"query ({definition}) {{ show({use}: $v) }}", JsonElement.Parse(variables)));

        Assert.False(result.IsExecuted);
        var error = Assert.Single(result.Errors);
        Assert.Equal((message, ErrorCodes.BadUserInput), (error.Message, error.Code));
        Assert.Equal(8, error.Locations[0].Column);
    }
}
