using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data;

/// <summary>
/// The database, by its two doors: <see cref="Owner"/> for what the server itself does (migrations, loading, sign-in,
/// forecasting), and sessions for what callers ask, whose connections log in as someone who may do nothing but take the caller's role.
/// </summary>
public sealed class RegistryDatabase : IAsyncDisposable
{
    private readonly RequestLogins requests;

    /// <summary>Opens the doors; connects to nothing yet.</summary>
    /// <param name="connectionString">A login that owns the database.</param>
    /// <exception cref="OperatorException">The string is not a PostgreSQL connection string.</exception>
    public RegistryDatabase(string connectionString)
    {
        try
        {
            var owner = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 10, CommandTimeout = 300 };
            Owner = NpgsqlDataSource.Create(owner);
            requests = new RequestLogins(owner, Owner);
        }
        catch (ArgumentException fault)
        {
            throw new OperatorException($"The connection string of the registry cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Connections of the owner: never used to answer a caller's question.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Opens a transaction under the caller's rights.</summary>
    public Task<RegistrySession> OpenSessionAsync(Caller caller, CancellationToken cancellationToken) =>
        RegistrySession.OpenAsync(requests, caller, cancellationToken);

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
        await requests.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
