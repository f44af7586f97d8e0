using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A field with what decides whether it can be merged with another.</summary>
internal sealed class MergeableField(int id, FieldNode node, SelectionSetNode home, DefinedType? parent, GraphQLType? type)
{
    /// <summary>Unique within its document: two nodes may be equal and still be two.</summary>
    public int Id => id;

    public FieldNode Node => node;

    /// <summary>The selection set of a field, fragment or operation that it is written in, inline fragments aside.</summary>
    public SelectionSetNode Home => home;

    /// <summary>The type it is selected from; null if the document does not tell.</summary>
    public DefinedType? Parent => parent;

    /// <summary>What it gives; null if the schema does not tell.</summary>
    public GraphQLType? Type => type;

    public string Name => node.Name.Value;

    /// <summary>The arguments in an order that does not depend on how they were written.</summary>
    public string Arguments => field ??= string.Join(", ", node.Arguments
        .OrderBy(a => a.Name.Value, StringComparer.Ordinal)
        .Select(a => $"{a.Name}: {Printer.Print(Ordered(a.Value))}"));

    private static ValueNode Ordered(ValueNode value) => value switch
    {
        ListValueNode list => list with { Values = [.. list.Values.Select(Ordered)] },
        ObjectValueNode record => record with
        {
            Fields =
            [
                .. record.Fields.Select(f => f with { Value = Ordered(f.Value) }).OrderBy(f => f.Name.Value, StringComparer.Ordinal),
            ],
        },
        _ => value,
    };
}

/// <summary>
/// A field of a selection set, with the leaves of the same set that are alike in type, name and arguments: whatever conflicts
/// with one conflicts with all.
/// </summary>
internal sealed record AlikeFields(MergeableField First)
{
    public List<FieldNode> Nodes { get; } = [First.Node];
}

/// <summary>The fields of selection sets, those of fragments included, by response key; collected once for each set.</summary>
internal sealed class MergeableFields(ValidationContext context)
{
    private readonly Dictionary<SelectionSetNode, OrderedDictionary<string, List<AlikeFields>>> bySet
        = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<FieldNode, MergeableField> byNode = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many fields have been collected so far, a measure of the work done.</summary>
    public int Collected { get; private set; }

    /// <summary>By response key, in the order met.</summary>
    public OrderedDictionary<string, List<AlikeFields>> Of(SelectionSetNode set, DefinedType? parent)
    {
        if (bySet.TryGetValue(set, out var groups))
            return groups;

        // A set that is nothing but a fragment has the fragment's fields: a thousand operations that spread one chain follow it once.
        if (set.Selections is [FragmentSpreadNode only] && context.Fragments.TryGetValue(only.Name.Value, out var whole))
            return bySet[set] = Of(whole.SelectionSet, context.CompositeNamed(whole.TypeCondition));

        bySet.Add(set, groups = new(StringComparer.Ordinal));
        var leaves = new Dictionary<(string, DefinedType?, string, string), AlikeFields>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var sets = new Queue<(SelectionSetNode, DefinedType?)>([(set, parent)]);
        while (sets.TryDequeue(out var next))
        {
            foreach (var (field, _) in Direct(next.Item1, next.Item2, spread =>
            {
                if (visited.Add(spread.Name.Value) && context.Fragments.TryGetValue(spread.Name.Value, out var fragment))
                    sets.Enqueue((fragment.SelectionSet, context.CompositeNamed(fragment.TypeCondition)));
            }))
            {
                Collected++;
                var alike = new AlikeFields(byNode[field]);
                var likeness = (field.ResponseKey, alike.First.Parent, alike.First.Name, alike.First.Arguments);
                if (field.SelectionSet is null && !leaves.TryAdd(likeness, alike))
                {
                    leaves[likeness].Nodes.Add(field);
                    continue;
                }

                if (!groups.TryGetValue(field.ResponseKey, out var group))
                    groups.Add(field.ResponseKey, group = []);
                group.Add(alike);
            }
        }

        return groups;
    }

    /// <summary>The fields that stand in a set itself, inline fragments included, with the type of what is below each.</summary>
    public IEnumerable<(FieldNode Field, DefinedType? Below)> Direct(
        SelectionSetNode set, DefinedType? parent, Action<FragmentSpreadNode>? onSpread = null, SelectionSetNode? home = null)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!byNode.TryGetValue(field, out var known))
                    {
                        var type = parent is null ? null : context.Schema.FieldNamed(parent, field.Name.Value)?.Type;
                        byNode.Add(field, known = new MergeableField(byNode.Count, field, home ?? set, parent, type));
                    }

                    yield return (field, known.Type?.Named is { IsComposite: true } below ? below : null);
                    break;
                case FragmentSpreadNode spread:
                    onSpread?.Invoke(spread);
                    break;
                case InlineFragmentNode inline:
                    var on = inline.TypeCondition is { } condition ? context.CompositeNamed(condition) : parent;
                    foreach (var field in Direct(inline.SelectionSet, on, onSpread, home ?? set))
                        yield return field;
                    break;
            }
        }
    }
}
