using System.Globalization;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>
/// What the answer to an operation may cost: its fields' weights, 1 for each value unless its author or its kind says otherwise (see
/// <see cref="CostAttribute"/>). What is selected from a list counts as often as the list may have items: as many as <c>first</c>, <c>last</c> or
/// another slicing argument says, else the field's page or assumed size, else <see cref="ValidationLimits.AssumedListSize"/>. On a
/// connection the number holds for the lists directly inside it.
/// </summary>
public sealed class OperationCost
{
    private const double StatementWeight = 10;

    private static readonly string[] PageArguments = ["first", "last"];

    private readonly Schema schema;
    private readonly OperationDefinitionNode operation;
    private readonly IReadOnlyDictionary<string, object?>? variables;
    private readonly ValidationLimits limits;
    private readonly Dictionary<string, FragmentDefinitionNode> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Cost> fragments = new(StringComparer.Ordinal);

    private double _largestPage;
    private bool _dependsOnVariables;

    private OperationCost(
        Schema schema, DocumentNode document, OperationDefinitionNode operation,
        IReadOnlyDictionary<string, object?>? variables, ValidationLimits limits)
    {
        (this.schema, this.operation, this.variables, this.limits) = (schema, operation, variables, limits);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
            definitions[fragment.Name.Value] = fragment;
    }

    /// <summary>The cost of one operation of a document that has been validated.</summary>
    /// <param name="schema">The schema it was validated against.</param>
    /// <param name="document">The document.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="variables">
    /// Coerced values of the variables. Null while they are not known: then a variable stands for its default, or for the
    /// field's page size.
    /// </param>
    /// <param name="limits">Where the assumed size of a list is taken from.</param>
    /// <returns>1 or more.</returns>
    public static double Of(
        Schema schema, DocumentNode document, OperationDefinitionNode operation,
        IReadOnlyDictionary<string, object?>? variables, ValidationLimits limits)
    {
        var count = new OperationCost(schema, document, operation, variables, limits);
        var cost = count.Of(operation.SelectionSet, schema.RootType(operation.Operation)).Total(limits.AssumedListSize);
        // No items of something beyond counting are not a number.
        return double.IsNaN(cost) ? double.PositiveInfinity : cost;
    }

    /// <summary>The refusal of an operation over <see cref="ValidationLimits.MaxCost"/>, with the numbers; null if it is within it.</summary>
    /// <inheritdoc cref="Of(Schema, DocumentNode, OperationDefinitionNode, IReadOnlyDictionary{string, object?}?, ValidationLimits)" path="/param"/>
    public static GraphQLError? Check(
        Schema schema, DocumentNode document, OperationDefinitionNode operation,
        IReadOnlyDictionary<string, object?>? variables, ValidationLimits limits)
    {
        var cost = Of(schema, document, operation, variables, limits);
        return cost <= limits.MaxCost ? null : Report(schema, document, operation, variables, limits, limits.MaxCost).Refusal(operation);
    }

    /// <summary>The cost of an operation against a budget, and what costs most of it.</summary>
    internal static CostReport Report(
        Schema schema, DocumentNode document, OperationDefinitionNode operation,
        IReadOnlyDictionary<string, object?>? variables, ValidationLimits limits, double budget)
    {
        var count = new OperationCost(schema, document, operation, variables, limits);
        var cost = count.Of(operation.SelectionSet, schema.RootType(operation.Operation)).Total(limits.AssumedListSize);
        return new CostReport(
            double.IsNaN(cost) ? double.PositiveInfinity : cost, budget,
            new Lazy<(string, double)>(() => count.Largest(schema.RootType(operation.Operation))), count._largestPage, count._dependsOnVariables);
    }

    // Down from the root to whatever costs more than half of what is above it.
    private (string Path, double Cost) Largest(DefinedType? root)
    {
        var path = new List<string>();
        var (set, parent, times, items, all) = ((SelectionSetNode?)operation.SelectionSet, root, 1d, (double)limits.AssumedListSize, 0d);
        while (set is not null)
        {
            var (node, on, cost) = Fields(set, parent, []).Select(f => (f.Node, f.Parent, Cost: times * Of(f.Node, f.Parent).Total(items)))
                .MaxBy(f => f.Cost);
            if (node is null || (path.Count > 0 && !(cost > all / 2)))
                break;

            path.Add(node.ResponseKey);
            var field = on is { IsComposite: true } ? schema.FieldNamed(on, node.Name.Value) : null;
            var size = field is null ? null : SizeOf(node, field);
            var isList = field?.Type.Nullable is ListOf;
            (set, parent, all) = (node.SelectionSet, field?.Type.Named, cost);
            (times, items) = isList ? (times * (size ?? items), limits.AssumedListSize) : (times, size ?? limits.AssumedListSize);
        }

        return (string.Join('.', path), all);
    }

    private IEnumerable<(FieldNode Node, DefinedType? Parent)> Fields(SelectionSetNode set, DefinedType? parent, HashSet<string> seen) =>
        set.Selections.SelectMany(selection => selection switch
        {
            FieldNode field => [(field, parent)],
            InlineFragmentNode inline => Fields(inline.SelectionSet, inline.TypeCondition is { } on ? schema.TypeNamed(on.Name.Value) : parent, seen),
            FragmentSpreadNode spread when seen.Add(spread.Name.Value) && definitions.TryGetValue(spread.Name.Value, out var fragment) =>
                Fields(fragment.SelectionSet, schema.TypeNamed(fragment.TypeCondition.Name.Value), seen),
            _ => Enumerable.Empty<(FieldNode, DefinedType?)>(),
        });

    private Cost Of(SelectionSetNode set, DefinedType? parent)
    {
        var cost = default(Cost);
        foreach (var selection in set.Selections)
        {
            cost += selection switch
            {
                FieldNode field => Of(field, parent),
                InlineFragmentNode inline => Of(inline.SelectionSet, inline.TypeCondition is { } on ? schema.TypeNamed(on.Name.Value) : parent),
                FragmentSpreadNode spread => Of(spread),
                _ => default,
            };
        }

        return cost;
    }

    private Cost Of(FragmentSpreadNode spread)
    {
        var name = spread.Name.Value;
        if (!fragments.TryGetValue(name, out var cost) && definitions.TryGetValue(name, out var fragment))
            fragments[name] = cost = Of(fragment.SelectionSet, schema.TypeNamed(fragment.TypeCondition.Name.Value));
        return cost;
    }

    private Cost Of(FieldNode node, DefinedType? parent)
    {
        var field = parent is { IsComposite: true } ? schema.FieldNamed(parent, node.Name.Value) : null;
        var below = node.SelectionSet is { } set ? Of(set, field?.Type.Named) : default;
        // A schema's own description is as long as it is, however often its lists are asked: SizeLimits bounds their nesting.
        if (field is null || Introspection.IsIntrospectionType(field.Type.Named))
            return new Cost(1 + below.Total(1), 0);

        var size = SizeOf(node, field);
        var weight = WeightOf(field);
        var isList = field.Type.Nullable is ListOf;
        return (isList, size) switch
        {
            (true, { } items) => new Cost(weight + (items * (1 + below.Total(limits.AssumedListSize))), 0),
            (true, null) => new Cost(weight, 1 + below.Total(limits.AssumedListSize)),
            (false, { } items) => new Cost(weight + below.Total(items), 0),
            (false, null) => new Cost(weight + below.Total(limits.AssumedListSize), 0),
        };
    }

    // A field whose resolver gives rows runs a statement; one inside rows is part of theirs.
    private static double WeightOf(OutputField field) => field.Cost ?? (field is { Query: not null, Projection: null } ? StatementWeight : 1);

    // Null: the field takes no number of items.
    private double? SizeOf(FieldNode node, OutputField field)
    {
        var slicing = field.ListSize is { SlicingArguments: { Length: > 0 } said } ? said : PageArguments;
        double? assumed = field.ListSize is { AssumedSize: >= 0 and var known } ? known : null;
        if (!slicing.Any(field.Arguments.ContainsKey))
            return assumed;

        var given = node.Arguments.Where(a => slicing.Contains(a.Name.Value)).Select(a => Number(a.Value))
            .Concat(field.Arguments.Values.Where(a => slicing.Contains(a.Name)).Select(a => Number(a.DefaultValue)))
            .FirstOrDefault(number => number is not null);
        if (given > _largestPage)
            _largestPage = given.Value;
        var size = given ?? field.Query?.Paging?.Default ?? assumed ?? limits.AssumedListSize;
        return Math.Clamp(size, 0, field.Query?.Paging?.Max ?? int.MaxValue);
    }

    private double? Number(ValueNode? value)
    {
        _dependsOnVariables |= value is VariableNode;
        return Known(value);
    }

    private double? Known(ValueNode? value) => value switch
    {
        IntValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
        ListValueNode list => list.Values.Count,
        VariableNode variable when variables is not null && variables.TryGetValue(variable.Name.Value, out var known)
            => known is Array items ? items.Length : known is IConvertible and not string ? Convert.ToDouble(known, CultureInfo.InvariantCulture) : null,
        VariableNode variable => operation.Variables.FirstOrDefault(v => v.Variable.Name.Value == variable.Name.Value)?.DefaultValue is IntValueNode number
            ? double.Parse(number.Value, CultureInfo.InvariantCulture)
            : null,
        _ => null,
    };

    /// <summary>What is there once, and what is there for each item of the lists directly inside.</summary>
    private readonly record struct Cost(double Once, double ForEachItem)
    {
        public double Total(double items) => Once + (items * ForEachItem);

        public static Cost operator +(Cost a, Cost b) => new(a.Once + b.Once, a.ForEachItem + b.ForEachItem);
    }
}
