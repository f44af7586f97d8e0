using System.Data.Common;
using Npgsql;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Dates;

namespace TalentRegistry.Data;

/// <summary>
/// The database, by its two doors: <see cref="Owner"/> for what the server itself does (migrations, loading, sign-in,
/// forecasting), and sessions for what callers ask, whose connections log in as someone who may do nothing but take the caller's role.
/// </summary>
public sealed class RegistryDatabase : IAsyncDisposable
{
    private readonly RequestLogins requests;
    private readonly ReadLog readLog;
    private readonly GroupCommit<AuditEvent> auditLog;

    /// <summary>Opens the doors; connects to nothing yet.</summary>
    /// <param name="connectionString">A login that owns the database.</param>
    /// <exception cref="OperatorException">The string is not a PostgreSQL connection string.</exception>
    public RegistryDatabase(string connectionString)
    {
        try
        {
            var owner = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 10, CommandTimeout = 300, Timezone = VietnamTime.PostgresZone };
            Owner = NpgsqlDataSource.Create(owner);
            requests = new RequestLogins(owner, Owner);
            readLog = new ReadLog(requests);
            auditLog = new GroupCommit<AuditEvent>(batch => AuditLog.InsertAsync(requests, batch));
        }
        catch (ArgumentException fault)
        {
            throw new OperatorException($"The connection string of the registry cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Connections of the owner: never used to answer a caller's question.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>
    /// Counts of ethnic groups below this are told to nobody who may not read them row by row, and others in bands so wide; 3 or more. What is
    /// counted already keeps its width.
    /// </summary>
    public int LeastTold { get; init; } = Headcounts.SmallCells.DefaultLeast;

    /// <summary>The logins under which callers' questions come.</summary>
    internal RequestLogins Requests => requests;

    /// <summary>Opens a transaction under the caller's rights.</summary>
    public Task<RegistrySession> OpenSessionAsync(Caller caller, CancellationToken cancellationToken) =>
        RegistrySession.OpenAsync(requests, caller, cancellationToken);

    /// <summary>
    /// Opens a transaction under the caller's rights that sees the registry as it is at its first statement, however long it goes on: for what is read
    /// in parts and must be of one moment.
    /// </summary>
    public Task<RegistrySession> OpenSnapshotAsync(Caller caller, CancellationToken cancellationToken) =>
        RegistrySession.OpenSnapshotAsync(requests, caller, cancellationToken);

    /// <summary>
    /// Runs one statement under the caller's rights, in one round trip and one transaction that ends with it. The statement must not set
    /// anything that outlives its transaction: the connection is not reset before the next caller's.
    /// </summary>
    /// <param name="caller">Whose rights.</param>
    /// <param name="sql">The statement; the same text each time for the same question, as it is prepared.</param>
    /// <param name="values">Of $1, $2, …</param>
    /// <param name="onRow">Takes the row on which the reader stands.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    public Task RunAsync(
        Caller caller, string sql, IReadOnlyList<object?> values, Action<DbDataReader> onRow, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            statement.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return RunAsync(caller, [statement], (_, row) => onRow(row), cancellationToken);
    }

    /// <summary>The same for several statements, which are one round trip and one transaction too.</summary>
    /// <param name="caller">Whose rights.</param>
    /// <param name="statements">The statements in their order.</param>
    /// <param name="onRow">Takes the row on which the reader stands, with the number of its statement from 0.</param>
    /// <param name="cancellationToken">Ends the statements.</param>
    internal Task RunAsync(
        Caller caller, IReadOnlyList<NpgsqlBatchCommand> statements, Action<int, NpgsqlDataReader> onRow, CancellationToken cancellationToken) =>
        CallersStatement.RunAsync(requests, caller, statements, onRow, cancellationToken);

    /// <summary>
    /// Notes in the log of reads whose records the caller has read; done when that is on disk. An exception means that they must not be
    /// handed out.
    /// </summary>
    public Task LogReadAsync(Caller caller, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
        people.Count == 0 ? Task.CompletedTask : readLog.AppendAsync(caller, people, cancellationToken);

    /// <summary>Writes an event of the audit log; done when it is on disk.</summary>
    internal Task LogEventAsync(AuditEvent e, CancellationToken cancellationToken) => auditLog.AppendAsync(e, cancellationToken);

    /// <summary>Checks that the database answers.</summary>
    /// <exception cref="OperatorException">It does not.</exception>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Owner.OpenConnectionAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
        {
            var at = new NpgsqlConnectionStringBuilder(Owner.ConnectionString);
            throw new OperatorException($"PostgreSQL at {at.Host}:{at.Port}, database {at.Database}, does not answer: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await readLog.DisposeAsync();
        await auditLog.DisposeAsync();
        await requests.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
