using System.Data.Common;
using TalentRegistry.GraphQL.Execution;

namespace TalentRegistry.GraphQL.Data.Sql;

/// <summary>A query for PostgreSQL that gives the finished JSON of a root field.</summary>
/// <param name="Text">
/// The SQL, with the values as <c>$1</c>, <c>$2</c> … and the type of each written beside it. The same object for every request of the
/// same shape, and the same text in every process that runs this version: worth preparing.
/// </param>
/// <param name="Values">
/// The values in their order: null, bool, int, long, double, decimal, string, Guid, DateOnly, DateTime in UTC, byte[], or an array of one of
/// these types.
/// </param>
public sealed record SqlStatement(string Text, IReadOnlyList<object?> Values);

/// <summary>
/// Runs a statement under the caller's rights and hands over its rows one by one, in order, before the task ends. A connection is opened
/// (or a transaction begun) only here, so that all of it may be one round trip: who asks is in <paramref name="context"/>, whose services
/// are those of the field's own scope. An exception refuses the field, as one of a resolver does.
/// </summary>
/// <param name="context">The field.</param>
/// <param name="statement">What to run.</param>
/// <param name="onRow">
/// Takes the row that the reader stands on, not sequentially, and reads no further. What it throws must come out of the task.
/// </param>
public delegate Task StatementRunner(IResolverContext context, SqlStatement statement, Action<DbDataReader> onRow);
