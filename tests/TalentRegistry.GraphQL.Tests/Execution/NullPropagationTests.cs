using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Spec 6.4.4: an error's null becomes null at the nearest place that allows one.</summary>
public sealed class NullPropagationTests
{
    // Every field of A and B exists in four forms; the letters say where null is refused: the value, the item, the list.
    private const string Sdl = """
        type Query { a: A  must: A! list: [A]  listOfMust: [A!]  mustList: [A!]! }
        type A { ok: Int  fails: Int  mustFail: Int!  mustNull: Int!  b: B  mustB: B!  later: Int!  wrong: Int  wrongEnum: Kind  numbers: [Int!]  loose: [Int] }
        type B { ok: Int  mustFail: Int! }
        enum Kind { ONE }
        """;

    private static readonly Dictionary<string, object?> B = new() { ["ok"] = 2, ["mustFail"] = new InvalidOperationException("b") };

    private static readonly Dictionary<string, object?> A = new()
    {
        ["ok"] = 1,
        ["fails"] = new InvalidOperationException("a"),
        ["mustFail"] = new InvalidOperationException("a"),
        ["mustNull"] = null,
        ["b"] = B,
        ["mustB"] = B,
        ["later"] = (Func<IResolverContext, Task<object?>>)(async _ =>
        {
            await Task.Yield();
            throw new GraphQLException("Not yet.", "TOO_EARLY");
        }),
        ["wrong"] = "one",
        ["wrongEnum"] = "TWO",
        ["numbers"] = new object?[] { 1, null, 3 },
        ["loose"] = new object?[] { 1, "x", null },
    };

    private static readonly Answering Server = new(Sdl, new Dictionary<string, object?>
    {
        ["a"] = A,
        ["must"] = A,
        ["list"] = new[] { A, A },
        ["listOfMust"] = new[] { A, A },
        ["mustList"] = new[] { A },
    });

    [Theory]
    [InlineData("{ a { ok fails } }", """{"a":{"ok":1,"fails":null}}""", "INTERNAL_SERVER_ERROR a.fails")]
    [InlineData("{ a { ok mustFail } }", """{"a":null}""", "INTERNAL_SERVER_ERROR a.mustFail")]
    [InlineData("{ a { ok mustNull } }", """{"a":null}""", "INTERNAL_SERVER_ERROR a.mustNull")]
    [InlineData("{ a { b { ok mustFail } ok } }", """{"a":{"b":null,"ok":1}}""", "INTERNAL_SERVER_ERROR a.b.mustFail")]
    [InlineData("{ a { mustB { mustFail } ok } }", """{"a":null}""", "INTERNAL_SERVER_ERROR a.mustB.mustFail")]
    [InlineData("{ must { mustFail } a { ok } }", "null", "INTERNAL_SERVER_ERROR must.mustFail")]
    [InlineData("{ must { fails } }", """{"must":{"fails":null}}""", "INTERNAL_SERVER_ERROR must.fails")]
    [InlineData("{ list { ok mustFail } }", """{"list":[null,null]}""", "INTERNAL_SERVER_ERROR list.0.mustFail", "INTERNAL_SERVER_ERROR list.1.mustFail")]
    [InlineData("{ listOfMust { mustFail } a { ok } }", """{"listOfMust":null,"a":{"ok":1}}""", "INTERNAL_SERVER_ERROR listOfMust.0.mustFail", "INTERNAL_SERVER_ERROR listOfMust.1.mustFail")]
    [InlineData("{ mustList { mustFail } }", "null", "INTERNAL_SERVER_ERROR mustList.0.mustFail")]
    [InlineData("{ a { ok later } }", """{"a":null}""", "TOO_EARLY a.later")]
    [InlineData("{ list { later } }", """{"list":[null,null]}""", "TOO_EARLY list.0.later", "TOO_EARLY list.1.later")]
    [InlineData("{ a { wrong ok } }", """{"a":{"wrong":null,"ok":1}}""", "INTERNAL_SERVER_ERROR a.wrong")]
    [InlineData("{ a { wrongEnum } }", """{"a":{"wrongEnum":null}}""", "INTERNAL_SERVER_ERROR a.wrongEnum")]
    [InlineData("{ a { numbers } }", """{"a":{"numbers":null}}""", "INTERNAL_SERVER_ERROR a.numbers.1")]
    [InlineData("{ a { loose } }", """{"a":{"loose":[1,null,null]}}""", "INTERNAL_SERVER_ERROR a.loose.1")]
    [InlineData("{ x: a { one: mustFail two: mustFail } }", """{"x":null}""", "INTERNAL_SERVER_ERROR x.one", "INTERNAL_SERVER_ERROR x.two")]
    public async Task A_null_climbs_to_the_nearest_place_that_allows_it(string query, string data, params string[] errors)
    {
        var answer = await Server.AskShort(query);

        Assert.Equal(data, answer.Data);
        Assert.Equal(errors, answer.Errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_an_exception_says_stays_on_the_server()
    {
        var answer = await Server.Ask("{ a { fails } }");

        Assert.Equal(
            """{"errors":[{"message":"The field could not be computed; the error is in the server\u0027s log.","locations":[{"line":1,"column":7}],"path":["a","fails"],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"a":{"fails":null}}}""",
            answer);
    }
}
