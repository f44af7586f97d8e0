using System.Linq.Expressions;
using System.Reflection;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Comparisons of a part of a row with a value of the same type.</summary>
internal static class Comparison
{
    private static readonly MethodInfo CompareMethod = typeof(Comparison).GetMethod(nameof(Compare))!;

    /// <summary>
    /// Order of two values. By its name and shape relational providers see a comparison in it and write <c>a &gt; b</c>, whatever
    /// the type: also for those without operators in C#, such as text, enums and keys of a type of their own.
    /// </summary>
    public static int Compare<T>(T left, T right) => Comparer<T>.Default.Compare(left, right);

    /// <summary><paramref name="operation"/> is one of greater, greater or equal, less, less or equal; false where a side is null.</summary>
    public static Expression Of(ExpressionType operation, Expression left, Expression right)
    {
        var type = Nullable.GetUnderlyingType(left.Type) ?? left.Type;
        return HasOperators(type)
            ? Expression.MakeBinary(operation, left, right)
            : Expression.MakeBinary(operation, Expression.Call(CompareMethod.MakeGenericMethod(left.Type), left, right), Expression.Constant(0));
    }

    /// <summary>Whether a part of a row is null.</summary>
    public static Expression IsNull(Expression part)
    {
        var nullable = CanBeNull(part.Type) ? part : Expression.Convert(part, typeof(Nullable<>).MakeGenericType(part.Type));
        return Expression.Equal(nullable, Expression.Constant(null, nullable.Type));
    }

    public static Expression IsNotNull(Expression part) => Expression.Not(IsNull(part));

    public static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static bool HasOperators(Type type) =>
        !type.IsEnum && type != typeof(bool) && (type.IsPrimitive || type.GetMethod("op_GreaterThan", [type, type]) is not null);
}
