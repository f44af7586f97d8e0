using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>
/// FieldsInSetCanMerge and SameResponseShape (spec 5.3.2) over all selection sets of one document. The specification's text
/// compares pairs within pairs, which is exponential; here each pair of fields is compared once, fields that are alike count
/// as one, and the comparisons are counted, so that no document costs more than its limit.
/// </summary>
internal sealed class FieldMerging(Rule rule, ValidationContext context)
{
    private readonly MergeableFields fields = new(context);
    private readonly Dictionary<(int, int), bool> comparedAsExclusive = [];
    private int comparisons;
    private int conflicts;

    public void Check()
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
                Check(operation.SelectionSet, context.Schema.RootType(operation.Operation));
            else if (definition is FragmentDefinitionNode fragment)
                Check(fragment.SelectionSet, context.CompositeNamed(fragment.TypeCondition));
        }

        if (IsOverBudget)
        {
            context.Report(new GraphQLError(
                $"It takes more than {context.Limits.MaxFieldComparisons} comparisons to see whether the fields of the document can be merged.",
                ErrorCodes.LimitExceeded));
        }
    }

    // One error names all conflicts below its fields: they are bounded together, not only the errors.
    private bool IsOver => IsOverBudget || conflicts > context.Limits.MaxErrors;

    private bool IsOverBudget => comparisons + fields.Collected > context.Limits.MaxFieldComparisons;

    private void Check(SelectionSetNode set, DefinedType? parent)
    {
        foreach (var group in fields.Of(set, parent).Values)
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var j = i + 1; j < group.Count && !IsOver; j++)
                {
                    if (ConflictBetween(group[i], group[j], areExclusive: false) is { } conflict)
                        Report(conflict);
                }
            }
        }

        foreach (var (field, type) in fields.Direct(set, parent))
        {
            if (field.SelectionSet is { } below && !IsOver)
                Check(below, type);
        }
    }

    private void Report(Conflict conflict) => context.Report(
        rule,
        $"Fields \"{conflict.Key}\" cannot be merged: {conflict.Reason}. Give them different aliases to ask for both.",
        conflict.Nodes);

    // Fields of different objects are never in one answer together, nor is what is below them: they may differ in name and
    // arguments, but not in the shape of what they give, which clients know by the key alone.
    private Conflict? ConflictBetween(MergeableField a, MergeableField b, bool areExclusive)
    {
        areExclusive |= !ReferenceEquals(a.Parent, b.Parent) && a.Parent is ObjectType && b.Parent is ObjectType;
        if (ReferenceEquals(a.Node, b.Node) || IsCompared(a, b, areExclusive))
            return null;

        comparisons++;
        if (Difference(a, b, areExclusive) is not { } reason)
            return ConflictBelow(a, b, areExclusive);

        conflicts++;
        return new Conflict(a.Node.ResponseKey, reason, [a.Node, b.Node]);
    }

    private static string? Difference(MergeableField a, MergeableField b, bool areExclusive)
    {
        if (!areExclusive && a.Name != b.Name)
            return $"\"{a.Name}\" and \"{b.Name}\" are different fields";
        if (!areExclusive && a.Arguments != b.Arguments)
            return "they are given different arguments";
        return a.Type is { } typeA && b.Type is { } typeB && !HaveSameShape(typeA, typeB)
            ? $"their types \"{typeA}\" and \"{typeB}\" are of different shapes"
            : null;
    }

    private Conflict? ConflictBelow(MergeableField a, MergeableField b, bool areExclusive)
    {
        if (a.Node.SelectionSet is not { } setA || b.Node.SelectionSet is not { } setB)
            return null;

        var groupsOfB = fields.Of(setB, b.Type?.Named);
        var below = new List<Conflict>();
        foreach (var (key, group) in fields.Of(setA, a.Type?.Named))
        {
            foreach (var other in groupsOfB.GetValueOrDefault(key) ?? [])
            {
                foreach (var field in group)
                {
                    if (!IsOver && ConflictBetween(field, other, areExclusive) is { } conflict)
                        below.Add(conflict);
                }
            }
        }

        return below.Count == 0 ? null : new Conflict(
            a.Node.ResponseKey,
            string.Join(" and ", below.Select(c => $"below them, fields \"{c.Key}\" cannot be, as {c.Reason}")),
            [a.Node, b.Node, .. below.SelectMany(c => c.Nodes)]);
    }

    // A pair that was compared strictly need not be compared again; one compared as exclusive must be, if it is met strictly.
    private bool IsCompared(MergeableField a, MergeableField b, bool areExclusive)
    {
        var pair = (Math.Min(a.Id, b.Id), Math.Max(a.Id, b.Id));
        if (comparedAsExclusive.TryGetValue(pair, out var wasExclusive) && (areExclusive || !wasExclusive))
            return true;

        comparedAsExclusive[pair] = areExclusive;
        return false;
    }

    private static bool HaveSameShape(GraphQLType a, GraphQLType b) => (a, b) switch
    {
        (NonNull x, NonNull y) => HaveSameShape(x.OfType, y.OfType),
        (ListOf x, ListOf y) => HaveSameShape(x.OfType, y.OfType),
        (NonNull or ListOf, _) or (_, NonNull or ListOf) => false,
        _ when a.IsLeaf || b.IsLeaf => ReferenceEquals(a, b),
        _ => true,
    };

    private sealed record Conflict(string Key, string Reason, IReadOnlyList<FieldNode> Nodes);
}
