using System.Net;
using System.Text.Json;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Statistics;

/// <summary>Targets that nobody can count from dossiers are forecast from the figures that planners enter.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class FigureForecastTests(RunningRegistry registry)
{
    private const string Enter = "mutation($input: EnterFigureInput!) { enterFigure(input: $input) { madeEntry { id } errors { __typename } } }";

    private const string Read = "query($code: String!) { targets(where: { code: { eq: $code } }) { nodes { forecast { year } } } }";

    [Fact]
    public async Task A_share_that_a_planner_enters_year_by_year_is_forecast_with_its_record_and_told_on_the_page()
    {
        await EnterAsync("trained_share_any_form", Enumerable.Range(2015, 11).Select(year => (year, 40 + (1.5 * (year - 2015)) + (year % 3))));
        // Another rises towards a hundred.
        await EnterAsync("certified_share_of_labour_force", Enumerable.Range(2015, 11).Select(year => (year, 58 + (3.4 * (year - 2015)) + (year % 3))));
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);

        var ahead = (await ForecastAsync("DB-01")).EnumerateArray().ToList();

        Assert.Equal(Enumerable.Range(2026, 10), ahead.Select(year => year.GetProperty("year").GetInt32()));
        var rows = await registry.SqlAsync(
            """
            SELECT year::int, value, low95, low80, high80, high95, probability_missed, gap_people
              FROM forecast.current_target_path WHERE target_code = 'DB-01' AND unit_id = 'P11' AND is_forecast ORDER BY year
            """);
        Assert.All(rows, row =>
        {
            Assert.True((double)row[2]! <= (double)row[3]! && (double)row[3]! <= (double)row[1]! && (double)row[1]! <= (double)row[4]! && (double)row[4]! <= (double)row[5]!);
            // More than 70 % is asked for, and 55 % was told last.
            Assert.InRange((double)row[6]!, 0.2, 1);
            Assert.Null(row[7]);
        });
        Assert.Equal([[0L]], await registry.SqlAsync("SELECT count(*) FROM forecast.current_target_path WHERE target_code = 'DB-02' AND (value >= 100 OR high95 > 100 OR probability_missed > 0.2) AND is_forecast"));
        Assert.True((double)rows[^1][5]! - (double)rows[^1][2]! > (double)rows[0][5]! - (double)rows[0][2]!);
        Assert.Equal([[11L]], await registry.SqlAsync("SELECT count(*) FROM forecast.current_target_path WHERE target_code = 'DB-01' AND NOT is_forecast"));
        // Of eleven years the last five can be forecast from six or more: from one year before one, from two two, from three three, from five five.
        Assert.Equal([[11]], await registry.SqlAsync("SELECT forecasts::int FROM forecast.backtest b JOIN forecast.current_run r ON r.id = b.run_id WHERE target_code = 'DB-01'"));

        using var planner = registry.As("planner");
        var page = await PageAsync(planner, "/targets/DB-01");
        Assert.Contains("data-chart", page, StringComparison.Ordinal);
        Assert.Contains("Số liệu công bố", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa tính được", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"levers\"", page, StringComparison.Ordinal);
        var csv = await planner.GetStringAsync(new Uri("/targets/DB-01?table=numbers&format=csv", UriKind.Relative));
        Assert.Contains("2025,Công bố", csv, StringComparison.Ordinal);
        Assert.Contains("2030,Dự báo", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_of_five_years_are_shown_and_it_is_said_how_many_are_needed()
    {
        await EnterAsync("employment_share_services", Enumerable.Range(2021, 5).Select(year => (year, 30.0 + (year % 4))));
        await registry.Service<ForecastService>().RefreshAsync(null, evenIfCurrent: false, CancellationToken.None);
        var code = (await registry.SqlAsync("SELECT code FROM plans.current_target WHERE plan_code = 'DB' AND indicator ->> 'figures' = 'employment_share_services'"))[0][0]!.ToString()!;

        Assert.Equal([[5L, 0L]], await registry.SqlAsync($"SELECT count(*) FILTER (WHERE NOT is_forecast), count(*) FILTER (WHERE is_forecast) FROM forecast.current_target_path WHERE target_code = '{code}'"));
        using var planner = registry.As("planner");
        var page = await PageAsync(planner, $"/targets/{code}");
        Assert.Contains("cần số liệu của ít nhất 6 năm đến hết năm gốc, mới có 5", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/statistics\"", page, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ForecastAsync(string code) =>
        (await registry.DataAsync("planner", Read, new { code })).GetProperty("targets").GetProperty("nodes")[0].GetProperty("forecast");

    private static async Task<string> PageAsync(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));

    private async Task EnterAsync(string series, IEnumerable<(int Year, double Value)> figures)
    {
        foreach (var (year, value) in figures)
        {
            var made = (await registry.DataAsync("planner", Enter, new { input = new { series, unitId = "P11", year, value, source = $"Điều tra lao động việc làm {year}" } })).GetProperty("enterFigure");
            Assert.Equal(JsonValueKind.Null, made.GetProperty("errors").ValueKind);
        }
    }
}
