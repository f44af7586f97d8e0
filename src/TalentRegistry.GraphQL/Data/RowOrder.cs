using System.Linq.Expressions;
using System.Reflection;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>The order of rows: what is asked, or else the type's own, and at the end the key, so that no two rows are level.</summary>
internal sealed class RowOrder(ObjectType element, IReadOnlyList<OrderKey> keys)
{
    public IReadOnlyList<OrderKey> Keys => keys;

    public ObjectType Element => element;

    /// <summary>What cursors of this order are told by; made at the first one.</summary>
    public string? Mark { get; set; }

    /// <summary>The type's own order, without the steps that look at what the caller may not see.</summary>
    public static RowOrder Own(ObjectType element, Type rowType, Func<string, bool> satisfies) =>
        new(element, [.. DefaultKeys(element, rowType, satisfies), .. IdentityKeys(element, rowType)]);

    /// <summary>By the key alone.</summary>
    public static RowOrder ByKey(ObjectType element, Type rowType) => new(element, [.. IdentityKeys(element, rowType)]);

    /// <summary>The order of an <c>order</c> argument; null if it asks for none.</summary>
    /// <exception cref="GraphQLException">A field is forbidden, or there are too many steps.</exception>
    public static RowOrder? Asked(ObjectType element, Type rowType, InputObjectType type, object? order, QueryOptions options, RequestState request)
    {
        if (order is not Array { Length: > 0 } steps)
            return null;
        if (steps.Length > options.MaxOrderSteps)
            throw new GraphQLException($"An order may have up to {options.MaxOrderSteps} steps; this one has {steps.Length}.", ErrorCodes.LimitExceeded);

        var keys = new List<OrderKey>();
        foreach (var step in steps)
        {
            if (step is not IReadOnlyDictionary<string, object?> given)
                throw new GraphQLException($"A step of an order is null: give one field of {type.Name}.", ErrorCodes.BadUserInput);

            var row = Expression.Parameter(rowType, "row");
            keys.Add(KeyOf(type, given, row, row, "", false, request));
        }

        keys.AddRange(IdentityKeys(element, rowType));
        return new RowOrder(element, keys);
    }

    /// <summary>The policies that decide which steps of a type's own order apply.</summary>
    public static IEnumerable<string> Policies(ObjectType element) =>
        (element.Identity?.DefaultOrder ?? []).SelectMany(step => PoliciesOf(element, step));

    /// <summary>Orders rows; <paramref name="reversed"/> from the end.</summary>
    public Expression Apply(Expression rows, bool reversed = false)
    {
        var isFirst = true;
        foreach (var key in keys)
        {
            var descending = key.Descending != reversed;
            if (key.CanBeNull && IsInMemory(rows))
            {
                // LINQ to objects counts null as the smallest; PostgreSQL, and so this order, as the largest.
                rows = Sequence.OrderBy(rows, Expression.Lambda(Comparison.IsNull(key.By.Body), key.By.Parameters), descending, isFirst);
                isFirst = false;
            }

            rows = Sequence.OrderBy(rows, key.By, descending, isFirst);
            isFirst = false;
        }

        return rows;
    }

    private static OrderKey KeyOf(
        InputObjectType type, IReadOnlyDictionary<string, object?> given, ParameterExpression row, Expression at, string path, bool canBeAbsent,
        RequestState request)
    {
        var (name, value) = given.Single();
        var field = type.Fields[name].About!;
        if (field.Policy is { } policy && !request.Satisfies(policy))
            throw new GraphQLException($"You may not sort by \"{path}{name}\".", ErrorCodes.Forbidden);

        // A guarded field is shown as nullable although its column never is.
        var read = value is bool && field.SortAs is { } sortAs ? sortAs : field.Projection!;
        var by = Inline.Body(read, at);
        canBeAbsent |= field.Type is not NonNull && !(value is bool && IsRequired(read));
        if (value is bool descending)
            return new OrderKey(Expression.Lambda(canBeAbsent ? Nullable(by) : by, row), descending, path + name, !canBeAbsent);

        return KeyOf(
            (InputObjectType)type.Fields[name].Type.Named, (IReadOnlyDictionary<string, object?>)value!, row, Inline.Bare(by), $"{path}{name}.", canBeAbsent, request);
    }

    private static IEnumerable<OrderKey> DefaultKeys(ObjectType element, Type rowType, Func<string, bool> satisfies) =>
        (element.Identity?.DefaultOrder ?? [])
            .Where(step => PoliciesOf(element, step).All(satisfies))
            .Select(step => new OrderKey(Over(step.By, rowType), step.Descending, step.By.Body.ToString(), IsRequired(step.By)));

    private static IEnumerable<OrderKey> IdentityKeys(ObjectType element, Type rowType)
    {
        if (element.Identity is not { } identity)
            yield break;

        // A key of several parts is written new { … }.
        var key = Over(identity.Key, rowType);
        if (key.Body is not NewExpression { Arguments: var parts })
        {
            yield return new OrderKey(key, false, "key", true);
            yield break;
        }

        foreach (var part in parts)
            yield return new OrderKey(Expression.Lambda(part, key.Parameters), false, "key", true);
    }

    // A required member of the row, or a function of one, such as the member under a collation.
    private static bool IsRequired(LambdaExpression by)
    {
        var read = by.Body is MethodCallExpression call ? call.Arguments.Select(Inline.Bare).FirstOrDefault(a => a is MemberExpression { Expression: ParameterExpression }) : by.Body;
        return read is MemberExpression { Expression: ParameterExpression, Member: PropertyInfo property }
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull;
    }

    private static LambdaExpression Over(LambdaExpression lambda, Type rowType)
    {
        if (lambda.Parameters[0].Type == rowType)
            return lambda;

        var row = Expression.Parameter(rowType, "row");
        return Expression.Lambda(Inline.Body(lambda, row), row);
    }

    // A step looks at a guarded field when it reads the same member of the row.
    private static IEnumerable<string> PoliciesOf(ObjectType element, DefaultOrder step)
    {
        var members = MembersRead.In(step.By);
        return element.DeclaredFields
            .Where(f => f.Policy is not null && f.Projection is { } p && MembersRead.In(p).Overlaps(members))
            .Select(f => f.Policy!)
            .Distinct(StringComparer.Ordinal);
    }

    private static Expression Nullable(Expression value) =>
        Comparison.CanBeNull(value.Type) ? value : Expression.Convert(value, typeof(Nullable<>).MakeGenericType(value.Type));

    /// <summary>Whether the rows are of a collection and not of a database.</summary>
    public static bool IsInMemory(Expression rows)
    {
        while (rows is MethodCallExpression { Arguments: [var source, ..] })
            rows = source;
        return rows is ConstantExpression { Value: EnumerableQuery };
    }
}
