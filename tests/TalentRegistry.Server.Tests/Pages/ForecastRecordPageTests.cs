namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The page of forecasts: three flags that changed since an earlier run, which only this class knows.</summary>
public sealed class ForecastRecordPageTests(ForecastRecordPageTests.TwoRuns server) : IClassFixture<ForecastRecordPageTests.TwoRuns>
{
    [Fact]
    public async Task Changed_flags_are_told_with_both_probabilities_and_their_reason()
    {
        var page = await server.PageAsync("/forecasts");

        Assert.Contains("mọi thay đổi là do số liệu", page, StringComparison.Ordinal);
        Assert.Contains("Hiện 4 trên 4 thay đổi", page, StringComparison.Ordinal);
        Assert.Contains("<td>Nặng hơn</td> <td>Thiếu 60 %</td> <td>Thiếu nghiêm trọng 95 %</td> <td class=\"number\">5 → 12</td> <td>nhiều người nghỉ hưu</td> <td>số liệu</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Mới cảnh báo</td> <td>Không thiếu 10 %</td> <td>Thiếu 60 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Hết cảnh báo</td> <td>Cần theo dõi 35 %</td> <td>Không thiếu 2 %</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td>Không còn được dự báo</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>Còn giữ</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_flags_are_told_when_asked_for_and_every_table_comes_as_a_file()
    {
        var held = await server.PageAsync("/forecasts?kind=held", english: true);
        var changes = await (await server.GetAsync("/forecasts?table=changes&format=csv", accept: "*/*")).Content.ReadAsStringAsync();
        var runs = await (await server.GetAsync("/forecasts?table=runs&format=csv", accept: "*/*")).Content.ReadAsStringAsync();

        Assert.Contains("<td>Held</td>", held, StringComparison.Ordinal);
        Assert.Contains("raised before and not yet low enough", held, StringComparison.Ordinal);
        Assert.Contains("Nặng hơn", changes, StringComparison.Ordinal);
        Assert.Contains("00000000-0000-0000-0000-0000000000f0", runs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_diagram_of_flags_is_saved_as_a_picture_by_whoever_sees_forecasts()
    {
        var page = await server.PageAsync("/forecasts");
        using var svg = await server.GetAsync("/forecasts/reliability.svg");
        using var png = await server.GetAsync("/forecasts/reliability.png", "leader");
        using var auditor = await server.GetAsync("/forecasts/reliability.svg", "auditor");

        Assert.Contains("href=\"/forecasts/reliability.svg\"", page, StringComparison.Ordinal);
        var drawn = await svg.Content.ReadAsStringAsync();
        Assert.All(["13/20", "31/40", "Đường chéo: báo đúng."], words => Assert.Contains(words, drawn, StringComparison.Ordinal));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], (await png.Content.ReadAsByteArrayAsync())[..4]);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, auditor.StatusCode);
    }

    [Fact]
    public async Task It_is_told_whether_records_have_changed_since_the_published_forecast()
    {
        await server.ComputedAsync(TimeSpan.FromHours(1));
        var same = await server.PageAsync("/forecasts");
        await server.ComputedAsync(TimeSpan.FromDays(-1));
        var newer = await server.PageAsync("/forecasts");

        Assert.Contains("Hồ sơ chưa thay đổi từ lần dự báo đã đăng", same, StringComparison.Ordinal);
        Assert.Contains("Hồ sơ đã thay đổi từ lần dự báo đã đăng", newer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_is_told_of_own_units_only_and_an_auditor_of_none()
    {
        var leader = await server.PageAsync("/forecasts", "leader");
        using var auditor = await server.GetAsync("/forecasts", "auditor");

        Assert.DoesNotContain("D094", leader, StringComparison.Ordinal);
        Assert.DoesNotContain("Nặng hơn</td>", leader, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, auditor.StatusCode);
    }

    [Fact]
    public async Task The_shortage_table_of_a_target_tells_range_first_year_driver_and_what_was_said_before()
    {
        var page = await server.PageAsync("/targets/DB-06?year=2030");
        var file = await (await server.GetAsync("/targets/DB-06?year=2030&table=shortages&format=csv", accept: "*/*")).Content.ReadAsStringAsync();

        Assert.Contains("<small>80 %: 8 – 16</small><small>từ năm 2029</small><small>nhiều người nghỉ hưu</small>", page, StringComparison.Ordinal);
        Assert.Contains("lần trước: Thiếu, 60 %", page, StringComparison.Ordinal);
        Assert.Contains("Nguyên nhân chính", file, StringComparison.Ordinal);
        Assert.Contains("nhiều người nghỉ hưu", file, StringComparison.Ordinal);
    }

    /// <summary>The pages' sample with a run before its own, from other data and the same model.</summary>
    public sealed class TwoRuns : PagesServer
    {
        /// <summary>Gives the later run a time of computation, as seen from now.</summary>
        public async Task ComputedAsync(TimeSpan fromNow)
        {
            await using var change = Database.Owner.CreateCommand("UPDATE forecast.run SET computed_at = now() + $1 WHERE id = '00000000-0000-0000-0000-0000000000f1'");
            change.Parameters.Add(new() { Value = fromNow });
            await change.ExecuteNonQueryAsync();
        }

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            await using var fill = Database.Owner.CreateCommand(
                """
                INSERT INTO forecast.run (id, computed_at, base_date, horizon_years, draws, seed, seconds, fingerprint, code_version, data_hash, settings, result_hash)
                  VALUES ('00000000-0000-0000-0000-0000000000f0', now() - interval '90 days', '2025-12-31', 10, 2000, 1, 1, 'before', '1.0', 'a', '{}', 'x');
                UPDATE forecast.run SET before_id = '00000000-0000-0000-0000-0000000000f0', code_version = '1.0', data_hash = 'b', settings = '{}', result_hash = 'y'
                 WHERE id = '00000000-0000-0000-0000-0000000000f1';
                INSERT INTO forecast.shortage (run_id, basis, target_code, unit_id, sector_code, profession_code, year, requirement, supply_median, supply_low80, supply_high80,
                                               expected_gap, probability_short, severity)
                  SELECT '00000000-0000-0000-0000-0000000000f0', s.* FROM (VALUES
                    ('plan_target', 'DB-06', 'D094', 'HEALTH', 'doctor', 2030::smallint, 42.0, 37.0, 27.0, 34.0, 5.0, 0.6, 'shortage'),
                    ('current_staffing', NULL, 'D094', 'HEALTH', NULL, 2030::smallint, 90.0, 92.0, 80.0, 95.0, -2.0, 0.1, 'none'),
                    ('current_staffing', NULL, 'D096', 'EDU', NULL, 2030::smallint, 50.0, 50.0, 50.0, 60.0, 1.0, 0.35, 'watch'),
                    ('current_staffing', NULL, 'D096', 'EDU', NULL, 2031::smallint, 50.0, 50.0, 50.0, 60.0, 1.0, 0.35, 'watch'),
                    ('current_staffing', NULL, 'P11', 'EDU', NULL, 2030::smallint, 900.0, 890.0, 850.0, 950.0, 10.0, 0.4, 'watch')) s;
                UPDATE forecast.shortage SET gap_low80 = 8, gap_high80 = 16, driver = 'retirements', first_year = 2029, severity_before = 'shortage', probability_before = 0.6
                 WHERE run_id = '00000000-0000-0000-0000-0000000000f1' AND basis = 'plan_target';
                INSERT INTO forecast.reliability (run_id, basis, low, high, flags, came_true, mean_probability) VALUES
                  ('00000000-0000-0000-0000-0000000000f1', 'plan_target', 0.5, 0.75, 20, 13, 0.62), ('00000000-0000-0000-0000-0000000000f1', 'current_staffing', 0.75, 1, 40, 31, 0.85);
                UPDATE forecast.shortage SET held = true WHERE run_id = '00000000-0000-0000-0000-0000000000f1' AND unit_id = 'P11'
                """);
            await fill.ExecuteNonQueryAsync();
        }
    }
}
