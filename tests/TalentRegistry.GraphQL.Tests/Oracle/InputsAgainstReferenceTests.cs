using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.Tests.Execution;
using TalentRegistry.GraphQL.Tests.Oracle.Drawing;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.GraphQL.Validation;

namespace TalentRegistry.GraphQL.Tests.Oracle;

/// <summary>
/// Drawn operations with drawn variables, right and wrong: whether they run, what their resolvers are given, and where their
/// errors stand, held against the reference implementation.
/// </summary>
public sealed class InputsAgainstReferenceTests
{
    private const string Sdl = """
        type Query {
          echo(int: Int, must: Int!, usual: Int = 7, mustUsual: Int! = 8, float: Float, text: String, flag: Boolean, id: ID): String
          lists(ints: [Int], grid: [[Int!]!], colors: [Color!]! = [RED], texts: [String!]): String
          objects(in: In, ins: [In!], one: One, color: Color): String
          solid(must: Int!, in: In! = { a: 3 }): String!
          inner: Inner
        }
        type Inner { echo(in: In, mustUsual: Int! = 1): String!  inner: Inner }
        enum Color { RED GREEN }
        input In { a: Int!, b: String = "x", c: [Color] = [RED], in: In, r: Int! = 5, d: Float }
        input One @oneOf { a: Int, b: In, c: [Int!] }
        """;

    private const string Root = """
        {"echo":{"$echo":true},"lists":{"$echo":true},"objects":{"$echo":true},"solid":{"$echo":true},
         "inner":{"echo":{"$echo":true},"inner":{"echo":{"$echo":true},"inner":null}}}
        """;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] WrongValues =
        ["null", "1.5", "2147483648", "-2147483648", "1.0", "\"1\"", "\"RED\"", "\"BLUE\"", "true", "[]", "[null]", "[1,\"x\"]", "{}", "{\"a\":1}", "{\"a\":null}", "{\"a\":1,\"z\":2}", "{\"a\":1,\"b\":null}"];

    private static int Count => DrawnDocuments.Setting("ORACLE_DOCUMENTS", 1_500);

    [Fact]
    public async Task Resolvers_are_given_what_the_references_are_given_and_errors_stand_where_its_stand()
    {
        var server = new Answering(Sdl, Values(), options => options.ValidationLimits = new() { MaxAliases = 10_000, MaxDepth = 50 });
        var requests = Enumerable.Range(DrawnDocuments.FirstSeed, Count)
            .Select(seed => Drawn(server.Schema, seed)).OfType<(int Seed, string Query, string Variables)>().ToList();
        var question = JsonSerializer.Serialize(new
        {
            sdl = Sdl, root = JsonElement.Parse(Root), requests = requests.Select(r => new { query = r.Query, variables = JsonElement.Parse(r.Variables) }),
        });
        var expected = JsonElement.Parse(await Reference.Ask("execute.mjs", "", question)).EnumerateArray().ToList();

        var (differences, refused) = (new List<string>(), 0);
        foreach (var ((seed, query, variables), theirs) in requests.Zip(expected))
        {
            var ours = await server.Run(new GraphQLRequest(query, JsonElement.Parse(variables)));
            var (our, their) = (Shown(ours), Shown(theirs));
            refused += ours.Errors.Count > 0 ? 1 : 0;
            if (our != their)
                differences.Add($"--- seed {seed}\n{query}\n{variables}\n-> we answer {our}\n-> they answer {their}\n{string.Join('\n', ours.Errors)}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {requests.Count} from seed {DrawnDocuments.FirstSeed}:\n{string.Join("\n\n", differences.Take(15))}");
        Assert.InRange(refused, requests.Count / 10, requests.Count * 9 / 10);
    }

    private static (int, string, string)? Drawn(Schema schema, int seed)
    {
        var query = DrawnDocument.Valid(schema, seed);
        var document = Parser.Parse(query);
        if (DocumentValidator.Validate(schema, document).Count > 0)
            return null;

        var draw = new Draw(seed);
        var variables = document.Definitions.OfType<OperationDefinitionNode>().Single().Variables
            .Where(_ => !draw.OneIn(7))
            .Select(v => $"\"{v.Variable.Name}\":{(draw.OneIn(6) ? draw.From(WrongValues) : Json(Coercion.TypeOf(schema, v.Type)!, draw, 0))}");
        return (seed, query, $"{{{string.Join(',', variables)}}}");
    }

    private static string Json(GraphQLType type, Draw draw, int depth) => type switch
    {
        NonNull inner => JsonOf(inner.OfType, draw, depth),
        _ when draw.OneIn(8) => "null",
        _ => JsonOf(type, draw, depth),
    };

    private static string JsonOf(GraphQLType type, Draw draw, int depth) => type switch
    {
        _ when draw.OneIn(15) => draw.From(WrongValues),
        ListOf list => draw.OneIn(5) ? Json(list.OfType, draw, depth) : $"[{string.Join(',', Enumerable.Range(0, draw.Between(0, 3)).Select(_ => Json(list.OfType, draw, depth + 1)))}]",
        EnumType e => $"\"{draw.From([.. e.Values.Keys])}\"",
        InputObjectType { IsOneOf: true } one when draw.From([.. one.Fields.Values]) is var field => $"{{\"{field.Name}\":{JsonOf(field.Type, draw, depth + 1)}}}",
        InputObjectType input => $"{{{string.Join(',', input.Fields.Values.Where(f => f.IsRequired || (depth < 3 && draw.OneIn(2))).Select(f => $"\"{f.Name}\":{Json(f.Type, draw, depth + 1)}"))}}}",
        _ => type.Named.Name switch
        {
            "Int" => draw.From<string>(["0", "-7", "2147483647", "3.0"]),
            "Float" => draw.From<string>(["1.5", "-2", "0.25"]),
            "Boolean" => draw.From<string>(["true", "false"]),
            "ID" => draw.From<string>(["\"k\"", "12"]),
            _ => draw.From<string>(["\"\"", "\"Ngữ 😀 \\\" \\\\\""]),
        },
    };

    private static Dictionary<string, object?> Values()
    {
        Func<IResolverContext, object?> echo = context => Canonical(((ResolverContext)context).Arguments);
        var inner = new Dictionary<string, object?> { ["echo"] = echo, ["inner"] = new Dictionary<string, object?> { ["echo"] = echo, ["inner"] = null } };
        return new() { ["echo"] = echo, ["lists"] = echo, ["objects"] = echo, ["solid"] = echo, ["inner"] = inner };
    }

    // As the script writes it.
    private static string Canonical(object? value) => value switch
    {
        null => "null",
        IReadOnlyDictionary<string, object?> o => $"{{{string.Join(',', o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Canonical(p.Value)}"))}}}",
        string text => $"'{string.Join('.', text.EnumerateRunes().Select(rune => rune.Value))}'",
        Array items => $"[{string.Join(',', items.Cast<object?>().Select(Canonical))}]",
        bool flag => flag ? "true" : "false",
        _ => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture).Replace('E', 'e'),
    };

    // A place with several errors counts once: the reference reports every part of a wrong variable, we the first.
    private static string Shown(ExecutionResult result) =>
        $"{(result.IsExecuted ? JsonSerializer.Serialize(JsonElement.Parse(ResultWriter.ToJson(result)).GetProperty("data"), Relaxed) : "nothing")} "
        + Places(result.Errors.Select(e => $"{string.Join('.', e.Path ?? [])} {string.Join(' ', e.Locations.Select(l => l.ToString()))}"));

    private static string Shown(JsonElement answer) =>
        $"{(answer.GetProperty("data") is { ValueKind: JsonValueKind.String } data ? JsonSerializer.Serialize(JsonElement.Parse(data.GetString()!), Relaxed) : "nothing")} "
        + Places(answer.GetProperty("errors").EnumerateArray().Select(e => e.GetString()!));

    private static string Places(IEnumerable<string> errors) => string.Join("; ", errors.Distinct().Order(StringComparer.Ordinal));
}
