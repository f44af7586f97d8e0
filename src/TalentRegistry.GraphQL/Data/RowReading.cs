using System.Linq.Expressions;

namespace TalentRegistry.GraphQL.Data;

/// <summary>Runs a query: without waiting in place where its provider can, as EF Core's does.</summary>
internal static class RowReading
{
    public static async Task<List<object?[]>> AllAsync(IQueryProvider provider, Expression query, CancellationToken cancellationToken)
    {
        var rows = provider.CreateQuery<object?[]>(query);
        if (rows is not IAsyncEnumerable<object?[]> asynchronous)
            return [.. rows];

        var all = new List<object?[]>();
        await foreach (var row in asynchronous.WithCancellation(cancellationToken))
            all.Add(row);
        return all;
    }
}
