using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Work;

/// <summary>Forecasts as they were kept: what they were made from, made again, and held against each other.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ForecastRecordTests(RunningRegistry registry)
{
    [Fact]
    public async Task A_kept_forecast_made_again_gives_the_same_hash_until_the_data_change()
    {
        var service = registry.Service<ForecastService>();
        var id = (Guid)(await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0]!;

        var again = (await service.MakeAgainAsync(id, null, CancellationToken.None))!;

        Assert.True(again.SameData);
        Assert.True(again.SameModel);
        Assert.Equal(again.Run.ResultHash, again.Hash);
        Assert.Null(await service.MakeAgainAsync(Guid.NewGuid(), null, CancellationToken.None));
    }

    [Fact]
    public async Task A_forecast_computed_again_from_the_same_data_is_told_to_be_the_same()
    {
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: true, CancellationToken.None);

        var data = await registry.DataAsync(
            "planner",
            """
            {
              forecastRuns(first: 2) { id beforeId baseDate seed codeVersion dataHash settings resultHash }
              forecastComparison { isDataOther isModelOther isSame from { id } to { id } counts { kind count } shortageChanges(first: 5) { kind cause } targets { targetCode valueBefore value } }
            }
            """);

        var (runs, compared) = (data.GetProperty("forecastRuns"), data.GetProperty("forecastComparison"));
        Assert.Equal(runs[1].GetProperty("id").GetString(), runs[0].GetProperty("beforeId").GetString());
        Assert.Equal(runs[1].GetProperty("resultHash").GetString(), runs[0].GetProperty("resultHash").GetString());
        Assert.True(compared.GetProperty("isSame").GetBoolean());
        Assert.False(compared.GetProperty("isDataOther").GetBoolean());
        Assert.Equal(0, compared.GetProperty("shortageChanges").GetArrayLength());
        Assert.NotEqual(0, compared.GetProperty("targets").GetArrayLength());
        Assert.All(compared.GetProperty("targets").EnumerateArray(), target => Assert.Equal(target.GetProperty("valueBefore").ToString(), target.GetProperty("value").ToString()));
    }
}
