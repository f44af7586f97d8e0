using Npgsql;

namespace TalentRegistry.Data.Access;

/// <summary>
/// Statements under the caller's rights in one round trip, on a connection that started in the caller's role: account and statements
/// go out together and are one transaction, which ends with them. The account is local to it, so the connection is nobody's again
/// before another caller gets it, and sees nothing meanwhile.
/// </summary>
internal static class CallersStatement
{
    /// <param name="logins">The connections.</param>
    /// <param name="caller">Whose rights.</param>
    /// <param name="statements">What to run; none may set anything for longer than its transaction.</param>
    /// <param name="onRow">Takes the row on which the reader stands, with the number of its statement from 0.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    public static async Task RunAsync(
        RequestLogins logins, Caller caller, IReadOnlyList<NpgsqlBatchCommand> statements, Action<int, NpgsqlDataReader> onRow, CancellationToken cancellationToken)
    {
        await using var connection = await logins.OpenForStatementAsync(caller, cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { TakeAccount(caller) } };
        foreach (var statement in statements)
            batch.BatchCommands.Add(statement);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var number = 0; await reader.NextResultAsync(cancellationToken); number++)
        {
            while (await reader.ReadAsync(cancellationToken))
                onRow(number, reader);
        }
    }

    private static NpgsqlBatchCommand TakeAccount(Caller caller) => new("SELECT set_config('registry.account', $1, true)")
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = caller.AccountId.ToString() } },
    };
}
