using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>One page of rows. GraphQL Cursor Connections Specification.</summary>
/// <param name="order">Of the rows.</param>
/// <param name="wanted">Which page it is.</param>
/// <param name="rows">The rows on it, each with the values of the order's keys where cursors are asked for.</param>
/// <param name="hasMore">Whether there are rows beyond the page, in the direction in which it was read.</param>
/// <param name="total">How many rows there are on all pages.</param>
/// <param name="nodeOf">What a row answers a selection with.</param>
/// <param name="keysAt">Where in a row the keys begin.</param>
internal sealed class Connection(
    RowOrder order, PageWanted wanted, List<object?[]> rows, bool hasMore, int total, Func<object?[], SelectionPlan, object?> nodeOf, int keysAt) : ProjectedSource
{
    public override bool TryValue(FieldPlan field, out object? value)
    {
        value = field.Field.Name switch
        {
            ConnectionTypes.Edges => rows.ConvertAll(row => new Edge(this, row)),
            ConnectionTypes.Nodes => Nodes(field),
            ConnectionTypes.PageInfo => new PageInfo(this),
            ConnectionTypes.TotalCount => total,
            _ => null,
        };
        return value is not null;
    }

    public override object? Required(FieldPlan field, int index) =>
        throw new InvalidOperationException($"{field.ParentType}.{field.Field.Name} cannot read a connection.");

    private string CursorOf(object?[] row) => Cursor.Write(order, row.AsSpan(keysAt, order.Keys.Count));

    private sealed class Edge(Connection connection, object?[] row) : ProjectedSource
    {
        public override bool TryValue(FieldPlan field, out object? value)
        {
            value = field.Field.Name switch
            {
                ConnectionTypes.Cursor => connection.CursorOf(row),
                ConnectionTypes.Node => connection.NodeOf(row, field),
                _ => null,
            };
            return value is not null;
        }

        public override object? Required(FieldPlan field, int index) => connection.Required(field, index);
    }

    private static SelectionPlan Below(FieldPlan field) => field.Below((ObjectType)field.Field.Type.Named);

    private List<object?> Nodes(FieldPlan field)
    {
        var selection = Below(field);
        return rows.ConvertAll(row => nodeOf(row, selection));
    }

    private object? NodeOf(object?[] row, FieldPlan field) => nodeOf(row, Below(field));

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
