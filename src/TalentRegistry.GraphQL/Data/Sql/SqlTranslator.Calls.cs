using System.Collections;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

// Methods: those of LINQ that end in a value, those of text, and what the model knows.
internal sealed partial class SqlTranslator
{
    private SqlValue Call(MethodCallExpression call, SqlValue? like)
    {
        if (model.Call(call) is { } known)
            return Known(known, call);
        if (call.Method.DeclaringType == typeof(Queryable) || call.Method.DeclaringType == typeof(Enumerable))
            return OfRows(call, like);
        if (call.Method.DeclaringType == typeof(ValueTuple) && call.Method.Name == nameof(ValueTuple.Create))
            return new SqlValue($"({string.Join(", ", call.Arguments.Select(a => Value(a).Text))})", call.Type, false);

        return call switch
        {
            { Method.Name: nameof(string.Contains), Object: { } text, Arguments: [var part] } when text.Type == typeof(string) && part.Type == typeof(string) =>
                Matching(text, part, isStart: false),
            { Method.Name: nameof(string.StartsWith), Object: { } text, Arguments: [var part] } when text.Type == typeof(string) && part.Type == typeof(string) =>
                Matching(text, part, isStart: true),
            { Method.Name: nameof(string.Concat), Object: null } when call.Method.DeclaringType == typeof(string) => Concatenated(call),
            { Method.Name: nameof(Equals), Object: { } left, Arguments: [var right] } => Equality(left, Inline.Bare(right), isEqual: true),
            _ => throw Not(call),
        };
    }

    private SqlValue Known(SqlCall known, MethodCallExpression call)
    {
        if (known is SqlCall.Column column)
            return (Row(column.Row) ?? throw Not(call)).Column(column.Member);

        var (template, arguments) = (SqlCall.Text)known;
        var isNullable = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = Value(arguments[i]);
            isNullable |= value.IsNullable && MayBeNull(arguments[i], value);
            template = template.Replace(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{{{i}}}"), value.Text, StringComparison.Ordinal);
        }

        return new SqlValue(arguments.Count == 0 ? template : $"({template})", Nullable.GetUnderlyingType(call.Type) ?? call.Type, isNullable);
    }

    private SqlValue OfRows(MethodCallExpression call, SqlValue? like)
    {
        var source = call.Arguments[0];
        switch (call.Method.Name)
        {
            case nameof(Enumerable.Contains) when call.Arguments is [_, var item] && GivenValue.Is(source, IsArgument):
                return OneOf(source, item);
            case nameof(Enumerable.Any):
                var any = call.Arguments.Count == 1 ? Rows(source) : Filtered(source, LambdaOf(call.Arguments[1]));
                return SqlValue.Condition($"EXISTS ({any.Render("1", isOrdered: any.Limit is not null)})");
            case nameof(Enumerable.All):
                var all = Rows(source) is { Limit: null } open ? open : SqlSelect.Over(Rows(source), aliases);
                var met = Value(LambdaOf(call.Arguments[1]), all);
                all.Conditions.Add(met.IsNullable ? $"({met.Text} IS NOT TRUE)" : $"(NOT {met.Text})");
                return SqlValue.Condition($"(NOT EXISTS ({all.Render("1", isOrdered: false)}))");
            case nameof(Enumerable.Count) or nameof(Enumerable.LongCount):
                return Count(call.Arguments.Count == 1 ? Rows(source) : Filtered(source, LambdaOf(call.Arguments[1])));
            default:
                return Sequence.RowsOfFirst(call) is { } rows && Rows(rows) is { Element: SqlValue } first ? First(first, call) : throw Not(call);
        }
    }

    private SqlValue First(SqlSelect rows, MethodCallExpression call)
    {
        rows.Limit = rows.Limit is null ? "1" : throw Not(call);
        var value = (SqlValue)rows.Element;
        // Where there is none, C# gives the default of a type that cannot be null.
        return Comparison.CanBeNull(call.Type)
            ? value with { Text = $"({rows.Render(value.Text)})", IsNullable = true }
            : IsWhole(value.Type) ? value with { Text = $"coalesce(({rows.Render(value.Text)}), 0)", IsNullable = false } : throw Not(call);
    }

    private SqlValue Count(SqlSelect rows)
    {
        if (rows.Limit is not null)
            rows = SqlSelect.Over(rows, aliases);
        return new SqlValue($"({rows.Render("count(*)::integer", isOrdered: false)})", typeof(int), false);
    }

    // A null among the values is asked for apart, as "=" never meets it.
    private SqlValue OneOf(Expression values, Expression item)
    {
        var value = Value(item);
        var type = value.DriverType;
        var hasNull = HasNull(valueOf(values));
        slots.AddTrait(values, HasNull, hasNull);
        var conversion = value.Conversion;
        var parameter = slots.Add(values, SqlValue.TypeName(type) + "[]", given => ArrayOf((IEnumerable)given, type, conversion), conversion);
        return SqlValue.Condition(
            hasNull ? $"({value.Text} = ANY({parameter}) OR {value.Text} IS NULL)" : $"({value.Text} = ANY({parameter}))", value.IsNullable && !hasNull);
    }

    private static bool HasNull(object? values) => values is IEnumerable all && all.Cast<object?>().Any(value => value is null);

    private static Array ArrayOf(IEnumerable values, Type type, SqlConversion? conversion)
    {
        var kept = values.Cast<object?>().Where(value => value is not null).Select(value => Driver(conversion is null ? value : conversion.ToStore(value!))).ToArray();
        var element = type == typeof(DateTimeOffset) ? typeof(DateTime) : type == typeof(short) || type == typeof(byte) ? typeof(int) : type;
        var array = Array.CreateInstance(element, kept.Length);
        kept.CopyTo(array, 0);
        return array;
    }

    private SqlValue Matching(Expression text, Expression part, bool isStart)
    {
        var value = Value(text);
        if (Constant(part) is null && GivenValue.Is(part, IsArgument))
        {
            var pattern = slots.Add(part, "text", given => (isStart ? "" : "%") + Escaped((string)given) + "%", isStart ? "start" : "part");
            return SqlValue.Condition($@"({value.Text} LIKE {pattern} ESCAPE '\')", value.IsNullable);
        }

        var other = Value(part);
        return SqlValue.Condition(
            isStart ? $"starts_with({value.Text}, {other.Text})" : $"(strpos({value.Text}, {other.Text}) > 0)", value.IsNullable || other.IsNullable);
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private SqlValue Concatenated(MethodCallExpression call)
    {
        var parts = call.Arguments.Select(a => a.Type == typeof(string) ? Value(a) : throw Not(call)).ToList();
        return call.Arguments.Zip(parts).Any(pair => MayBeNull(pair.First, pair.Second))
            ? throw Not(call)
            : new SqlValue($"({string.Join(" || ", parts.Select(p => p.Text))})", typeof(string), false);
    }

    private static LambdaExpression LambdaOf(Expression argument) => argument switch
    {
        UnaryExpression { NodeType: ExpressionType.Quote, Operand: LambdaExpression lambda } => lambda,
        LambdaExpression lambda => lambda,
        _ => throw Not(argument),
    };
}
