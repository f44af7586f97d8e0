using System.Data.Common;
using TalentRegistry.Data.Access;
using TalentRegistry.GraphQL.Data.Sql;

namespace TalentRegistry.Server.Api;

/// <summary>One view of the registry that several requests of one caller read, one statement at a time.</summary>
internal sealed class HeldSnapshot(RegistrySession session, Caller caller) : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>As whom the log of reads has the reader.</summary>
    public Caller Caller => caller;

    /// <summary>Runs a statement when those before it have ended.</summary>
    public async Task RunAsync(SqlStatement statement, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await using var command = session.Command(statement.Text);
            foreach (var value in statement.Values)
                command.Parameters.Add(new() { Value = value ?? DBNull.Value });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                onRow(reader);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        turn.Dispose();
    }
}
