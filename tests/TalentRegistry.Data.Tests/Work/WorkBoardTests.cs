using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TalentRegistry.Data.Postgres;
using TalentRegistry.Data.Work;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Work;

/// <summary>Two servers on one database, each with its own board.</summary>
public sealed class WorkBoardTests(TestDatabase registry) : IClassFixture<TestDatabase>, IAsyncLifetime, IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Topic, string Text)> heard = [];
    private Notifications here = null!;
    private Notifications there = null!;
    private WorkBoard board = null!;
    private WorkBoard other = null!;

    public async Task InitializeAsync()
    {
        here = new Notifications(registry.Database, TimeProvider.System, NullLogger<Notifications>.Instance);
        there = new Notifications(registry.Database, TimeProvider.System, NullLogger<Notifications>.Instance);
        there.WhenReceived((topic, text) => heard.Enqueue((topic, text)));
        here.Start();
        there.Start();
        await Task.WhenAll(here.Listening, there.Listening);
        board = new WorkBoard(registry.Database, here, TimeProvider.System, NullLogger<WorkBoard>.Instance);
        other = new WorkBoard(registry.Database, there, TimeProvider.System, NullLogger<WorkBoard>.Instance);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await board.DisposeAsync();
        await other.DisposeAsync();
        await here.DisposeAsync();
        await there.DisposeAsync();
    }

    [Fact]
    public async Task Work_of_one_server_is_seen_refused_a_second_time_and_cancelled_by_another()
    {
        var id = await board.StartAsync(WorkKind.Forecast, null, "reading", (_, ended) => Task.Delay(Timeout.Infinite, ended), CancellationToken.None);

        var refused = await Assert.ThrowsAsync<WorkUnderWayException>(
            () => other.StartAsync(WorkKind.Forecast, null, "reading", (_, _) => Task.CompletedTask, CancellationToken.None));
        await other.CancelAsync(id, CancellationToken.None);

        Assert.Equal(id, refused.Id);
        Assert.Equal("cancelled", await EndOf(id));
        Assert.Contains(heard, message => message == (WorkBoard.Topic, $"\"{id}\""));
    }

    [Theory]
    [InlineData(false, "Lỗi được ghi trong nhật ký của máy chủ. The error is in the server's log.")]
    [InlineData(true, "Dòng 3: thiếu ngày sinh.")]
    public async Task A_failure_says_what_its_author_wants_known_and_nothing_else(bool told, string expected)
    {
        var id = await board.StartAsync(
            WorkKind.Import, null, "reading",
            (_, _) => throw (told ? new WorkFailedException("Dòng 3: thiếu ngày sinh.") : (Exception)new InvalidOperationException("secret")), CancellationToken.None);

        Assert.Equal("failed", await EndOf(id));
        Assert.Equal(expected, await Scalar($"SELECT fault FROM work.item WHERE id = '{id}'"));
    }

    [Fact]
    public async Task What_a_dead_server_left_running_makes_way_and_what_lives_does_not()
    {
        await Scalar("INSERT INTO work.item (id, kind, state, stage) VALUES ('00000000-0000-0000-0000-0000000000dd', 'forecast', 'running', 'supply')");

        var id = await board.StartAsync(WorkKind.Forecast, null, "reading", (_, ended) => Task.Delay(Timeout.Infinite, ended), CancellationToken.None);
        await other.SweepAsync(CancellationToken.None);

        Assert.Equal("failed", await Scalar("SELECT state FROM work.item WHERE id = '00000000-0000-0000-0000-0000000000dd'"));
        Assert.Equal("running", await Scalar($"SELECT state FROM work.item WHERE id = '{id}'"));
        await board.DisposeAsync();
        Assert.Equal("cancelled", await Scalar($"SELECT state FROM work.item WHERE id = '{id}'"));
    }

    [Fact]
    public async Task A_message_too_long_for_PostgreSQL_is_refused_by_name() =>
        Assert.Contains("7999", (await Assert.ThrowsAsync<ArgumentException>(() => here.SendAsync("t", new string('x', 8000), CancellationToken.None))).Message, StringComparison.Ordinal);

    private async Task<object?> EndOf(Guid id)
    {
        for (var i = 0; i < 400; i++)
        {
            if (await Scalar($"SELECT state FROM work.item WHERE id = '{id}' AND ended_at IS NOT NULL") is { } state)
                return state;
            await Task.Delay(25);
        }

        return "still running";
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var command = registry.Database.Owner.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
