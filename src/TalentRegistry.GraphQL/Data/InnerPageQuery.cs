using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>A connection inside rows: made of what the query of the rows has brought along; by a query of its own where its owner is an object in memory.</summary>
internal sealed class InnerPageQuery(QueryOptions options)
{
    /// <summary>The resolver; <paramref name="ofObject"/> is that of an owner in memory.</summary>
    public FieldResolver Over(FieldResolver ofObject) => async context =>
    {
        var field = (ResolverContext)context;
        return field.Source is ProjectedRow owner ? await ReadAsync(field, owner) : await ofObject(context);
    };

    private async Task<Connection> ReadAsync(ResolverContext context, ProjectedRow owner)
    {
        var (rows, total, shape) = owner.Page(context.Plan);
        var wanted = InnerPage.WantedOf(context.Plan, context.Request);
        var order = InnerPage.OrderOf(context.Plan, shape.Own, shape.RowType, options, context.Request);
        var hasMore = rows.Count > wanted.Size;
        if (hasMore)
            rows.RemoveAt(rows.Count - 1);
        if (wanted.IsFromEnd)
            rows.Reverse();
        await new ReadObserver(context, options, shape.Element, shape.RowType).TellAsync(rows, ^1);
        return new Connection(order, wanted, rows, hasMore, total, (row, selection) => new ProjectedRow(row, shape.Shapes[selection]), shape.Count);
    }
}
