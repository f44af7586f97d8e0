using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Which page is asked for. GraphQL Cursor Connections Specification, "Arguments".</summary>
/// <param name="Size">Rows wanted, from 0 up to the field's largest page.</param>
/// <param name="IsFromEnd">Whether <c>last</c> was given: the rows nearest to the end, in the same order.</param>
/// <param name="After">The cursor that the page begins after, or null.</param>
/// <param name="Before">The cursor that the page ends before, or null.</param>
internal sealed record PageWanted(int Size, bool IsFromEnd, string? After, string? Before)
{
    /// <exception cref="GraphQLException">Both ends are asked for, or a size is out of range.</exception>
    public static PageWanted Of(IReadOnlyDictionary<string, object?> arguments, PageSizes sizes)
    {
        var first = arguments.GetValueOrDefault("first") as int?;
        var last = arguments.GetValueOrDefault("last") as int?;
        if (first is not null && last is not null)
            throw new GraphQLException("Give \"first\" or \"last\", not both.", ErrorCodes.BadUserInput);

        var size = first ?? last ?? sizes.Default;
        var name = last is null ? "first" : "last";
        if (size < 0)
            throw new GraphQLException($"\"{name}\" must be 0 or more, was {size}.", ErrorCodes.BadUserInput);
        if (size > sizes.Max)
            throw new GraphQLException($"\"{name}\" may be up to {sizes.Max}, was {size}.", ErrorCodes.LimitExceeded);

        return new PageWanted(size, last is not null, arguments.GetValueOrDefault("after") as string, arguments.GetValueOrDefault("before") as string);
    }

    /// <summary>The rows beyond its cursors.</summary>
    /// <exception cref="GraphQLException">A cursor is none, or of another order.</exception>
    public Expression Within(Expression rows, RowOrder order, QueryOptions options)
    {
        if (After is not null)
            rows = Seek.Beyond(rows, order, Cursor.Read(order, After, "after"), reversed: false, options);
        if (Before is not null)
            rows = Seek.Beyond(rows, order, Cursor.Read(order, Before, "before"), reversed: true, options);
        return rows;
    }
}
