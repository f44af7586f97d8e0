using System.Text.Json;

namespace TalentRegistry.Server.Tests.Doors;

/// <summary>The API as introspection tells it, and questions made from it: a field that is added is asked for without a line being written here.</summary>
internal sealed class ApiMap
{
    private const string Introspection =
        """
        { __schema { types { name kind
            fields { name args { name type { ...t } defaultValue } type { ...t } } inputFields { name type { ...t } defaultValue } enumValues { name } possibleTypes { name } } } }
        fragment t on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        """;

    private readonly Dictionary<string, JsonElement> types;
    private readonly HashSet<string> seen = [];
    private readonly string somebody;

    private ApiMap(JsonElement schema, string somebody)
    {
        types = schema.GetProperty("__schema").GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);
        this.somebody = somebody;
    }

    /// <param name="registry">Where.</param>
    /// <param name="somebody">Global id that stands wherever one is asked for.</param>
    public static async Task<ApiMap> ReadAsync(Running.RunningRegistry registry, string somebody) => new(await registry.DataAsync("planner", Introspection), somebody);

    public IEnumerable<(string Name, string Type, JsonElement Field)> RootFields(string root) => Fields(root).Select(field => (Name(field), Named(field.GetProperty("type")), field));

    /// <summary>Forgets what was given once.</summary>
    public void Again() => seen.Clear();

    /// <summary>For each root field the questions for all leaves that it and the objects below it have, to a depth; what lies two links away once for each type.</summary>
    public IEnumerable<(string Door, string Query)> Reads(int depth)
    {
        foreach (var (name, type, field) in RootFields("Query").Where(root => root.Name is not ("node" or "nodes")))
        {
            foreach (var (path, selection) in Selections(type, depth, [type]))
                yield return ($"{name}{path}", $"{{ {name}{Arguments(field, ("first", "20"))} {selection} }}");
        }
    }

    /// <summary>For each input object that filters, sorts or groups: paths to its leaves, to a depth. What lies below a link is the same wherever the link is: each type is given once.</summary>
    public IEnumerable<(string[] Path, string Leaf)> Paths(string input, int depth)
    {
        foreach (var field in InputFields(input))
        {
            var type = Named(field.GetProperty("type"));
            if (Kind(type) != "INPUT_OBJECT")
            {
                yield return ([Name(field)], type);
            }
            else if (depth > 0 && Name(field) is not ("and" or "or" or "not") && (type.EndsWith("OperationInput", StringComparison.Ordinal) || seen.Add(type)))
            {
                foreach (var (path, leaf) in Paths(type, depth - 1))
                    yield return ([Name(field), .. path], leaf);
            }
        }
    }

    /// <summary>Type of an argument without its wrappers; null where the field has none of that name.</summary>
    public static string? ArgumentType(JsonElement field, string name) =>
        field.GetProperty("args").EnumerateArray().Where(arg => Name(arg) == name).Select(arg => Named(arg.GetProperty("type"))).FirstOrDefault();

    /// <summary>All required arguments with values that fit, and those given where the field takes them.</summary>
    public string Arguments(JsonElement field, params (string Name, string Value)[] given)
    {
        var values = field.GetProperty("args").EnumerateArray()
            .Select(arg => (Name: Name(arg), Given: given.Where(one => one.Name == Name(arg)).Select(one => one.Value).FirstOrDefault(), Arg: arg))
            .Where(arg => arg.Given is not null || IsRequired(arg.Arg))
            .Select(arg => $"{arg.Name}: {arg.Given ?? Value(arg.Arg.GetProperty("type"), 0)}").ToList();
        return values.Count == 0 ? "" : $"({string.Join(", ", values)})";
    }

    /// <summary>Leaves of a type that need no arguments, as a selection; __typename where it has none.</summary>
    public string Leaves(string type)
    {
        if (Kind(type) is "SCALAR" or "ENUM")
            return "";

        var leaves = Kind(type) == "OBJECT" || Kind(type) == "INTERFACE"
            ? Fields(type).Where(field => Kind(Named(field.GetProperty("type"))) is "SCALAR" or "ENUM").Select(field => Name(field) + Arguments(field)).ToList()
            : [];
        return $"{{ __typename {string.Join(' ', leaves)} }}";
    }

    private IEnumerable<(string Path, string Selection)> Selections(string type, int depth, string[] above)
    {
        yield return ("", Leaves(type));
        if (depth == 0 || Kind(type) is not ("OBJECT" or "INTERFACE"))
            yield break;

        foreach (var field in Fields(type))
        {
            var below = Named(field.GetProperty("type"));
            // Edges hold what nodes hold; a connection is no level of its own.
            if (Kind(below) is "SCALAR" or "ENUM" || above.Contains(below) || (above.Length > 2 && !seen.Add(below)))
                continue;

            var step = Name(field) is "nodes" or "edges" or "groups" or "pageInfo" ? 0 : 1;
            foreach (var (path, selection) in Selections(below, depth - step, [.. above, below]))
                yield return ($".{Name(field)}{path}", $"{{ {Name(field)}{Arguments(field, ("first", "3"))} {selection} }}");
        }
    }

    private string Value(JsonElement type, int depth)
    {
        if (type.GetProperty("kind").GetString() == "NON_NULL")
            return Value(type.GetProperty("ofType"), depth);
        if (type.GetProperty("kind").GetString() == "LIST")
            return depth > 4 ? "[]" : $"[{Value(type.GetProperty("ofType"), depth + 1)}]";

        var name = type.GetProperty("name").GetString()!;
        return Kind(name) switch
        {
            "ENUM" => Name(types[name].GetProperty("enumValues")[0]),
            "INPUT_OBJECT" => $"{{ {string.Join(", ", InputFields(name).Where(IsRequired).Select(field => $"{Name(field)}: {Value(field.GetProperty("type"), depth + 1)}"))} }}",
            _ => name switch
            {
                "ID" => $"\"{somebody}\"",
                "Int" or "Long" => "2026",
                "Float" => "1.5",
                "Boolean" => "true",
                "Date" => "\"2024-12-31\"",
                "DateTime" => "\"2024-12-31T00:00:00Z\"",
                "CitizenId" => "\"011188574839\"",
                _ => $"\"{GuardedRegistry.Mark}n\"",
            },
        };
    }

    private IEnumerable<JsonElement> Fields(string type) => types[type].GetProperty("fields") is { ValueKind: JsonValueKind.Array } fields ? fields.EnumerateArray() : [];

    private IEnumerable<JsonElement> InputFields(string type) => types[type].GetProperty("inputFields").EnumerateArray();

    private string Kind(string type) => types[type].GetProperty("kind").GetString()!;

    private static bool IsRequired(JsonElement input) =>
        input.GetProperty("type").GetProperty("kind").GetString() == "NON_NULL" && input.GetProperty("defaultValue").ValueKind == JsonValueKind.Null;

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;

    private static string Named(JsonElement type) =>
        type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object ? Named(inner) : type.GetProperty("name").GetString()!;
}
