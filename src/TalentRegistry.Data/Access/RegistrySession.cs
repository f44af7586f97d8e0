using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Domain.Access;

namespace TalentRegistry.Data.Access;

/// <summary>Who asks, and through which door: what a transaction carries to PostgreSQL, and what the log of reads keeps.</summary>
/// <param name="AccountId">Account that signed in.</param>
/// <param name="Role">Its role; the database role of the transaction.</param>
/// <param name="Door">Where the request came in, as "graphql" or "page /people".</param>
/// <param name="Purpose">Why personal data is read, in the words shown to the auditor.</param>
public sealed record Caller(Guid AccountId, Role Role, string Door, string Purpose)
{
    /// <summary>
    /// A leader who has been granted names (<see cref="NameGrants"/>). The database asks for itself whether the grant holds: without one, who says so sees nobody.
    /// </summary>
    public bool ReadsNames { get; init; }

    /// <summary>IP address that the request came from, for the history of changes; null for commands.</summary>
    public string? Address { get; init; }
}

/// <summary>
/// One transaction under the caller's rights: a database role that owns nothing and cannot bypass row-level security,
/// with the account set for the policies. Serves one query at a time. Rolled back unless <see cref="CommitAsync"/> is called.
/// </summary>
public sealed class RegistrySession : IAsyncDisposable
{
    // One for all sessions: EF Core looks its own services up by them, which is most of the cost of a context.
    private static readonly DbContextOptions<RegistryContext> Options = new DbContextOptionsBuilder<RegistryContext>()
        .UseNpgsql()
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        .Options;

    private readonly NpgsqlTransaction transaction;
    private readonly Caller caller;
    private RegistryContext? context;

    private RegistrySession(NpgsqlConnection connection, NpgsqlTransaction transaction, Caller caller) =>
        (Connection, this.transaction, this.caller) = (connection, transaction, caller);

    /// <summary>The connection, for statements that EF Core is not made for.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>EF Core over that connection, made when first asked for.</summary>
    public RegistryContext Context => context ??= Connect();

    /// <summary>Role whose rights the transaction has.</summary>
    public Role Role => caller.Role;

    /// <summary>Whether names are among what the transaction may read.</summary>
    public bool SeesNames => caller.Role == Role.Hr || caller is { Role: Role.Leader, ReadsNames: true };

    /// <summary>A statement of this transaction.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, Connection, transaction);

    /// <summary>Runs a statement of this transaction and reads its rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="row">Reads a row.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <param name="values">Values of the parameters, or parameters where PostgreSQL cannot tell the type.</param>
    public async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = Command(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }

    /// <summary>Runs a statement of this transaction; how many rows it wrote.</summary>
    public async Task<int> RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Joins of this transaction go through whole tables where the account keeps more than half of many agencies: the planner cannot know how many an account keeps, expects some
    /// hundred people, and looks up a million one by one, each with the checks of its policies. Who sees what stays as it is.
    /// </summary>
    public Task PlanForManyAsync(CancellationToken cancellationToken) => caller.Role is not (Role.Hr or Role.Leader) ? Task.CompletedTask : RunAsync(
        """
        SELECT set_config('enable_nestloop', 'off', true)
          FROM (SELECT count(*) AS own FROM access.scoped_agency s WHERE s.until > current_date) scope
         WHERE own > 200 AND own * 2 > (SELECT count(*) FROM registry.agency)
        """, cancellationToken);

    /// <summary>Statements of this transaction that go to the database together.</summary>
    public NpgsqlBatch Batch(params IEnumerable<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(Connection, transaction);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        return batch;
    }

    internal static async Task<RegistrySession> OpenAsync(
        RequestLogins requests, Caller caller, CancellationToken cancellationToken, System.Data.IsolationLevel isolation = System.Data.IsolationLevel.ReadCommitted)
    {
        var connection = await requests.OpenAsync(caller, cancellationToken);
        try
        {
            var begun = await connection.BeginTransactionAsync(isolation, cancellationToken);
            await using var identify = new NpgsqlBatch(connection, begun) { BatchCommands = { Identify(caller) } };
            await identify.ExecuteNonQueryAsync(cancellationToken);
            return new RegistrySession(connection, begun, caller);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Opens a transaction that sees the registry as it is at its first statement, however long it goes on. Its statements may take long, as each goes on
    /// only as fast as its rows are taken.
    /// </summary>
    internal static async Task<RegistrySession> OpenSnapshotAsync(RequestLogins requests, Caller caller, CancellationToken cancellationToken)
    {
        var session = await OpenAsync(requests, caller, cancellationToken, System.Data.IsolationLevel.RepeatableRead);
        await session.RunAsync("SET LOCAL statement_timeout = 0", cancellationToken);
        return session;
    }

    /// <summary>Notes in the log of reads whose records were read; committed with the session.</summary>
    public async Task LogReadAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellationToken)
    {
        if (people.Count == 0)
            return;

        await using var log = new NpgsqlCommand(
            "INSERT INTO access.read_log (account_id, role, door, purpose, person_ids) VALUES ($1, $2, $3, $4, $5)", Connection, transaction);
        log.Parameters.Add(new() { Value = caller.AccountId });
        log.Parameters.Add(new() { Value = SnakeCase.Of(caller.Role) });
        log.Parameters.Add(new() { Value = caller.Door });
        log.Parameters.Add(new() { Value = caller.Purpose });
        log.Parameters.Add(new() { Value = people.ToArray() });
        await log.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What the history keeps with the changes of this session, besides who made them: the caller's door and address, and why.</summary>
    /// <param name="why">The caller's reason; null where none was given.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ExplainChangesAsync(string? why, CancellationToken cancellationToken)
    {
        await using var explain = Command("SELECT set_config('history.door', $1, true), set_config('history.why', $2, true), set_config('history.address', $3, true)");
        explain.Parameters.Add(new() { Value = caller.Door });
        explain.Parameters.Add(new() { Value = why ?? "" });
        explain.Parameters.Add(new() { Value = caller.Address ?? "" });
        await explain.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Commits what was written.</summary>
    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (context is not null)
            await context.DisposeAsync();
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    // The role's name comes from an enum, never from the request, so it can stand in the statement.
    private static NpgsqlBatchCommand Identify(Caller caller) => new(RequestLogins.IdentifyAs(caller))
    {
        Parameters = { new NpgsqlParameter<string> { TypedValue = caller.AccountId.ToString() } },
    };

    private RegistryContext Connect()
    {
        var connected = new RegistryContext(Options);
        connected.Database.SetDbConnection(Connection);
        connected.Database.UseTransaction(transaction);
        return connected;
    }
}
