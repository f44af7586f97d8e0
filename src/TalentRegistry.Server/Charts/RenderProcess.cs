using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TalentRegistry.Server.Charts;

/// <summary>One run of <c>render.mjs</c>: JSON requests out, JSON answers in, one a line, matched by their id.</summary>
internal sealed class RenderProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task reading;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<string>> waiting = new();
    private readonly ConcurrentQueue<string> lastErrors = new();
    private long lastId;
    private volatile bool ended;

    private RenderProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
        reading = ReadAsync();
    }

    public bool HasEnded => ended;

    public int Id => process.Id;

    public static RenderProcess Start(string script, string nodeModules)
    {
        var start = new ProcessStartInfo("node", [script, nodeModules])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            return new RenderProcess(Process.Start(start)!);
        }
        catch (Win32Exception missing)
        {
            throw new ChartRenderingException("Charts are drawn by Node.js 20 or newer, and `node` could not be started: it is not on the PATH.", missing);
        }
    }

    public async Task<string> AskAsync(JsonObject request, string option, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = waiting[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            // The option is JSON already: it is put into the line as it is.
            var head = request.DeepClone().AsObject();
            head["id"] = id;
            await WriteAsync($"{head.ToJsonString()[..^1]},\"option\":{option}}}", cancellationToken);
            if (ended)
                throw Ended();
            return await answer.Task.WaitAsync(timeLimit, cancellationToken);
        }
        catch (TimeoutException timeout)
        {
            // A script that is stuck answers nobody: end it, and the next chart starts another.
            Kill();
            throw new ChartRenderingException($"The chart was not drawn within {timeLimit.TotalSeconds:0.#} s.", timeout);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await reading;
        process.Dispose();
        writing.Dispose();
    }

    // A line once begun is written whole, or the next request would be glued to half of this one.
    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync((line + "\n").AsMemory(), CancellationToken.None);
            await process.StandardInput.FlushAsync(CancellationToken.None);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // Its end may not have been read yet, and nobody else should come to it.
            ended = true;
            throw Ended();
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Settle(line);

        await process.WaitForExitAsync();
        ended = true;
        foreach (var answer in waiting.Values)
            answer.TrySetException(Ended());
    }

    private void Settle(string line)
    {
        using var reply = JsonDocument.Parse(line);
        if (!waiting.TryGetValue(reply.RootElement.GetProperty("id").GetInt64(), out var answer))
            return; // Its caller has given up.
        if (reply.RootElement.TryGetProperty("data", out var data))
            answer.TrySetResult(data.GetString()!);
        else
            answer.TrySetException(new ChartRenderingException("The chart could not be drawn: " + reply.RootElement.GetProperty("error").GetString()));
    }

    private void Remember(string? line)
    {
        if (string.IsNullOrWhiteSpace(line)) return;
        lastErrors.Enqueue(line);
        if (lastErrors.Count > 8) lastErrors.TryDequeue(out _);
    }

    private RenderProcessEndedException Ended() => new(string.Join(" ", lastErrors));

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}

/// <summary>The process ended while a chart waited for it.</summary>
internal sealed class RenderProcessEndedException(string lastErrors) : Exception(lastErrors);
