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

    /// <summary>The connections inside rows, while a statement is made.</summary>
    public List<NestedPage> Pages { get; } = [];

    /// <summary>Who is told of rows inside rows, by the C# type of the rows, with the type of what is told; while a statement is made.</summary>
    public List<(Type RowType, Type KeyType)> ToldInside { get; } = [];

    /// <summary>The page that this request asks of a connection inside rows.</summary>
    /// <exception cref="GraphQLException">It is refused.</exception>
    public InnerPage Page(FieldPlan field, Expression source, PageSelection selection, Func<string, bool> satisfies)
    {
        var nested = new NestedPage(field, RowOrder.Own(field.Field.Query!.Element, Sequence.ItemType(source), satisfies), source, selection);
        Pages.Add(nested with { Template = nested.Of(request, options) });
        return Pages[^1].Template!;
    }

    /// <summary>What is told of each row of a page, and the mark of who is told; null where nobody is.</summary>
    public (LambdaExpression Key, int Mark)? Told(ObjectType element, Type rowType)
    {
        if (ReadObserver.KeyOf(element, rowType, options) is not { } key)
            return null;

        var mark = ToldInside.FindIndex(told => told.RowType == rowType);
        if (mark < 0)
        {
            mark = ToldInside.Count;
            ToldInside.Add((rowType, key.ReturnType));
        }

        return mark < 10 ? (key, mark) : throw new NotInSqlException("rows of more than ten types that somebody is told of");
    }

    /// <summary>The page of a connection inside rows, for this request.</summary>
    public InnerPage Of(NestedPage nested) => nested.Of(request, options);

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

/// <summary>A connection inside rows.</summary>
/// <param name="Field">The field.</param>
/// <param name="Own">Its order where none is asked for.</param>
/// <param name="Source">Its rows before filter, order and page.</param>
/// <param name="Selection">What is asked of it.</param>
/// <param name="Template">Its page in the request that a statement was made for.</param>
internal sealed record NestedPage(FieldPlan Field, RowOrder Own, Expression Source, PageSelection Selection, InnerPage? Template = null)
{
    /// <summary>Its page in a request.</summary>
    /// <exception cref="GraphQLException">A filter, an order, a size or a cursor is refused.</exception>
    public InnerPage Of(RequestState request, QueryOptions options) => InnerPage.Of(Field, Own, Source, Selection, options, request);

    /// <summary>Whether the statement that was made for the template answers <paramref name="asked"/>; where rows are only counted, the page plays no part.</summary>
    public bool IsLike(InnerPage asked, QueryMatch match) => Selection.NeedsRows
        ? Template!.IsLike(asked) && match.Same(Template.Rows, asked.Rows)
        : match.Same(Template!.Filtered, asked.Filtered);
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
