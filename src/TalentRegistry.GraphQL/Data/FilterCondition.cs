using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// Turns a <c>where</c> of one request into a condition on rows. A field that the caller may not see may not be filtered by
/// either: which rows come back would tell its value.
/// </summary>
internal sealed class FilterCondition(FieldPlan around, QueryOptions options, RequestState request)
{
    private int _conditions;

    /// <summary>The condition on a row of type <paramref name="rowType"/>; null if nothing is asked.</summary>
    /// <exception cref="GraphQLException">A field is forbidden, a value does not fit, or a limit is passed.</exception>
    public LambdaExpression? Of(InputObjectType type, object? where, Type rowType)
    {
        var row = Expression.Parameter(rowType, "row");
        return where is IReadOnlyDictionary<string, object?> given && OnObject(type, given, row) is { } body
            ? Expression.Lambda(body, row) : null;
    }

    private Expression? OnObject(InputObjectType type, IReadOnlyDictionary<string, object?> given, Expression row)
    {
        Expression? all = null;
        foreach (var (name, value) in given)
        {
            var input = type.Fields[name];
            var condition = input.About is { } field
                ? OnField(field, (InputObjectType)input.Type.Named, Given(value, type, name), row)
                : name switch
                {
                    FilterTypes.And => Combine(type, value, row, Expression.AndAlso),
                    FilterTypes.Or => Combine(type, value, row, Expression.OrElse),
                    _ => IsNull(value, row),
                };
            all = And(all, condition);
        }

        return all;
    }

    private Expression? Combine(InputObjectType type, object? parts, Expression row, Func<Expression, Expression, Expression> with)
    {
        Expression? combined = null;
        foreach (var part in (object?[]?)parts ?? [])
        {
            // An empty object asks for nothing, so every row meets it.
            var condition = OnObject(type, (IReadOnlyDictionary<string, object?>)part!, row) ?? Expression.Constant(true);
            combined = combined is null ? condition : with(combined, condition);
        }

        return combined;
    }

    private Expression? OnField(OutputField field, InputObjectType input, IReadOnlyDictionary<string, object?> given, Expression row)
    {
        if (field.Policy is { } policy && !request.Satisfies(policy))
            throw new GraphQLException($"You may not filter by \"{field.Name}\".", ErrorCodes.Forbidden);

        var value = Inline.Body(field.Projection!, [row, .. Arguments(field)]);
        return field.Type.Nullable switch
        {
            ListOf => OnList(input, given, Sequence.Open(value)),
            ObjectType => OnLink(input, given, value),
            _ => OnLeaf(field, given, value, row),
        };
    }

    // A filter names no arguments: those of its fields are the list's.
    private IEnumerable<Expression> Arguments(OutputField field) => field.Projection!.Parameters.Skip(1).Select((parameter, i) =>
        Captured.Of(around.ForBelow(field.DeclaredArguments[i], request.Variables) is { } one ? ClrValue.To(one, parameter.Type) : null, parameter.Type));

    private Expression? OnLink(InputObjectType input, IReadOnlyDictionary<string, object?> given, Expression value)
    {
        // The first of some rows: one subquery that asks everything of that row, not one for each condition.
        if (Sequence.RowsOfFirst(value) is not { } rows)
            return OnObject(input, given, Inline.Bare(value));

        var first = Sequence.Take(rows, Expression.Constant(1));
        var rest = given.Where(g => g.Key != FilterTypes.IsNull).ToDictionary(StringComparer.Ordinal);
        var exists = Condition(input, rest, rows) is { } condition ? Sequence.Any(first, condition) : null;
        return given.TryGetValue(FilterTypes.IsNull, out var isNull) && isNull is bool absent
            ? And(absent ? Expression.Not(Sequence.Any(first)) : Sequence.Any(first), exists)
            : exists;
    }

    private Expression? OnList(InputObjectType input, IReadOnlyDictionary<string, object?> given, Expression rows)
    {
        Expression? all = null;
        foreach (var (name, value) in given)
        {
            if (name == FilterTypes.Any)
            {
                Count();
                all = And(all, value switch
                {
                    true => Sequence.Any(rows),
                    false => Expression.Not(Sequence.Any(rows)),
                    _ => null,
                });
                continue;
            }

            var inner = (InputObjectType)input.Fields[name].Type.Named;
            var condition = Condition(inner, Given(value, input, name), rows) ?? Always(rows);
            all = And(all, name switch
            {
                FilterTypes.Some => Sequence.Any(rows, condition),
                FilterTypes.None => Expression.Not(Sequence.Any(rows, condition)),
                _ => Sequence.All(rows, condition),
            });
        }

        return all;
    }

    private LambdaExpression? Condition(InputObjectType type, IReadOnlyDictionary<string, object?> given, Expression rows)
    {
        var row = Expression.Parameter(Sequence.ItemType(rows));
        return OnObject(type, given, row) is { } body ? Expression.Lambda(body, row) : null;
    }

    private static LambdaExpression Always(Expression rows) =>
        Expression.Lambda(Expression.Constant(true), Expression.Parameter(Sequence.ItemType(rows)));

    private Expression? OnLeaf(OutputField field, IReadOnlyDictionary<string, object?> given, Expression value, Expression row)
    {
        Expression? all = null;
        foreach (var (operation, operand) in given)
        {
            Count();
            var condition = operation switch
            {
                "eq" => Expression.Equal(value, Value(operand, value.Type, field)),
                "neq" => Expression.NotEqual(value, Value(operand, value.Type, field)),
                "in" => OneOf(value, operand, field),
                "nin" => Expression.Not(OneOf(value, operand, field)),
                FilterTypes.IsNull => operand is bool isNull ? isNull ? Comparison.IsNull(value) : Comparison.IsNotNull(value) : null,
                "gt" => Ordered(ExpressionType.GreaterThan, field, operand, value, row),
                "gte" => Ordered(ExpressionType.GreaterThanOrEqual, field, operand, value, row),
                "lt" => Ordered(ExpressionType.LessThan, field, operand, value, row),
                "lte" => Ordered(ExpressionType.LessThanOrEqual, field, operand, value, row),
                _ => new TextCondition(options).Of(
                    operation, field, (string)Convert(NotNull(operand, field, operation), typeof(string), field)!, value, row),
            };
            all = And(all, condition);
        }

        return all;
    }

    // Text is compared in the order in which it is sorted. Nothing is greater or less than a value that is not there.
    private static Expression Ordered(ExpressionType operation, OutputField field, object? operand, Expression value, Expression row)
    {
        var key = field.SortAs is { } sortAs ? Inline.Body(sortAs, row) : value;
        var compared = Comparison.Of(operation, key, Value(NotNull(operand, field, "gt, gte, lt and lte"), key.Type, field));
        return value.Type.IsValueType || field.Type is NonNull ? compared : Expression.AndAlso(Comparison.IsNotNull(value), compared);
    }

    private Expression OneOf(Expression value, object? operand, OutputField field)
    {
        var given = (Array)NotNull(operand, field, "in and nin");
        if (given.Length > options.MaxListItems)
        {
            throw new GraphQLException(
                $"A list in a filter may have up to {options.MaxListItems} values; the one for \"{field.Name}\" has {given.Length}.", ErrorCodes.LimitExceeded);
        }

        var values = Array.CreateInstance(value.Type, given.Length);
        var hasNull = false;
        for (var i = 0; i < given.Length; i++)
        {
            var converted = Convert(given.GetValue(i), value.Type, field);
            if (converted is null && !Comparison.CanBeNull(value.Type))
                throw new GraphQLException($"\"{field.Name}\" is never null, so null cannot be in a list for it.", ErrorCodes.BadUserInput);
            values.SetValue(converted, i);
            hasNull |= converted is null;
        }

        var isOne = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [value.Type], Captured.Of(values, values.GetType()), value);
        return hasNull || !Comparison.CanBeNull(value.Type) ? isOne : Expression.AndAlso(Comparison.IsNotNull(value), isOne);
    }

    private static Expression Value(object? operand, Type type, OutputField field)
    {
        if (operand is not null || Comparison.CanBeNull(type))
            return Captured.Of(Convert(operand, type, field), type);

        throw new GraphQLException($"\"{field.Name}\" is never null, so it cannot be compared with null.", ErrorCodes.BadUserInput);
    }

    private static object? Convert(object? value, Type type, OutputField field)
    {
        if (value is string text && text.Contains('\0', StringComparison.Ordinal))
            throw new GraphQLException($"A value to filter \"{field.Name}\" by has a zero character in it.", ErrorCodes.BadUserInput);

        try
        {
            // PostgreSQL keeps moments in UTC, and its driver takes them in no other way.
            value = value is DateTimeOffset moment ? moment.ToUniversalTime() : field.IdOf is { } node ? node.Keys(value) : value;
            return ClrValue.To(value, type);
        }
        catch (ScalarException refused)
        {
            throw new GraphQLException($"A value to filter \"{field.Name}\" by does not fit: {refused.Message}", ErrorCodes.BadUserInput);
        }
    }

    private Expression? IsNull(object? wanted, Expression row)
    {
        Count();
        return wanted is bool isNull ? isNull ? Comparison.IsNull(row) : Comparison.IsNotNull(row) : null;
    }

    // A null where conditions are expected is more likely a slip than a wish for everything, so it is told.
    private static IReadOnlyDictionary<string, object?> Given(object? value, InputObjectType type, string name) =>
        value as IReadOnlyDictionary<string, object?>
        ?? throw new GraphQLException($"{type.Name}.{name} is null: leave it out, or give conditions; isNull asks for what is not there.", ErrorCodes.BadUserInput);

    private static object NotNull(object? operand, OutputField field, string operation) =>
        operand ?? throw new GraphQLException($"The filter on \"{field.Name}\" has a null where {operation} needs a value.", ErrorCodes.BadUserInput);

    private void Count()
    {
        if (++_conditions > options.MaxConditions)
            throw new GraphQLException($"A filter may have up to {options.MaxConditions} conditions.", ErrorCodes.LimitExceeded);
    }

    private static Expression? And(Expression? left, Expression? right) =>
        left is null ? right : right is null ? left : Expression.AndAlso(left, right);
}
