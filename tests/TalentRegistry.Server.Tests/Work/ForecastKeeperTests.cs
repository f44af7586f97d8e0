using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Startup;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Work;

/// <summary>The server makes a forecast by itself where the kept one is not of what the registry holds.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ForecastKeeperTests(RunningRegistry registry)
{
    [Fact]
    public async Task Where_data_have_changed_the_server_forecasts_once_as_work_that_planners_see()
    {
        // Other tests have changed records since the last forecast.
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        var work = registry.Service<ForecastWork>();
        Assert.False(await work.StartIfDueAsync(_ => { }, CancellationToken.None));

        await registry.SqlAsync("UPDATE reference.statistic SET value = value + 1 WHERE unit_id = 'P11' AND series IN (SELECT code FROM reference.series WHERE population_rank IS NOT NULL)");
        var made = new TaskCompletionSource();
        Assert.True(await work.StartIfDueAsync(_ => made.SetResult(), CancellationToken.None));
        var latest = (await registry.DataAsync("planner", "{ latestWork(kind: FORECAST, first: 1) { kind stageEn } }")).GetProperty("latestWork")[0];
        Assert.NotEqual("", latest.GetProperty("stageEn").GetString());

        await made.Task.WaitAsync(TimeSpan.FromMinutes(5));
        Assert.False(await work.StartIfDueAsync(_ => { }, CancellationToken.None));
    }

    [Theory]
    [InlineData("2026-11-22T17:59:59Z", 1)]
    [InlineData("2026-11-22T18:00:00Z", 24 * 3600)]
    [InlineData("2026-11-22T18:00:01Z", (24 * 3600) - 1)]
    [InlineData("2026-11-22T16:59:00Z", 3660)]
    [InlineData("2026-11-22T17:01:00Z", 3540)]
    public void At_night_is_one_o_clock_in_Viet_Nam(string now, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ForecastKeeper.UntilNight(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
}
