using System.Net;
using System.Text.Json;

namespace TalentRegistry.Server.Tests.Pages;

public sealed class TargetPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    [Fact]
    public async Task Targets_are_told_in_Vietnamese_with_value_forecast_and_probability()
    {
        var page = await server.PageAsync("/");

        Assert.Contains("<html lang=\"vi\">", page, StringComparison.Ordinal);
        Assert.Contains("ít nhất 14 / 10.000 dân", page, StringComparison.Ordinal);
        Assert.Contains("12,5", page, StringComparison.Ordinal);
        Assert.Contains("12,4", page, StringComparison.Ordinal);
        Assert.Contains("65 %", page, StringComparison.Ordinal);
        Assert.Contains("data-severity=\"shortage\">Nhiều khả năng không đạt", page, StringComparison.Ordinal);
        Assert.Contains("Dự báo từ số liệu đến 31/12/2025", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_that_may_be_missed_come_first_with_the_people_short_and_what_would_close_the_gap()
    {
        var page = await server.PageAsync("/");
        var top = page[page.IndexOf("id=\"at-risk\"", StringComparison.Ordinal)..page.IndexOf("id=\"plan-DB\"", StringComparison.Ordinal)];

        Assert.Contains("DB-06", top, StringComparison.Ordinal);
        Assert.Contains("data-value=\"12.4\">12<", top, StringComparison.Ordinal);
        Assert.Contains("data-value=\"3.2\">4<", top, StringComparison.Ordinal);
        Assert.DoesNotContain("DB-01", top, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_that_cannot_be_computed_says_what_is_missing_and_is_never_met()
    {
        var page = await server.PageAsync("/?status=missing");

        Assert.Contains("DB-01", page, StringComparison.Ordinal);
        Assert.DoesNotContain("DB-06", page, StringComparison.Ordinal);
        Assert.Contains("Chưa tính được", page, StringComparison.Ordinal);
        Assert.Contains("Chuỗi số liệu điều tra lao động.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_is_switched_by_the_address_and_kept_by_a_cookie()
    {
        using var switched = await server.GetAsync("/?lang=en");
        var english = await server.PageAsync("/", english: true);

        Assert.Contains("lang=en", switched.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("lang", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Contains("at least 14 per 10,000", english, StringComparison.Ordinal);
        Assert.Contains("Synthetic data.", english, StringComparison.Ordinal);
        Assert.Contains("Share of workers in farming", english, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/targets/DB-06")]
    [InlineData("/supply?unit=D094")]
    [InlineData("/people")]
    public async Task Every_page_says_that_the_data_is_synthetic(string path) =>
        Assert.Contains("Dữ liệu mô phỏng.", await server.PageAsync(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/")]
    [InlineData("/targets/DB-06")]
    [InlineData("/targets/DB-06/chart.svg")]
    [InlineData("/supply?unit=D094")]
    [InlineData("/people")]
    [InlineData("/graphql")]
    public async Task Nothing_is_shown_before_sign_in(string path)
    {
        using var response = await server.GetAsync(path, account: null);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Target_page_carries_its_chart_with_history_published_figures_forecast_and_target()
    {
        using var response = await server.GetAsync("/targets/DB-06");
        var html = await response.Content.ReadAsStringAsync();
        var start = html.IndexOf('>', html.IndexOf("data-chart>", StringComparison.Ordinal)) + 1;
        using var option = JsonDocument.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)]);

        var ids = option.RootElement.GetProperty("series").EnumerateArray().Select(series => series.GetProperty("id").GetString());

        Assert.Superset(new HashSet<string?> { "band95", "band80", "median", "estimated", "history", "published" }, ids.ToHashSet());
        Assert.Contains("Chỉ tiêu 2030: ít nhất 14 / 10.000 dân", option.RootElement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_of_the_chart_lead_to_people_and_flows()
    {
        var page = await server.PageAsync("/targets/DB-06");

        Assert.Contains("href=\"/people?unit=P11&target=DB-06&asOf=2025-12-31\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/supply?unit=P11&profession=doctor\"", page, StringComparison.Ordinal);
        Assert.Contains("đã công bố: 5; nội suy giữa các năm: 3; ngoại suy: 10", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shortages_are_flagged_in_words_by_sector_and_district()
    {
        var page = await server.PageAsync("/targets/DB-06");

        Assert.Contains("Bác sĩ*", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/supply?unit=D094&sector=HEALTH&profession=doctor\">30 / 42", page, StringComparison.Ordinal);
        Assert.Contains("data-severity=\"severe\">Thiếu nghiêm trọng", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("<th scope=\"row\">Tỉnh Điện Biên", StringComparison.Ordinal) < page.IndexOf("<th scope=\"row\">Huyện Mường Nhé", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leader_sees_the_forecasts_of_own_units_only()
    {
        var page = await server.PageAsync("/targets/DB-06", account: "leader");

        Assert.DoesNotContain("Thành phố Điện Biên Phủ", page, StringComparison.Ordinal);
        Assert.Contains("Huyện Mường Nhé", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auditor_sees_the_targets_without_forecasts()
    {
        Assert.Contains("Chưa có dự báo", await server.PageAsync("/", account: "auditor"), StringComparison.Ordinal);
        Assert.Contains("Vai trò của bạn không xem số liệu dự báo.", await server.PageAsync("/targets/DB-06", account: "auditor"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("svg", "image/svg+xml")]
    [InlineData("png", "image/png")]
    public async Task Chart_is_downloaded_as_a_picture(string format, string type)
    {
        using var response = await server.GetAsync($"/targets/DB-06/chart.{format}");

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length > 5_000);
    }

    [Fact]
    public async Task Flows_of_a_unit_add_up_year_by_year()
    {
        var page = await server.PageAsync("/supply?unit=D094&sector=HEALTH&profession=doctor");

        Assert.Contains("Y tế – Bác sĩ", page, StringComparison.Ordinal);
        Assert.Contains("30,4", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/people?unit=D094&sector=HEALTH&profession=doctor&asOf=2025-12-31\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flows_are_told_apart_by_degree_level_lowest_first()
    {
        var page = await server.PageAsync("/supply?unit=D094&sector=HEALTH&profession=doctor&degree=each");
        var one = await server.PageAsync("/supply?unit=D094&sector=HEALTH&profession=doctor&degree=master");
        var nobody = await server.PageAsync("/supply?unit=D094&sector=HEALTH&profession=doctor&degree=doctor");

        Assert.True(page.IndexOf("Y tế – Bác sĩ, đại học", StringComparison.Ordinal) is > 0 and var lower && lower < page.IndexOf("Y tế – Bác sĩ, thạc sĩ", StringComparison.Ordinal));
        Assert.Contains("15,2", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Bác sĩ, đại học</h2>", one, StringComparison.Ordinal);
        Assert.Contains("Bác sĩ, thạc sĩ, chuyên khoa I</h2>", one, StringComparison.Ordinal);
        Assert.Contains("Không ai ở đây có trình độ này", nobody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flows_by_degree_level_are_taken_away_with_their_level()
    {
        using var response = await server.GetAsync("/supply?unit=D094&sector=HEALTH&profession=doctor&degree=each&format=csv");
        var csv = await response.Content.ReadAsStringAsync();

        Assert.Contains("Trình độ", csv, StringComparison.Ordinal);
        Assert.Contains("đại học", csv, StringComparison.Ordinal);
        Assert.Contains("\"thạc sĩ, chuyên khoa I\"", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/supply?unit=D094&degree=none", "planner", HttpStatusCode.NotFound, "Không tìm thấy")]
    [InlineData("/targets/XX-99", "planner", HttpStatusCode.NotFound, "Không tìm thấy")]
    [InlineData("/nowhere", "planner", HttpStatusCode.NotFound, "Không tìm thấy")]
    [InlineData("/supply?unit=nowhere", "planner", HttpStatusCode.NotFound, "Không tìm thấy")]
    [InlineData("/people", "admin", HttpStatusCode.Forbidden, "Không có quyền xem")]
    [InlineData("/supply?unit=D094", "auditor", HttpStatusCode.Forbidden, "Không có quyền xem")]
    [InlineData("/people?asOf=31-12-2024", "planner", HttpStatusCode.BadRequest, "Yêu cầu không hợp lệ")]
    [InlineData("/broken", "planner", HttpStatusCode.InternalServerError, "Có lỗi ở máy chủ")]
    public async Task Faults_have_a_page_of_their_own(string path, string account, HttpStatusCode code, string title)
    {
        using var response = await server.GetAsync(path, account);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());

        Assert.Equal(code, response.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.DoesNotContain("secret detail", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Browser_gets_the_explorer_and_a_program_the_api()
    {
        Assert.Contains("id=\"explorer\"", await server.PageAsync("/graphql"), StringComparison.Ordinal);

        using var api = await server.GetAsync("/graphql", accept: "application/graphql-response+json");
        using var query = await server.GetAsync("/graphql?query=%7Ba%7D");

        Assert.Equal("api", await api.Content.ReadAsStringAsync());
        Assert.Equal("api", await query.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Sign_in_names_the_demonstration_accounts_and_leads_nowhere_else()
    {
        var page = await server.PageAsync("/sign-in?returnUrl=//evil.example/&failed=1", account: null);

        Assert.Contains("<code>planner</code>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"returnUrl\" value=\"/\"", page, StringComparison.Ordinal);
        Assert.Contains("Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa tạm", page, StringComparison.Ordinal);
        Assert.Contains("name=\"__RequestVerificationToken\"", page, StringComparison.Ordinal);
    }
}
