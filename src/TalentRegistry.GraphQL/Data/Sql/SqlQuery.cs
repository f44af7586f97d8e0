using System.Data.Common;
using System.Linq.Expressions;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>Answers a field of one request by a statement that gives JSON, where that can be said in SQL.</summary>
internal sealed class SqlQuery(ResolverContext context, QueryBehaviour behaviour, QueryOptions options, SqlDatabase database, PlannedQuery plan)
{
    /// <summary>The answer; <see cref="None"/> where the provider of <paramref name="source"/> must give it.</summary>
    public async Task<object?> AnswerAsync(IQueryable source)
    {
        var wanted = behaviour.Paging is { } sizes ? PageWanted.Of(context.Arguments, sizes) : null;
        var filtered = new RowArguments(context.Plan, options, context.Request).Apply(source.Expression, behaviour.Element, source.ElementType, plan.Own);
        var order = filtered.Asked ?? (wanted is null && Sequence.IsOrdered(source.Expression) ? null : behaviour.IsSingle ? plan.ByKey : plan.Own);
        var rows = wanted is null ? filtered.Rows : wanted.Within(filtered.Rows, order!, options);
        var parts = new RequestParts(
            context.Request, options, filtered.Rows, rows, order, wanted is { IsFromEnd: true }, (wanted?.Size ?? options.MaxListRows) + 1);

        if (StatementFor(parts, source.ElementType, plan.Page is { NeedsCursors: true }) is not var (made, statement))
            return None;

        var read = new SqlRows(made);
        await database.Run(context, statement, read.Add);
        if (read.IsFaulty || read is { Count: 0, Total: null } && made.HasTotal && !ReferenceEquals(rows, filtered.Rows))
            return None;

        return await AnswerOf(read, wanted, order, source.ElementType);
    }

    /// <summary>The JSON of those of some rows that there are, by the type's key; null where the provider of <paramref name="source"/> must answer.</summary>
    /// <param name="source">The rows that the caller may see.</param>
    /// <param name="isWanted">Which of them.</param>
    /// <param name="most">How many there may be.</param>
    public async Task<IReadOnlyDictionary<object, object>?> ByKeyAsync(IQueryable source, LambdaExpression isWanted, int most)
    {
        var wanted = Sequence.Where(source.Expression, isWanted);
        var parts = new RequestParts(context.Request, options, wanted, wanted, plan.ByKey, isFromEnd: false, most);
        if (StatementFor(parts, source.ElementType, needsKeys: true) is not var (made, statement))
            return null;

        var read = new SqlRows(made);
        await database.Run(context, statement, read.Add);
        if (read.IsFaulty)
            return null;

        await TellAsync(read, source.ElementType);
        return read.Rows.ToDictionary(row => row[1]!, row => row[0]!);
    }

    /// <summary>No answer.</summary>
    public static readonly object None = new();

    private async Task<object?> AnswerOf(SqlRows read, PageWanted? wanted, RowOrder? order, Type rowType)
    {
        var hasMore = read.Count > (wanted?.Size ?? options.MaxListRows);
        if (wanted is null && hasMore && !behaviour.IsSingle)
            throw new GraphQLException($"\"{context.Field.Name}\" has more than {options.MaxListRows} rows; narrow it down.", ErrorCodes.LimitExceeded);

        if (wanted is not null)
            read.Cut(wanted);
        await TellAsync(read, rowType);
        if (behaviour.IsSingle)
            return read.Count == 0 ? null : read.Rows[0][0];
        return wanted is null
            ? read.Rows.ConvertAll(row => row[0])
            : new Connection(order!, wanted, read.Rows, hasMore, read.Total ?? 0, JsonOf, plan.Page!.OfRows.Count);
    }

    private async Task TellAsync(SqlRows read, Type rowType)
    {
        if (read.Observed.Count > 0)
            await options.OnRead[rowType](context, read.Observed);
        foreach (var (inside, keys) in read.TakeToldInside())
            await options.OnRead[inside](context, keys);
    }

    private object? JsonOf(object?[] row, SelectionPlan selection) => row[plan.Page!.OfRows.IndexOf(selection)];

    // Null where it cannot be said in SQL, which is then not tried again.
    private (FieldStatement Made, SqlStatement Bound)? StatementFor(RequestParts parts, Type rowType, bool needsKeys)
    {
        try
        {
            return plan.Statements.For(parts, template => Make(template, rowType, needsKeys));
        }
        catch (NotInSqlException)
        {
            plan.IsBeyondSql = true;
            return null;
        }
    }

    private FieldStatement Make(RequestParts parts, Type rowType, bool needsKeys)
    {
        var writer = new StatementWriter(database.Model, parts, context.Satisfies);
        if (plan.Page is { NeedsRows: false })
            return writer.Count();

        return writer.Rows(
            plan.Page?.OfRows ?? [context.Plan.Below(behaviour.Element)], ReadObserver.KeyOf(behaviour.Element, rowType, options), needsKeys, plan.Page is { NeedsTotal: true }, behaviour.IsSingle);
    }

    /// <summary>Rows as they arrive.</summary>
    private sealed class SqlRows(FieldStatement statement)
    {
        public List<object?[]> Rows { get; } = [];

        public List<object> Observed { get; } = [];

        public int? Total { get; private set; }

        public int Count => Rows.Count;

        /// <summary>Whether a value was met that is told in another way.</summary>
        public bool IsFaulty { get; private set; }

        public void Add(DbDataReader reader)
        {
            var at = statement.JsonColumns + statement.Keys.Count;
            if (statement.Observed is { } observed)
                Observed.Add(observed.Read(reader, at++)!);
            if (statement.HasTotal)
                Total = reader.GetInt32(at);
            if (statement.IsCount)
                return;

            var row = new object?[statement.JsonColumns + statement.Keys.Count];
            for (var i = 0; i < statement.JsonColumns; i++)
                row[i] = Json(reader.GetFieldValue<byte[]>(i));
            for (var i = 0; i < statement.Keys.Count; i++)
                row[statement.JsonColumns + i] = statement.Keys[i].Read(reader, statement.JsonColumns + i);
            Rows.Add(row);
        }

        public void Cut(PageWanted wanted)
        {
            if (Rows.Count > wanted.Size)
            {
                Rows.RemoveAt(Rows.Count - 1);
                if (Observed.Count > 0)
                    Observed.RemoveAt(Observed.Count - 1);
            }

            if (wanted.IsFromEnd)
            {
                Rows.Reverse();
                Observed.Reverse();
            }
        }

        /// <summary>Takes the keys of rows inside the rows out of their JSON, by the type of those.</summary>
        public IEnumerable<(Type RowType, IReadOnlyList<object> Keys)> TakeToldInside()
        {
            if (statement.ToldInside.Count == 0)
                return [];

            var keys = statement.ToldInside.Select(_ => new HashSet<object>()).ToArray();
            foreach (var row in Rows)
            {
                for (var i = 0; i < statement.JsonColumns; i++)
                    row[i] = new RawJson(ToldText.Taken(((RawJson)row[i]!).Utf8, (mark, key) => keys[mark].Add(ClrValue.To(key, statement.ToldInside[mark].KeyType)!)));
            }

            return [.. statement.ToldInside.Zip(keys).Where(told => told.Second.Count > 0).Select(told => (told.First.RowType, (IReadOnlyList<object>)[.. told.Second]))];
        }

        private RawJson Json(byte[] utf8)
        {
            IsFaulty |= utf8.AsSpan().Contains(JsonText.FaultByte);
            return new RawJson(utf8);
        }
    }
}
