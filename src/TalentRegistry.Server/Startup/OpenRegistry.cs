using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Postgres;

namespace TalentRegistry.Server.Startup;

/// <summary>
/// A registry's database for as long as a command needs it: the server named by <c>ConnectionStrings__Registry</c>, else the
/// embedded one of the data directory.
/// </summary>
internal sealed class OpenRegistry : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private OpenRegistry(RegistryDatabase database, EmbeddedPostgres? embedded) => (Database, this.embedded) = (database, embedded);

    public RegistryDatabase Database { get; }

    /// <summary>Whether PostgreSQL is the one that this program carries.</summary>
    public bool Embedded => embedded is not null;

    /// <summary>Opens the registry for the server, which then is the only one on its data directory.</summary>
    /// <exception cref="OperatorException">The connection string or the data directory cannot be used.</exception>
    public static async Task<OpenRegistry> ForServerAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (ConnectionString() is { } elsewhere)
            return await ConnectAsync(elsewhere, null, cancellationToken);

        var postgres = await EmbeddedPostgres.StartAsync(dataDirectory, durable: true, cancellationToken);
        return await ConnectAsync(postgres.ConnectionString, postgres, cancellationToken);
    }

    /// <summary>Opens the registry for a command that ends by itself; a server may run on the data directory meanwhile.</summary>
    /// <exception cref="OperatorException">The connection string or the data directory cannot be used.</exception>
    public static async Task<OpenRegistry> ForCommandAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var opened = await AttachAsync(dataDirectory, cancellationToken);
        // The first administrator may be made before the first start.
        await Migrator.ApplyAsync(opened.Database.Owner, Migrator.Read(RegistryFiles.Migrations), cancellationToken);
        return opened;
    }

    /// <summary>
    /// Opens the registry to read it as it is, schema included: what is backed up before an upgrade is the registry before it. A
    /// server may run on the data directory meanwhile.
    /// </summary>
    /// <exception cref="OperatorException">There is no registry in the data directory, or it cannot be used.</exception>
    public static async Task<OpenRegistry> ForBackupAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        if (ConnectionString() is null && !File.Exists(Path.Combine(dataDirectory, "postgres", "PG_VERSION")))
            throw new OperatorException($"There is no registry in {Path.GetFullPath(dataDirectory)}: name its data directory with --data.");

        return await AttachAsync(dataDirectory, cancellationToken);
    }

    /// <summary>Opens a registry that is there already, with the schema of this program; a server may run on the data directory meanwhile.</summary>
    /// <exception cref="OperatorException">There is no registry in the data directory, or it cannot be used.</exception>
    public static async Task<OpenRegistry> ForExistingAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var opened = await ForBackupAsync(dataDirectory, cancellationToken);
        await Migrator.ApplyAsync(opened.Database.Owner, Migrator.Read(RegistryFiles.Migrations), cancellationToken);
        return opened;
    }

    /// <summary>A failure of the database in the middle of work, in words for the operator.</summary>
    public OperatorException Explain(NpgsqlException fault) => fault is PostgresException { SqlState: PostgresErrorCodes.DiskFull }
        ? new OperatorException("The disk is full: make room and start again; nothing committed is lost.", fault)
        : new OperatorException($"PostgreSQL broke off: {embedded?.WhyBroken() ?? fault.Message}", fault);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    // One value for all doors: the server, its pages and the command line.
    private static int LeastTold() => Environment.GetEnvironmentVariable("Suppression__Least") switch
    {
        null or "" => SmallCells.DefaultLeast,
        { } given when int.TryParse(given, CultureInfo.InvariantCulture, out var least) && least is >= SmallCells.LowestLeast and <= 1000 => least,
        { } given => throw new OperatorException($"Suppression__Least must be a whole number from {SmallCells.LowestLeast} to 1000, was {given}."),
    };

    private static string? ConnectionString() =>
        Environment.GetEnvironmentVariable("ConnectionStrings__Registry") is { Length: > 0 } given ? given : null;

    private static async Task<OpenRegistry> AttachAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var elsewhere = ConnectionString();
        var postgres = elsewhere is null ? await EmbeddedPostgres.AttachAsync(dataDirectory, cancellationToken) : null;
        return await ConnectAsync(elsewhere ?? postgres!.ConnectionString, postgres, cancellationToken);
    }

    private static async Task<OpenRegistry> ConnectAsync(string connectionString, EmbeddedPostgres? embedded, CancellationToken cancellationToken)
    {
        OpenRegistry? opened = null;
        try
        {
            opened = new OpenRegistry(new RegistryDatabase(connectionString) { LeastTold = LeastTold() }, embedded);
            await opened.Database.PingAsync(cancellationToken);
            return opened;
        }
        catch
        {
            if (opened is not null)
                await opened.DisposeAsync();
            else if (embedded is not null)
                await embedded.DisposeAsync();
            throw;
        }
    }
}
