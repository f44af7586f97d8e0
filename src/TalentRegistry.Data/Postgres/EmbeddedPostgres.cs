using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace TalentRegistry.Data.Postgres;

/// <summary>
/// PostgreSQL run by this server in its own data directory: started with it, stopped with it, reachable by a Unix socket in the
/// cluster's folder and on a free port of 127.0.0.1, with a random password that only the data directory knows. A server that was killed leaves PostgreSQL
/// running or dead; the next start ends what still runs and lets PostgreSQL recover by itself.
/// </summary>
public sealed partial class EmbeddedPostgres : IAsyncDisposable
{
    private const string SuperUser = "registry_owner";

    // The kernel's structure for the address of a Unix socket holds 108 bytes with the closing zero (unix(7)).
    private const int LongestSocketPath = 107;

    private readonly PostgresBinaries binaries;
    private readonly UnprivilegedUser? user;
    private readonly string cluster;
    private readonly string log;
    // Null when another process runs the cluster.
    private readonly FileStream? claim;
    private readonly bool durable;
    private Task starting = Task.CompletedTask;

    private EmbeddedPostgres(PostgresBinaries binaries, UnprivilegedUser? user, string dataDirectory, FileStream? claim, bool durable)
    {
        (this.binaries, this.user, this.claim, this.durable) = (binaries, user, claim, durable);
        cluster = Path.Combine(dataDirectory, "postgres");
        log = Path.Combine(cluster, "server.log");
    }

    /// <summary>Connection string of the owner, database "registry".</summary>
    public string ConnectionString { get; private set; } = "";

    private string PasswordFile => cluster + ".password";

    /// <summary>Whether connections go by the Unix socket, which costs the kernel less than TCP; else by 127.0.0.1.</summary>
    private bool HasSocket => !OperatingSystem.IsWindows() && System.Text.Encoding.UTF8.GetByteCount(cluster) + "/.s.PGSQL.65535".Length <= LongestSocketPath;

    /// <summary>Starts the cluster of a data directory, making both where they do not exist.</summary>
    /// <param name="dataDirectory">Folder that belongs to one running server at a time.</param>
    /// <param name="durable">False only for tests: commits are then not forced to disk.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperatorException">The directory is in use, of another version, not writable, or the disk is full.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(string dataDirectory, bool durable, CancellationToken cancellationToken)
    {
        dataDirectory = Path.GetFullPath(dataDirectory);
        var claimed = TryClaim(dataDirectory)
            ?? throw new OperatorException($"The data directory {dataDirectory} is in use by another running server: stop that one, or choose another directory with --data.");
        return await StartAsync(dataDirectory, claimed, durable, cancellationToken);
    }

    /// <summary>Stops PostgreSQL, if this process started it: open transactions are rolled back, everything committed is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        if (claim is null)
            return;

        NpgsqlConnection.ClearAllPools();
        await StopAsync();
        await claim.DisposeAsync();
    }

    private static async Task<EmbeddedPostgres> StartAsync(
        string dataDirectory, FileStream claim, bool durable, CancellationToken cancellationToken)
    {
        EmbeddedPostgres? server = null;
        try
        {
            server = new EmbeddedPostgres(PostgresBinaries.Locate(), UnprivilegedUser.WhenRoot(), dataDirectory, claim, durable);
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            // Whoever waits no longer must not leave behind what it began: no one else would stop it.
            if (server is not null)
                await server.StopAsync();
            await claim.DisposeAsync();
            throw;
        }
    }

    private async Task StopAsync()
    {
        // While pg_ctl starts it, PostgreSQL may not have written yet where it runs, and cannot be stopped: once more after that.
        for (var last = false; !last; await Task.WhenAny(starting, Task.Delay(50)))
        {
            last = starting.IsCompleted;
            var (exit, _) = await PgCtlAsync("-m", durable ? "fast" : "immediate", "-w", "-t", "60", "stop");
            // Its last checkpoint takes too long: without one it recovers at the next start, and nothing committed is lost.
            if (exit != 0 && File.Exists(Path.Combine(cluster, "postmaster.pid")))
                await PgCtlAsync("-m", "immediate", "-w", "-t", "60", "stop");
        }
    }

    private Task<(int Exit, string Said)> PgCtlAsync(params string[] arguments) => RunAsync(binaries.PgCtl, ["-D", cluster, .. arguments]);

    private static FileStream? TryClaim(string dataDirectory)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            return new FileStream(Path.Combine(dataDirectory, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(Path.Combine(dataDirectory, "in-use")))
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new OperatorException($"The data directory {dataDirectory} cannot be written: {fault.Message}", fault);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(cluster, "PG_VERSION")))
            await CreateClusterAsync(PasswordFile, cancellationToken);

        RefuseOtherVersion();
        if (!File.Exists(PasswordFile))
            throw new OperatorException($"The data directory has lost its file {PasswordFile}: restore it from a backup, or start with another --data directory.");

        await StopAsync();
        cancellationToken.ThrowIfCancellationRequested();

        var port = FreePort();
        var settings = string.Create(CultureInfo.InvariantCulture,
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={(HasSocket ? "." : "")} -c shared_buffers=512MB -c work_mem=64MB -c maintenance_work_mem=256MB -c max_wal_size=4GB -c checkpoint_timeout=15min -c wal_buffers=64MB -c wal_writer_delay=10ms -c bgwriter_delay=10ms -c bgwriter_lru_maxpages=1000 -c bgwriter_lru_multiplier=4 -c random_page_cost=1.1 -c jit=off -c max_connections=120{(durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off")}");
        var start = PgCtlAsync("-l", log, "-o", settings, "-w", "-t", "120", "start");
        starting = start;
        var (exit, said) = await start.WaitAsync(cancellationToken);
        if (exit != 0)
            throw new OperatorException($"PostgreSQL did not start: {WhyNot(said)}");

        var owner = await OwnerAsync(port, "postgres", cancellationToken);
        await CreateDatabaseAsync(owner, cancellationToken);
        owner.Database = "registry";
        ConnectionString = owner.ConnectionString;
    }

    private async Task<NpgsqlConnectionStringBuilder> OwnerAsync(int port, string database, CancellationToken cancellationToken) => new()
    {
        Host = HasSocket ? cluster : "127.0.0.1",
        Port = port,
        Username = SuperUser,
        Password = (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim(),
        Database = database,
        IncludeErrorDetail = false,
    };

    private async Task CreateClusterAsync(string passwordFile, CancellationToken cancellationToken)
    {
        if (Directory.Exists(cluster) && Directory.EnumerateFileSystemEntries(cluster).Any())
            throw new OperatorException($"The folder {cluster} is neither empty nor a PostgreSQL cluster: choose another directory with --data.");

        // Made under another name, so that a cluster is whole or is not there, whenever this ends.
        var making = cluster + ".making";
        if (Directory.Exists(making))
            Directory.Delete(making, recursive: true);
        Directory.CreateDirectory(making);
        await File.WriteAllTextAsync(passwordFile, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), cancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        user?.Own(making);
        user?.Own(passwordFile);

        var (exit, said) = await RunAsync(
            binaries.InitDb,
            ["-D", making, "-U", SuperUser, "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "-A", "scram-sha-256", $"--pwfile={passwordFile}", .. durable ? Array.Empty<string>() : ["--no-sync"]]);
        if (exit != 0)
        {
            Directory.Delete(making, recursive: true);
            // Ctrl+C reaches initdb too.
            cancellationToken.ThrowIfCancellationRequested();
            throw new OperatorException($"PostgreSQL could not make its data directory {cluster}: {WhyNot(said)}");
        }

        if (Directory.Exists(cluster))
            Directory.Delete(cluster);
        Directory.Move(making, cluster);
    }

    private void RefuseOtherVersion()
    {
        var written = File.ReadAllText(Path.Combine(cluster, "PG_VERSION")).Trim();
        if (written != binaries.MajorVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new OperatorException(
                $"The data directory {cluster} was written by PostgreSQL {written}, this build carries {binaries.MajorVersion}: choose another directory with --data, or move the data with pg_dump and pg_restore.");
        }
    }

    private static async Task CreateDatabaseAsync(NpgsqlConnectionStringBuilder owner, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(owner.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = 'registry')", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is true)
            return;

        await using var create = new NpgsqlCommand("CREATE DATABASE registry", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What its log gives as the reason for a connection that broke off, in words for the operator.</summary>
    public string WhyBroken() => WhyNot("");

    private string WhyNot(string said)
    {
        var lines = (File.Exists(log) ? File.ReadLines(log).TakeLast(40) : []).Concat(said.Split('\n')).ToList();
        var full = lines.Find(line => line.Contains("No space left on device", StringComparison.Ordinal));
        if (full is not null)
            return "the disk is full; make room and start again, nothing committed is lost.";

        return lines.FindLast(line => line.Contains("FATAL", StringComparison.Ordinal) || line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim()
               ?? $"see {log}.";
    }

    // PostgreSQL inherits the pipes of whoever starts it, so output goes through files' closing, not through the child's. Never
    // given up: a program that is left alone goes on making or starting a cluster.
    private async Task<(int Exit, string Said)> RunAsync(string program, string[] arguments)
    {
        var start = user is null ? new ProcessStartInfo(program, arguments) : user.Start(program, arguments, [program, cluster]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = Path.GetPathRoot(cluster)!;
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start) ?? throw new OperatorException($"{program} could not be started.");
        var said = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited)
            await Task.Delay(15);

        lock (said)
            return (process.ExitCode, said.ToString());

        void Append(string? line)
        {
            lock (said)
                said.AppendLine(line);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
