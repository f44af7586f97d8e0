using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Oracle.Drawing;

// Arguments, directives, variables and literals
internal sealed partial class DrawnDocument
{
    private static readonly string[] AnyLiterals =
    [
        "1", "-0", "12345678901", "1.5", "1e400", "\"text\"", "\"\"\"block\"\"\"", "true", "null", "SIT", "EAST", "[]", "[1, null]", "{}", "{ a: 1 }", "[[1]]", "{ x: { y: $z } }",
    ];

    private string Arguments(IReadOnlyDictionary<string, InputValue> definitions)
    {
        var given = new List<string>();
        foreach (var definition in definitions.Values)
        {
            if (definition.IsRequired ? !_draw.Slips() : _draw.OneIn(2))
                given.Add(Given(definition));
        }

        if (given.Count > 0 && _draw.Slips())
            given.Add(_draw.From(given));
        if (_draw.Slips())
            given.Add($"{(definitions.Count > 0 ? _draw.Misspelt(_draw.From([.. definitions.Keys])) : "none")}: {_draw.From(AnyLiterals)}");
        return given.Count == 0 ? "" : $"({string.Join(Gap(), given)})";
    }

    private string Given(InputValue definition) => $"{definition.Name}:{Gap()}{Value(definition.Type, 0, definition.DefaultValue is not null)}";

    private string Directives(DirectiveLocation location)
    {
        var text = "";
        while (_draw.OneIn(text.Length == 0 ? 8 : 5))
        {
            var fitting = _schema.Directives.Values.Where(d => d.Locations.Contains(location) && (d.IsRepeatable || !text.Contains($"@{d.Name}", StringComparison.Ordinal))).ToList();
            if (_draw.Slips())
                fitting = [.. _schema.Directives.Values];
            if (fitting.Count == 0)
                break;

            var directive = _draw.From(fitting);
            text += $" @{(_draw.Slips() ? _draw.Misspelt(directive.Name) : directive.Name)}{Arguments(directive.Arguments)}";
        }

        return text;
    }

    private string Value(GraphQLType type, int depth, bool hasDefault = false)
    {
        if (_draw.Slips())
            return _draw.From(AnyLiterals);
        if (_mayHoldVariables && _draw.OneIn(4))
            return Variable(type, hasDefault);

        switch (type)
        {
            case NonNull inner:
                return NotNull(inner.OfType, depth);
            case var _ when _draw.OneIn(10):
                return "null";
            default:
                return NotNull(type, depth);
        }
    }

    private string NotNull(GraphQLType type, int depth) => type switch
    {
        // One item may stand for a list of it.
        ListOf list => _draw.OneIn(5) && list.OfType is not ListOf
            ? NotNull(list.OfType.Nullable, depth)
            : $"[{string.Join(Gap(), Enumerable.Range(0, _draw.Between(0, 2)).Select(_ => Value(list.OfType, depth + 1)))}]",
        EnumType e => _draw.Slips()
            ? _draw.OneIn(3) ? $"\"{_draw.From([.. e.Values.Keys])}\"" : _draw.Misspelt(_draw.From([.. e.Values.Keys]))
            : _draw.From([.. e.Values.Keys]),
        InputObjectType { IsOneOf: true } one => OneOf(one, depth),
        InputObjectType input => InputObject(input, depth),
        _ => Scalar(type.Named.Name),
    };

    private string InputObject(InputObjectType type, int depth)
    {
        var given = type.Fields.Values
            .Where(f => f.IsRequired ? !_draw.Slips() : depth < 3 && _draw.OneIn(type.Fields.Count))
            .Select(f => $"{(_draw.Slips() ? _draw.Misspelt(f.Name) : f.Name)}:{Gap()}{Value(f.Type, depth + 1, f.DefaultValue is not null)}").ToList();
        if (given.Count > 0 && _draw.Slips())
            given.Add(_draw.From(given));
        return $"{{{Gap()}{string.Join(Gap(), given)}{Gap()}}}";
    }

    // Deep inside, the field that leads out again.
    private string OneOf(InputObjectType type, int depth)
    {
        if (_draw.Slips())
            return InputObject(type, depth);

        var fields = type.Fields.Values.Where(f => depth < 3 || f.Type.Named is not InputObjectType).ToList();
        var field = _draw.From(fields.Count > 0 ? fields : [.. type.Fields.Values]);
        return $"{{ {field.Name}: {Value(_draw.Slips() ? field.Type : new NonNull(field.Type.Nullable), depth + 1)} }}";
    }

    private string Scalar(string name) => name switch
    {
        "Int" => _draw.From<string>(["0", "-1", "2147483647", "-2147483648"]),
        "Float" => _draw.From<string>(["0", "-1.5", "6.02e23", "1E-3"]),
        "Boolean" => _draw.From<string>(["true", "false"]),
        "ID" => _draw.From<string>(["\"x\"", "7", "12345678901234567890"]),
        "String" => _draw.From<string>(["\"\"", "\"Ngữ\\u0000\\uD83D\\uDCA9\\u{1F4A9}\"", "\"\"\"\n  a\n   \\\"\"\"b\n\"\"\"", "\"😀 {\""]),
        _ => _draw.From<string>(["\"x\"", "1", "true", "[1, \"a\"]", "{ a: { b: null } }"]),
    };

    private string Variable(GraphQLType place, bool hasDefault)
    {
        // A variable may be stricter than its place; where a default steps in for a missing value, also laxer.
        var type = _draw.Slips() ? _draw.From<string>(["Int", "String!", "[Boolean]", "Nonsense", "Query"])
            : place is NonNull || _draw.OneIn(2) ? place.ToString()! : $"{place}!";
        if (place is NonNull inner && hasDefault && _draw.OneIn(2))
            type = inner.OfType.ToString()!;

        var known = _variables.Where(v => v.Value.StartsWith($"${v.Key}: {type}", StringComparison.Ordinal) && v.Value[(v.Key.Length + 3 + type.Length)..] is "" or " ").Select(v => v.Key).ToList();
        if (known.Count > 0 && _draw.OneIn(2))
            return $"${_draw.From(known)}";

        var name = Name();
        _mayHoldVariables = false;
        var value = _draw.OneIn(4) && (place is not InputObjectType { IsOneOf: true }) ? $"{Gap()}= {Value(place.Nullable is var bare && type.EndsWith('!') ? new NonNull(bare) : place.Nullable, 1)}" : "";
        _variables[name] = $"{Description()}${name}: {type}{value}{Directives(DirectiveLocation.VariableDefinition)}";
        _mayHoldVariables = true;
        return $"${name}";
    }
}
