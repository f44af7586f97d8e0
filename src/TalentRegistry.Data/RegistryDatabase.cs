using Npgsql;
using TalentRegistry.Data.Access;

namespace TalentRegistry.Data;

/// <summary>
/// The database, by its two doors: <see cref="Owner"/> for what the server itself does (migrations, loading, sign-in,
/// forecasting), and sessions for what callers ask, whose connections start under a role that may do nothing.
/// </summary>
public sealed class RegistryDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource requests;

    /// <summary>Opens the doors; connects to nothing yet.</summary>
    /// <param name="connectionString">A login that owns the database.</param>
    /// <exception cref="OperatorException">The string is not a PostgreSQL connection string.</exception>
    public RegistryDatabase(string connectionString)
    {
        try
        {
            var owner = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 10, CommandTimeout = 300 };
            Owner = NpgsqlDataSource.Create(owner);
            // Every connection of a request starts as registry_guest: a forgotten SET ROLE shows nothing.
            requests = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(owner.ConnectionString)
            {
                Options = "-c role=registry_guest",
                MaxPoolSize = 40,
                CommandTimeout = 60,
            });
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
