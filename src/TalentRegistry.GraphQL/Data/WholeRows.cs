using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data;

/// <summary>
/// Rows of an abstract class, such as the root of a hierarchy kept in one table: each is read whole, because only its C# type says which of the
/// possible types it is, and so which of its fields are asked for.
/// </summary>
internal sealed class WholeRows(QueryOptions options)
{
    public FieldResolver Over(FieldResolver source) => async context =>
    {
        var answer = await source(context);
        if (answer is not IQueryable given)
            return answer;

        var rows = await RowQuery.ConnectedAsync((ResolverContext)context, given, options);
        var some = rows.Provider.CreateQuery(Sequence.Take(rows.Expression, Captured.Of(options.MaxListRows + 1, typeof(int))));
        var found = new List<object?>();
        if (some is IAsyncEnumerable<object?> asynchronous)
        {
            await foreach (var row in asynchronous.WithCancellation(context.RequestAborted))
                found.Add(row);
        }
        else
        {
            found.AddRange(some.Cast<object?>());
        }

        return found.Count <= options.MaxListRows
            ? found
            : throw new GraphQLException($"\"{context.Field.Name}\" has more than {options.MaxListRows} rows; narrow it down.", ErrorCodes.LimitExceeded);
    };
}
