using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.Server.Exporting;

/// <summary>The fields of a valid document's selections, fragments resolved.</summary>
internal sealed class SelectedFields(DocumentNode document)
{
    private readonly Dictionary<string, FragmentDefinitionNode> fragments =
        document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);

    /// <summary>Fields selected there, by themselves or in fragments, in their order.</summary>
    public IEnumerable<FieldNode> Of(SelectionSetNode selections) => selections.Selections.SelectMany(selection => selection switch
    {
        FieldNode field => [field],
        InlineFragmentNode inline => Of(inline.SelectionSet),
        FragmentSpreadNode spread => Of(fragments[spread.Name.Value].SelectionSet),
        _ => Array.Empty<FieldNode>(),
    });

    /// <summary>Selections with one of their fields only, in the fragments that it is in, and with another in its place; null where it is not in them.</summary>
    public SelectionSetNode? Only(SelectionSetNode within, FieldNode field, FieldNode replacement) => within.Selections.Select(selection => selection switch
    {
        FieldNode each when ReferenceEquals(each, field) => replacement,
        InlineFragmentNode inline when Only(inline.SelectionSet, field, replacement) is { } found => inline with { SelectionSet = found },
        FragmentSpreadNode spread when fragments[spread.Name.Value] is var fragment && Only(fragment.SelectionSet, field, replacement) is { } found =>
            new InlineFragmentNode(fragment.TypeCondition, spread.Directives, found, Location.None),
        _ => (SelectionNode?)null,
    }).FirstOrDefault(selection => selection is not null) is { } only ? new SelectionSetNode([only], Location.None) : null;

    /// <summary>Variables and fragments that selections need.</summary>
    public (HashSet<string> Variables, HashSet<string> Fragments) UsedBy(SelectionSetNode root)
    {
        var (variables, spread) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        All(root);
        return (variables, spread);

        void Select(SelectionNode selection)
        {
            foreach (var directive in selection.Directives)
                Given(directive.Arguments);
            switch (selection)
            {
                case FieldNode each:
                    Given(each.Arguments);
                    All(each.SelectionSet);
                    break;
                case InlineFragmentNode inline:
                    All(inline.SelectionSet);
                    break;
                case FragmentSpreadNode named when spread.Add(named.Name.Value):
                    All(fragments[named.Name.Value].SelectionSet);
                    break;
            }
        }

        void All(SelectionSetNode? selections)
        {
            foreach (var selection in selections?.Selections ?? [])
                Select(selection);
        }

        void Given(IReadOnlyList<ArgumentNode> arguments)
        {
            foreach (var argument in arguments)
                Value(argument.Value);
        }

        void Value(ValueNode value)
        {
            switch (value)
            {
                case VariableNode variable:
                    variables.Add(variable.Name.Value);
                    break;
                case ListValueNode list:
                    foreach (var item in list.Values)
                        Value(item);
                    break;
                case ObjectValueNode record:
                    foreach (var member in record.Fields)
                        Value(member.Value);
                    break;
            }
        }
    }
}
