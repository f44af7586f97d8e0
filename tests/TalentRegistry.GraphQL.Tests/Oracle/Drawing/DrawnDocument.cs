using System.Globalization;
using System.Text;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Tests.Oracle.Drawing;

/// <summary>
/// A document over a schema, drawn by a seed: operations, variables, fragments, directives and values of every kind. Without
/// mistakes it is valid; with them, each of its parts may be wrong in a way that one of the rules is about.
/// </summary>
internal sealed partial class DrawnDocument
{
    private const int MaxDepth = 4;
    private const int MaxFragments = 8;

    private readonly Schema _schema;
    private readonly Draw _draw;
    private readonly List<string> _fragments = [];
    private readonly List<(string Name, DefinedType On)> _finished = [];
    private readonly OrderedDictionary<string, string> _variables = new(StringComparer.Ordinal);
    private int _names;
    private bool _mayHoldVariables = true;

    private DrawnDocument(Schema schema, Draw draw) => (_schema, _draw) = (schema, draw);

    /// <summary>A document that breaks no rule.</summary>
    public static string Valid(Schema schema, int seed) => new DrawnDocument(schema, new Draw(seed)).Document();

    /// <summary>A document that may break any rule, and often several.</summary>
    public static string WithMistakes(Schema schema, int seed) => new DrawnDocument(schema, new Draw(seed, 0.05)).Document();

    private string Document()
    {
        var kind = _draw.Between(0, 9) switch
        {
            0 or 1 when _schema.MutationType is not null => OperationType.Mutation,
            2 when _schema.SubscriptionType is not null => OperationType.Subscription,
            _ => OperationType.Query,
        };
        var parts = new List<string> { Operation(kind, _schema.RootType(kind)!) };
        parts.AddRange(_fragments);
        if (_draw.Slips())
            parts.Add($"fragment {Name()} on {_draw.From(Types())} {{ __typename }}");
        if (_draw.Slips())
            parts.Add(_draw.From(parts));
        if (_draw.Slips())
            parts.Insert(0, "{ __typename }");
        if (_draw.Slips() && _draw.OneIn(3))
            parts.Add(_draw.From<string>(["type Extra { a: Int }", "extend type Query { a: Int }", "directive @extra on FIELD", "enum E { A }"]));
        if (_draw.OneIn(3))
            parts.Reverse();
        return string.Join(Gap(), parts);
    }

    private string Operation(OperationType kind, ObjectType root)
    {
        var selections = kind == OperationType.Subscription && !_draw.Slips()
            ? $"{{ {Field(_draw.From([.. root.Fields.Values]), 1, isConditional: false)} }}"
            : SelectionSet(root, 0);
        var word = kind.ToString().ToLowerInvariant();
        var directives = Directives(kind switch
        {
            OperationType.Mutation => DirectiveLocation.Mutation,
            OperationType.Subscription => DirectiveLocation.Subscription,
            _ => DirectiveLocation.Query,
        });
        if (kind == OperationType.Query && _variables.Count == 0 && directives.Length == 0 && _draw.OneIn(2))
            return selections;

        return $"{Description()}{word}{Gap()}{Name()}{VariableDefinitions()}{directives}{Gap()}{selections}";
    }

    private string VariableDefinitions()
    {
        var all = _variables.Values.ToList();
        if (all.Count > 0 && _draw.Slips())
            all.RemoveAt(_draw.Between(0, all.Count - 1));
        if (all.Count > 0 && _draw.Slips())
            all.Add(_draw.From(all));
        if (_draw.Slips())
            all.Add($"$unused: {_draw.From(Types())}{_draw.From<string>(["", "!"])}");
        return all.Count == 0 ? "" : $"({string.Join(Gap(), all)})";
    }

    private string SelectionSet(DefinedType type, int depth)
    {
        var parts = new List<string>();
        for (var left = _draw.Between(1, depth == 0 ? 4 : 3); left > 0; left--)
            parts.Add(Selection(type, depth));
        if (_draw.OneIn(6))
            parts.Add(_draw.From(parts));
        return $"{{{Gap()}{string.Join(Gap(), parts)}{Gap()}}}";
    }

    private string Selection(DefinedType type, int depth)
    {
        if (_draw.OneIn(5) || (type is not FieldsType && !_draw.OneIn(6)))
            return Fragment(type, depth);
        if (type is not FieldsType { Fields: var fields } || _draw.OneIn(12))
            return _draw.OneIn(3) ? $"{Name()}: __typename" : "__typename";

        var choice = fields.Values.Where(f => depth < MaxDepth || f.Type.Named.IsLeaf).ToList();
        return choice.Count == 0 ? "__typename" : Field(_draw.From(choice), depth + 1);
    }

    private string Field(OutputField field, int depth, bool isConditional = true)
    {
        // A few aliases for all, so that fields meet under one key; those that may not are the mistakes.
        var alias = _draw.Slips() ? _draw.From<string>(["a: ", "b: ", "name: ", ""]) : field.Arguments.Count == 0 && _draw.OneIn(2) ? $"{field.Name}: " : $"{Name()}: ";
        var name = _draw.Slips() ? _draw.OneIn(2) ? _draw.Misspelt(field.Name) : _draw.From(FieldNames()) : field.Name;
        var wantsSet = !field.Type.Named.IsLeaf ^ _draw.Slips();
        var set = !wantsSet ? "" : Gap() + SelectionSet(field.Type.Named.IsLeaf ? _schema.QueryType : field.Type.Named, depth);
        return $"{alias}{name}{Arguments(field.Arguments)}{(isConditional ? Directives(DirectiveLocation.Field) : "")}{set}";
    }

    private string Fragment(DefinedType type, int depth)
    {
        if (depth > MaxDepth)
            return "__typename";

        var on = FragmentType(type);
        if (_draw.OneIn(2) || _fragments.Count >= MaxFragments)
        {
            var (condition, inside) = _draw.OneIn(4) ? ("", type) : ($" on {Named(on)}", on);
            return $"...{condition}{Directives(DirectiveLocation.InlineFragment)}{Gap()}{SelectionSet(inside, depth + 1)}";
        }

        var again = _finished.Where(f => ReferenceEquals(f.On, on)).Select(f => f.Name).ToList();
        if (again.Count > 0 && _draw.OneIn(2))
            return $"...{_draw.From(again)}";
        if (_draw.Slips())
            return _draw.OneIn(2) ? $"...{Name()}" : $"...{(_finished.Count > 0 ? _draw.From(_finished).Name : "Nowhere")}";

        var name = Name();
        if (_draw.Slips())
            _finished.Add((name, on));
        var set = SelectionSet(on, depth + 1);
        var directives = Directives(DirectiveLocation.FragmentDefinition);
        _finished.Add((name, on));
        _fragments.Add($"{Description()}fragment{Gap()}{name} on {Named(on)}{directives}{Gap()}{set}");
        return $"...{name}{Directives(DirectiveLocation.FragmentSpread)}";
    }

    // Itself, one of the objects it may be, or an interface or union that may be one of those.
    private DefinedType FragmentType(DefinedType type)
    {
        if (_draw.Slips())
            return _schema.Types[_draw.From(Types())];

        var possible = _schema.PossibleTypes(type).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        return _draw.Between(0, 3) switch
        {
            _ when possible.Count == 0 => type,
            0 => type,
            1 => _draw.From([.. _schema.Types.Values.Where(t => t.IsComposite && _schema.PossibleTypes(t).Overlaps(possible)).OrderBy(t => t.Name, StringComparer.Ordinal)]),
            _ => _draw.From(possible),
        };
    }

    private string Named(DefinedType type) => _draw.Slips() ? _draw.Misspelt(type.Name) : type.Name;

    private List<string> FieldNames() =>
        [.. _schema.Types.Values.OfType<FieldsType>().SelectMany(t => t.Fields.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private List<string> Types() => [.. _schema.Types.Keys.Order(StringComparer.Ordinal)];

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"n{_names++}");

    private string Description() => _draw.Between(0, 11) switch
    {
        0 => "\"Một câu.\" ",
        1 => "\"\"\"\n  Two\n    lines.\n\"\"\"\n",
        _ => "",
    };

    // What may stand between two tokens, so that no two documents have their places in the same columns.
    private string Gap() => _draw.Between(0, 14) switch
    {
        0 => "\n",
        1 => "\n    ",
        2 => "\r\n\t",
        3 => " , ",
        4 => " # ghi chú {\n",
        5 => "\r",
        6 => " \uFEFF",
        _ => " ",
    };
}
