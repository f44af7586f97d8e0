using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TalentRegistry.Data;
using TalentRegistry.EndToEnd.CommandLine;

namespace TalentRegistry.EndToEnd.Kills;

/// <summary>The program on a data directory of its own, to be killed in parts or as a whole and to be started again where that needs a start.</summary>
internal sealed class MortalRegistry : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly string[] _arguments;
    private ServerProgram? _server;
    private volatile bool _up;
    private volatile bool _gone;

    public MortalRegistry()
    {
        Address = $"http://127.0.0.1:{ServerProgram.FreePort().ToString(CultureInfo.InvariantCulture)}";
        _arguments = ["--urls", Address, "--data", Data.FullName, "--demo", "small"];
    }

    public DirectoryInfo Data { get; } = Directory.CreateTempSubdirectory("talentregistry-kills-");

    public string Address { get; }

    /// <summary>The owner's door to the PostgreSQL that runs now; another one after each start.</summary>
    public RegistryDatabase Database { get; private set; } = null!;

    /// <summary>Whether the server is up, or is thought to be.</summary>
    /// <exception cref="ObjectDisposedException">It will never be again.</exception>
    public bool IsUp
    {
        get
        {
            ObjectDisposedException.ThrowIf(_gone, this);
            return _up;
        }
    }

    public async Task StartAsync()
    {
        _server = ServerProgram.Start(_arguments);
        await _server.ReadyAsync(Address, TimeSpan.FromMinutes(4));
        Database = new RegistryDatabase(Killing.ConnectionString(Data));
        _up = true;
    }

    /// <summary>
    /// Spares the waits for the disk, which make a recovery take seconds. They guard against power cuts; what a killed process has written the operating
    /// system keeps, and a commit still waits until it has.
    /// </summary>
    public async Task HurryAsync()
    {
        foreach (var sql in new[] { "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()" })
        {
            await using var command = Database.Owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>
    /// Kills one process of PostgreSQL, whichever serves a connection or the whole. PostgreSQL takes the death of any of them for a crash: it ends all
    /// others, recovers from its log, and goes on.
    /// </summary>
    public async Task<string> KillPartAsync(Random random)
    {
        await using var witness = await Database.Owner.OpenConnectionAsync();
        var (pid, kind) = await DrawAsync(witness, random);
        using (var victim = Process.GetProcessById(pid))
            victim.Kill();
        var clock = Stopwatch.StartNew();
        // A connection that lived before dies with it; then one is to be had again.
        while (await AnswersAsync(() => new NpgsqlCommand("SELECT 1", witness)))
            await PauseAsync();
        Database.Owner.Clear();
        while (!await AnswersAsync(() => Database.Owner.CreateCommand("SELECT 1")))
            await PauseAsync();
        return kind;

        async Task PauseAsync()
        {
            Assert.True(clock.Elapsed < Patience, $"PostgreSQL did not come back after its {kind} was killed: {Output}");
            await Task.Delay(20);
        }
    }

    /// <summary>Kills the server, and PostgreSQL with it or before it, and starts them again.</summary>
    public async Task KillWholeAsync(Random random, bool postgresToo, Action killOthers)
    {
        var postgresFirst = postgresToo && random.Next(2) == 0;
        if (postgresFirst)
        {
            Killing.KillPostgres(Data);
            await Task.Delay(random.Next(100));
        }

        _server!.Kill();
        killOthers();
        if (postgresToo && !postgresFirst)
            Killing.KillPostgres(Data);
        _up = false;
        await _server.ExitAsync(TimeSpan.FromSeconds(10));
        await _server.DisposeAsync();
        await Database.DisposeAsync();
        await StartAsync();
    }

    /// <summary>What the server has written since its last start.</summary>
    public string Output => _server!.Output;

    public async ValueTask DisposeAsync()
    {
        _gone = true;
        if (Database is not null)
            await Database.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Data.Delete(recursive: true);
    }

    private static async Task<(int Pid, string Kind)> DrawAsync(NpgsqlConnection witness, Random random)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pid, concat_ws(' ', backend_type, state) FROM pg_stat_activity WHERE pid <> pg_backend_pid()", witness);
        await using var reader = await command.ExecuteReaderAsync();
        var processes = new List<(int, string)>();
        while (await reader.ReadAsync())
            processes.Add((reader.GetInt32(0), reader.GetString(1)));
        return processes[random.Next(processes.Count)];
    }

    private static async Task<bool> AnswersAsync(Func<NpgsqlCommand> ask)
    {
        try
        {
            await using var command = ask();
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (Exception gone) when (gone is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }
}
