using System.Diagnostics;
using System.Text.Json;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Scenarios;

/// <summary>Scenarios kept, shared and compared over the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ScenarioTests(RunningRegistry registry)
{
    private const string Errors = "errors { __typename ... on Error { message code } ... on StaleScenarioError { currentVersion } ... on ScenarioInvalidError { faults { vi en } } }";

    private const string Save =
        $"mutation($input: SaveScenarioInput!) {{ saveScenario(input: $input) {{ scenario {{ id name version isOwn isShared levers {{ kind amount unitId professionCode degree }} }} {Errors} }} }}";

    private const string Forecast =
        """
        query($ids: [ID!]!, $year: Int, $where: ScenarioWhereInput) { scenarioForecast(scenarios: $ids, year: $year, where: $where) {
          baseDate draws year lastYear cases { scenario { id name } supply { year mean low80 high80 difference differenceLow80 differenceHigh80 }
            targets { targetCode probabilityMet value } flags { none watch shortage severe } changes { unitId professionCode baseline severity } } } }
        """;

    private static readonly object[] TenDoctors = [new { kind = "EXTRA_RECRUITS", amount = 10, unitId = "P11", professionCode = "doctor" }];

    [Fact]
    public async Task Ready_made_scenarios_carry_the_sentence_of_their_plan()
    {
        var data = await registry.DataAsync("leader", "{ scenarios { name isOwn ownerName levers { kind } source { planCode targetCode sentence assumption { en } } } }");

        var ready = data.GetProperty("scenarios").EnumerateArray().Where(each => each.GetProperty("source").ValueKind != JsonValueKind.Null).ToList();
        Assert.Contains(ready, each => each.GetProperty("source").GetProperty("sentence").GetString()!.Contains("đãi ngộ đối với bác sỹ", StringComparison.Ordinal));
        Assert.All(ready, each => Assert.NotEmpty(each.GetProperty("source").GetProperty("assumption").GetProperty("en").GetString()!));
    }

    [Fact]
    public async Task A_scenario_is_kept_renamed_changed_shared_deleted_and_taken_back()
    {
        var saved = await SaveAsync("planner", new { name = "Tuyển thêm bác sĩ", levers = TenDoctors });
        var id = saved.GetProperty("scenario").GetProperty("id").GetString()!;
        Assert.Equal(JsonValueKind.Null, (await OneAsync("leader", id)).ValueKind);

        await ChangeAsync("renameScenario", new { id, version = 1, name = "Mười bác sĩ mỗi năm" });
        await ChangeAsync("shareScenario", new { id, version = 2, shared = true });
        Assert.Equal("Mười bác sĩ mỗi năm", (await OneAsync("leader", id)).GetProperty("name").GetString());
        var stale = await SaveAsync("planner", new { id, version = 1, name = "Khác", levers = TenDoctors });
        Assert.Equal(3, stale.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32());

        var deleted = await registry.DataAsync("planner", "mutation($input: DeleteScenarioInput!) { deleteScenario(input: $input) { deletedId errors { __typename } } }", new { input = new { id, version = 3 } });
        Assert.Equal(id, deleted.GetProperty("deleteScenario").GetProperty("deletedId").GetString());
        Assert.Equal(JsonValueKind.Null, (await OneAsync("planner", id)).ValueKind);
        Assert.Equal(JsonValueKind.Null, (await OneAsync("leader", id)).ValueKind);
        var undoable = await registry.DataAsync("planner", "{ scenarios(deleted: true) { id deletedAt } }");
        Assert.Contains(undoable.GetProperty("scenarios").EnumerateArray(), each => each.GetProperty("id").GetString() == id);

        await ChangeAsync("restoreScenario", new { id });
        Assert.Equal("Mười bác sĩ mỗi năm", (await OneAsync("planner", id)).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_scenario_is_taken_back_to_an_earlier_version_as_a_new_one()
    {
        var saved = await SaveAsync("planner", new { name = "Phiên bản đầu", note = "mười", levers = TenDoctors });
        var id = saved.GetProperty("scenario").GetProperty("id").GetString()!;
        object[] twenty = [new { kind = "EXTRA_RECRUITS", amount = 20, unitId = "P11", professionCode = "doctor" }, new { kind = "LATER_RETIREMENT", amount = 2, unitId = "P11" }];
        await SaveAsync("planner", new { id, version = 1, name = "Phiên bản hai", levers = twenty });
        await ChangeAsync("shareScenario", new { id, version = 2, shared = true });

        var stale = await TakeBackAsync(new { id, version = 2, to = 1 });
        var missing = await TakeBackAsync(new { id, version = 3, to = 9 });
        var taken = await TakeBackAsync(new { id, version = 3, to = 1 });

        Assert.Equal(3, stale.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32());
        Assert.Equal("ScenarioVersionNotFoundError", missing.GetProperty("errors")[0].GetProperty("__typename").GetString());
        var now = taken.GetProperty("scenario");
        Assert.Equal((4, "Phiên bản đầu", "mười"), (now.GetProperty("version").GetInt32(), now.GetProperty("name").GetString(), now.GetProperty("note").GetString()));
        Assert.Equal(10, Assert.Single(now.GetProperty("levers").EnumerateArray()).GetProperty("amount").GetInt32());
        // Sharing is no version of what the scenario says.
        Assert.Equal([4, 2, 1], now.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("number").GetInt32()));
        var others = (await registry.DataAsync("leader", "query($id: ID!) { scenario(id: $id) { versions { number } } }", new { id })).GetProperty("scenario");
        Assert.Empty(others.GetProperty("versions").EnumerateArray());
    }

    [Fact]
    public async Task The_page_of_versions_tells_what_each_changed_and_takes_back()
    {
        var saved = await SaveAsync("planner", new { name = "Trang phiên bản", levers = TenDoctors });
        var id = saved.GetProperty("scenario").GetProperty("id").GetString()!.Split(':')[^1];
        await SaveAsync("planner", new { id = saved.GetProperty("scenario").GetProperty("id").GetString(), version = 1, name = "Trang phiên bản", levers = new[] { new { kind = "EXTRA_RECRUITS", amount = 25, unitId = "P11", professionCode = "doctor" } } });
        using var client = registry.As("planner");

        var page = System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/scenarios/{id}/versions?with=1", UriKind.Relative)));
        var csv = await client.GetStringAsync(new Uri($"/scenarios/{id}/versions?table=versions&format=csv", UriKind.Relative));

        Assert.Contains("25 người mỗi năm: Bác sĩ, Tỉnh Điện Biên (trước: 10)", page, StringComparison.Ordinal);
        Assert.Contains("Phiên bản 1 so với hiện nay (2)", page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/scenarios/{id}/versions/1\"", page, StringComparison.Ordinal);
        Assert.Contains("(trước: 10)", csv, StringComparison.Ordinal);
        using var leader = registry.As("leader");
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await leader.GetAsync(new Uri($"/scenarios/{id}/versions", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("EXTRA_RECRUITS", 0, "P11", "amount is 1 to 5000")]
    [InlineData("FEWER_RESIGNATIONS", 101, "P11", "amount is 1 to 100")]
    [InlineData("LATER_RETIREMENT", 2, "P99", "no unit P99")]
    [InlineData("TRAINING_PLACES", 5, "P11", "need a profession or a degree")]
    public async Task A_lever_out_of_range_or_of_nowhere_is_refused(string kind, int amount, string unitId, string fault)
    {
        var refused = await SaveAsync("planner", new { name = "Sai", levers = new[] { new { kind, amount, unitId } } });

        var error = refused.GetProperty("errors")[0];
        Assert.Equal("ScenarioInvalidError", error.GetProperty("__typename").GetString());
        Assert.Contains(fault, error.GetProperty("faults")[0].GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_than_planners_keep_none_and_others_than_leaders_see_none()
    {
        foreach (var role in new[] { "leader", "hr", "admin", "auditor" })
            Assert.Contains("FORBIDDEN", (await registry.AskAsync(role, Save, new { input = new { name = "Không", levers = TenDoctors } })).ToString(), StringComparison.Ordinal);
        foreach (var role in new[] { "hr", "admin", "auditor" })
            Assert.Contains("FORBIDDEN", (await registry.AskAsync(role, "{ scenarios { id } }")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_recruits_mean_more_people_in_every_year_and_better_odds_of_their_target()
    {
        var id = (await SaveAsync("planner", new { name = "Bác sĩ cho Điện Biên", levers = TenDoctors })).GetProperty("scenario").GetProperty("id").GetString()!;

        var compared = (await registry.DataAsync("planner", Forecast, new { ids = new[] { id }, year = 2030 })).GetProperty("scenarioForecast");

        var (baseline, scenario) = (compared.GetProperty("cases")[0], compared.GetProperty("cases")[1]);
        Assert.Equal(JsonValueKind.Null, baseline.GetProperty("scenario").ValueKind);
        Assert.All(baseline.GetProperty("supply").EnumerateArray(), year => Assert.Equal(0, year.GetProperty("difference").GetDouble()));
        var supply = scenario.GetProperty("supply").EnumerateArray().Skip(1).ToList();
        Assert.All(supply, year => Assert.True(year.GetProperty("differenceLow80").GetDouble() > 0));
        // Ten a year, of whom some leave again.
        Assert.InRange(supply[4].GetProperty("difference").GetDouble(), 30, 50);
        Assert.Contains(scenario.GetProperty("targets").EnumerateArray(), target => target.GetProperty("targetCode").GetString() == "DB-06");
        foreach (var (with, without) in scenario.GetProperty("targets").EnumerateArray().Zip(baseline.GetProperty("targets").EnumerateArray()))
        {
            if (with.GetProperty("targetCode").GetString() == "DB-06")
                Assert.True(with.GetProperty("value").GetDouble() > without.GetProperty("value").GetDouble());
        }

        Assert.All(scenario.GetProperty("changes").EnumerateArray(), change => Assert.NotEqual(change.GetProperty("baseline").GetString(), change.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Training_places_bring_nurses_after_three_years_and_levels_are_told_apart()
    {
        var levers = new[] { new { kind = "TRAINING_PLACES", amount = 10, unitId = "P11", professionCode = "nurse" } };
        var id = (await SaveAsync("planner", new { name = "Đào tạo điều dưỡng", levers })).GetProperty("scenario").GetProperty("id").GetString()!;

        async Task<List<double>> DifferencesAsync(string? degree)
        {
            var compared = (await registry.DataAsync("planner", Forecast, new { ids = new[] { id }, where = new { unitId = "P11", professionCode = "nurse", degree } })).GetProperty("scenarioForecast");
            return [.. compared.GetProperty("cases")[1].GetProperty("supply").EnumerateArray().Select(year => year.GetProperty("difference").GetDouble())];
        }

        var all = await DifferencesAsync(null);
        Assert.All(all.Take(4), more => Assert.Equal(0, more));
        Assert.InRange(all[4], 8, 10);
        var levels = new List<double>();
        foreach (var degree in new[] { "BELOW_INTERMEDIATE", "INTERMEDIATE", "COLLEGE", "UNIVERSITY", "MASTER", "DOCTOR" })
            levels.Add((await DifferencesAsync(degree))[5]);
        Assert.Equal(all[5], levels.Sum(), 6);
    }

    [Fact]
    public async Task Pages_say_that_the_baseline_is_the_models_where_no_change_is_published()
    {
        using var client = registry.As("planner");

        foreach (var path in new[] { "/scenarios", "/forecasts" })
            Assert.Contains("ở đó đường nền vẫn là của mô hình", System.Net.WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative))), StringComparison.Ordinal);
    }

    // The baseline of scenarios is the published forecast, to the head.
    [Fact]
    public async Task The_baseline_is_the_published_forecast()
    {
        // Other tests have changed records since the last forecast.
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        var id = (await SaveAsync("planner", new { name = "Đường nền", levers = TenDoctors })).GetProperty("scenario").GetProperty("id").GetString()!;

        var compared = (await registry.DataAsync("planner", Forecast, new { ids = new[] { id }, where = new { unitId = "P11", sectorCode = "HEALTH" } })).GetProperty("scenarioForecast");
        var published = (await registry.DataAsync(
            "planner", "{ supply(where: { unit: { id: { eq: \"P11\" } } sector: { code: { eq: \"HEALTH\" } } profession: { isNull: true } year: { eq: 2030 } }) { nodes { mean low80 median high80 } } }"))
            .GetProperty("supply").GetProperty("nodes")[0];
        var now = compared.GetProperty("cases")[0].GetProperty("supply").EnumerateArray().Single(year => year.GetProperty("year").GetInt32() == 2030);

        Assert.Equal(published.GetProperty("mean").GetDouble(), now.GetProperty("mean").GetDouble(), 1e-6);
        // Where no change is published, its band ends on the far side of today's where the model's does, and has come nearer on the other.
        var (low, high) = (Of(published, "low80") - Of(now, "low80"), Of(published, "high80") - Of(now, "high80"));
        Assert.True(Math.Abs(low) < 1e-3 ? high < 1e-3 : low > 0 && Math.Abs(high) < 1e-3, $"{published} beside {now}");
        Assert.InRange(Of(published, "median"), Of(published, "low80"), Of(published, "high80"));

        static double Of(JsonElement band, string name) => band.GetProperty(name).GetDouble();
    }

    private Task<JsonElement> TakeBackAsync(object input) => DataAsync(
        "planner",
        $"mutation($input: TakeBackScenarioInput!) {{ takeBackScenario(input: $input) {{ scenario {{ name note version levers {{ amount }} versions {{ number name levers {{ amount }} savedAt }} }} {Errors} }} }}",
        new { input }, "takeBackScenario");

    private Task<JsonElement> SaveAsync(string account, object input) => DataAsync(account, Save, new { input }, "saveScenario");

    private async Task<JsonElement> DataAsync(string account, string query, object variables, string field) =>
        (await registry.DataAsync(account, query, variables)).GetProperty(field);

    private async Task<JsonElement> OneAsync(string account, string id) =>
        (await registry.DataAsync(account, "query($id: ID!) { scenario(id: $id) { name version } }", new { id })).GetProperty("scenario");

    private async Task ChangeAsync(string mutation, object input)
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input!";
        var answer = await registry.DataAsync("planner", $"mutation($input: {type}) {{ {mutation}(input: $input) {{ scenario {{ id }} errors {{ __typename }} }} }}", new { input });
        Assert.Equal(JsonValueKind.Null, answer.GetProperty(mutation).GetProperty("errors").ValueKind);
    }
}
