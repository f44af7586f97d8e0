using System.Globalization;
using System.Text;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Execution;

/// <summary>Valid queries over a schema, drawn by a seed: fields, aliases, fragments, repetitions, @skip and @include.</summary>
internal sealed class QueryGenerator(Schema schema, int seed)
{
    private const int MaxDepth = 5;

#pragma warning disable CA5394 // A test wants the same draws again, not secret ones.
    private readonly Random _random = new(seed);
    private readonly StringBuilder _fragments = new();
    private int _names;

    /// <summary>Takes the variables <c>$yes</c> and <c>$no</c>, which hold what they are called.</summary>
    public string Draw()
    {
        var selection = SelectionSet(schema.QueryType, 0);
        return $"query ($yes: Boolean!, $no: Boolean!) {{ _: __typename @include(if: $yes) __: __typename @skip(if: $no) ...Root }}\n"
            + $"fragment Root on {schema.QueryType.Name} {selection}\n{_fragments}";
    }

    private string SelectionSet(DefinedType type, int depth)
    {
        var parts = new List<string>();
        for (var left = _random.Next(1, 5); left > 0; left--)
            parts.Add(Selection(type, depth));
        if (_random.Next(4) == 0)
            parts.Add(parts[_random.Next(parts.Count)]);
        return $"{{ {string.Join('\n', parts)} }}";
    }

    private string Selection(DefinedType type, int depth)
    {
        if (_random.Next(5) == 0 || type is not FieldsType { Fields: var fields })
            return Fragment(type, depth);

        var choice = fields.Values.Where(f => depth < MaxDepth || f.Type.Named.IsLeaf).ToList();
        if (choice.Count == 0)
            return $"{Name()}: __typename";

        var field = choice[_random.Next(choice.Count)];
        return $"{Name()}: {field.Name}{Condition()} {(field.Type.Named.IsLeaf ? "" : SelectionSet(field.Type.Named, depth + 1))}";
    }

    private string Fragment(DefinedType type, int depth)
    {
        if (depth >= MaxDepth)
            return $"{Name()}: __typename";

        var possible = schema.PossibleTypes(type).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        DefinedType on = _random.Next(3) == 0 ? type : possible[_random.Next(possible.Count)];
        if (_random.Next(2) == 0)
            return $"... on {on.Name}{Condition()} {SelectionSet(on, depth + 1)}";

        var name = Name();
        // Whole before it is appended: it may hold fragments of its own.
        var definition = $"fragment {name} on {on.Name} {SelectionSet(on, depth + 1)}\n";
        _fragments.Append(definition);
        return $"...{name}{Condition()}";
    }

    private string Condition() => _random.Next(8) switch
    {
        0 => " @include(if: $yes)",
        1 => " @skip(if: $yes)",
        2 => " @include(if: $no) @skip(if: $no)",
        3 => " @skip(if: false)",
        _ => "",
    };

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"n{_names++}");
#pragma warning restore CA5394
}
