using System.Buffers.Text;
using System.Linq.Expressions;
using System.Text.Json;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.Execution;
using TalentRegistry.GraphQL.TypeSystem;

namespace TalentRegistry.GraphQL.Data.Aggregation;

/// <summary>Answers a field that groups rows, by one statement over the rows that its resolver gives.</summary>
internal sealed class AggregateQuery(ObjectType element, PageSizes sizes, QueryOptions options)
{
    /// <summary>At most so many dimensions.</summary>
    public const int MostDimensions = 3;

    private const int MostCursor = 4000;

    /// <summary>The resolver that runs the statement over the rows of <paramref name="source"/>.</summary>
    public FieldResolver Over(FieldResolver source) => async context =>
        await AnswerAsync((ResolverContext)context, await source(context) as IQueryable
            ?? throw new InvalidOperationException($"{context.ObjectType}.{context.Field.Name} is to give an IQueryable to be grouped."));

    private async Task<AggregateResult> AnswerAsync(ResolverContext context, IQueryable source)
    {
        if (options.Database is not { } database || RowOrder.IsInMemory(source.Expression))
            throw new InvalidOperationException($"{context.ObjectType}.{context.Field.Name} is grouped by a database only: tell it by QueryOptions.Database.");

        try
        {
            return await AnswerAsync(context, source, database);
        }
        catch (NotInSqlException fault)
        {
            throw new GraphQLException($"A path of \"{context.Field.Name}\" leads to a value that cannot be grouped or measured: {fault.Message}.", ErrorCodes.BadUserInput);
        }
    }

    private async Task<AggregateResult> AnswerAsync(ResolverContext context, IQueryable source, SqlDatabase database)
    {
        var (request, arguments) = (context.Request, context.Arguments);
        var wanted = PageWanted.Of(arguments, sizes);
        var path = (InputObjectType)context.Field.Arguments["by"].Type.Named;
        AggregatePath? PathOf(object? given) => given is null ? null : AggregatePath.Of(path, given, source.ElementType, context.Plan, request);

        var by = Items(arguments, "by");
        if (by.Length > MostDimensions)
            throw new GraphQLException($"Rows can be grouped by at most {MostDimensions} values, not {by.Length}.", ErrorCodes.LimitExceeded);

        var measured = context.Plan.Below((ObjectType)context.Field.Type.Named).Fields.Where(f => f.Field.Name == "groups")
            .SelectMany(f => f.Below((ObjectType)f.Field.Type.Named).Fields).Where(f => IsMeasure(f.Field.Name)).ToList();
        var asked = new AggregateRequest(
            new RowArguments(context.Plan, options, request).Apply(source.Expression, element, source.ElementType, RowOrder.ByKey(element, source.ElementType)).Rows,
            [.. by.Select(given => PathOf(given)!)],
            [.. measured.Select(field => MeasureOf(field, request, PathOf))],
            [.. Items(arguments, "having").Select(given => ConditionOf((IReadOnlyDictionary<string, object?>)given!, PathOf))],
            [.. Items(arguments, "order").Select(given => OrderOf((IReadOnlyDictionary<string, object?>)given!, by.Length, PathOf))],
            wanted.After is { } cursor ? [.. Read(cursor, by.Length).Select(key => key is null ? null : Captured.Of(key, typeof(string)))] : null,
            Captured.Of((long)wanted.Size + 1, typeof(long)));
        var statements = (StatementsByShape<AggregateStatement, AggregateRequest>)context.Plan.Projections.GetOrAdd(
            $"groups\n{source.ElementType.FullName}", static _ => new StatementsByShape<AggregateStatement, AggregateRequest>());
        var (statement, bound) = statements.For(asked, template => new AggregateStatement(database.Model, template));

        var groups = new List<AggregateGroup>();
        var cursors = new List<string>();
        var (total, isLost) = (0, false);
        var places = measured.Count == 0 ? 0 : measured.Max(field => field.Index) + 1;
        await database.Run(context, bound, reader =>
        {
            (total, isLost) = (reader.GetInt32(0), reader.IsDBNull(1));
            if (reader.IsDBNull(2))
                return;

            const int First = 3;
            cursors.Add(Write(Enumerable.Range(First, by.Length).Select(i => reader.IsDBNull(i) ? null : reader.GetString(i))));
            var measures = new object?[places];
            for (var i = 0; i < measured.Count; i++)
            {
                var at = First + (2 * by.Length) + i;
                measures[measured[i].Index] = reader.IsDBNull(at) ? null
                    : measured[i].Field.Type.Named == Scalars.Int ? (int)reader.GetDouble(at) : reader.GetDouble(at);
            }

            groups.Add(new AggregateGroup([.. statement.Shows.Select((show, i) => show(reader, First + by.Length + i))], measures));
        });
        if (isLost)
            throw new GraphQLException("The group of the cursor in \"after\" is not among the groups any more; begin anew.", ErrorCodes.BadUserInput);

        var hasMore = groups.Count > wanted.Size;
        var count = Math.Min(groups.Count, wanted.Size);
        return new AggregateResult(total, groups[..count], hasMore, count == 0 ? null : cursors[count - 1]);
    }

    private static bool IsMeasure(string field) => field is "count" or "share" or "shareWithinFirst" or "distinct" or "min" or "max" or "mean" or "quantile";

    private static AggregateMeasure MeasureOf(FieldPlan field, RequestState request, Func<object?, AggregatePath?> pathOf)
    {
        var isWithinFirst = field.Field.Name == "shareWithinFirst";
        var kind = isWithinFirst ? MeasureKind.Share : Enum.Parse<MeasureKind>(field.Field.Name, ignoreCase: true);
        return AggregateMeasure.Named(kind, field.Arguments(request.Variables), pathOf, isWithinFirst);
    }

    private static AggregateCondition ConditionOf(IReadOnlyDictionary<string, object?> given, Func<object?, AggregatePath?> pathOf) => new(
        AggregateMeasure.Named((MeasureKind)given["measure"]!, given, pathOf), Bound(given, "gte"), Bound(given, "lte"));

    private static Expression? Bound(IReadOnlyDictionary<string, object?> given, string name) =>
        given.GetValueOrDefault(name) is double bound ? Captured.Of(bound, typeof(double)) : null;

    private static AggregateOrder OrderOf(IReadOnlyDictionary<string, object?> step, int keys, Func<object?, AggregatePath?> pathOf)
    {
        var isDescending = step.GetValueOrDefault("direction") is true;
        if (step.GetValueOrDefault("measure") is not null == step.GetValueOrDefault("key") is not null)
            throw new GraphQLException("A step of an order has either \"measure\" or \"key\".", ErrorCodes.BadUserInput);
        if (step.GetValueOrDefault("key") is not int key)
            return new AggregateOrder(AggregateMeasure.Named((MeasureKind)step["measure"]!, step, pathOf), 0, isDescending);

        return key >= 0 && key < keys
            ? new AggregateOrder(null, key, isDescending)
            : throw new GraphQLException($"There is no key {key}: \"by\" has {keys}.", ErrorCodes.BadUserInput);
    }

    private static object?[] Items(IReadOnlyDictionary<string, object?> arguments, string name) => arguments.GetValueOrDefault(name) switch
    {
        null => [],
        Array items when items.Length <= 20 => [.. items.Cast<object?>()],
        _ => throw new GraphQLException($"\"{name}\" has more than 20 items.", ErrorCodes.LimitExceeded),
    };

    private static string Write(IEnumerable<string?> keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys.ToArray()));

    private static string?[] Read(string cursor, int keys)
    {
        try
        {
            if (cursor.Length <= MostCursor && JsonSerializer.Deserialize<string?[]>(Base64Url.DecodeFromChars(cursor)) is { } read && read.Length == keys
                && !read.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true))
                return read;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            // Told below.
        }

        throw new GraphQLException("The cursor in \"after\" is none of these groups.", ErrorCodes.BadUserInput);
    }
}
