using System.Text.Json.Nodes;

namespace TalentRegistry.Server.Charts;

/// <summary>
/// Draws a chart on the server as the page draws it, for reports, the API and the command line. The drawing is done by one
/// Node process, started at the first chart (about 0.3 s), used by all callers and started again when it dies.
/// About 10 ms an SVG, 100 ms a PNG. Safe for concurrent use.
/// </summary>
/// <param name="nodeModules">The folder of npm packages; see <see cref="ChartRendererFiles"/>.</param>
public sealed class ChartRenderer(string nodeModules) : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private RenderProcess? process;
    private bool disposed;

    /// <summary>A renderer on the packages that the program was built or published with.</summary>
    public ChartRenderer() : this(ChartRendererFiles.NodeModules())
    {
    }

    /// <summary>How long one chart may take before its process is given up and the call fails.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Pixels of a PNG for each CSS pixel, 1 to 4; 2 prints well.</summary>
    public int PngScale { get; init; } = 2;

    /// <summary>The Node process, once started; for tests that end it.</summary>
    internal int? ProcessId => process?.Id;

    /// <summary>Draws a chart as one SVG document.</summary>
    /// <param name="option">What to draw.</param>
    /// <param name="width">In CSS pixels, 1 to 10000.</param>
    /// <param name="height">In CSS pixels, 1 to 10000.</param>
    /// <param name="cancellationToken">Gives the call up; other callers' charts go on.</param>
    /// <exception cref="ChartRenderingException">Node is missing, the option cannot be drawn, or it took too long.</exception>
    public Task<string> RenderSvgAsync(ChartOption option, int width, int height, CancellationToken cancellationToken) =>
        RenderAsync("svg", option, width, height, 1, cancellationToken);

    /// <summary>Draws a chart as a PNG of <see cref="PngScale"/> times the width and height, on white.</summary>
    /// <param name="option">What to draw.</param>
    /// <param name="width">In CSS pixels, 1 to 10000.</param>
    /// <param name="height">In CSS pixels, 1 to 10000.</param>
    /// <param name="cancellationToken">Gives the call up; other callers' charts go on.</param>
    /// <exception cref="ChartRenderingException">Node is missing, the option cannot be drawn, or it took too long.</exception>
    public async Task<byte[]> RenderPngAsync(ChartOption option, int width, int height, CancellationToken cancellationToken) =>
        Convert.FromBase64String(await RenderAsync("png", option, width, height, PngScale, cancellationToken));

    /// <summary>Ends the Node process; charts under way fail.</summary>
    public async ValueTask DisposeAsync()
    {
        disposed = true;
        if (process is { } running)
            await running.DisposeAsync();
        starting.Dispose();
    }

    private async Task<string> RenderAsync(string format, ChartOption option, int width, int height, int scale, CancellationToken cancellationToken)
    {
        Check(width, nameof(width));
        Check(height, nameof(height));
        var request = new JsonObject { ["format"] = format, ["width"] = width, ["height"] = height, ["scale"] = scale };
        for (var attempt = 1; ; attempt++)
        {
            var running = await RunningAsync(cancellationToken);
            try
            {
                return await running.AskAsync(request, option.Json, TimeLimit, cancellationToken);
            }
            catch (RenderProcessEndedException) when (attempt == 1 && !disposed)
            {
                // The process died under this request, perhaps because of another: once more with a new one.
            }
            catch (RenderProcessEndedException ended)
            {
                throw new ChartRenderingException("The chart renderer ended before it answered. " + ended.Message, ended);
            }
        }
    }

    private async Task<RenderProcess> RunningAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (process is { HasEnded: false } running)
            return running;

        await starting.WaitAsync(cancellationToken);
        try
        {
            if (process is { HasEnded: false } started)
                return started;
            if (process is { } dead)
                await dead.DisposeAsync();
            return process = RenderProcess.Start(ChartRendererFiles.Script, nodeModules);
        }
        finally
        {
            starting.Release();
        }
    }

    private static void Check(int pixels, string name)
    {
        if (pixels is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(name, pixels, "Must be 1 to 10000 pixels.");
    }
}
