using System.Globalization;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.Testing;

/// <summary>
/// Queries over rows, drawn by a seed: fields down the graph with their arguments, filters, orders and pages. Values are drawn from those of the
/// data, so that some rows meet the conditions and some do not, with a few that no row has.
/// </summary>
/// <param name="schema">What may be asked.</param>
/// <param name="seed">Draws the same document again.</param>
/// <param name="values">Values of each scalar, by its name, as literals.</param>
/// <param name="roots">Fields of the query root to draw from.</param>
/// <param name="without">Fields never drawn, as <c>Type.field</c>.</param>
public sealed class RowDocument(Schema schema, int seed, IReadOnlyDictionary<string, string[]> values, IReadOnlySet<string> roots, IReadOnlySet<string> without)
{
#pragma warning disable CA5394 // A test wants the same draws again, not secret ones.
    private readonly Random _random = new(seed);
    private int _names;

    /// <summary>A document of one root field.</summary>
    public string Draw()
    {
        var root = Pick([.. schema.QueryType.Fields.Values.Where(f => roots.Contains(f.Name))]);
        return $"{{ {Field(root, 0)} }}";
    }

    private string Field(OutputField field, int depth)
    {
        var name = _random.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $"n{_names++}: {field.Name}") : field.Name;
        var arguments = string.Join(' ', field.Arguments.Values.Select(Argument).OfType<string>());
        if (arguments.Length > 0 && !name.Contains(':', StringComparison.Ordinal))
            name = string.Create(CultureInfo.InvariantCulture, $"n{_names++}: {field.Name}");
        return $"{name}{(arguments.Length > 0 ? $"({arguments})" : "")} {(field.Type.Named.IsLeaf ? "" : Selection((FieldsType)field.Type.Named, depth + 1))}";
    }

    private string Selection(FieldsType type, int depth)
    {
        var choice = type.Fields.Values.Where(f => !without.Contains($"{type.Name}.{f.Name}") && (depth < 4 || f.Type.Named.IsLeaf)).ToList();
        var parts = Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Field(Pick(choice), depth)).ToList();
        if (choice.Count == 0 || _random.Next(6) == 0)
            parts.Add("__typename");
        // Twice the same key with other selections would be a conflict.
        return $"{{ {string.Join(' ', parts.DistinctBy(p => p.Split(' ', '(')[0]))} }}";
    }

    private string? Argument(InputValue argument)
    {
        if (!argument.IsRequired && _random.Next(3) == 0)
            return null;

        return argument.Name switch
        {
            "where" => $"where: {Object((InputObjectType)argument.Type.Named, 0)}",
            "order" => $"order: [{string.Join(", ", Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Object((InputObjectType)argument.Type.Named, 0)))}]",
            "first" => string.Create(CultureInfo.InvariantCulture, $"first: {_random.Next(0, 12)}"),
            "last" => _random.Next(3) > 0 ? null : string.Create(CultureInfo.InvariantCulture, $"last: {_random.Next(0, 12)}"),
            "after" or "before" => null,
            _ => $"{argument.Name}: {Input(argument.Type, 0)}",
        };
    }

    private string Object(InputObjectType type, int depth)
    {
        var fields = type.Fields.Values.Where(f => depth < 3 || f.Type.Named.IsLeaf).ToList();
        if (fields.Count == 0)
            return "{}";

        var drawn = Enumerable.Range(0, type.IsOneOf ? 1 : _random.Next(1, 3)).Select(_ => Pick(fields)).DistinctBy(f => f.Name);
        return $"{{ {string.Join(", ", drawn.Select(f => $"{f.Name}: {Input(f.Type, depth + 1)}"))} }}";
    }

    private string Input(GraphQLType type, int depth) => type.Nullable switch
    {
        ListOf list => $"[{string.Join(", ", Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Input(list.OfType, depth)))}]",
        InputObjectType o => Object(o, depth),
        _ => Value(type),
    };

    private string Value(GraphQLType type)
    {
        if (type is not NonNull && _random.Next(12) == 0)
            return "null";
        return type.Nullable switch
        {
            EnumType e => Pick(e.Values.Keys.ToList()),
            ScalarType { Name: "Boolean" } => _random.Next(2) == 0 ? "true" : "false",
            ScalarType scalar => Pick(values[scalar.Name]),
            _ => "null",
        };
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
#pragma warning restore CA5394
}
