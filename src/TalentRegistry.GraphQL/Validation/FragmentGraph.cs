using TalentRegistry.GraphQL.Language;

namespace TalentRegistry.GraphQL.Validation;

/// <summary>
/// Which fragments spread which. Walked with a stack of its own: a document may chain thousands of fragments.
/// </summary>
internal sealed class FragmentGraph
{
    private readonly ValidationContext context;
    private readonly List<FragmentDefinitionNode> order = [];
    private readonly List<IReadOnlyList<FragmentSpreadNode>> cycles = [];
    private readonly HashSet<FragmentDefinitionNode> visited = new(ReferenceEqualityComparer.Instance);

    public FragmentGraph(ValidationContext context)
    {
        this.context = context;
        foreach (var fragment in context.Fragments.Values)
            Visit(fragment);
    }

    /// <summary>Every fragment after all those that it spreads, as long as there are no cycles.</summary>
    public IReadOnlyList<FragmentDefinitionNode> Order => order;

    /// <summary>The spreads that lead from a fragment back to itself, each cycle once.</summary>
    public IReadOnlyList<IReadOnlyList<FragmentSpreadNode>> Cycles => cycles;

    // The spreads of a selection before those inside its fields, of which the last come first: the order in which the reference
    // implementation follows them, so that of several cycles through a fragment the same one is named.
    private static IEnumerable<FragmentSpreadNode> SpreadsOf(SelectionSetNode selectionSet)
    {
        var sets = new Stack<SelectionSetNode>([selectionSet]);
        while (sets.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                if (selection is FragmentSpreadNode spread)
                    yield return spread;
                else if (selection is FieldNode { SelectionSet: { } below })
                    sets.Push(below);
                else if (selection is InlineFragmentNode inline)
                    sets.Push(inline.SelectionSet);
            }
        }
    }

    // Depth first. `steps` holds the fragments that are being visited, each with the spreads still to follow; `path` the
    // spreads that led from each to the next.
    private void Visit(FragmentDefinitionNode root)
    {
        var steps = new Stack<(FragmentDefinitionNode Fragment, IEnumerator<FragmentSpreadNode> Spreads)>();
        var path = new List<FragmentSpreadNode>();
        var indexOnPath = new Dictionary<FragmentDefinitionNode, int>(ReferenceEqualityComparer.Instance);
        Enter(root);
        while (steps.TryPeek(out var step))
        {
            if (!step.Spreads.MoveNext())
            {
                order.Add(step.Fragment);
                indexOnPath.Remove(step.Fragment);
                steps.Pop();
                if (path.Count > 0)
                    path.RemoveAt(path.Count - 1);
                continue;
            }

            var spread = step.Spreads.Current;
            if (!context.Fragments.TryGetValue(spread.Name.Value, out var next))
                continue;
            if (indexOnPath.TryGetValue(next, out var start))
            {
                cycles.Add([.. path.Skip(start), spread]);
            }
            else if (!visited.Contains(next))
            {
                path.Add(spread);
                Enter(next);
            }
        }

        void Enter(FragmentDefinitionNode fragment)
        {
            if (!visited.Add(fragment))
                return;
            indexOnPath.Add(fragment, path.Count);
            steps.Push((fragment, SpreadsOf(fragment.SelectionSet).GetEnumerator()));
        }
    }
}
