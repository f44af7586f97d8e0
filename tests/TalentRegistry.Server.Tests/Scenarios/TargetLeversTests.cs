using System.Globalization;
using System.Net;
using System.Text.Json;
using TalentRegistry.Server.Scenarios;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Scenarios;

/// <summary>The sliders of a target's page: what they answer, how well a sketch tells it, and who may move them.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class TargetLeversTests(RunningRegistry registry)
{
    private static readonly TargetLevers Some = new(10, 30, 2, 0);

    [Fact]
    public async Task Sliders_answer_what_a_scenario_of_the_same_levers_does_over_the_API()
    {
        object Lever(string kind, int amount) => new { kind, amount, unitId = "P11", professionCode = "doctor" };
        var levers = new[] { Lever("EXTRA_RECRUITS", 10), Lever("FEWER_RESIGNATIONS", 30), Lever("LATER_RETIREMENT", 2) };
        var saved = (await registry.DataAsync(
            "planner", "mutation($input: SaveScenarioInput!) { saveScenario(input: $input) { scenario { id } } }", new { input = new { name = "Như thanh trượt", levers } })).GetProperty("saveScenario");
        var id = saved.GetProperty("scenario").GetProperty("id").GetString();
        var compared = (await registry.DataAsync(
            "planner", "query($ids: [ID!]!) { scenarioForecast(scenarios: $ids, year: 2030) { draws cases { targets { targetCode value probabilityMet isNoChangePublished } } } }", new { ids = new[] { id } }))
            .GetProperty("scenarioForecast");
        var (baseline, scenario) = (TargetOf(compared, 0), TargetOf(compared, 1));

        var answer = await WholeAsync("DB-06", 2030, Some);

        Assert.False(answer.IsSketch);
        Assert.Equal(compared.GetProperty("draws").GetInt32(), answer.EffectDraws);
        Assert.Equal(baseline.GetProperty("value").GetDouble(), answer.Due.Baseline.Median, 1e-9);
        Assert.Equal(scenario.GetProperty("value").GetDouble(), answer.Due.Changed.Median, 1e-9);
        Assert.Equal(scenario.GetProperty("probabilityMet").GetDouble(), answer.Due.Changed.ProbabilityMet!.Value, 1e-9);
        Assert.Equal(JsonValueKind.False, scenario.GetProperty("isNoChangePublished").ValueKind);
    }

    [Fact]
    public async Task Sliders_are_kept_as_a_scenario_of_those_whom_the_target_counts_and_opened_again()
    {
        var levers = new TargetLevers(10, 30, 2, 40);
        using var client = registry.As("planner");
        var form = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/scenarios/new?target=DB-06&{levers.Query}", UriKind.Relative)));
        var saved = (await registry.DataAsync(
            "planner", "mutation($input: SaveScenarioInput!) { saveScenario(input: $input) { scenario { id levers { targetCode } } errors { __typename } } }",
            new { input = new { name = "Giữ từ thanh trượt", levers = levers.AsScenario("DB-06").Select(lever => new { kind = Kinds[lever.Kind], amount = lever.Amount, targetCode = lever.TargetCode }) } }))
            .GetProperty("saveScenario").GetProperty("scenario");
        var id = saved.GetProperty("id").GetString()!;
        var compared = (await registry.DataAsync(
            "planner", "query($ids: [ID!]!) { scenarioForecast(scenarios: $ids, year: 2030) { draws cases { targets { targetCode value probabilityMet isNoChangePublished } } } }", new { ids = new[] { id } }))
            .GetProperty("scenarioForecast");

        var answer = await WholeAsync("DB-06", 2030, levers);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri($"/scenarios/{id.Split(':')[^1]}", UriKind.Relative)));

        Assert.Equal(answer.Due.Changed.Median, TargetOf(compared, 1).GetProperty("value").GetDouble(), 1e-9);
        Assert.Equal(answer.Due.Changed.ProbabilityMet!.Value, TargetOf(compared, 1).GetProperty("probabilityMet").GetDouble(), 1e-9);
        Assert.Contains("value=\"DB-06: tuyển thêm 10 người mỗi năm", form, StringComparison.Ordinal);
        Assert.Equal(4, form.Split("name=\"target\" maxlength=\"20\" size=\"8\" placeholder=\"DB-06\" value=\"DB-06\"").Length - 1);
        Assert.Contains($"href=\"/targets/DB-06/levers?{levers.Query}\"", page, StringComparison.Ordinal);
        Assert.Contains("những người mà chỉ tiêu DB-06 đếm", page, StringComparison.Ordinal);
        Assert.Equal(("DB-06", levers), TargetLevers.Of(levers.AsScenario("DB-06")));
    }

    [Theory]
    [InlineData("EXTRA_RECRUITS", "P11", "DB-06", "stands in the place")]
    [InlineData("EXTRA_RECRUITS", null, "XX-99", "does not tell the people of target XX-99 apart")]
    [InlineData("TRAINING_PLACES", null, "DB-06", "not with training places")]
    public async Task A_lever_of_a_target_is_refused_with_another_place_or_where_nobody_can_be_told_apart(string kind, string? unitId, string targetCode, string fault)
    {
        var refused = (await registry.DataAsync(
            "planner", "mutation($input: SaveScenarioInput!) { saveScenario(input: $input) { errors { ... on ScenarioInvalidError { faults { en } } } } }",
            new { input = new { name = "Sai chỉ tiêu", levers = new[] { new { kind, amount = 1, unitId, targetCode } } } })).GetProperty("saveScenario");

        Assert.Contains(fault, refused.GetProperty("errors")[0].GetProperty("faults")[0].GetProperty("en").GetString(), StringComparison.Ordinal);
    }

    private static readonly Dictionary<Data.Forecasts.ScenarioLeverKind, string> Kinds = new()
    {
        [Data.Forecasts.ScenarioLeverKind.ExtraRecruits] = "EXTRA_RECRUITS", [Data.Forecasts.ScenarioLeverKind.FewerResignations] = "FEWER_RESIGNATIONS",
        [Data.Forecasts.ScenarioLeverKind.LaterRetirement] = "LATER_RETIREMENT", [Data.Forecasts.ScenarioLeverKind.MoreDegrees] = "MORE_DEGREES",
    };

    [Fact]
    public async Task A_sketch_is_near_the_answer_of_all_draws_and_says_what_it_is()
    {
        var sketch = await AnswerOf(await registry.Service<TargetWhatIfs>().BeginSketchAsync("DB-06", 2030, new(20, 45, 1, 50), CancellationToken.None));
        var whole = await WholeAsync("DB-06", 2030, new(20, 45, 1, 50));

        Assert.True(sketch.IsSketch);
        Assert.Equal(TargetWhatIf.SketchDraws, sketch.EffectDraws);
        Assert.Equal(whole.Due.Baseline, sketch.Due.Baseline);
        var effect = whole.Due.Changed.People - whole.Due.Baseline.People;
        Assert.InRange(sketch.Due.Changed.People - sketch.Due.Baseline.People, 0.95 * effect, 1.05 * effect);
    }

    [Fact]
    public async Task Who_comes_and_goes_adds_up_with_and_without_levers()
    {
        var answer = await WholeAsync("DB-06", 2030, Some);

        foreach (var account in new[] { answer.Baseline, answer.Changed })
        {
            var closing = account.Opening + account.Recruits + account.MovesIn + account.UpgradesIn - account.UpgradesOut - account.MovesOut - account.Retirements - account.Leavers - account.Deaths;
            Assert.Equal(account.Closing, closing, 1e-3);
        }

        // Ten a year for five years, by whom alone nobody is lost.
        Assert.Equal(50, answer.Changed.Recruits - answer.Baseline.Recruits, 1e-3);
    }

    [Theory]
    [InlineData("planner", HttpStatusCode.OK)]
    [InlineData("leader", HttpStatusCode.OK)]
    [InlineData("hr", HttpStatusCode.Forbidden)]
    [InlineData("admin", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.Forbidden)]
    public async Task Planners_and_leaders_move_the_sliders_of_targets_that_they_see(string account, HttpStatusCode expected)
    {
        using var client = registry.As(account);
        using var answer = await client.GetAsync(new Uri("/targets/DB-06/levers?recruits=5", UriKind.Relative));
        // Nobody simulates a target that is not counted.
        using var uncounted = await client.GetAsync(new Uri("/targets/DB-05/levers", UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? HttpStatusCode.NotFound : expected, uncounted.StatusCode);
    }

    [Fact]
    public async Task The_outcome_is_taken_away_as_a_table()
    {
        var answer = await WholeAsync("DB-06", 2030, Some);
        using var client = registry.As("planner");

        var rows = (await client.GetStringAsync(new Uri("/targets/DB-06/levers?recruits=10&retention=30&later=2&table=years&format=csv&lang=en", UriKind.Relative))).Split('\n');

        Assert.Contains("Levers: value", rows[0], StringComparison.Ordinal);
        var due = rows.Single(row => row.StartsWith("2030,", StringComparison.Ordinal)).Split(',');
        Assert.Equal(answer.Due.Changed.Median, double.Parse(due[7], CultureInfo.InvariantCulture), 1e-6);
    }

    [Fact]
    public async Task A_targets_page_shows_its_record_its_flows_and_where_causes_and_groups_stand()
    {
        using var client = registry.As("planner");
        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/targets/DB-06", UriKind.Relative)));
        var parts = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/targets/DB-06/breakdown", UriKind.Relative)));
        var causes = await client.GetStringAsync(new Uri("/targets/DB-06/breakdown?table=change&format=csv", UriKind.Relative));

        Assert.Contains("class=\"record-badge\" data-grade=\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"flows\"", page, StringComparison.Ordinal);
        Assert.Contains("data-levers", page, StringComparison.Ordinal);
        Assert.Contains("data-part=\"/targets/DB-06/breakdown\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"groups\"", parts, StringComparison.Ordinal);
        Assert.Contains("id=\"sectors\"", parts, StringComparison.Ordinal);
        Assert.NotEmpty(causes);
    }

    private async Task<TargetWhatIf> WholeAsync(string code, int due, TargetLevers levers) =>
        await AnswerOf(await registry.Service<TargetWhatIfs>().BeginAsync(code, due, levers, CancellationToken.None));

    private static async Task<TargetWhatIf> AnswerOf(WhatIfWork? work) => (await work!.Answer.Task)!;

    private static JsonElement TargetOf(JsonElement compared, int at) =>
        compared.GetProperty("cases")[at].GetProperty("targets").EnumerateArray().Single(target => target.GetProperty("targetCode").GetString() == "DB-06");
}
