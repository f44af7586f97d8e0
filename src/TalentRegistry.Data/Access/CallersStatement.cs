using System.Data.Common;
using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>
/// One statement under the caller's rights in one round trip, on a connection that started in the caller's role: account and statement
/// go out together and are one transaction, which ends with them. The account is local to it, so the connection is nobody's again
/// before another caller gets it, and sees nothing meanwhile.
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
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { TakeAccount(caller), statement } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            onRow(reader);
    }

    private static NpgsqlBatchCommand TakeAccount(Caller caller) => new("SELECT set_config('registry.account', $1, true)")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = caller.AccountId.ToString() } },
    };
}
