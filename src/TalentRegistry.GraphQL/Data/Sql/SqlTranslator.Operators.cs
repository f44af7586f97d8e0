using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data.Sql;

// Comparisons and arithmetic. C# knows true and false only, SQL also null: a condition that is null counts as false here, and "not" minds it.
internal sealed partial class SqlTranslator
{
    private SqlValue Binary(BinaryExpression binary, SqlValue? like) => binary.NodeType switch
    {
        ExpressionType.AndAlso or ExpressionType.And when binary.Type == typeof(bool) => Both(binary, "AND"),
        ExpressionType.OrElse or ExpressionType.Or when binary.Type == typeof(bool) => Both(binary, "OR"),
        ExpressionType.Equal => Equality(binary.Left, binary.Right, isEqual: true),
        ExpressionType.NotEqual => Equality(binary.Left, binary.Right, isEqual: false),
        ExpressionType.LessThan => Ordered(binary, "<"),
        ExpressionType.LessThanOrEqual => Ordered(binary, "<="),
        ExpressionType.GreaterThan => Ordered(binary, ">"),
        ExpressionType.GreaterThanOrEqual => Ordered(binary, ">="),
        ExpressionType.Coalesce when binary.Conversion is null => Either(binary, like),
        ExpressionType.Add when binary.Type != typeof(string) => Arithmetic(binary, "+"),
        ExpressionType.Subtract => Arithmetic(binary, "-"),
        ExpressionType.Multiply => Arithmetic(binary, "*"),
        ExpressionType.Divide => Arithmetic(binary, "/"),
        _ => throw Not(binary),
    };

    // What is decided beforehand, as that an argument is null, decides here: the other side is not said at all.
    private SqlValue Both(BinaryExpression binary, string operation)
    {
        var left = Value(binary.Left);
        if (left.Text is SqlValue.Always or SqlValue.Never)
            return left.Text == (operation == "OR" ? SqlValue.Always : SqlValue.Never) ? left : Value(binary.Right);

        var right = Value(binary.Right);
        return SqlValue.Condition($"({left.Text} {operation} {right.Text})", left.IsNullable || right.IsNullable);
    }

    private SqlValue Equality(Expression left, Expression right, bool isEqual)
    {
        (left, right) = (WithoutNumber(left), WithoutNumber(right));
        if (Constant(right) is { Value: null })
            return IsNull(left, isEqual);
        if (Constant(left) is { Value: null })
            return IsNull(right, isEqual);
        if (AsNull(left, right, isEqual) is { } missing)
            return missing;

        var (first, second) = Pair(left, right);
        var (a, b) = (MayBeNull(left, first), MayBeNull(right, second));
        var operation = (isEqual, a, b) switch
        {
            (true, true, true) => "IS NOT DISTINCT FROM",
            (false, true, _) or (false, _, true) => "IS DISTINCT FROM",
            (true, _, _) => "=",
            _ => "<>",
        };
        return SqlValue.Condition($"({first.Text} {operation} {second.Text})", isEqual && a != b);
    }

    private SqlValue IsNull(Expression part, bool isNull)
    {
        if (Row(part) is { } row)
            return SqlValue.Condition($"({(isNull ? row.IsAbsent : row.IsPresent)})");

        if (Constant(part) is null && GivenValue.Is(part, IsArgument))
        {
            var given = valueOf(part) is null;
            slots.AddTrait(part, static value => value is null, given);
            return SqlValue.Condition(given == isNull ? SqlValue.Always : SqlValue.Never);
        }

        var value = Value(part);
        return SqlValue.Condition($"({value.Text} IS {(isNull ? "" : "NOT ")}NULL)");
    }

    // A parameter that is null is written as IS NULL, which an index helps and "=" never meets.
    private SqlValue? AsNull(Expression left, Expression right, bool isEqual)
    {
        foreach (var (given, other) in new[] { (right, left), (left, right) })
        {
            if (!Comparison.CanBeNull(given.Type) || Constant(given) is not null || !GivenValue.Is(given, IsArgument))
                continue;

            var isNull = valueOf(given) is null;
            slots.AddTrait(given, static value => value is null, isNull);
            if (isNull)
                return IsNull(other, isEqual);
        }

        return null;
    }

    private bool MayBeNull(Expression part, SqlValue value) =>
        value.IsNullable && (Constant(part) is not null || !GivenValue.Is(part, IsArgument));

    private SqlValue Ordered(BinaryExpression binary, string operation)
    {
        // Comparison.Compare and CompareTo: what C# has no operator for.
        var (left, right) = binary is { Right: ConstantExpression { Value: 0 }, Left: MethodCallExpression call } && IsComparison(call)
            ? (call.Object ?? call.Arguments[0], call.Arguments[^1])
            : (WithoutNumber(binary.Left), WithoutNumber(binary.Right));
        var (first, second) = Pair(left, right);
        return SqlValue.Condition($"({first.Text} {operation} {second.Text})", first.IsNullable || second.IsNullable);
    }

    private static bool IsComparison(MethodCallExpression call) =>
        call.Method.DeclaringType == typeof(Comparison) && call.Method.Name == nameof(Comparison.Compare)
        || call.Method.Name == nameof(IComparable.CompareTo) && call.Object is not null && call.Arguments is [var other] && other.Type == call.Object.Type;

    private SqlValue Either(BinaryExpression binary, SqlValue? like)
    {
        var (left, right) = Pair(binary.Left, binary.Right, like);
        return Same(left, right) with { Text = $"coalesce({left.Text}, {right.Text})", IsNullable = right.IsNullable };
    }

    private SqlValue Arithmetic(BinaryExpression binary, string operation)
    {
        var type = Nullable.GetUnderlyingType(binary.Type) ?? binary.Type;
        if (!IsWhole(type) && type != typeof(double) && type != typeof(decimal))
            throw Not(binary);

        var (left, right) = Pair(binary.Left, binary.Right);
        return new SqlValue($"({left.Text} {operation} {right.Text})", type, left.IsNullable || right.IsNullable);
    }

    // The compiler compares enums as numbers.
    private static Expression WithoutNumber(Expression side) =>
        side is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var inside } && (Nullable.GetUnderlyingType(inside.Type) ?? inside.Type).IsEnum ? inside : side;
}
