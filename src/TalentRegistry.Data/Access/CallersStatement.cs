using System.Data.Common;
using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>
/// One statement under the caller's rights in one round trip: identity and statement go out together and are one transaction, which ends
/// with them. The identity is local to it, so the connection is nobody's again before another caller gets it.
/// </summary>
internal static class CallersStatement
{
    public static async Task RunAsync(
        RequestLogins logins, Caller caller, string sql, IReadOnlyList<object?> values, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        await using var connection = await logins.OpenForStatementAsync(caller.Role, cancellationToken);
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            statement.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Identify(caller), statement } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            onRow(reader);
    }

    /// <summary>Takes the caller's role and account for the rest of the transaction; nothing before it may touch a table.</summary>
    // The role's name comes from an enum, never from the request, so it can stand in the statement.
    public static NpgsqlBatchCommand Identify(Caller caller) => new(RequestLogins.IdentifyAs(caller.Role))
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = caller.AccountId.ToString() } },
    };
}
