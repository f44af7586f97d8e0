using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// Says expressions over rows in SQL: members as columns, links as joins, collections as subqueries, whatever is known beforehand as
/// parameters. Nothing of a request goes into the text. Serves one statement.
/// </summary>
internal sealed partial class SqlTranslator(
    SqlModel model, SqlAliases aliases, SqlSlots slots, Func<ParameterExpression, bool> isArgument, Func<Expression, object?> valueOf)
{
    private readonly Dictionary<ParameterExpression, object> _bound = [];

    /// <summary>The SELECT whose rows expressions are over, to which what they need is joined.</summary>
    private SqlSelect? _around;

    /// <summary>Makes a lambda's parameter stand for <paramref name="element"/>: a <see cref="SqlRow"/> or a <see cref="SqlValue"/>.</summary>
    public void Bind(ParameterExpression parameter, object element) => _bound[parameter] = element;

    /// <summary>Makes something of the rows of <paramref name="select"/>: what is joined on the way is joined there.</summary>
    public T Within<T>(SqlSelect select, Func<T> make)
    {
        var before = _around;
        _around = select;
        try
        {
            return make();
        }
        finally
        {
            _around = before;
        }
    }

    /// <summary>A lambda over the rows of <paramref name="select"/>.</summary>
    public SqlValue Value(LambdaExpression lambda, SqlSelect select) => Within(select, () => Value(Over(lambda, select)));

    /// <summary>A condition on the rows of <paramref name="select"/>; null counts as false.</summary>
    public string Condition(LambdaExpression lambda, SqlSelect select) => Within(select, () => Value(Over(lambda, select)).Text);

    /// <summary>The value of an expression; <paramref name="like"/> says how one that is known beforehand is to be sent.</summary>
    /// <exception cref="NotInSqlException">It has no SQL here.</exception>
    public SqlValue Value(Expression expression, SqlValue? like = null)
    {
        if (Constant(expression) is { } constant)
            return Literal(constant, like);
        if (GivenValue.Is(expression, IsArgument))
            return Parameter(expression, like);

        return expression switch
        {
            ParameterExpression parameter => _bound.GetValueOrDefault(parameter) as SqlValue ?? throw Not(expression),
            MemberExpression member => Member(member),
            UnaryExpression unary => Unary(unary, like),
            BinaryExpression binary => Binary(binary, like),
            ConditionalExpression choice => Choice(choice, like),
            MethodCallExpression call => Call(call, like),
            _ => throw Not(expression),
        };
    }

    /// <summary>The row that an expression stands for; null if it stands for none.</summary>
    public SqlRow? Row(Expression expression)
    {
        switch (Inline.Bare(expression))
        {
            case ParameterExpression parameter:
                return _bound.GetValueOrDefault(parameter) as SqlRow;
            case MemberExpression { Expression: { } owner, Member: PropertyInfo or FieldInfo } member when Row(owner) is { } row:
                return row.Table.Links.ContainsKey(member.Member.Name) ? row.Link(member.Member.Name, model) : null;
            case MethodCallExpression call when model.TableOf(call.Type) is not null && Sequence.RowsOfFirst(call) is { } rows:
                var first = Rows(rows);
                first.Limit = "1";
                return (_around ?? throw Not(expression)).JoinFirstOf(first);
            default:
                return null;
        }
    }

    private bool IsArgument(ParameterExpression parameter) => !_bound.ContainsKey(parameter) && isArgument(parameter);

    private Expression Over(LambdaExpression lambda, SqlSelect select)
    {
        Bind(lambda.Parameters[0], select.Element);
        return lambda.Body;
    }

    private SqlValue Member(MemberExpression member)
    {
        var owner = member.Expression ?? throw Not(member);
        if (Nullable.GetUnderlyingType(owner.Type) is not null)
        {
            var nullable = Value(owner);
            return member.Member.Name == "Value" ? nullable : new SqlValue($"({nullable.Text} IS NOT NULL)", typeof(bool), false);
        }

        if (Row(owner) is { } row)
            return row.Column(member.Member.Name);
        if (member.Member.Name == "Count" && ClrValue.ItemType(owner.Type) is not null)
            return Count(Rows(owner));

        var value = Value(owner);
        return (member.Member.Name, value.Type) switch
        {
            (_, var type) when ClrValue.Inside(type) == member.Type => value with { Type = member.Type, Conversion = null },
            ("Length", var type) when type == typeof(string) => new SqlValue($"char_length({value.Text})", typeof(int), value.IsNullable),
            ("Year" or "Month" or "Day", var type) when type == typeof(DateOnly) =>
                new SqlValue($"extract({member.Member.Name.ToUpperInvariant()} FROM {value.Text})::integer", typeof(int), value.IsNullable),
            _ => throw Not(member),
        };
    }

    private SqlValue Unary(UnaryExpression unary, SqlValue? like)
    {
        switch (unary.NodeType)
        {
            case ExpressionType.Not when unary.Type == typeof(bool):
                var condition = Value(unary.Operand);
                return SqlValue.Condition(condition.IsNullable ? $"({condition.Text} IS NOT TRUE)" : $"(NOT {condition.Text})");
            case ExpressionType.Negate:
                var number = Value(unary.Operand);
                return number with { Text = $"(- {number.Text})", StoreType = null };
            case ExpressionType.Convert or ExpressionType.TypeAs:
                return Converted(Value(unary.Operand, like), unary);
            default:
                throw Not(unary);
        }
    }

    private static SqlValue Converted(SqlValue value, UnaryExpression convert)
    {
        var type = Nullable.GetUnderlyingType(convert.Type) ?? convert.Type;
        if (type == value.Type || !type.IsValueType || value.Type.IsEnum || convert.Method is null && ClrValue.Inside(value.Type) == type)
            return value;
        if (IsWhole(value.Type) && (IsWhole(type) || type == typeof(double) || type == typeof(decimal)))
            return new SqlValue($"{value.Text}::{SqlValue.TypeName(type)}", type, value.IsNullable);
        throw Not(convert);
    }

    private SqlValue Choice(ConditionalExpression choice, SqlValue? like)
    {
        var test = Value(choice.Test);
        var (yes, no) = Pair(choice.IfTrue, choice.IfFalse, like);
        return Same(yes, no) with { Text = $"(CASE WHEN {test.Text} THEN {yes.Text} ELSE {no.Text} END)", IsNullable = yes.IsNullable || no.IsNullable };
    }

    // What is known beforehand is sent as the other side is kept.
    private (SqlValue Left, SqlValue Right) Pair(Expression left, Expression right, SqlValue? like = null)
    {
        if (Constant(left) is not null || GivenValue.Is(left, IsArgument))
        {
            var second = Value(right, like);
            return (Value(left, like ?? second), second);
        }

        var first = Value(left, like);
        return (first, Value(right, like ?? first));
    }

    private static SqlValue Same(SqlValue left, SqlValue right) =>
        left.Conversion == right.Conversion ? left with { StoreType = left.StoreType == right.StoreType ? left.StoreType : null }
        : throw new NotInSqlException("two values that are kept differently");

    // A constant of the query, such as a compiler writes where the author wrote one; not what a variable was captured as.
    private static ConstantExpression? Constant(Expression expression) => expression switch
    {
        ConstantExpression { Value: null } nothing => nothing,
        ConstantExpression { Value: string or IConvertible or DateOnly or Guid } constant => constant,
        UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert => Constant(convert.Operand),
        DefaultExpression nothing when Comparison.CanBeNull(nothing.Type) => Expression.Constant(null, nothing.Type),
        _ => null,
    };

    private static SqlValue Literal(ConstantExpression constant, SqlValue? like)
    {
        if (constant.Value is not { } value)
            return new SqlValue("NULL", like?.Type ?? Nullable.GetUnderlyingType(constant.Type) ?? constant.Type, true, like?.Conversion, like?.StoreType);

        if (like is { Type.IsEnum: true } && value.GetType() != like.Type)
            value = Enum.ToObject(like.Type, value);
        var kept = like?.Conversion is { } conversion && value.GetType() == like.Type ? conversion.ToStore(value)!
            : value is Enum ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)
            : value;
        return new SqlValue(SqlValue.Literal(kept), value.GetType(), false, like?.Conversion, like?.StoreType);
    }

    private SqlValue Parameter(Expression node, SqlValue? like)
    {
        var type = Nullable.GetUnderlyingType(node.Type) ?? node.Type;
        var conversion = ConversionOf(type, like);
        var driver = conversion?.StoreType ?? (type.IsEnum ? typeof(int) : type);
        var kept = type.IsEnum && like is { Type.IsEnum: true } ? like.Type : type;
        Func<object, object?> convert = conversion is not null ? value => Driver(conversion.ToStore(Enumerated(value, kept))) : Driver;
        return new SqlValue(slots.Add(node, SqlValue.TypeName(Nullable.GetUnderlyingType(driver) ?? driver), convert, conversion), type, Comparison.CanBeNull(node.Type), conversion);
    }

    private static SqlConversion? ConversionOf(Type type, SqlValue? like)
    {
        if (like?.Conversion is { } conversion && (type == like.Type || like.Type.IsEnum && IsWhole(type)))
            return conversion;

        // A wrapping struct that meets no column is sent as what is inside.
        return ClrValue.Inside(type) is { } inside ? new SqlConversion(inside, ClrValue.Unwrap, static value => value) : null;
    }

    private static object Enumerated(object value, Type type) => type.IsEnum && value is not Enum ? Enum.ToObject(type, value) : value;

    // The driver takes moments in UTC only, and an enum as its number.
    private static object? Driver(object? value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime,
        Enum => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        short or byte => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    private static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte);

    private static NotInSqlException Not(Expression expression) => new($"{expression.NodeType} {expression}");
}
