using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Rules;

/// <summary>
/// FieldsInSetCanMerge and SameResponseShape (spec 5.3.2) over all selection sets of one document. The specification's text
/// compares pairs within pairs, which is exponential; here the outcome for each pair of fields is kept, fields that are alike
/// count as one, and the comparisons are counted, so that no document costs more than its limit.
/// </summary>
internal sealed class FieldMerging(Rule rule, ValidationContext context)
{
    private readonly MergeableFields fields = new(context);
    private readonly Dictionary<(int, int, bool), IReadOnlyList<Conflict>> outcomes = [];
    private readonly HashSet<(int, int)> reported = [];
    private int comparisons;
    private int conflicts;

    public void Check()
    {
        foreach (var definition in context.Document.Definitions.TakeWhile(_ => !IsOver))
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
                    // Met in the sets of two definitions that spread one fragment, it is the same conflict.
                    if (ConflictsBetween(group[i], group[j], areExclusive: false) is { Count: > 0 } found && reported.Add(PairOf(group[i], group[j])))
                        Report(found);
                }
            }
        }

        foreach (var (field, type) in fields.Direct(set, parent))
        {
            if (field.SelectionSet is { } below && !IsOver)
                Check(below, type);
        }
    }

    private void Report(IReadOnlyList<Conflict> conflicts)
    {
        foreach (var conflict in conflicts)
        {
            context.Report(
                rule,
                $"Fields \"{conflict.Key}\" cannot be merged: {conflict.Reason}. Give them different aliases to ask for both.",
                conflict.Nodes);
        }
    }

    // Fields of different objects are never in one answer together, nor is what is below them: they may differ in name and
    // arguments, but not in the shape of what they give, which clients know by the key alone.
    private IReadOnlyList<Conflict> ConflictsBetween(AlikeFields a, AlikeFields b, bool areExclusive)
    {
        areExclusive |= !ReferenceEquals(a.First.Parent, b.First.Parent) && a.First.Parent is ObjectType && b.First.Parent is ObjectType;
        comparisons++;
        if (ReferenceEquals(a.First.Node, b.First.Node))
            return [];

        var (one, other) = PairOf(a, b);
        if (!outcomes.TryGetValue((one, other, areExclusive), out var outcome))
        {
            outcome = Difference(a.First, b.First, areExclusive) is { } reason ? EachOf(a, b, reason) : ConflictBelow(a.First, b.First, areExclusive);
            outcomes.Add((one, other, areExclusive), outcome);
        }

        conflicts += outcome.Count;
        return outcome;
    }

    private List<Conflict> EachOf(AlikeFields a, AlikeFields b, string reason) =>
    [
        .. a.Nodes.SelectMany(node => b.Nodes.Select(other => new Conflict(node.ResponseKey, reason, [node, other]))).Take(context.Limits.MaxErrors + 1),
    ];

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

    private IReadOnlyList<Conflict> ConflictBelow(MergeableField a, MergeableField b, bool areExclusive)
    {
        if (a.Node.SelectionSet is not { } setA || b.Node.SelectionSet is not { } setB)
            return [];

        var groupsOfB = fields.Of(setB, b.Type?.Named);
        var below = new List<Conflict>();
        foreach (var (key, group) in fields.Of(setA, a.Type?.Named))
        {
            foreach (var other in groupsOfB.GetValueOrDefault(key) ?? [])
            {
                foreach (var field in group.TakeWhile(_ => !IsOver))
                {
                    // Both written in the one set of a fragment: then it is that set's conflict, not one of the fields above.
                    if (!ReferenceEquals(field.First.Home, other.First.Home))
                        below.AddRange(ConflictsBetween(field, other, areExclusive));
                }
            }
        }

        return below.Count == 0 ? [] : [new Conflict(
            a.Node.ResponseKey,
            string.Join(" and ", below.Select(c => $"below them, fields \"{c.Key}\" cannot be, as {c.Reason}")),
            [a.Node, b.Node, .. below.SelectMany(c => c.Nodes)])];
    }

    private static (int, int) PairOf(AlikeFields a, AlikeFields b) => (Math.Min(a.First.Id, b.First.Id), Math.Max(a.First.Id, b.First.Id));

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
