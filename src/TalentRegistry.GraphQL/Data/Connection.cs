using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>One page of rows. GraphQL Cursor Connections Specification.</summary>
internal sealed class Connection(PlannedQuery plan, RowOrder order, PageWanted wanted, List<object?[]> rows, bool hasMore, int total) : ProjectedSource
{
    public override bool TryValue(FieldPlan field, out object? value)
    {
        value = field.Field.Name switch
        {
            ConnectionTypes.Edges => rows.ConvertAll(row => new Edge(this, row)),
            ConnectionTypes.Nodes => ProjectedRow.All(rows, plan.ShapeOf(field.Below((ObjectType)field.Field.Type.Named))),
            ConnectionTypes.PageInfo => new PageInfo(this),
            ConnectionTypes.TotalCount => total,
            _ => null,
        };
        return value is not null;
    }

    public override object? Required(FieldPlan field, int index) =>
        throw new InvalidOperationException($"{field.ParentType}.{field.Field.Name} cannot read a connection.");

    private string CursorOf(object?[] row) => Cursor.Write(order, row.AsSpan(plan.Rows.Count, order.Keys.Count));

    private sealed class Edge(Connection connection, object?[] row) : ProjectedSource
    {
        public override bool TryValue(FieldPlan field, out object? value)
        {
            value = field.Field.Name switch
            {
                ConnectionTypes.Cursor => connection.CursorOf(row),
                ConnectionTypes.Node => new ProjectedRow(row, connection.ShapeOf(field)),
                _ => null,
            };
            return value is not null;
        }

        public override object? Required(FieldPlan field, int index) => connection.Required(field, index);
    }

    private RowShape ShapeOf(FieldPlan field) => plan.ShapeOf(field.Below((ObjectType)field.Field.Type.Named));

    // A page that begins after a row has that row before it; looking for others would cost a query.
    private sealed class PageInfo(Connection page) : ProjectedSource
    {
        public override bool TryValue(FieldPlan field, out object? value)
        {
            (var isKnown, value) = field.Field.Name switch
            {
                ConnectionTypes.HasNextPage => (true, page.IsFromEnd ? page.HasBefore : page.HasMore),
                ConnectionTypes.HasPreviousPage => (true, page.IsFromEnd ? page.HasMore : page.HasAfter),
                ConnectionTypes.StartCursor => (true, page.CursorAt(0)),
                ConnectionTypes.EndCursor => (true, page.CursorAt(^1)),
                _ => (false, (object?)null),
            };
            return isKnown;
        }

        public override object? Required(FieldPlan field, int index) => page.Required(field, index);
    }

    private bool IsFromEnd => wanted.IsFromEnd;

    private bool HasMore => hasMore;

    private bool HasAfter => wanted.After is not null;

    private bool HasBefore => wanted.Before is not null;

    private string? CursorAt(Index index) => rows.Count == 0 ? null : CursorOf(rows[index]);
}
