using System.Diagnostics;
using System.Text;

namespace TalentRegistry.Benchmarks.GraphQL;

/// <summary>A server that the benchmark starts and ends.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();

    private ChildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    public static ChildProcess Start(string program, IEnumerable<string> arguments, string directory, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var child = new ChildProcess(Process.Start(start)!);
        child.process.OutputDataReceived += (_, line) => child.Note(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Note(line.Data);
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program that ends by itself.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, string directory, CancellationToken cancellationToken)
    {
        using var child = Start(program, arguments, directory);
        await child.process.WaitForExitAsync(cancellationToken);
        if (child.process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {child.Said()}");
    }

    /// <summary>Waits until a port answers.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead, or a minute went by.</exception>
    public async Task ListeningAsync(int port, CancellationToken cancellationToken)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1) && !process.HasExited; await Task.Delay(50, cancellationToken))
        {
            try
            {
                (await HttpConnection.OpenAsync(port, cancellationToken)).Dispose();
                return;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Not yet.
            }
        }

        throw new InvalidOperationException($"Nothing listens on port {port}: {Said()}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private string Said()
    {
        lock (said)
            return said.ToString();
    }

    private void Note(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }
}
