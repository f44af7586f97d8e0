using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json.Nodes;
using TalentRegistry.Server.Charts;

namespace TalentRegistry.Server.Tests.Charts;

public sealed class ChartRendererTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly ChartRenderer renderer = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => renderer.DisposeAsync();

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Svg_holds_the_Vietnamese_words_and_numbers_of_the_chart()
    {
        var svg = await renderer.RenderSvgAsync(SampleCharts.Fan.ToOption(), 960, 480, default);

        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("Bác sĩ trên 10.000 dân, tỉnh Điện Biên", svg, StringComparison.Ordinal);
        Assert.Contains("Chỉ tiêu 2030: 14", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("@number", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Axis_of_the_svg_has_a_decimal_comma_in_Vietnamese()
    {
        var chart = SampleCharts.Fan with { History = [new(2020, 0.1), new(2021, 0.4)], Forecast = [], Published = [], Target = null };

        Assert.Contains(">0,2</text>", await renderer.RenderSvgAsync(chart.ToOption(), 960, 480, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Png_has_twice_the_size_asked_for()
    {
        var png = await renderer.RenderPngAsync(SampleCharts.Fan.ToOption(), 900, 400, default);

        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal(1800, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(800, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Fact]
    public async Task Png_draws_letters_with_two_marks_as_letters_of_their_own()
    {
        // A font without them would draw the same empty box for each.
        var pictures = new List<string>();
        foreach (var letter in (string[])["Ế", "Ậ", "Ữ", "Đ", "Ỡ", "E"])
            pictures.Add(Convert.ToHexString(await renderer.RenderPngAsync(Words(letter), 60, 60, default)));

        Assert.Equal(pictures.Count, pictures.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Many_charts_at_once_come_back_each_to_its_caller()
    {
        var titles = Enumerable.Range(0, 40).Select(i => $"Chỉ tiêu số {i}.").ToList();

        var drawings = await Task.WhenAll(titles.Select(title => renderer.RenderSvgAsync(Words(title), 300, 100, default)));

        Assert.All(titles.Zip(drawings), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Renderer_goes_on_after_its_process_was_killed()
    {
        await renderer.RenderSvgAsync(Words("một"), 300, 100, default);

        using (var node = Process.GetProcessById(renderer.ProcessId!.Value))
        {
            node.Kill();
            await node.WaitForExitAsync();
        }

        Assert.Contains("hai", await renderer.RenderSvgAsync(Words("hai"), 300, 100, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_ends_with_its_renderer()
    {
        await using var shortLived = new ChartRenderer();
        await shortLived.RenderSvgAsync(Words("một"), 300, 100, default);
        using var node = Process.GetProcessById(shortLived.ProcessId!.Value);

        await shortLived.DisposeAsync();

        Assert.True(node.HasExited);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => shortLived.RenderSvgAsync(Words("hai"), 300, 100, default));
    }

    [Fact]
    public async Task Chart_that_cannot_be_drawn_says_so_and_spoils_no_other()
    {
        var broken = new ChartOption(new JsonObject { ["series"] = new JsonArray(new JsonObject { ["type"] = "line", ["xAxisIndex"] = 7 }) });

        var refusal = await Assert.ThrowsAsync<ChartRenderingException>(() => renderer.RenderSvgAsync(broken, 300, 100, default));

        Assert.StartsWith("The chart could not be drawn: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("hai", await renderer.RenderSvgAsync(Words("hai"), 300, 100, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_that_takes_too_long_is_given_up()
    {
        await using var hasty = new ChartRenderer { TimeLimit = TimeSpan.FromMilliseconds(1) };

        await Assert.ThrowsAsync<ChartRenderingException>(() => hasty.RenderSvgAsync(SampleCharts.Fan.ToOption(), 960, 480, default));
    }

    [Fact]
    public async Task Caller_may_give_up()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renderer.RenderSvgAsync(Words("một"), 300, 100, cancelled.Token));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 10_001)]
    public async Task Size_outside_the_limits_is_refused(int width, int height) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => renderer.RenderSvgAsync(Words("một"), width, height, default));

    private static ChartOption Words(string text) => new(new JsonObject { ["title"] = new JsonObject { ["text"] = text } });
}
