using System.Net;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer restores a past state on its page.</summary>
public sealed class RestorePageTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Binh = "00000000-0000-0000-0000-0000000000b2";

    [Fact]
    public async Task What_will_change_is_shown_first_and_done_with_a_reason()
    {
        await SqlAsync($"UPDATE registry.person SET full_name = 'Nguyễn Thị Sai', staff_code = 'S1' WHERE id = '{Anh}' RETURNING ''");
        await SqlAsync($"UPDATE registry.person SET staff_code = 'S2' WHERE id = '{Anh}' RETURNING ''");
        var path = $"/people/{Anh}/restore/{await SqlAsync($"SELECT id::text FROM history.change WHERE record_id = '{Anh}' AND after ->> 'staff_code' = 'S1'")}";

        var page = await server.PageAsync(path, account: "hr");
        using var done = await server.PostAsync(path, "hr", ("version", await VersionAsync(Anh)), ("reason", "Nhập nhầm người"));

        Assert.Contains("<th scope=\"row\">Họ và tên</th><td>Nguyễn Thị Sai</td><td><strong>Nguyễn Thị Ánh</strong></td>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Số hiệu</th><td>S2</td><td><strong>(trống)</strong></td>", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"/people/{Anh}#history"), (done.StatusCode, done.Headers.Location!.ToString()));
        var person = await server.PageAsync($"/people/{Anh}", account: "hr");
        Assert.Contains("<h1>Nguyễn Thị Ánh</h1>", person, StringComparison.Ordinal);
        Assert.Contains("<td>Nhập nhầm người</td>", person, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\"", person, StringComparison.Ordinal);
        Assert.Contains("không có gì để khôi phục", await server.PageAsync(path, account: "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_why_and_keeps_the_reason_and_a_version_meanwhile_changed_is_shown_anew()
    {
        var degree = await SqlAsync($"DELETE FROM registry.degree WHERE person_id = '{Binh}' RETURNING id::text");
        var path = $"/people/{Binh}/restore/{await SqlAsync($"SELECT max(id)::text FROM history.change WHERE record_id = '{degree}'")}";
        await SqlAsync($"UPDATE registry.person SET birth_year = 1990, date_of_birth = NULL WHERE id = '{Binh}' RETURNING ''");

        using var refused = await server.PostAsync(path, "hr", ("reason", "Xóa nhầm"));
        using var stale = await server.PostAsync(path, "hr", ("version", "7"), ("reason", "Xóa nhầm"));
        using var silent = await server.PostAsync(path, "hr", ("reason", " "));
        var (told, meanwhile) = (WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("(DEGREE_TOO_EARLY)", told, StringComparison.Ordinal);
        Assert.Contains(">Xóa nhầm</textarea>", told, StringComparison.Ordinal);
        Assert.Contains("Xóa văn bằng (Đại học, 2000)", told, StringComparison.Ordinal);
        Assert.Contains("Hiện nay (đã xóa)", told, StringComparison.Ordinal);
        Assert.Contains("Bản ghi đã được sửa từ khi bạn đọc", meanwhile, StringComparison.Ordinal);
        Assert.Contains("Khôi phục phải có lý do.", WebUtility.HtmlDecode(await silent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("0", await SqlAsync($"SELECT count(*)::text FROM registry.degree WHERE person_id = '{Binh}'"));
    }

    [Theory]
    [InlineData("planner", HttpStatusCode.Forbidden)]
    [InlineData("leader", HttpStatusCode.Forbidden)]
    [InlineData("hr", HttpStatusCode.NotFound)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Others_and_other_changes_do_not_come_this_far(string? account, HttpStatusCode code)
    {
        var added = await SqlAsync($"SELECT min(id)::text FROM history.change WHERE person_id = '{Anh}'");
        using var response = await server.GetAsync($"/people/{Anh}/restore/{added}", account);

        Assert.Equal(code, response.StatusCode);
    }

    [Fact]
    public async Task A_form_without_the_pages_token_is_refused()
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("Cookie", "account=hr");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("reason", "x")]);

        using var response = await client.PostAsync(new Uri($"/people/{Anh}/restore/1", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<string> VersionAsync(string person) => SqlAsync($"SELECT version::text FROM registry.person WHERE id = '{person}'");

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
