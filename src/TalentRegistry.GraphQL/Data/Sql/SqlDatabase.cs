using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>
/// The PostgreSQL database behind queryable fields, told to <see cref="QueryOptions.Database"/>: a field over its tables is then answered by
/// one prepared statement that returns JSON. Resolvers hand out rows of a context that is connected to nothing and shared by all
/// requests; only <see cref="Run"/>, or <see cref="Open"/> where a selection cannot be said in SQL, connects.
/// </summary>
public sealed class SqlDatabase
{
    /// <summary>Its tables, as the provider of the queryables sees them.</summary>
    public required SqlModel Model { get; init; }

    /// <summary>Runs a statement.</summary>
    public required StatementRunner Run { get; init; }

    /// <summary>
    /// Gives a provider that may be waited for, over an open connection with the caller's rights, to run a query that was made of
    /// unconnected rows; null where the rows that resolvers give are connected themselves.
    /// </summary>
    public Func<IResolverContext, Task<IQueryProvider>>? Open { get; init; }
}
