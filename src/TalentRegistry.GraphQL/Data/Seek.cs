using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// The rows beyond a place in an order, found by the values of its keys and not by counting rows: a page far down costs what
/// the first one does, and rows that come and go in between neither repeat nor skip others.
/// </summary>
internal static class Seek
{
    /// <summary>The condition that a row stands after the one with these <paramref name="values"/>, or before it if <paramref name="reversed"/>.</summary>
    public static LambdaExpression Beyond(RowOrder order, IReadOnlyList<object?> values, Type rowType, bool reversed)
    {
        var row = Expression.Parameter(rowType, "row");
        return Expression.Lambda(Beyond(order.Keys, values, 0, row, reversed), row);
    }

    // k >= v and (k > v or the rest): the same as k > v or (k = v and the rest), with a bound at the top that an index can begin at.
    private static Expression Beyond(IReadOnlyList<OrderKey> keys, IReadOnlyList<object?> values, int at, Expression row, bool reversed)
    {
        if (at == keys.Count)
            return Expression.Constant(false);

        var key = keys[at];
        var part = Inline.Body(key.By, row);
        var rest = Beyond(keys, values, at + 1, row, reversed);
        var descending = key.Descending != reversed;
        if (values[at] is not { } value)
        {
            return descending
                ? Or(Comparison.IsNotNull(part), rest)
                : And(Comparison.IsNull(part), rest);
        }

        var given = Captured.Of(value, key.Type);
        var beyond = Comparison.Of(descending ? ExpressionType.LessThan : ExpressionType.GreaterThan, part, given);
        if (key.CanBeNull && !descending)
            beyond = Or(beyond, Comparison.IsNull(part));
        else if (key.CanBeNull)
            beyond = And(Comparison.IsNotNull(part), beyond);
        if (rest is ConstantExpression)
            return beyond;

        var level = Comparison.Of(descending ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual, part, given);
        if (key.CanBeNull && !descending)
            level = Or(level, Comparison.IsNull(part));
        else if (key.CanBeNull)
            level = And(Comparison.IsNotNull(part), level);
        return And(level, Or(beyond, rest));
    }

    private static Expression And(Expression left, Expression right) => right is ConstantExpression { Value: false } ? right : Expression.AndAlso(left, right);

    private static Expression Or(Expression left, Expression right) => right is ConstantExpression { Value: false } ? left : Expression.OrElse(left, right);
}
