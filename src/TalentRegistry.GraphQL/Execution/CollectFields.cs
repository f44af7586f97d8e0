using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Execution;

/// <summary>Spec 6.3.2, Field Collection.</summary>
internal static class CollectFields
{
    /// <summary>The fields that apply to an object of <paramref name="type"/>, grouped by response key in the order first met.</summary>
    public static IReadOnlyList<KeyValuePair<string, List<FieldNode>>> Collect(
        OperationPlan plan, ObjectType type, IReadOnlyList<SelectionSetNode> selectionSets)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visitedFragments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in selectionSets)
            Collect(plan, type, set, groups, visitedFragments);
        return [.. groups];
    }

    /// <summary>The variables that decide @skip and @include anywhere in a document; the plan depends on their values.</summary>
    public static IReadOnlyList<string> ConditionVariables(DocumentNode document)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions.OfType<ExecutableDefinitionNode>())
            Gather(definition.SelectionSet, names);
        return [.. names];
    }

    private static void Collect(
        OperationPlan plan, ObjectType type, SelectionSetNode set,
        OrderedDictionary<string, List<FieldNode>> groups, HashSet<string> visitedFragments)
    {
        foreach (var selection in set.Selections.Where(s => IsIncluded(plan, s.Directives)))
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseKey, out var group))
                        groups.Add(field.ResponseKey, group = []);
                    group.Add(field);
                    break;
                case FragmentSpreadNode spread:
                    if (visitedFragments.Add(spread.Name.Value) && plan.Fragments.TryGetValue(spread.Name.Value, out var fragment)
                        && DoesFragmentTypeApply(plan.Schema, type, fragment.TypeCondition))
                        Collect(plan, type, fragment.SelectionSet, groups, visitedFragments);
                    break;
                case InlineFragmentNode inline:
                    if (inline.TypeCondition is null || DoesFragmentTypeApply(plan.Schema, type, inline.TypeCondition))
                        Collect(plan, type, inline.SelectionSet, groups, visitedFragments);
                    break;
            }
        }
    }

    private static bool DoesFragmentTypeApply(Schema schema, ObjectType type, NamedTypeNode condition) =>
        schema.TypeNamed(condition.Name.Value) is { } wanted && Schema.IsSubtype(type, wanted);

    // Spec 3.13.1 and 3.13.2: both must let the selection pass.
    private static bool IsIncluded(OperationPlan plan, IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            var passes = directive.Name.Value switch
            {
                "skip" => !Condition(plan, directive),
                "include" => Condition(plan, directive),
                _ => true,
            };
            if (!passes)
                return false;
        }

        return true;
    }

    private static bool Condition(OperationPlan plan, DirectiveNode directive) => directive.Arguments[0].Value switch
    {
        BooleanValueNode literal => literal.Value,
        // A variable that may be null may stand here for its default; a null given in place of that is no argument (spec 6.4.1).
        VariableNode variable => plan.Conditions.GetValueOrDefault(variable.Name.Value) ?? throw new GraphQLException(new GraphQLError(
            "Argument \"if\" of non-null type \"Boolean!\" must not be null.", ErrorCodes.BadUserInput, directive.Arguments[0].Value)),
        _ => false,
    };

    private static void Gather(SelectionSetNode set, SortedSet<string> names)
    {
        foreach (var selection in set.Selections)
        {
            foreach (var directive in selection.Directives.Where(d => d.Name.Value is "skip" or "include"))
                names.UnionWith(directive.Arguments.Select(a => a.Value).OfType<VariableNode>().Select(v => v.Name.Value));
            var below = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                _ => null,
            };
            if (below is not null)
                Gather(below, names);
        }
    }
}
