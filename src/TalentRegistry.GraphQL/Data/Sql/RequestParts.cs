using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// What one request asks of a field, as far as it may differ from the next one's: rows, filtered and begun at a place, their order, and the
/// filters and orders inside rows. Everything else is the plan's.
/// </summary>
internal sealed class RequestParts(
    RequestState request, QueryOptions options, Expression filtered, Expression rows, RowOrder? order, bool isFromEnd, int limit)
{
    /// <summary>Stands for the number of rows to read.</summary>
    public static readonly ParameterExpression Limit = Expression.Parameter(typeof(int), "limit");

    private readonly Dictionary<ParameterExpression, (FieldPlan Field, InputValue Argument)> _arguments = [];

    /// <summary>The rows that <c>where</c> lets through, on all pages.</summary>
    public Expression Filtered => filtered;

    /// <summary>Those beyond the cursors.</summary>
    public Expression Rows => rows;

    /// <summary>Their order; null leaves them as they come.</summary>
    public RowOrder? Order => order;

    /// <summary>Whether the order is read backwards.</summary>
    public bool IsFromEnd => isFromEnd;

    /// <summary>The lists inside rows that arguments filter or order, while a statement is made.</summary>
    public List<NestedRows> Nested { get; } = [];

    public IReadOnlyDictionary<ParameterExpression, (FieldPlan Field, InputValue Argument)> Arguments => _arguments;

    /// <summary>What stands in a projection for the value of an argument.</summary>
    public ParameterExpression Argument(FieldPlan field, InputValue argument, Type type)
    {
        var place = Expression.Parameter(type, argument.Name);
        _arguments.Add(place, (field, argument));
        return place;
    }

    /// <summary>The rows of a list inside rows in the order asked for, or else their own.</summary>
    public Expression Arranged(FieldPlan field, ObjectType element, Expression source, Func<string, bool> satisfies)
    {
        var own = RowOrder.Own(element, Sequence.ItemType(source), satisfies);
        if (field.Field.Query is not { } query || !(IsGiven(field, query.Filters, "where") | IsGiven(field, query.Sorts, "order")))
            return Sequence.IsOrdered(source) ? source : own.Apply(source);

        var nested = new NestedRows(field, own, source);
        Nested.Add(nested with { Template = nested.Of(request, options) });
        return Nested[^1].Template!;
    }

    /// <summary>The value of a part that is known beforehand; <paramref name="arguments"/> are those of the statement it is for.</summary>
    public object? Value(Expression node, IReadOnlyDictionary<ParameterExpression, (FieldPlan Field, InputValue Argument)> arguments) =>
        GivenValue.Of(node, place => place == Limit ? limit : ArgumentValue(place, arguments[place].Field, arguments[place].Argument));

    /// <summary>The rows of a list inside rows, for this request.</summary>
    public Expression Of(NestedRows nested) => nested.Of(request, options);

    private object? ArgumentValue(ParameterExpression place, FieldPlan field, InputValue argument)
    {
        var given = field.Arguments(request.Variables).GetValueOrDefault(argument.Name);
        return given is not null ? ClrValue.To(given, place.Type) : place.Type.IsValueType ? Activator.CreateInstance(place.Type) : null;
    }

    private static bool IsGiven(FieldPlan field, bool isOffered, string argument) =>
        isOffered && field.Nodes[0].Arguments.Any(a => a.Name.Value == argument);
}

/// <summary>A list inside rows that arguments filter or order.</summary>
/// <param name="Field">The field.</param>
/// <param name="Own">Its order where none is asked for.</param>
/// <param name="Source">Its rows before both.</param>
/// <param name="Template">Its rows in the request that a statement was made for.</param>
internal sealed record NestedRows(FieldPlan Field, RowOrder Own, Expression Source, Expression? Template = null)
{
    /// <summary>Its rows in a request.</summary>
    /// <exception cref="GraphQLException">A filter or order is refused.</exception>
    public Expression Of(RequestState request, QueryOptions options) =>
        new RowArguments(Field, options, request).Apply(Source, Own.Element, Sequence.ItemType(Source), Own).Ordered(Sequence.IsOrdered(Source));
}
