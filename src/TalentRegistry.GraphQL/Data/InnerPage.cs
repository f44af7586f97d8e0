using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The page that a request asks of a connection inside rows: the same for each row that the connection is in.</summary>
/// <param name="Wanted">Which page.</param>
/// <param name="Order">Of the rows.</param>
/// <param name="Filtered">The rows on all pages.</param>
/// <param name="Rows">Those on the page, read from the end if it is; one more where it is asked whether there are more.</param>
internal sealed record InnerPage(PageWanted Wanted, RowOrder Order, Expression Filtered, Expression Rows)
{
    /// <param name="field">The connection.</param>
    /// <param name="own">The order where none is asked for.</param>
    /// <param name="source">The rows that the owner's projection gives.</param>
    /// <param name="selection">What is asked of it.</param>
    /// <param name="options">Limits, and what the database is known to do.</param>
    /// <param name="request">Whose arguments they are.</param>
    /// <exception cref="GraphQLException">A filter, an order, a size or a cursor is refused.</exception>
    public static InnerPage Of(FieldPlan field, RowOrder own, Expression source, PageSelection selection, QueryOptions options, RequestState request)
    {
        var arranged = new RowArguments(field, options, request).Apply(source, own.Element, Sequence.ItemType(source), own);
        var wanted = WantedOf(field, request);
        var order = arranged.Asked ?? own;
        var size = Captured.Of(wanted.Size + (selection.NeedsMore ? 1 : 0), typeof(int));
        return new InnerPage(
            wanted, order, arranged.Rows, Sequence.Take(order.Apply(wanted.Within(arranged.Rows, order, options), wanted.IsFromEnd), size));
    }

    /// <summary>Which page a request asks for.</summary>
    /// <exception cref="GraphQLException">Both ends are asked for, or a size is out of range.</exception>
    public static PageWanted WantedOf(FieldPlan field, RequestState request) => PageWanted.Of(field.Arguments(request.Variables), field.Field.Query!.Paging!);

    /// <summary>The order that a request asks for.</summary>
    /// <exception cref="GraphQLException">It is refused.</exception>
    public static RowOrder OrderOf(FieldPlan field, RowOrder own, Type rowType, QueryOptions options, RequestState request) =>
        new RowArguments(field, options, request).Order(own.Element, rowType) ?? own;

    /// <summary>Whether a statement for one answers the other, as far as their expressions do not say: the same ends, and cursors of the same order.</summary>
    public bool IsLike(InnerPage other) =>
        Wanted.IsFromEnd == other.Wanted.IsFromEnd && Wanted.After is null == other.Wanted.After is null
        && Wanted.Before is null == other.Wanted.Before is null && Order.Keys.Select(key => key.Name).SequenceEqual(other.Order.Keys.Select(key => key.Name));
}
