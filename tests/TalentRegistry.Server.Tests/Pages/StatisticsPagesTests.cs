using System.Net;
using System.Text.Json;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>The pages on which planners enter figures of published series.</summary>
public sealed class StatisticsPagesTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await using var fill = server.Database.Owner.CreateCommand(
            """
            INSERT INTO reference.series (code, name_vi, name_en, unit)
              SELECT 'trained', 'Tỷ lệ lao động qua đào tạo', 'Share of trained workers', 'percent' WHERE NOT EXISTS (SELECT FROM reference.series WHERE code = 'trained');
            INSERT INTO reference.statistic (series, unit_id, year, value, status, source)
              SELECT 'trained', 'P11', 2020, 55.5, 'final', 'Niên giám 2020' WHERE NOT EXISTS (SELECT FROM reference.statistic WHERE series = 'trained')
            """);
        await fill.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_planner_enters_corrects_and_withdraws_a_figure()
    {
        const string page = "/statistics/trained/P11/2026";
        (string, string)[] which = [("series", "trained"), ("unit", "P11"), ("year", "2026")];
        Assert.Contains("Chưa có số liệu cho đơn vị và năm này.", await server.PageAsync(page), StringComparison.Ordinal);

        using (var entered = await server.PostFromAsync(page, "/statistics", "planner", [.. which, ("value", "61,5 %"), ("status", "Preliminary"), ("source", "Cục Thống kê"), ("note", "")]))
            Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        var shown = await server.PageAsync(page);
        Assert.Contains("61,5", shown, StringComparison.Ordinal);
        Assert.Contains("sơ bộ", shown, StringComparison.Ordinal);

        using (var stale = await server.PostFromAsync(page, "/statistics", "planner", [.. which, ("value", "62"), ("source", "x")]))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, stale.StatusCode);
            Assert.Contains("Có người vừa nhập số liệu này", WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        using (var refused = await server.PostFromAsync(page, "/statistics", "planner", [.. which, ("value", "nhiều"), ("source", "x")]))
            Assert.Contains("không phải là một số", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        var entry = shown[(shown.IndexOf("name=\"replaces\" value=\"", StringComparison.Ordinal) + "name=\"replaces\" value=\"".Length)..];
        using (var withdrawn = await server.PostFromAsync(page, "/statistics", "planner", [.. which, ("withdraw", "yes"), ("source", "nhập nhầm"), ("replaces", entry[..entry.IndexOf('"', StringComparison.Ordinal)])]))
            Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Contains("rút lại", await server.PageAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_see_figures_and_no_form_and_may_send_none()
    {
        using var shown = await server.GetAsync("/statistics", "leader");
        var page = await shown.Content.ReadAsStringAsync();
        Assert.Contains("55,5", page, StringComparison.Ordinal);
        Assert.DoesNotContain("action=\"/statistics/list\"", page, StringComparison.Ordinal);

        using var sent = await server.PostFromAsync("/statistics", "/statistics", "leader", ("series", "trained"), ("unit", "P11"), ("year", "2027"), ("value", "1"), ("source", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
    }

    [Fact]
    public async Task A_list_is_entered_whole_or_not_at_all()
    {
        object Row(int year, double value) => new { Series = "trained", UnitId = "P11", Year = year, Value = value, Status = 0, Source = "Niên giám", Note = (string?)null, Replaces = (long?)null };
        using (var refused = await CommitAsync(Row(2028, 70), Row(2029, 170)))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Chưa có số liệu", await server.PageAsync("/statistics/trained/P11/2028"), StringComparison.Ordinal);

        using (var taken = await CommitAsync(Row(2028, 70), Row(2029, 71)))
            Assert.Equal("/statistics?entered=2", taken.Headers.Location?.ToString());
        Assert.Contains("71", await server.PageAsync("/statistics/trained/P11/2029"), StringComparison.Ordinal);
        using (var nonsense = await server.PostFromAsync("/statistics", "/statistics/list/commit", "planner", ("figures", "{")))
            Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task The_list_narrows_and_is_taken_away_as_a_file()
    {
        Assert.Contains("Chưa có số liệu nào như vậy.", await server.PageAsync("/statistics?series=trained&year=1991"), StringComparison.Ordinal);
        using var file = await server.GetAsync("/statistics?series=trained&unit=dien%20bien&year=2020&format=csv");
        Assert.Contains("Tỷ lệ lao động qua đào tạo,trained,Tỉnh Điện Biên,P11,2020,55.5,%,chính thức,Niên giám 2020", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> CommitAsync(params object[] rows) =>
        server.PostFromAsync("/statistics", "/statistics/list/commit", "planner", ("figures", JsonSerializer.Serialize(rows)));
}
