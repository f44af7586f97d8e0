using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>One page of a connection by one statement, its total included.</summary>
internal sealed class PageQuery(
    ResolverContext context, IQueryable source, PlannedQuery plan, QueryOptions options, PageWanted wanted, ReadObserver observer)
{
    private readonly PageSelection _selection = plan.Page!;

    public async Task<Connection> AnswerAsync(RowArguments.Arranged filtered)
    {
        var order = filtered.Asked ?? plan.Own;
        var onPage = wanted.Within(filtered.Rows, order, options);
        if (!_selection.NeedsRows)
            return Page(order, [], false, _selection.NeedsTotal ? await TotalAsync(filtered.Rows) : 0);

        // One row more than wanted tells whether there is another page.
        var rows = Sequence.Take(order.Apply(onPage, wanted.IsFromEnd), Captured.Of(wanted.Size + 1, typeof(int)));
        var found = await RowReading.AllAsync(source.Provider, Sequence.Select(rows, Selector(filtered.Rows, order)), context.RequestAborted);
        var total = !_selection.NeedsTotal ? 0
            : found.Count > 0 ? (int)found[0][^1]!
            : ReferenceEquals(onPage, filtered.Rows) ? 0
            : await TotalAsync(filtered.Rows);

        var hasMore = found.Count > wanted.Size;
        if (hasMore)
            found.RemoveAt(found.Count - 1);
        if (wanted.IsFromEnd)
            found.Reverse();
        await observer.TellAsync(found, _selection.NeedsTotal ? ^2 : ^1);
        return Page(order, found, hasMore, total);
    }

    private Connection Page(RowOrder order, List<object?[]> rows, bool hasMore, int total) =>
        new(order, wanted, rows, hasMore, total, (row, selection) => new ProjectedRow(row, plan.ShapeOf(selection)), plan.Rows.Count);

    // The values of the order's keys follow those of the row, then the key where reads are observed, and the total is last: the same
    // in every row, computed once.
    private LambdaExpression Selector(Expression filtered, RowOrder order) => plan.Rows.Selector(
        context.Request, options,
        [
            .. _selection.NeedsCursors ? order.Keys.Select(key => plan.Rows.OfRow(key.By)) : [],
            .. observer.Key(plan.Rows),
            .. _selection.NeedsTotal ? [Sequence.Count(filtered)] : Enumerable.Empty<Expression>(),
        ]);

    // Where there is no row to carry it. Grouped by a constant, as a queryable alone has no way to count without waiting in place.
    private async Task<int> TotalAsync(Expression filtered)
    {
        var row = Expression.Parameter(source.ElementType, "row");
        var groups = Sequence.GroupBy(filtered, Expression.Lambda(Expression.Constant(1), row));
        var group = Expression.Parameter(Sequence.ItemType(groups), "group");
        var counts = Sequence.Select(groups, Expression.Lambda(RowPlan.ArrayOf([Sequence.Count(group)]), group));
        return await RowReading.AllAsync(source.Provider, counts, context.RequestAborted) is [[int total]] ? total : 0;
    }
}
