using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Targets;

/// <summary>Targets decided on and reported over the API and by page, and told of when their status changes.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class TargetCourseTests(RunningRegistry registry)
{
    private const string Course = "course { version mayTakeBack holders { unitId unitName share value since } closed { unitId share } steps { number kind ground takesBack planVersion } }";

    private const string Decide =
        $"mutation($input: DecideTargetInput!) {{ decideTarget(input: $input) {{ {Course} errors {{ __typename ... on TargetRefusedError {{ code path message }} ... on StaleTargetError {{ currentVersion }} }} }} }}";

    private const string TakeBack =
        $"mutation($input: TakeBackTargetStepInput!) {{ takeBackTargetStep(input: $input) {{ {Course} errors {{ __typename ... on TargetRefusedError {{ code }} }} }} }}";

    private const string Report =
        "mutation($input: ReportTargetInput!) { reportTarget(input: $input) { report { number value planVersion isDefinitionChanged occasion again { value numerator } } errors { __typename ... on TargetRefusedError { code } } } }";

    private const string Read =
        """query($code: String!, $asOf: Date) { targets(where: { code: { eq: $code } }, asOf: $asOf) { nodes { course { version holders { unitId share } } reports { number value numerator unknown asOf mapAsOf settings { key value } } } } }""";

    private static readonly string[] Both = ["P11", "P12"];

    [Fact]
    public async Task A_target_is_looked_at_shared_out_and_taken_back()
    {
        var input = new
        {
            targetCode = "DB-01", version = 0, kind = "SHARED", fromUnitId = Unit("P11"), effectiveOn = "2026-02-01", ground = "Nghị quyết 9/NQ-HĐND", preview = true,
            parts = new[] { new { unitId = Unit("P11"), weight = 3 }, new { unitId = Unit("P12"), weight = 1 } },
        };
        var previewed = await DecideAsync(input);
        Assert.Equal([0.75m, 0.25m], Shares(previewed.GetProperty("course")));
        Assert.Equal(0, (await ReadAsync("planner", "DB-01")).GetProperty("course").GetProperty("version").GetInt32());

        var done = await DecideAsync(new { input.targetCode, input.version, input.kind, input.fromUnitId, input.effectiveOn, input.ground, input.parts, idempotencyKey = "db-01-shared" });
        Assert.Equal(previewed.GetProperty("course").GetProperty("holders").GetRawText(), done.GetProperty("course").GetProperty("holders").GetRawText());
        var stale = await DecideAsync(input);
        Assert.Equal(1, stale.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32());
        Assert.Equal(Both.Select(Unit), (await ReadAsync("leader", "DB-01")).GetProperty("course").GetProperty("holders").EnumerateArray().Select(holder => holder.GetProperty("unitId").GetString()));
        Assert.Single((await ReadAsync("hr", "DB-01", "2026-01-31")).GetProperty("course").GetProperty("holders").EnumerateArray());

        var back = (await registry.DataAsync("planner", TakeBack, new { input = new { targetCode = "DB-01", version = 1, ground = "Nhầm kỳ" } })).GetProperty("takeBackTargetStep").GetProperty("course");

        Assert.Equal([1m], Shares(back));
        Assert.Equal(1, back.GetProperty("steps")[1].GetProperty("takesBack").GetInt32());
    }

    [Fact]
    public async Task What_was_reported_stays_and_is_computed_again()
    {
        var reported = (await ReportAsync("DB-06", "2025-12-31")).GetProperty("report");
        Assert.Equal(reported.GetProperty("value").GetDouble(), reported.GetProperty("again").GetProperty("value").GetDouble());
        var counted = (await registry.DataAsync("planner", """{ targets(where: { code: { eq: "DB-06" } }, asOf: "2025-12-31") { nodes { counted { value numerator } } } }"""))
            .GetProperty("targets").GetProperty("nodes")[0].GetProperty("counted");
        Assert.Equal(counted.GetProperty("value").GetDouble(), reported.GetProperty("value").GetDouble(), 9);

        await DecideAsync(new { targetCode = "DB-06", version = 0, kind = "CLOSED", fromUnitId = Unit("P11"), effectiveOn = "2026-02-01", ground = "QĐ 1" });
        await ReportAsync("DB-06", "2026-01-31");
        var kept = (await registry.DataAsync("planner", TakeBack, new { input = new { targetCode = "DB-06", version = 1, ground = "muộn" } })).GetProperty("takeBackTargetStep");

        Assert.Equal("REPORTED_SINCE", kept.GetProperty("errors")[0].GetProperty("code").GetString());
        var reports = (await ReadAsync("leader", "DB-06")).GetProperty("reports");
        Assert.Equal([2, 1], reports.EnumerateArray().Select(report => report.GetProperty("number").GetInt32()));
        Assert.Equal("2025-06-30", reports[1].GetProperty("mapAsOf").GetString());
    }

    [Fact]
    public async Task What_the_registry_does_not_compute_is_not_reported()
    {
        var uncounted = (string)(await registry.SqlAsync("SELECT code FROM plans.current_target WHERE NOT computable ORDER BY code LIMIT 1"))[0][0]!;

        Assert.Equal("NOT_COMPUTED", (await ReportAsync(uncounted, "2025-12-31")).GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("DAY_UNFIT", (await ReportAsync("DB-08", "2099-12-31")).GetProperty("errors")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("leader")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Only_planners_decide(string account)
    {
        var answer = await registry.AskAsync(account, TakeBack, new { input = new { targetCode = "DB-01", version = 0, ground = "x" } });

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_planner_looks_at_a_decision_on_the_page_records_it_and_reports()
    {
        using var planner = registry.As("planner");
        (string, string)[] decision = [("version", "0"), ("kind", "carried"), ("from", "P11"), ("on", "2026-02-01"), ("ground", "Quyết định 12/QĐ-UBND"), ("unit0", "Tỉnh Sơn La"), ("weight0", "")];
        var preview = await PostAsync(planner, "DB-04", "steps", HttpStatusCode.OK, [.. decision, ("do", "preview")]);
        Assert.Contains("Xem trước: chưa ghi gì", preview, StringComparison.Ordinal);
        Assert.Contains("100 % và 100 %", preview, StringComparison.Ordinal);
        var refused = await PostAsync(planner, "DB-04", "steps", HttpStatusCode.UnprocessableEntity, [.. decision.Where(field => field.Item1 != "unit0"), ("unit0", "Tỉnh Không Có"), ("do", "preview")]);
        Assert.Contains("Không nhận ra đơn vị \"Tỉnh Không Có\"", refused, StringComparison.Ordinal);

        await PostAsync(planner, "DB-04", "steps", HttpStatusCode.Redirect, [.. decision, ("do", "confirm")]);
        var counted = await PostAsync(planner, "DB-08", "reports", HttpStatusCode.OK, [("occasion", "Báo cáo năm 2025"), ("asOf", "2025-12-31"), ("do", "preview")]);
        Assert.Contains("Lưu số đã báo cáo", counted, StringComparison.Ordinal);
        await PostAsync(planner, "DB-08", "reports", HttpStatusCode.Redirect, [("occasion", "Báo cáo năm 2025"), ("asOf", "2025-12-31"), ("do", "confirm")]);

        using var leader = registry.As("leader");
        Assert.Contains("Tỉnh Sơn La", await PageAsync(leader, "/targets/DB-04"), StringComparison.Ordinal);
        var page = await PageAsync(leader, "/targets/DB-08/course");
        Assert.Contains("Báo cáo năm 2025", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form method=\"post\" action=\"/targets", page, StringComparison.Ordinal);
        Assert.Contains("Báo cáo năm 2025,2025-12-31", await PageAsync(leader, "/targets/DB-08/course?table=reported&format=csv"), StringComparison.Ordinal);
        Assert.Contains("tính lại", await PageAsync(planner, "/targets/DB-08/course?again=1"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whoever_listens_is_told_when_a_target_stands_in_another_way()
    {
        await registry.SqlAsync("CREATE TABLE public.kept AS SELECT run_id, target_code, unit_id, year, probability_missed FROM forecast.target_path WHERE target_code = 'DB-06' AND probability_missed IS NOT NULL");
        try
        {
            using var changes = await EventStream.OpenAsync(registry.As("planner"), "subscription { targetStatusChanged { code was is target { nodes { code meaningVi } } } }");
            var next = changes.NextAsync();
            // Until the stream has seen one of the two: it may not have looked yet when the first is told.
            for (var missed = 0.05; !next.IsCompleted; missed = 1 - missed)
            {
                await registry.SqlAsync(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture, $"UPDATE forecast.target_path SET probability_missed = {missed} WHERE target_code = 'DB-06' AND probability_missed IS NOT NULL"));
                await registry.SqlAsync("SELECT pg_notify('talentregistry', json_build_array('forecast.run', to_json(gen_random_uuid())::text)::text)");
                await Task.WhenAny(next, Task.Delay(200));
            }

            var told = (await next)!.Value.GetProperty("data").GetProperty("targetStatusChanged");
            Assert.Equal("DB-06", told.GetProperty("code").GetString());
            Assert.NotEqual(told.GetProperty("was").GetString(), told.GetProperty("is").GetString());
            Assert.Equal("DB-06", told.GetProperty("target").GetProperty("nodes")[0].GetProperty("code").GetString());
        }
        finally
        {
            await registry.SqlAsync(
                "UPDATE forecast.target_path p SET probability_missed = k.probability_missed FROM public.kept k WHERE (p.run_id, p.target_code, p.unit_id, p.year) = (k.run_id, k.target_code, k.unit_id, k.year)");
            await registry.SqlAsync("DROP TABLE public.kept");
        }
    }

    [Fact]
    public async Task The_auditor_does_not_listen()
    {
        using var stream = await EventStream.OpenAsync(registry.As("auditor"), "subscription { targetStatusChanged { code } }");
        var answer = Assert.Single(await stream.RestAsync());

        Assert.Equal("FORBIDDEN", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static string Unit(string id) => $"AdministrativeUnit:{id}";

    private static IEnumerable<decimal> Shares(JsonElement course) => course.GetProperty("holders").EnumerateArray().Select(holder => holder.GetProperty("share").GetDecimal());

    private async Task<JsonElement> DecideAsync(object input) => (await registry.DataAsync("planner", Decide, new { input })).GetProperty("decideTarget");

    private async Task<JsonElement> ReportAsync(string code, string day) =>
        (await registry.DataAsync("planner", Report, new { input = new { targetCode = code, occasion = $"Báo cáo {day}", asOf = day } })).GetProperty("reportTarget");

    private async Task<JsonElement> ReadAsync(string account, string code, string? asOf = null) =>
        (await registry.DataAsync(account, Read, new { code, asOf = asOf ?? "2026-03-01" })).GetProperty("targets").GetProperty("nodes")[0];

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    // With the form's own token and cookie, as a browser would.
    private static async Task<string> PostAsync(HttpClient client, string code, string deed, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        using var shown = await client.GetAsync(new Uri($"/targets/{code}/course", UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/targets/{code}/{deed}", UriKind.Relative));
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(await shown.Content.ReadAsStringAsync()).Groups["value"].Value));
        using var answer = await client.SendAsync(request);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return text;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
