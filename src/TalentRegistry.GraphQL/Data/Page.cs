using System.Collections;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// A page that its resolver has cut itself, because its rows are no one query. A field that gives one is a connection like all others; the arguments that choose
/// the page, and the limit of their size, are its resolver's own.
/// </summary>
/// <param name="rows">The rows on it.</param>
/// <param name="cursorOf">Where a row stands: what the resolver takes as "after".</param>
/// <param name="hasNext">Whether there are rows after it.</param>
/// <param name="hasPrevious">Whether there are rows before it.</param>
/// <param name="count">How many rows there are on all pages; asked only where a caller does.</param>
/// <typeparam name="T">Of a row.</typeparam>
public sealed class Page<T>(IReadOnlyList<T> rows, Func<T, string> cursorOf, bool hasNext, bool hasPrevious, Func<CancellationToken, Task<int>> count) : IEnumerable<T>, IMadePage
    where T : class
{
    IReadOnlyList<object> IMadePage.Rows => rows;

    bool IMadePage.HasNext => hasNext;

    bool IMadePage.HasPrevious => hasPrevious;

    string IMadePage.CursorOf(object row) => cursorOf((T)row);

    Task<int> IMadePage.CountAsync(CancellationToken cancellationToken) => count(cancellationToken);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A <see cref="Page{T}"/>, whatever its rows are.</summary>
internal interface IMadePage
{
    IReadOnlyList<object> Rows { get; }

    bool HasNext { get; }

    bool HasPrevious { get; }

    string CursorOf(object row);

    Task<int> CountAsync(CancellationToken cancellationToken);
}

/// <summary>Answers the fields of a connection out of a page that a resolver has made.</summary>
internal sealed class MadePage(IMadePage page) : ProjectedSource
{
    /// <summary>Type of the rows of a field that gives such pages; null where it gives something else.</summary>
    public static Type? RowOf(Type? result) =>
        result is { IsGenericType: true } && result.GetGenericTypeDefinition() == typeof(Page<>) ? result.GetGenericArguments()[0] : null;

    public static FieldResolver Over(FieldResolver resolve) => async context => await resolve(context) is IMadePage page ? new MadePage(page) : null;

    /// <summary>What "totalCount" counts.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) => page.CountAsync(cancellationToken);

    public override bool TryValue(FieldPlan field, out object? value)
    {
        value = field.Field.Name switch
        {
            ConnectionTypes.Edges => page.Rows.Select(row => new Edge(page, row)).ToList(),
            ConnectionTypes.Nodes => page.Rows,
            ConnectionTypes.PageInfo => new Place(page),
            _ => null,
        };
        return value is not null;
    }

    // Of the one field that is computed, "totalCount".
    public override object? Required(FieldPlan field, int index) => this;

    private sealed class Edge(IMadePage page, object row) : ProjectedSource
    {
        public override bool TryValue(FieldPlan field, out object? value)
        {
            value = field.Field.Name == ConnectionTypes.Cursor ? page.CursorOf(row) : row;
            return true;
        }

        public override object? Required(FieldPlan field, int index) => row;
    }

    private sealed class Place(IMadePage page) : ProjectedSource
    {
        public override bool TryValue(FieldPlan field, out object? value)
        {
            value = field.Field.Name switch
            {
                ConnectionTypes.HasNextPage => page.HasNext,
                ConnectionTypes.HasPreviousPage => page.HasPrevious,
                ConnectionTypes.StartCursor => page.Rows.Count == 0 ? null : page.CursorOf(page.Rows[0]),
                ConnectionTypes.EndCursor => page.Rows.Count == 0 ? null : page.CursorOf(page.Rows[^1]),
                _ => null,
            };
            return true;
        }

        public override object? Required(FieldPlan field, int index) => page;
    }
}
