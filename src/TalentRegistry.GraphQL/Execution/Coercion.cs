using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>
/// Input coercion: variables (spec 6.1.2), arguments (6.4.1) and literals (3.5-3.12). A value that is not given is not in
/// the result; a given null is there as null. Enums become their C# values, lists arrays, input objects the C# object
/// they construct or else a dictionary.
/// </summary>
internal static class Coercion
{
    private static readonly IReadOnlyDictionary<string, object?> NoVariables = new Dictionary<string, object?>();

    /// <summary>Spec 6.1.2, CoerceVariableValues. Errors go to <paramref name="errors"/>; the result counts only if there are none.</summary>
    public static IReadOnlyDictionary<string, object?> CoerceVariableValues(
        Schema schema, OperationDefinitionNode operation, JsonElement? variables, List<GraphQLError> errors)
    {
        if (operation.Variables.Count == 0)
            return NoVariables;

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var definition in operation.Variables)
        {
            var name = definition.Variable.Name.Value;
            var type = TypeOf(schema, definition.Type);
            if (type is not { IsInput: true })
            {
                errors.Add(Bad($"Variable \"${name}\" expects {definition.Type}, which is not an input type.", definition));
                continue;
            }

            var given = variables is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var json) ? json : (JsonElement?)null;
            try
            {
                if (given is { } value)
                    coerced[name] = CoerceJson(value, type, "$" + name);
                else if (definition.DefaultValue is { } literal)
                    coerced[name] = CoerceLiteral(literal, type, NoVariables, "$" + name);
                else if (type is NonNull)
                    throw new ScalarException($"Variable \"${name}\" of required type {type} was not provided.");
            }
            catch (ScalarException refused)
            {
                errors.Add(Bad(given is null ? refused.Message : $"Variable \"${name}\" got an invalid value: {refused.Message}", definition));
            }
        }

        return coerced;
    }

    /// <summary>Spec 6.4.1, CoerceArgumentValues.</summary>
    /// <exception cref="GraphQLException">An argument is missing or does not fit; it points at the argument.</exception>
    public static IReadOnlyDictionary<string, object?> CoerceArgumentValues(
        IReadOnlyDictionary<string, InputValue> definitions,
        SyntaxNode owner,
        IReadOnlyList<ArgumentNode> arguments,
        IReadOnlyDictionary<string, object?> variables)
    {
        if (definitions.Count == 0)
            return NoVariables;

        var coerced = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, definition) in definitions)
        {
            var argument = arguments.FirstOrDefault(a => a.Name.Value == name);
            try
            {
                if (CoerceGiven(argument?.Value, definition, variables, name, out var value))
                    coerced[name] = value is not null && definition.Rule?.Invoke(value) is { } refusal
                        ? throw new GraphQLException(refusal with { Locations = new GraphQLError("", "", argument is null ? owner : argument.Value).Locations })
                        : value;
                else if (definition.IsRequired)
                    throw new ScalarException($"Argument \"{name}\" of required type {definition.Type} was not provided.");
            }
            catch (ScalarException refused)
            {
                throw new GraphQLException(new GraphQLError(refused.Message, ErrorCodes.BadUserInput, argument is null ? owner : argument.Value));
            }
        }

        return coerced;
    }

    /// <summary>Why a constant literal does not fit a type, as a sentence; null if it does.</summary>
    public static string? FaultOfLiteral(ValueNode literal, GraphQLType type)
    {
        try
        {
            CoerceLiteral(literal, type, NoVariables, "");
            return null;
        }
        catch (ScalarException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>The type that a type reference of the document names, or null if the schema lacks it.</summary>
    public static GraphQLType? TypeOf(Schema schema, TypeNode node) => node switch
    {
        NonNullTypeNode n => TypeOf(schema, n.Type) is { } inner ? new NonNull(inner) : null,
        ListTypeNode l => TypeOf(schema, l.Type) is { } inner ? new ListOf(inner) : null,
        NamedTypeNode n => schema.TypeNamed(n.Name.Value),
        _ => null,
    };

    // False: the value is absent, whether it was never written or its variable was not given.
    private static bool CoerceGiven(
        ValueNode? given, InputValue definition, IReadOnlyDictionary<string, object?> variables, string path, out object? value)
    {
        value = null;
        if (given is VariableNode variable && !variables.ContainsKey(variable.Name.Value))
            given = null;
        if ((given ?? definition.DefaultValue) is not { } literal)
            return false;

        value = Read(definition, CoerceLiteral(literal, definition.Type, variables, path), path);
        return true;
    }

    // What the type alone does not say: a global id stands for the key in it, and a value that may be left out may yet not be null.
    private static object? Read(InputValue definition, object? value, string path)
    {
        if (value is null && definition.RefusesNull)
            throw new ScalarException($"\"{path}\" may be left out, but it may not be null.");

        return definition.IdOf is { } node && value is not null ? Located(() => node.Keys(value)!, path) : value;
    }

    private static object? CoerceLiteral(ValueNode literal, GraphQLType type, IReadOnlyDictionary<string, object?> variables, string path)
    {
        if (literal is VariableNode variable)
        {
            // Validation has checked the types; only a null in a non-null place is left to find (spec 5.8.5).
            var value = variables.GetValueOrDefault(variable.Name.Value);
            if (value is null && type is NonNull)
                throw new ScalarException($"Expected a non-null {type}{At(path)}, but variable \"${variable.Name.Value}\" is null.");
            return value is not null && type.Nullable is ListOf && !IsList(value) ? new[] { value } : value;
        }

        switch (type)
        {
            case NonNull nonNull:
                return literal is NullValueNode ? throw NullIn(type, path) : CoerceLiteral(literal, nonNull.OfType, variables, path);
            case var _ when literal is NullValueNode:
                return null;
            case ListOf list:
                // Spec 3.11: a single value stands for a list of one.
                return literal is ListValueNode items
                    ? items.Values.Select((item, i) => CoerceLiteral(item, list.OfType, variables, $"{path}[{i}]")).ToArray()
                    : new[] { CoerceLiteral(literal, list.OfType, variables, path) };
            case ScalarType scalar:
                return Located(() => scalar.ParseLiteral(literal), path);
            case EnumType e:
                return literal is EnumValueNode named ? ValueOf(e, named.Value, path) : throw NotOf(e, Printer.Print(literal), path);
            default:
                return CoerceObject((InputObjectType)type, literal, variables, path);
        }
    }

    private static object CoerceObject(InputObjectType type, ValueNode literal, IReadOnlyDictionary<string, object?> variables, string path)
    {
        if (literal is not ObjectValueNode given)
            throw NotOf(type, Printer.Print(literal), path);
        if (given.Fields.FirstOrDefault(f => !type.Fields.ContainsKey(f.Name.Value)) is { } unknown)
            throw new ScalarException($"Field \"{unknown.Name.Value}\" is not defined by type {type}{At(path)}.");

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, field) in type.Fields)
        {
            var written = given.Fields.FirstOrDefault(f => f.Name.Value == name)?.Value;
            if (CoerceGiven(written, field, variables, $"{path}.{name}", out var value))
                values[name] = value;
            else if (field.IsRequired)
                throw new ScalarException($"Field \"{name}\" of required type {field.Type} was not provided{At(path)}.");
        }

        return Finish(type, values, path);
    }

    private static object? CoerceJson(JsonElement json, GraphQLType type, string path)
    {
        var isNull = json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        switch (type)
        {
            case NonNull nonNull:
                return isNull ? throw NullIn(type, path) : CoerceJson(json, nonNull.OfType, path);
            case var _ when isNull:
                return null;
            case ListOf list:
                return json.ValueKind == JsonValueKind.Array
                    ? json.EnumerateArray().Select((item, i) => CoerceJson(item, list.OfType, $"{path}[{i}]")).ToArray()
                    : new[] { CoerceJson(json, list.OfType, path) };
            case ScalarType scalar:
                return Located(() => scalar.ParseValue(json), path);
            case EnumType e:
                return json.ValueKind == JsonValueKind.String ? ValueOf(e, json.GetString()!, path) : throw NotOf(e, json.GetRawText(), path);
        }

        var input = (InputObjectType)type;
        if (json.ValueKind != JsonValueKind.Object)
            throw NotOf(input, json.GetRawText(), path);
        foreach (var property in json.EnumerateObject())
        {
            if (!input.Fields.ContainsKey(property.Name))
                throw new ScalarException($"Field \"{property.Name}\" is not defined by type {input}{At(path)}.");
        }

        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, field) in input.Fields)
        {
            if (json.TryGetProperty(name, out var given))
                values[name] = Read(field, CoerceJson(given, field.Type, $"{path}.{name}"), $"{path}.{name}");
            else if (field.DefaultValue is { } literal)
                values[name] = CoerceLiteral(literal, field.Type, NoVariables, path);
            else if (field.IsRequired)
                throw new ScalarException($"Field \"{name}\" of required type {field.Type} was not provided{At(path)}.");
        }

        return Finish(input, values, path);
    }

    private static object Finish(InputObjectType type, Dictionary<string, object?> values, string path)
    {
        if (type.IsOneOf && (values.Count != 1 || values.Values.Single() is null))
            throw new ScalarException($"Exactly one field must be given, and not null, as {type} is @oneOf{At(path)}.");

        return type.Construct is { } construct ? Located(() => construct(values), path) : values;
    }

    private static object ValueOf(EnumType type, string name, string path) =>
        type.Values.TryGetValue(name, out var found) ? found.Value : throw NotOf(type, name, path);

    private static object Located(Func<object> parse, string path)
    {
        try
        {
            return parse();
        }
        catch (ScalarException refused) when (IsNested(path))
        {
            throw new ScalarException(refused.Message.TrimEnd('.') + $" (at \"{path}\").");
        }
    }

    private static ScalarException NullIn(GraphQLType type, string path) => new($"Expected a non-null {type}{At(path)}, found null.");

    private static ScalarException NotOf(DefinedType type, string given, string path) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{(given.Length > 100 ? given[..100] + "…" : given)} is not a value of type {type}{At(path)}."));

    private static string At(string path) => IsNested(path) ? $" at \"{path}\"" : "";

    private static bool IsNested(string path) => path.AsSpan().IndexOfAny('.', '[') >= 0;

    private static bool IsList([NotNullWhen(true)] object? value) => value is Array;

    private static GraphQLError Bad(string message, SyntaxNode node) => new(message, ErrorCodes.BadUserInput, node);
}
