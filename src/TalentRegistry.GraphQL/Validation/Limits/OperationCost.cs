using System.Globalization;
using TalentRegistry.GraphQL.Language;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Validation.Limits;

/// <summary>
/// How many values the answer to an operation may hold. A field counts one; what is selected from a list counts as often as
/// the list may have items: as many as <c>first</c> or <c>last</c> say, else the field's page size, else
/// <see cref="ValidationLimits.AssumedListSize"/>. On a connection the number holds for the lists directly inside it.
/// </summary>
public sealed class OperationCost
{
    private readonly Schema schema;
    private readonly OperationDefinitionNode operation;
    private readonly IReadOnlyDictionary<string, object?>? variables;
    private readonly ValidationLimits limits;
    private readonly Dictionary<string, FragmentDefinitionNode> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Cost> fragments = new(StringComparer.Ordinal);

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
        return cost <= limits.MaxCost
            ? null
            : LimitExceeded.Error("cost", cost, limits.MaxCost, "values that the answer may hold", operation);
    }

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
        var isList = field.Type.Nullable is ListOf;
        return (isList, size) switch
        {
            (true, { } items) => new Cost(1 + (items * (1 + below.Total(limits.AssumedListSize))), 0),
            (true, null) => new Cost(1, 1 + below.Total(limits.AssumedListSize)),
            (false, { } items) => new Cost(1 + below.Total(items), 0),
            (false, null) => new Cost(1 + below.Total(limits.AssumedListSize), 0),
        };
    }

    // Null: the field takes no number of items.
    private double? SizeOf(FieldNode node, OutputField field)
    {
        if (!field.Arguments.ContainsKey("first") && !field.Arguments.ContainsKey("last"))
            return null;

        var given = node.Arguments.Where(a => a.Name.Value is "first" or "last").Select(a => Number(a.Value))
            .Concat(field.Arguments.Values.Where(a => a.Name is "first" or "last").Select(a => Number(a.DefaultValue)))
            .FirstOrDefault(number => number is not null);
        var size = given ?? field.Query?.Paging?.Default ?? limits.AssumedListSize;
        return Math.Clamp(size, 0, field.Query?.Paging?.Max ?? int.MaxValue);
    }

    private double? Number(ValueNode? value) => value switch
    {
        IntValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
        VariableNode variable when variables is not null && variables.TryGetValue(variable.Name.Value, out var known)
            => known is IConvertible and not string ? Convert.ToDouble(known, CultureInfo.InvariantCulture) : null,
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
