using System.Linq.Expressions;
using System.Reflection;

namespace TalentRegistry.GraphQL.Data;

/// <summary>LINQ over an expression that gives rows, be it a queryable or a collection inside a row.</summary>
internal static class Sequence
{
    private static readonly Dictionary<(string Name, bool Queryable), MethodInfo> Methods = Find();

    /// <summary>The type of the rows.</summary>
    /// <exception cref="InvalidOperationException">The expression gives no rows.</exception>
    public static Type ItemType(Expression source) => Execution.ClrValue.ItemType(source.Type)
        ?? throw new InvalidOperationException($"{source.Type.Name} is not a collection of rows.");

    public static Expression Where(Expression source, LambdaExpression condition) => Call("Where", source, condition);

    public static Expression Any(Expression source, LambdaExpression condition) => Call("Any", source, condition);

    public static Expression All(Expression source, LambdaExpression condition) => Call("All", source, condition);

    public static Expression Select(Expression source, LambdaExpression selector) => Call("Select", source, selector, selector.ReturnType);

    public static Expression GroupBy(Expression source, LambdaExpression key) => Call("GroupBy", source, key, key.ReturnType);

    public static Expression Count(Expression source) => Call("Count", source);

    public static Expression Any(Expression source) => Call("AnyAtAll", source);

    public static Expression FirstOrDefault(Expression source) => Call("FirstOrDefault", source);

    public static Expression Take(Expression source, Expression count) =>
        Expression.Call(Method("Take", source).MakeGenericMethod(ItemType(source)), source, count);

    public static Expression ToList(Expression source) =>
        Expression.Call(Methods[("ToList", false)].MakeGenericMethod(ItemType(source)), source);

    public static Expression OrderBy(Expression source, LambdaExpression key, bool descending, bool isFirst) =>
        Call((isFirst ? "OrderBy" : "ThenBy") + (descending ? "Descending" : ""), source, key, key.ReturnType);

    /// <summary>Whether the rows come in an order.</summary>
    public static bool IsOrdered(Expression source) => source is MethodCallExpression call && (IsOrdering(call) || (IsKeeping(call) && IsOrdered(call.Arguments[0])));

    /// <summary>Whether the rows are something selected of other rows, and so may be null.</summary>
    public static bool IsSelected(Expression source) => source is MethodCallExpression call
        && ((IsKeeping(call) && call.Method.Name == "Select") || ((IsKeeping(call) || IsOrdering(call)) && IsSelected(call.Arguments[0])));

    /// <summary>The rows if <paramref name="condition"/> holds, which is asked where they come from, below whatever orders and selects them.</summary>
    public static Expression If(Expression source, Expression condition) => source is MethodCallExpression call && (IsKeeping(call) || IsOrdering(call))
        ? call.Update(null, [If(call.Arguments[0], condition), .. call.Arguments.Skip(1)])
        : Where(source, Expression.Lambda(condition, Expression.Parameter(ItemType(source), "inner")));

    /// <summary>Without a closing ToList and its like, which in the middle of a query only stand in the way.</summary>
    public static Expression Open(Expression source) =>
        source is MethodCallExpression { Method: { Name: "ToList" or "ToArray" or "AsEnumerable" } method } call && IsLinq(method)
            ? Open(call.Arguments[0]) : Inline.Bare(source);

    /// <summary>The rows of which <paramref name="value"/> is the first or only one; null if it is not written so.</summary>
    public static Expression? RowsOfFirst(Expression value)
    {
        if (Inline.Bare(value) is not MethodCallExpression { Method: { Name: "FirstOrDefault" or "First" or "SingleOrDefault" or "Single" } method } call
            || !IsLinq(method))
            return null;

        return call.Arguments switch
        {
            [var source] => source,
            [var source, LambdaExpression condition] => Where(source, condition),
            [var source, UnaryExpression { Operand: LambdaExpression condition }] => Where(source, condition),
            _ => null,
        };
    }

    private static bool IsOrdering(MethodCallExpression call) =>
        IsLinq(call.Method) && call.Method.Name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending";

    private static bool IsKeeping(MethodCallExpression call) => IsLinq(call.Method) && call.Method.Name is "Where" or "Select" or "Take" or "Skip";

    private static bool IsLinq(MethodInfo method) => method.DeclaringType == typeof(Queryable) || method.DeclaringType == typeof(Enumerable);

    private static MethodInfo Method(string name, Expression source) => Methods[(name, IsQueryable(source))];

    private static bool IsQueryable(Expression source) => typeof(IQueryable).IsAssignableFrom(source.Type);

    private static MethodCallExpression Call(string name, Expression source) =>
        Expression.Call(Method(name, source).MakeGenericMethod(ItemType(source)), source);

    private static MethodCallExpression Call(string name, Expression source, LambdaExpression lambda, params Type[] more) => Expression.Call(
        Method(name, source).MakeGenericMethod([ItemType(source), .. more]), source, IsQueryable(source) ? Expression.Quote(lambda) : lambda);

    // Of each pair of overloads the one whose lambda takes the row alone.
    private static Dictionary<(string, bool), MethodInfo> Find()
    {
        var found = new Dictionary<(string, bool), MethodInfo>();
        foreach (var owner in new[] { typeof(Enumerable), typeof(Queryable) })
        {
            foreach (var name in new[] { "Where", "Any", "All", "Select", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending" })
                found[(name, owner == typeof(Queryable))] = owner.GetMethods().First(m => m.Name == name && TakesRowAlone(m.GetParameters()));
            found[("GroupBy", owner == typeof(Queryable))] = owner.GetMethods()
                .First(m => m.Name == "GroupBy" && m.GetGenericArguments().Length == 2 && TakesRowAlone(m.GetParameters()));
            foreach (var name in new[] { "Count", "FirstOrDefault", "Any" })
                found[(name == "Any" ? "AnyAtAll" : name, owner == typeof(Queryable))] = owner.GetMethods().First(m => m.Name == name && m.GetParameters().Length == 1);
            found[("Take", owner == typeof(Queryable))] = owner.GetMethods().First(m => m.Name == "Take" && m.GetParameters()[1].ParameterType == typeof(int));
        }

        found[("ToList", false)] = typeof(Enumerable).GetMethod(nameof(Enumerable.ToList))!;
        return found;
    }

    private static bool TakesRowAlone(ParameterInfo[] parameters)
    {
        if (parameters.Length != 2)
            return false;

        var function = parameters[1].ParameterType;
        if (function.IsGenericType && function.GetGenericTypeDefinition() == typeof(Expression<>))
            function = function.GetGenericArguments()[0];
        return function.IsGenericType && function.GetGenericTypeDefinition() == typeof(Func<,>);
    }
}
