using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The leader's one screen, on the pages' sample with a quarter's earlier run and a second district whose leader looks at it too.</summary>
public sealed class OverviewPageTests(OverviewPageTests.Quarter server) : IClassFixture<OverviewPageTests.Quarter>
{
    [Fact]
    public async Task The_worst_shortage_is_told_in_words_with_what_would_close_it_and_leads_to_target_and_remedies()
    {
        var page = await server.PageAsync("/overview");

        Assert.Contains("<b>Điện Biên Phủ thiếu 12 bác sĩ vào năm 2030, xác suất 95 %; cần tuyển thêm 4 người mỗi năm</b>", page, StringComparison.Ordinal);
        Assert.Contains("Độ tin cậy B.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/targets/DB-06\"", page, StringComparison.Ordinal);
        Assert.Contains("/shortages/remedies?unit=D094&sector=HEALTH&profession=doctor&target=DB-06&year=2030", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_are_counted_as_the_list_counts_them_and_each_count_leads_to_them()
    {
        var page = await server.PageAsync("/overview");
        var missed = await server.PageAsync("/targets?plan=DB&status=missed");
        var unjudged = await server.PageAsync("/targets?plan=DB&status=unjudged");

        Assert.Contains("<a href=\"/targets?plan=DB&status=missed\"><b>1</b>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/targets?plan=DB&status=unjudged\"><b>2</b>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/targets?plan=DB&status=on-track\"><b>0</b>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/targets/DB-06\">DB-06</a>", missed, StringComparison.Ordinal);
        Assert.DoesNotContain("<a href=\"/targets/DB-07\">DB-07</a>", missed, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/targets/DB-07\">DB-07</a>", unjudged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Districts_are_tiles_with_a_mark_and_a_word_and_sectors_are_held_against_them()
    {
        var page = await server.PageAsync("/overview");

        Assert.Matches(Tile("severe", "D094", "Điện Biên Phủ", "!!!", "row-3 column-2"), page);
        Assert.Matches(Tile("none", "D096", "Mường Nhé", "•", "row-1 column-1"), page);
        Assert.Contains("aria-label=\"Bác sĩ, Điện Biên Phủ: thiếu nghiêm trọng, 12 người, xác suất 95 %\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Y tế, Điện Biên Phủ: thiếu, 2 người, xác suất 60 %\"", page, StringComparison.Ordinal);
        Assert.Contains("Ô đặt gần đúng vị trí của huyện, bắc ở trên.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retirements_are_told_by_year_with_the_band_where_it_was_kept()
    {
        var page = await server.PageAsync("/overview");
        var file = await FileAsync("/overview?table=retirements&format=csv");

        Assert.Contains("<th scope=\"row\">2026</th>", page, StringComparison.Ordinal);
        Assert.Contains("1,5 (80 %: 1 – 3)", page, StringComparison.Ordinal);
        Assert.Contains("2026,1.5,1,3,30", file, StringComparison.Ordinal);
        Assert.Contains("2027,1.5,,,30", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_is_told_against_the_quarter_before_and_not_against_the_run_of_yesterday()
    {
        var page = await server.PageAsync("/overview");

        Assert.Contains("số liệu đến 31/12/2024", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> nặng hơn", page, StringComparison.Ordinal);
        Assert.Contains("Bác sĩ, Điện Biên Phủ</a>: nặng hơn, 60 % → 95 %", page, StringComparison.Ordinal);
        Assert.Contains("(do số liệu)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_sees_the_own_district_alone_and_no_person()
    {
        var page = await server.PageAsync("/overview", "leader");
        var elsewhere = await server.PageAsync("/overview?unit=D094", "leader");
        var file = await FileAsync("/overview?table=worst&format=csv", "leader");

        Assert.Contains("Mường Nhé", page, StringComparison.Ordinal);
        Assert.Contains("Không có thiếu hụt nào được cảnh báo trong năm 2030", page, StringComparison.Ordinal);
        Assert.DoesNotContain("D094", page + file, StringComparison.Ordinal);
        foreach (var text in new[] { page, elsewhere, file })
        {
            Assert.DoesNotContain("Điện Biên Phủ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Nguyễn Thị Ánh", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Other_roles_are_refused(string account)
    {
        using var page = await server.GetAsync("/overview", account);
        using var picture = await server.GetAsync("/overview/tiles.svg", account);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, picture.StatusCode);
    }

    [Theory]
    [InlineData("tiles", "Mường Nhé")]
    [InlineData("grid", "!!! 12")]
    [InlineData("retirements", "2035")]
    public async Task Each_picture_is_saved_as_SVG_and_PNG(string picture, string shown)
    {
        var svg = await FileAsync($"/overview/{picture}.svg");
        using var png = await server.GetAsync($"/overview/{picture}.png");

        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains(shown, svg, StringComparison.Ordinal);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await png.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Theory]
    [InlineData("worst", "Điện Biên Phủ")]
    [InlineData("districts", "Mường Nhé")]
    [InlineData("grid", "Giáo dục và đào tạo")]
    [InlineData("changes", "Nặng hơn")]
    public async Task Each_table_is_a_file(string table, string told)
    {
        Assert.Contains(told, await FileAsync($"/overview?table={table}&format=csv"), StringComparison.Ordinal);
        using var xlsx = await server.GetAsync($"/overview?table={table}&format=xlsx");
        Assert.Equal("PK", Encoding.ASCII.GetString((await xlsx.Content.ReadAsByteArrayAsync())[..2]));
    }

    [Fact]
    public async Task Unknown_tables_and_pictures_are_not_found()
    {
        using var table = await server.GetAsync("/overview?table=people&format=csv");
        using var picture = await server.GetAsync("/overview/people.svg");

        Assert.Equal(HttpStatusCode.NotFound, table.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
    }

    private static Regex Tile(string severity, string unit, string name, string mark, string place) => new(
        $"<li data-severity=\"{severity}\" class=\"{place}\">\\s*<a [^>]*unit={unit}[^>]*>\\s*<b>{name}</b>\\s*<span class=\"mark\" aria-hidden=\"true\">{Regex.Escape(mark)}</span>", RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task<string> FileAsync(string address, string account = "planner")
    {
        using var answer = await server.GetAsync(address, account, accept: "*/*");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The pages' sample with a run of last year's data and one of the same quarter, and people in Mường Nhé.</summary>
    public sealed class Quarter : PagesServer
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await using var fill = Database.Owner.CreateCommand(
                """
                INSERT INTO forecast.run (id, computed_at, base_date, horizon_years, draws, seed, seconds, fingerprint, code_version, data_hash, settings, result_hash) VALUES
                  ('00000000-0000-0000-0000-0000000000e0', '2026-02-10 08:00Z', '2024-12-31', 10, 2000, 1, 1, 'old', '1.0', 'a', '{}', 'x'),
                  ('00000000-0000-0000-0000-0000000000e1', '2026-05-19 08:00Z', '2025-12-31', 10, 2000, 1, 1, 'yesterday', '1.0', 'b', '{}', 'y');
                UPDATE forecast.run SET computed_at = '2026-05-20 08:00Z', code_version = '1.0', data_hash = 'b', settings = '{}', result_hash = 'y' WHERE id = '00000000-0000-0000-0000-0000000000f1';
                INSERT INTO forecast.shortage (run_id, basis, target_code, unit_id, sector_code, profession_code, year, requirement, supply_median, supply_low80, supply_high80, expected_gap, probability_short, severity)
                  SELECT '00000000-0000-0000-0000-0000000000e0', basis, target_code, unit_id, sector_code, profession_code, year, requirement, supply_median, supply_low80, supply_high80,
                         expected_gap, CASE WHEN severity = 'severe' THEN 0.6 ELSE probability_short END, CASE WHEN severity = 'severe' THEN 'shortage' ELSE severity END
                    FROM forecast.shortage WHERE run_id = '00000000-0000-0000-0000-0000000000f1';
                UPDATE forecast.shortage SET extra_recruits = 4, grade = 'b' WHERE run_id = '00000000-0000-0000-0000-0000000000f1' AND unit_id = 'D094' AND target_code = 'DB-06';
                INSERT INTO forecast.supply (run_id, unit_id, sector_code, profession_code, year, opening, recruits, upgrades_in, upgrades_out, retirements, leavers, deaths, mean, low95, low80, median, high80, high95)
                  SELECT run_id, 'D096', 'EDU', profession_code, year, opening, recruits, upgrades_in, upgrades_out, retirements, leavers, deaths, mean, low95, low80, median, high80, high95
                    FROM forecast.supply WHERE unit_id = 'D094' AND profession_code IS NULL;
                INSERT INTO forecast.retirement_wave (run_id, unit_id, year, mean, low95, low80, median, high80, high95)
                  VALUES ('00000000-0000-0000-0000-0000000000f1', 'P11', 2026, 1.5, 0, 1, 1, 3, 4)
                """);
            await fill.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>The leader's screen before there is anything to show.</summary>
public sealed class OverviewEmptyTests(PagesServer server) : IClassFixture<PagesServer>
{
    [Fact]
    public async Task Without_a_forecast_and_without_a_plan_the_screen_says_so()
    {
        await RunAsync("DELETE FROM forecast.run");
        var withoutForecast = await server.PageAsync("/overview", "leader");
        // No plan is ever taken away: only a new registry has none.
        await RunAsync("SET session_replication_role = replica; TRUNCATE plans.plan CASCADE; SET session_replication_role = DEFAULT");
        var withoutPlan = await server.PageAsync("/overview", "leader");

        Assert.Contains("Chưa có dự báo nào.", withoutForecast, StringComparison.Ordinal);
        Assert.Contains("chưa đánh giá được", withoutForecast, StringComparison.Ordinal);
        Assert.Contains("Chưa có kế hoạch nào", withoutPlan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_first_forecast_is_made_every_reader_of_forecasts_sees_how_far_it_is()
    {
        await RunAsync("DELETE FROM forecast.run; INSERT INTO work.item (id, kind, state, stage, done, total) VALUES ('00000000-0000-0000-0000-0000000000e1', 'forecast', 'running', 'supply', 31, 100)");

        foreach (var role in new[] { "leader", "planner", "hr" })
            foreach (var address in new[] { "/overview", "/targets", "/targets/DB-06", "/forecasts" }.Skip(role == "hr" ? 1 : 0))
            {
                var page = await server.PageAsync(address, role);
                Assert.Contains("Đang dự báo lần đầu: Tính nguồn cung", page, StringComparison.Ordinal);
                Assert.Contains("value=\"31\"", page, StringComparison.Ordinal);
            }

        await RunAsync("DELETE FROM work.item");
    }

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
