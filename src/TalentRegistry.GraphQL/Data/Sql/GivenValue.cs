using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Parts of a query that are known before it runs, such as captured variables and arguments: the values of its parameters.</summary>
internal static class GivenValue
{
    /// <summary>Whether an expression is such a part; <paramref name="isArgument"/> knows the parameters that stand for arguments.</summary>
    public static bool Is(Expression expression, Func<ParameterExpression, bool> isArgument) => expression switch
    {
        ConstantExpression constant => constant.Value is not IQueryable,
        ParameterExpression parameter => isArgument(parameter),
        MemberExpression { Expression: null } => true,
        MemberExpression member => Is(member.Expression!, isArgument),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Is(convert.Operand, isArgument),
        NewExpression made => made.Constructor is not null && made.Arguments.All(a => Is(a, isArgument)),
        BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } either => Is(either.Left, isArgument) && Is(either.Right, isArgument),
        _ => false,
    };

    /// <summary>Its value.</summary>
    /// <exception cref="NotInSqlException">It is none.</exception>
    public static object? Of(Expression expression, Func<ParameterExpression, object?> argument) => expression switch
    {
        ConstantExpression constant => constant.Value,
        ParameterExpression parameter => argument(parameter),
        MemberExpression { Expression: ConstantExpression { Value: Captured captured } } => captured.Boxed,
        MemberExpression { Member: FieldInfo field } read => field.GetValue(read.Expression is { } owner ? Of(owner, argument) : null),
        MemberExpression { Member: PropertyInfo property } read => Property(property, read, argument),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Converted(Of(convert.Operand, argument), convert),
        NewExpression { Constructor: { } constructor } made => constructor.Invoke([.. made.Arguments.Select(a => Of(a, argument))]),
        BinaryExpression { NodeType: ExpressionType.Coalesce } either => Of(either.Left, argument) ?? Of(either.Right, argument),
        _ => throw new NotInSqlException($"{expression.NodeType} as a value"),
    };

    // A boxed nullable is its value or null.
    private static object? Property(PropertyInfo property, MemberExpression read, Func<ParameterExpression, object?> argument)
    {
        var owner = read.Expression is null ? null : Of(read.Expression, argument);
        if (read.Expression is not { } from || Nullable.GetUnderlyingType(from.Type) is null)
            return property.GetValue(owner);

        return property.Name == "HasValue" ? owner is not null : owner ?? throw new InvalidOperationException("Nullable object must have a value.");
    }

    private static object? Converted(object? value, UnaryExpression convert)
    {
        var type = Nullable.GetUnderlyingType(convert.Type) ?? convert.Type;
        if (value is null || type.IsInstanceOfType(value))
            return value;
        if (convert.Method is { } method)
            return method.Invoke(null, [value]);
        if (type.IsEnum)
            return Enum.ToObject(type, value);
        return type.IsPrimitive || type == typeof(decimal)
            ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
            : throw new NotInSqlException($"a conversion to {type.Name}");
    }
}
