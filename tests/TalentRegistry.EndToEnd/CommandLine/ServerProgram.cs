using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TalentRegistry.Testing;

namespace TalentRegistry.EndToEnd.CommandLine;

/// <summary>The built program as an operator runs it: a process with arguments, output and an exit code.</summary>
public sealed class ServerProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ServerProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>All that it has written so far, errors too.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static ServerProgram Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Repository.Path("src", "TalentRegistry.Server", "bin", configuration, "net10.0", "TalentRegistry.Server.dll");
        // What a shell starts in the background inherits that Ctrl+C is ignored, and .NET respects that: a run of the tests in the
        // background would never end its servers.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new ServerProgram(Process.Start(start)!);
    }

    /// <summary>Runs a command that ends by itself, within a minute.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        await using var program = Start(arguments, environment);
        return (await program.ExitAsync(TimeSpan.FromMinutes(1)), program.Output);
    }

    /// <summary>Runs a command that reads what is typed.</summary>
    public static async Task<(int Exit, string Output)> RunAsync(IEnumerable<string> arguments, string typed)
    {
        await using var program = Start(arguments);
        await program.process.StandardInput.WriteAsync(typed);
        program.process.StandardInput.Close();
        return (await program.ExitAsync(TimeSpan.FromMinutes(1)), program.Output);
    }

    /// <summary>Waits until it is ready to answer at an address.</summary>
    public async Task ReadyAsync(string address, TimeSpan limit)
    {
        using var client = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < limit)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server ended with {process.ExitCode}: {Output}");
            try
            {
                if ((await client.GetAsync(new Uri($"{address}/health/ready"))).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"The server was not ready within {limit}: {Output}");
    }

    /// <summary>Waits until it has written something.</summary>
    public async Task SaysAsync(string words, TimeSpan limit)
    {
        for (var clock = Stopwatch.StartNew(); !Output.Contains(words, StringComparison.Ordinal); await Task.Delay(10))
            if (process.HasExited || clock.Elapsed > limit)
                throw new InvalidOperationException($"The program did not say “{words}”: {Output}");
    }

    /// <summary>Sends the signal of Ctrl+C.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public void Kill() => process.Kill();

    public async Task<int> ExitAsync(TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The program did not end within {limit}: {Output}", late);
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            Interrupt();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Append(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}
