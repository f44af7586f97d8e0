using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace TalentRegistry.Data.Postgres;

public sealed partial class EmbeddedPostgres
{
    // A server that starts claims its directory first; PostgreSQL may have to recover before it answers.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For a command: connects to the PostgreSQL of the server that runs on this data directory, or starts one for as long as
    /// the command takes. Disposing stops what was started here and leaves a running server alone.
    /// </summary>
    /// <param name="dataDirectory">Data directory of the server, running or not.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="OperatorException">
    /// A server holds the directory but its PostgreSQL does not answer within 30 seconds, its files belong to another user, or
    /// as for <see cref="StartAsync(string, bool, CancellationToken)"/>.
    /// </exception>
    public static Task<EmbeddedPostgres> AttachAsync(string dataDirectory, CancellationToken cancellationToken) =>
        AttachAsync(dataDirectory, Patience, cancellationToken);

    internal static async Task<EmbeddedPostgres> AttachAsync(string dataDirectory, TimeSpan patience, CancellationToken cancellationToken)
    {
        dataDirectory = Path.GetFullPath(dataDirectory);
        for (var waited = Stopwatch.StartNew(); ;)
        {
            // Asked again each time: the server that held the directory may have ended meanwhile.
            if (TryClaim(dataDirectory) is { } claimed)
                return await StartAsync(dataDirectory, claimed, durable: true, cancellationToken);

            var running = new EmbeddedPostgres(PostgresBinaries.Locate(), null, dataDirectory, null, durable: true);
            if (await running.AnswersAsync(cancellationToken))
                return running;

            if (waited.Elapsed > patience)
                throw new OperatorException($"The data directory {dataDirectory} is in use by a running server, but its PostgreSQL does not answer: wait until it has started, or stop it.");
            await Task.Delay(100, cancellationToken);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Lines of postmaster.pid: process, data directory, start, port (PostgreSQL's miscadmin.h, "LOCK_FILE_LINE_PORT").
            // It may be of a server that was killed: the password tells whether it is ours that answers on the port.
            var lines = await File.ReadAllLinesAsync(Path.Combine(cluster, "postmaster.pid"), cancellationToken);
            if (lines.Length < 4 || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port))
                return false;

            var owner = await OwnerAsync(port, "registry", cancellationToken);
            await using var connection = new NpgsqlConnection(owner.ConnectionString + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(cancellationToken);
            ConnectionString = owner.ConnectionString;
            return true;
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new OperatorException($"The data directory of the running server belongs to another user: run the command as that user. ({fault.Message})", fault);
        }
        catch (Exception fault) when (fault is IOException or NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
