using System.Collections;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// Rows of one type by their keys, in one statement: of the rows that the caller may see, those with the keys, and of these what the fragments
/// that match the type select. Read as the type's own root field reads them, so that rights and the log of reads hold here too.
/// </summary>
internal sealed class NodeQuery(ObjectType type, NodeSource.Rows source, QueryOptions options)
{
    /// <summary>Those found, by key.</summary>
    public async Task<IReadOnlyDictionary<object, object>> FindAsync(ResolverContext context, IReadOnlyList<object> keys)
    {
        var given = ((IEnumerable?)await source.All(context) ?? throw new InvalidOperationException($"The rows of {type} are null.")).AsQueryable();
        var behaviour = new QueryBehaviour(type, Paging: null, IsSingle: false, Filters: false, Sorts: false);
        var plan = PlannedQuery.Of(context, behaviour, given.ElementType);
        if (RowQuery.DatabaseOf(context, given, plan, options) is { } database
            && await new Sql.SqlQuery(context, behaviour, options, database, plan).ByKeyAsync(given, IsOne(given.ElementType, keys), keys.Count) is { } made)
            return made;

        var rows = await RowQuery.ConnectedAsync(context, given, options);
        var observer = new ReadObserver(context, options, type, rows.ElementType);
        var wanted = Sequence.Where(rows.Expression, IsOne(rows.ElementType, keys));
        var selector = plan.Rows.Selector(context.Request, options, [plan.Rows.OfRow(source.Key), .. observer.Key(plan.Rows)]);
        var found = await RowReading.AllAsync(rows.Provider, Sequence.Select(wanted, selector), context.RequestAborted);
        await observer.TellAsync(found, ^1);

        var shape = plan.ShapeOf(context.Plan.Below(type));
        return found.ToDictionary(row => row[plan.Rows.Count]!, object (row) => new ProjectedRow(row, shape));
    }

    private LambdaExpression IsOne(Type rowType, IReadOnlyList<object> keys)
    {
        var row = Expression.Parameter(rowType, "row");
        var key = Inline.Body(source.Key, row);
        if (keys is [var only])
            return Expression.Lambda(Expression.Equal(key, Captured.Of(only, key.Type)), row);

        var values = Array.CreateInstance(key.Type, keys.Count);
        for (var i = 0; i < values.Length; i++)
            values.SetValue(keys[i], i);
        return Expression.Lambda(
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [key.Type], Captured.Of(values, values.GetType()), key), row);
    }
}
