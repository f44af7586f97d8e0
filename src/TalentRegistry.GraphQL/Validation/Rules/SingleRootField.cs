using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>A subscription selects one root field, not of introspection, and under no condition (spec 5.2.4.1).</summary>
internal sealed class SingleRootField() : Rule("Single-Root-Field")
{
    public override void Leave(DocumentNode document, ValidationContext context)
    {
        if (context.Schema.SubscriptionType is not { } root)
            return;

        foreach (var operation in context.Operations.Where(o => o.Operation == OperationType.Subscription))
            Check(operation, root, context);
    }

    private void Check(OperationDefinitionNode operation, ObjectType root, ValidationContext context)
    {
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var conditions = new List<DirectiveNode>();
        CollectSubscriptionFields(operation.SelectionSet, root, context, groups, conditions);

        if (groups.Count > 1)
            context.Report(this, "A subscription selects exactly one root field.", groups.Values.Skip(1).SelectMany(f => f));
        foreach (var fields in groups.Values.Where(fields => fields[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
            context.Report(this, "The root field of a subscription cannot be one of introspection.", fields);
        if (conditions.Count > 0)
            context.Report(this, "The root field of a subscription cannot depend on @skip or @include.", conditions);
    }

    // Without recursion: fragments may be chained by the thousand.
    private static void CollectSubscriptionFields(
        SelectionSetNode set, ObjectType root, ValidationContext context,
        OrderedDictionary<string, List<FieldNode>> groups, List<DirectiveNode> conditions)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var ahead = new Stack<SelectionNode>(set.Selections.Reverse());
        while (ahead.TryPop(out var selection))
        {
            conditions.AddRange(selection.Directives.Where(d => d.Name.Value is "skip" or "include"));
            var below = selection switch
            {
                InlineFragmentNode { TypeCondition: null } fragment => fragment.SelectionSet,
                InlineFragmentNode { TypeCondition: { } on } fragment when Applies(on) => fragment.SelectionSet,
                FragmentSpreadNode spread when visited.Add(spread.Name.Value)
                    && context.Fragments.GetValueOrDefault(spread.Name.Value) is { } fragment
                    && Applies(fragment.TypeCondition) => fragment.SelectionSet,
                _ => null,
            };
            foreach (var next in below?.Selections.Reverse() ?? [])
                ahead.Push(next);
            if (selection is not FieldNode field)
                continue;
            if (!groups.TryGetValue(field.ResponseKey, out var group))
                groups.Add(field.ResponseKey, group = []);
            group.Add(field);
        }

        bool Applies(NamedTypeNode condition) => context.CompositeNamed(condition) is { } type && Schema.IsSubtype(root, type);
    }
}
