using System.Buffers.Text;
using System.Globalization;
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
        AggregatePath? PathOf(object? given) => given is null ? null : AggregatePath.Of(path, given, source.ElementType, request);

        var by = Items(arguments, "by");
        if (by.Length > MostDimensions)
            throw new GraphQLException($"Rows can be grouped by at most {MostDimensions} values, not {by.Length}.", ErrorCodes.LimitExceeded);

        var rows = new RowArguments(context.Plan, options, request).Apply(source.Expression, element, source.ElementType, RowOrder.ByKey(element, source.ElementType)).Rows;
        var statement = new AggregateStatement(database.Model, rows);
        var shows = by.Select(given => statement.GroupBy(PathOf(given)!)).ToList();

        var result = context.Plan.Below((ObjectType)context.Field.Type.Named);
        var measured = new List<(FieldPlan Field, string Column)>();
        var selections = result.Fields.Where(f => f.Field.Name == "groups").Select(f => f.Below((ObjectType)f.Field.Type.Named)).ToList();
        foreach (var field in selections.SelectMany(selection => selection.Fields).Where(f => IsMeasure(f.Field.Name)))
            measured.Add((field, MeasureOf(statement, field, request, PathOf)));

        var having = Items(arguments, "having").SelectMany(given => Conditions(statement, given, PathOf)).ToList();
        var order = Items(arguments, "order").Select(given => OrderOf(statement, given, by.Length, PathOf)).ToList();
        var after = wanted.After is { } cursor ? Read(cursor, by.Length) : null;
        var columns = measured.Select(m => m.Column).ToList();
        var finished = statement.Finish(having, order, after, wanted.Size + 1, columns);

        var groups = new List<AggregateGroup>();
        var cursors = new List<string>();
        var (total, isLost) = (0, false);
        var places = measured.Count == 0 ? 0 : measured.Max(m => m.Field.Index) + 1;
        await database.Run(context, finished, reader =>
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
                measures[measured[i].Field.Index] = reader.IsDBNull(at) ? null
                    : measured[i].Field.Field.Type.Named == Scalars.Int ? (int)reader.GetDouble(at) : reader.GetDouble(at);
            }

            groups.Add(new AggregateGroup([.. shows.Select((show, i) => show(reader, First + by.Length + i))], measures));
        });
        if (isLost)
            throw new GraphQLException("The group of the cursor in \"after\" is not among the groups any more; begin anew.", ErrorCodes.BadUserInput);

        var hasMore = groups.Count > wanted.Size;
        var count = Math.Min(groups.Count, wanted.Size);
        return new AggregateResult(total, groups[..count], hasMore, count == 0 ? null : cursors[count - 1]);
    }

    private static bool IsMeasure(string field) => field is "count" or "share" or "shareWithinFirst" or "distinct" or "min" or "max" or "mean" or "quantile";

    private static string MeasureOf(AggregateStatement statement, FieldPlan field, RequestState request, Func<object?, AggregatePath?> pathOf)
    {
        var arguments = field.Arguments(request.Variables);
        var isWithinFirst = field.Field.Name == "shareWithinFirst";
        var kind = isWithinFirst ? MeasureKind.Share : Enum.Parse<MeasureKind>(field.Field.Name, ignoreCase: true);
        return statement.Measure(
            kind, pathOf(arguments.GetValueOrDefault("of")), arguments.GetValueOrDefault("p") as double?, arguments.GetValueOrDefault("until") as DateOnly?, isWithinFirst);
    }

    private static string MeasureOf(AggregateStatement statement, IReadOnlyDictionary<string, object?> given, Func<object?, AggregatePath?> pathOf) =>
        statement.Measure(
            (MeasureKind)given["measure"]!, pathOf(given.GetValueOrDefault("of")), given.GetValueOrDefault("p") as double?, given.GetValueOrDefault("until") as DateOnly?);

    private static IEnumerable<string> Conditions(AggregateStatement statement, object? given, Func<object?, AggregatePath?> pathOf)
    {
        var condition = (IReadOnlyDictionary<string, object?>)given!;
        var measure = MeasureOf(statement, condition, pathOf);
        if (condition.GetValueOrDefault("gte") is double least)
            yield return $"{measure} >= {statement.Add(least, "double precision")}";
        if (condition.GetValueOrDefault("lte") is double most)
            yield return $"{measure} <= {statement.Add(most, "double precision")}";
    }

    private static string OrderOf(AggregateStatement statement, object? given, int keys, Func<object?, AggregatePath?> pathOf)
    {
        var step = (IReadOnlyDictionary<string, object?>)given!;
        var direction = step.GetValueOrDefault("direction") is true ? "DESC NULLS LAST" : "ASC NULLS LAST";
        if (step.GetValueOrDefault("measure") is not null == step.GetValueOrDefault("key") is not null)
            throw new GraphQLException("A step of an order has either \"measure\" or \"key\".", ErrorCodes.BadUserInput);
        if (step.GetValueOrDefault("key") is not int key)
            return $"{MeasureOf(statement, step, pathOf)} {direction}";

        return key >= 0 && key < keys
            ? string.Create(CultureInfo.InvariantCulture, $"k{key} {direction}")
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
