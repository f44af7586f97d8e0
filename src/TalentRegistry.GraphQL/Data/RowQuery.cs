using System.Collections;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// Answers a field by one query over the rows that its resolver gives: filtered, ordered and cut by the field's arguments,
/// and reading only what the selection asks for.
/// </summary>
internal sealed class RowQuery(QueryBehaviour behaviour, QueryOptions options)
{
    /// <summary>The resolver that runs the query over the rows of <paramref name="source"/>.</summary>
    public FieldResolver Over(FieldResolver source) => async context =>
    {
        var rows = await source(context);
        return rows switch
        {
            null => null,
            IEnumerable given => await AnswerAsync((ResolverContext)context, given.AsQueryable()),
            _ => throw new InvalidOperationException($"{context.ObjectType}.{context.Field.Name} is to give rows but gave a {rows.GetType().Name}."),
        };
    };

    private async Task<object?> AnswerAsync(ResolverContext context, IQueryable source)
    {
        var answer = await RowsAsync(context, source);
        if (answer is null && behaviour.IsSingle)
            options.OnMissing?.Invoke(context, behaviour.Element.Name, null);
        return answer;
    }

    private async Task<object?> RowsAsync(ResolverContext context, IQueryable source)
    {
        var plan = PlannedQuery.Of(context, behaviour, source.ElementType);
        if (DatabaseOf(context, source, plan, options) is { } database
            && await new SqlQuery(context, behaviour, options, database, plan).AnswerAsync(source) is var answer && answer != SqlQuery.None)
            return answer;

        return await ReadAsync(context, await ConnectedAsync(context, source, options), plan);
    }

    /// <summary>The database that may answer with JSON of its own making; null where that is out of the question from the start.</summary>
    // A mutation's rows are read in its own transaction, which sees what it has written.
    public static Sql.SqlDatabase? DatabaseOf(ResolverContext context, IQueryable source, PlannedQuery plan, QueryOptions options) =>
        context.Request.Operation != Language.OperationType.Mutation && !plan.IsBeyondSql && !RowOrder.IsInMemory(source.Expression)
            ? options.Database : null;

    /// <summary>The rows over an open connection, where they are of a database and connected to nothing yet.</summary>
    public static async Task<IQueryable> ConnectedAsync(ResolverContext context, IQueryable source, QueryOptions options) =>
        options.Database?.Open is { } open && !RowOrder.IsInMemory(source.Expression) ? (await open(context)).CreateQuery(source.Expression) : source;

    private async Task<object?> ReadAsync(ResolverContext context, IQueryable source, PlannedQuery plan)
    {
        var arguments = new RowArguments(context.Plan, options, context.Request);
        var rows = arguments.Apply(source.Expression, behaviour.Element, source.ElementType, plan.Own);
        if (behaviour.Paging is { } sizes)
            return await new PageQuery(
                context, source, plan, options, PageWanted.Of(context.Arguments, sizes),
                new ReadObserver(context, options, behaviour.Element, source.ElementType)).AnswerAsync(rows);

        return behaviour.IsSingle ? await OneAsync(context, source, plan, rows) : await ListAsync(context, source, plan, rows);
    }

    private async Task<object?> OneAsync(ResolverContext context, IQueryable source, PlannedQuery plan, RowArguments.Arranged rows)
    {
        var order = rows.Asked ?? plan.ByKey;
        var ordered = rows.Asked is null && Sequence.IsOrdered(source.Expression) ? rows.Rows : order.Apply(rows.Rows);
        var first = Sequence.Take(ordered, Expression.Constant(1));
        var observer = new ReadObserver(context, options, behaviour.Element, source.ElementType);
        var found = await RowReading.AllAsync(
            source.Provider, Sequence.Select(first, plan.Rows.Selector(context.Request, options, observer.Key(plan.Rows))), context.RequestAborted);
        await observer.TellAsync(found, ^1);
        return found is [var only] ? new ProjectedRow(only, plan.ShapeOf(context.Plan.Below(behaviour.Element))) : null;
    }

    private async Task<object?> ListAsync(ResolverContext context, IQueryable source, PlannedQuery plan, RowArguments.Arranged rows)
    {
        var ordered = rows.Ordered(Sequence.IsOrdered(source.Expression));
        var some = Sequence.Take(ordered, Captured.Of(options.MaxListRows + 1, typeof(int)));
        var observer = new ReadObserver(context, options, behaviour.Element, source.ElementType);
        var found = await RowReading.AllAsync(
            source.Provider, Sequence.Select(some, plan.Rows.Selector(context.Request, options, observer.Key(plan.Rows))), context.RequestAborted);
        if (found.Count > options.MaxListRows)
            throw new GraphQLException($"\"{context.Field.Name}\" has more than {options.MaxListRows} rows; narrow it down.", ErrorCodes.LimitExceeded);

        await observer.TellAsync(found, ^1);
        return ProjectedRow.All(found, plan.ShapeOf(context.Plan.Below(behaviour.Element)));
    }
}
