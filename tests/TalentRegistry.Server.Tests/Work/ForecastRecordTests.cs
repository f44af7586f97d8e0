using TalentRegistry.Data.Forecasts;
using TalentRegistry.Server.CommandLine;
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
        await service.RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        var id = (Guid)(await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0]!;

        var again = (await service.MakeAgainAsync(id, null, CancellationToken.None))!;

        Assert.True(again.SameData);
        Assert.True(again.SameModel);
        Assert.Equal(again.Run.ResultHash, again.Hash);
        Assert.Null(ForecastCommand.WhyOther(again));
        Assert.Null(await service.MakeAgainAsync(Guid.NewGuid(), null, CancellationToken.None));
    }

    [Fact]
    public async Task A_kept_forecast_made_again_after_somebody_went_comes_out_otherwise_and_says_that_the_data_are_others()
    {
        var service = registry.Service<ForecastService>();
        await service.RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        var id = (Guid)(await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0]!;
        var posting = (Guid)(await registry.SqlAsync(
            """
            UPDATE registry.posting SET valid_until = (SELECT base_date - 30 FROM forecast.current_run), end_reason = 'resignation'
             WHERE id = (SELECT p.id FROM registry.posting p WHERE p.is_main AND p.valid_until IS NULL AND p.valid_from < DATE '2015-01-01' ORDER BY p.id LIMIT 1)
            RETURNING id
            """))[0][0]!;
        try
        {
            var again = (await service.MakeAgainAsync(id, null, CancellationToken.None))!;

            Assert.False(again.SameData);
            Assert.True(again.SameModel);
            Assert.NotEqual(again.Run.ResultHash, again.Hash);
            var told = ForecastCommand.WhyOther(again);
            Assert.Contains($"{again.Run.ResultHash} → {again.Hash}: số liệu đã khác · the data are others.", told, StringComparison.Ordinal);
            Assert.Equal(id, (Guid)(await registry.SqlAsync("SELECT id FROM forecast.current_run"))[0][0]!);
        }
        finally
        {
            await registry.SqlAsync($"UPDATE registry.posting SET valid_until = NULL, end_reason = NULL WHERE id = '{posting}'");
        }

        // What was undone is the same data again.
        Assert.Equal(await registry.SqlAsync($"SELECT data_hash FROM forecast.run WHERE id = '{id}'"), [[await ForecastStore.FingerprintAsync(registry.Database, CancellationToken.None)]]);
    }

    [Fact]
    public async Task A_forecast_computed_again_from_the_same_data_is_told_to_be_the_same()
    {
        // Other tests have changed records since the last forecast.
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
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
        // A flag that stands only because it was raised before is told so by each forecast; no other is told.
        Assert.All(compared.GetProperty("shortageChanges").EnumerateArray(), change => Assert.Equal("HELD", change.GetProperty("kind").GetString()));
        Assert.NotEqual(0, compared.GetProperty("targets").GetArrayLength());
        Assert.All(compared.GetProperty("targets").EnumerateArray(), target => Assert.Equal(target.GetProperty("valueBefore").ToString(), target.GetProperty("value").ToString()));
    }

    [Fact]
    public async Task Every_forecast_is_kept_with_how_earlier_ones_fared_and_no_change_takes_the_place_of_those_that_lose_to_it()
    {
        var data = await registry.DataAsync(
            "planner",
            """
            {
              supply: forecastBacktests(first: 1000, where: { targetCode: { eq: null } }) { totalCount nodes { unit { name } sector { code } forecasts againstNoChange coverage80 grade method } }
              targets: forecastBacktests(first: 1000, where: { targetCode: { neq: null } }) { nodes { targetCode forecasts crps bias } }
              forecastReliability { basis low high flags cameTrue meanProbability }
              shortages(by: [SECTOR, DISTRICT], year: 2030, first: 5) { nodes { grade } }
            }
            """);

        var supply = data.GetProperty("supply").GetProperty("nodes").EnumerateArray().ToList();
        Assert.NotEmpty(supply);
        Assert.All(supply, row => Assert.Equal(
            row.GetProperty("forecasts").GetInt32() >= 4 && !(row.GetProperty("againstNoChange") is { ValueKind: System.Text.Json.JsonValueKind.Number } error && error.GetDouble() < 1),
            row.GetProperty("method").GetString() == "NO_CHANGE"));
        Assert.NotEmpty(data.GetProperty("targets").GetProperty("nodes").EnumerateArray());
        Assert.Contains(data.GetProperty("forecastReliability").EnumerateArray(), bin => bin.GetProperty("flags").GetInt32() > 0);
        Assert.All(data.GetProperty("shortages").GetProperty("nodes").EnumerateArray(), row => Assert.Contains(row.GetProperty("grade").GetString(), new[] { "A", "B", "C", "D" }));
        // Where no change is published, the median is the last headcount.
        Assert.Empty(await registry.SqlAsync(
            """
            SELECT s.unit_id, s.sector_code, s.median, first.opening
              FROM forecast.current_supply s
              JOIN forecast.current_backtest b ON b.target_code IS NULL AND b.unit_id = s.unit_id AND b.sector_code = s.sector_code AND b.profession_code IS NOT DISTINCT FROM s.profession_code
              JOIN forecast.current_supply first ON first.unit_id = s.unit_id AND first.sector_code = s.sector_code AND first.profession_code IS NOT DISTINCT FROM s.profession_code AND first.year = (SELECT min(year) FROM forecast.current_supply)
             WHERE b.method = 'no_change' AND abs(s.median - first.opening) > 1e-3
            """));
    }

    [Fact]
    public async Task Structural_risks_are_those_of_the_people_at_work_on_the_base_date()
    {
        var data = await registry.DataAsync("planner", "{ structuralRisks(first: 1000) { totalCount nodes { unit { id level } sector { code } people singleHolders retiringShare ageing } } }");
        var leader = await registry.DataAsync("leader", "{ structuralRisks(first: 1000) { nodes { unit { id } } } }");

        var rows = data.GetProperty("structuralRisks").GetProperty("nodes").EnumerateArray().ToList();
        var counted = (long)(await registry.SqlAsync(
            "SELECT count(*) FROM registry.posting p, forecast.current_run r WHERE p.is_main AND p.valid_from <= r.base_date AND (p.valid_until IS NULL OR p.valid_until > r.base_date)"))[0][0]!;
        Assert.Equal(counted, rows.Where(row => row.GetProperty("unit").GetProperty("level").GetString() == "PROVINCE").Sum(row => row.GetProperty("people").GetInt64()));
        Assert.All(rows.Where(row => row.GetProperty("people").GetInt64() < registry.Database.LeastTold), row => Assert.Equal(System.Text.Json.JsonValueKind.Null, row.GetProperty("retiringShare").ValueKind));
        Assert.Contains(rows, row => row.GetProperty("retiringShare").ValueKind == System.Text.Json.JsonValueKind.Number);
        var units = leader.GetProperty("structuralRisks").GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("unit").GetProperty("id").GetString()).ToHashSet();
        Assert.Contains("AdministrativeUnit:P11", units);
        Assert.Empty((await registry.SqlAsync("SELECT 'AdministrativeUnit:' || id FROM reference.administrative_unit WHERE level = 'province' AND id <> 'P11'")).Select(row => (string)row[0]!).Intersect(units!));
    }
}
