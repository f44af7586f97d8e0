using System.Text.Json;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Tests.Execution;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>The same queries over the same values, answered by the reference implementation and by us.</summary>
public sealed class ExecutionAgainstReferenceTests
{
    private const int Queries = 150;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Sdl = """
        type Query { node: Node  must: Leaf!  things: [Thing!]  loose: [Thing]  grid: [[Int!]]  later: Node  named: [Named]! }
        interface Named { name: String! }
        type Node implements Named { name: String!  number: Int  float: Float!  leaf: Leaf  mustLeaf: Leaf!  children: [Node!]!  thing: Thing  kind: Kind  fails: Int }
        type Leaf implements Named { name: String!  flag: Boolean  id: ID!  empty: [String]!  later: Int!  failsLater: String! }
        union Thing = Node | Leaf
        enum Kind { ONE TWO }
        """;

    private const string Root = """
        {
          "node": {
            "__typename": "Node", "name": "a", "number": 1, "float": 1.5, "kind": "ONE", "fails": {"$throw": true},
            "leaf": {"__typename": "Leaf", "name": "b", "flag": true, "id": "x", "empty": [], "later": {"$later": 5}, "failsLater": {"$later": {"$throw": true}}},
            "mustLeaf": null,
            "thing": {"$later": {"__typename": "Leaf", "name": "c", "flag": null, "id": "y", "empty": [null, "z"], "later": 1, "failsLater": "no"}},
            "children": [
              {"__typename": "Node", "name": "d", "number": null, "float": 2, "leaf": null, "kind": "TWO", "children": [], "fails": 3,
               "mustLeaf": {"__typename": "Leaf", "name": "ế", "flag": false, "id": "z", "empty": ["\"\\ \n"], "later": {"$later": {"$throw": true}}, "failsLater": ""}},
              {"__typename": "Node", "name": {"$later": "e"}, "float": null, "children": [null], "mustLeaf": {"$throw": true}}
            ]
          },
          "must": {"__typename": "Leaf", "name": "f", "flag": true, "id": "w", "empty": [], "later": 7, "failsLater": "ok"},
          "things": [{"__typename": "Leaf", "name": "g", "id": "1", "empty": [], "later": {"$later": 8}, "failsLater": "ok"},
                     {"__typename": "Node", "name": "h", "float": 0.1, "children": [], "mustLeaf": null}],
          "loose": [null, {"__typename": "Node", "name": null, "float": 1}, {"__typename": "Leaf", "name": "i", "id": "2", "empty": null, "later": 0, "failsLater": ""}],
          "grid": [[1, 2], null, [3, null], []],
          "later": {"$later": {"__typename": "Node", "name": "j", "float": -1, "children": [], "kind": "THREE"}},
          "named": {"$later": [{"__typename": "Leaf", "name": "k"}, null, {"__typename": "Node", "name": {"$throw": true}}]}
        }
        """;

    [Fact]
    public async Task Drawn_queries_are_answered_as_the_reference_implementation_answers_them()
    {
        var server = new Answering(Sdl, Value(JsonElement.Parse(Root))!, options => options.ValidationLimits = new() { MaxAliases = 10_000 });
        var queries = Enumerable.Range(0, Queries).Select(seed => new QueryGenerator(server.Schema, seed).Draw()).ToList();
        var variables = JsonElement.Parse("""{"yes":true,"no":false}""");

        var question = JsonSerializer.Serialize(new
        {
            sdl = Sdl, root = JsonElement.Parse(Root), requests = queries.Select(query => new { query, variables }),
        });
        var expected = JsonElement.Parse(await Reference.Ask("execute.mjs", "", question)).EnumerateArray().ToList();

        var withErrors = 0;
        for (var i = 0; i < Queries; i++)
        {
            var ours = await server.Run(new GraphQLRequest(queries[i], variables));
            var errors = ours.Errors.Select(Place).ToList();
            var theirs = expected[i].GetProperty("errors").EnumerateArray().Select(e => e.GetString()!).ToList();

            Assert.True(ours.IsExecuted, $"{queries[i]}\n{string.Join('\n', ours.Errors)}");
            Assert.Equal((queries[i], expected[i].GetProperty("data").GetString()), (queries[i], Data(ours)));
            // The reference may leave siblings of a nulled field alone (spec 6.4.4), and so know of fewer errors.
            Assert.All(theirs, error => Assert.Contains(error, errors));
            Assert.Equal(theirs.Count == 0, errors.Count == 0);
            withErrors += theirs.Count > 0 ? 1 : 0;
        }

        Assert.InRange(withErrors, Queries / 10, Queries * 9 / 10);
    }

    private static string Place(GraphQLError error) =>
        $"{string.Join('.', error.Path ?? [])} {string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}"))}";

    private static string Data(ExecutionResult result) => Compact(JsonElement.Parse(ResultWriter.ToJson(result)).GetProperty("data"));

    // As JavaScript writes it: no escapes but the necessary.
    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Relaxed);

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True or JsonValueKind.False => json.GetBoolean(),
        JsonValueKind.Number => json.TryGetInt32(out var number) ? number : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        _ when json.TryGetProperty("$throw", out _) => new InvalidOperationException("As asked."),
        _ when json.TryGetProperty("$later", out var later) => Later(Value(later)),
        _ => json.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value)),
    };

    private static Func<IResolverContext, Task<object?>> Later(object? value) => async _ =>
    {
        await Task.Yield();
        return value is Exception failure ? throw failure : value;
    };
}
