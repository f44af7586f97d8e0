using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// The rows beyond a place in an order, found by the values of its keys and not by counting rows: a page far down costs what
/// the first one does, and rows that come and go in between neither repeat nor skip others.
/// </summary>
internal static class Seek
{
    /// <summary>The <paramref name="rows"/> that stand after the one with these <paramref name="values"/>, or before it if <paramref name="reversed"/>.</summary>
    public static Expression Beyond(Expression rows, RowOrder order, IReadOnlyList<object?> values, bool reversed, QueryOptions options)
    {
        var row = Expression.Parameter(Sequence.ItemType(rows), "row");
        var condition = options.RowGreaterThan is { } greater && IsOneWay(order.Keys) && !RowOrder.IsInMemory(rows)
            ? AsWhole(greater, order.Keys, values, row, reversed)
            : Beyond(order.Keys, values, 0, row, reversed);
        return Sequence.Where(rows, Expression.Lambda(condition, row));
    }

    // SQL compares rows in one direction, knows no place for nulls among them, and C# has tuples of up to seven without a rest.
    private static bool IsOneWay(IReadOnlyList<OrderKey> keys) =>
        keys.Count is > 1 and <= 7 && keys.All(key => !key.CanBeNull && key.Descending == keys[0].Descending);

    private static Expression AsWhole(
        LambdaExpression greater, IReadOnlyList<OrderKey> keys, IReadOnlyList<object?> values, Expression row, bool reversed)
    {
        var types = keys.Select(key => key.Type).ToArray();
        var ours = Tuple(types, keys.Select(key => Inline.Body(key.By, row)));
        var given = Tuple(types, keys.Select((key, i) => Captured.Of(values[i], key.Type)));
        return keys[0].Descending != reversed ? Inline.Body(greater, given, ours) : Inline.Body(greater, ours, given);
    }

    private static UnaryExpression Tuple(Type[] types, IEnumerable<Expression> parts) =>
        Expression.Convert(Expression.Call(typeof(ValueTuple), nameof(ValueTuple.Create), types, [.. parts]), typeof(ITuple));

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
