using System.Net;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer sees two dossiers side by side and decides, on the pages.</summary>
public sealed class DuplicatePagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Chau = "00000000-0000-0000-0000-0000000000b3";
    private const string Pair = "00000000-0000-0000-0000-0000000000d1";
    private const string Path = $"/duplicates/{Pair}";

    [Fact]
    public async Task Two_dossiers_are_seen_side_by_side_merged_after_a_choice_and_two_again()
    {
        Assert.Contains("Không có cặp nào đang chờ quyết định", await server.PageAsync("/duplicates", account: "hr"), StringComparison.Ordinal);
        await SqlAsync(
            $"INSERT INTO duplicates.pair (id, one_id, other_id, probability, reasons) VALUES ('{Pair}', '{Anh}', '{Chau}', 0.876, 'name:2:9.5 birth_year:0:-3.1 sex:1:0.9') RETURNING ''");
        var list = await server.PageAsync("/duplicates", account: "hr");
        var page = await server.PageAsync(Path, account: "hr");
        Assert.Contains("87,6 %", list, StringComparison.Ordinal);
        Assert.Contains("họ tên gần giống", list, StringComparison.Ordinal);
        Assert.Contains("<input type=\"radio\" name=\"field.FullName\" value=\"other\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("field.Sex", page, StringComparison.Ordinal);
        Assert.Contains("Trùng thời gian với vị trí chính của hồ sơ kia", page, StringComparison.Ordinal);

        var posting = await SqlAsync($"SELECT id::text FROM registry.posting WHERE person_id = '{Chau}'");
        (string, string)[] form =
        [
            ("one.id", Anh), ("one.version", await VersionAsync(Anh)), ("other.id", Chau), ("other.version", await VersionAsync(Chau)), ("keep", "one"),
            ("field.FullName", "other"), ("field.Birth", "one"), ("reason", "Một người"), ("confirm", "POSTGRADUATE_WITHOUT_UNIVERSITY"),
        ];
        using var refused = await server.PostFromAsync(Path, Path + "/merge", "hr", form);
        var told = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("(POSTINGS_OVERLAP)", told, StringComparison.Ordinal);
        Assert.Contains(">Một người</textarea>", told, StringComparison.Ordinal);

        using var merged = await server.PostFromAsync(Path, Path + "/merge", "hr", [.. form, ($"record.{posting}", "drop")]);
        Assert.Equal((HttpStatusCode.Redirect, Path), (merged.StatusCode, merged.Headers.Location?.ToString()));
        Assert.Equal("Đặng Thị Châu", await SqlAsync($"SELECT full_name FROM registry.person WHERE id = '{Anh}'"));
        using var old = await server.GetAsync($"/people/{Chau}", "hr");
        Assert.Equal((HttpStatusCode.Redirect, $"/people/{Anh}"), (old.StatusCode, old.Headers.Location?.ToString()));
        Assert.Contains("Gộp hai hồ sơ: Một người", await server.PageAsync($"/people/{Anh}", account: "hr"), StringComparison.Ordinal);
        Assert.Contains("Tài khoản hr: Một người", await server.PageAsync("/duplicates?state=merged", account: "hr"), StringComparison.Ordinal);
        Assert.Contains("Hoàn tác việc gộp", await server.PageAsync(Path, account: "hr"), StringComparison.Ordinal);

        using var undone = await server.PostFromAsync(Path, Path + "/undo", "hr", ("former", Chau), ("reason", "Nhầm"));
        Assert.Equal(HttpStatusCode.Redirect, undone.StatusCode);
        Assert.Equal("Nguyễn Thị Ánh|Đặng Thị Châu", await SqlAsync($"SELECT string_agg(full_name, '|' ORDER BY id) FROM registry.person WHERE id IN ('{Anh}', '{Chau}')"));

        using var rejected = await server.PostFromAsync(Path, Path + "/reject", "hr", ("reason", "Hai chị em"));
        Assert.Equal("/duplicates", rejected.Headers.Location?.ToString());
        Assert.Contains("Hai chị em", await server.PageAsync("/duplicates?state=not_duplicate", account: "hr"), StringComparison.Ordinal);
        Assert.Contains("Nguyễn Thị Ánh", await server.PageAsync("/duplicates?state=not_duplicate&format=csv", account: "hr"), StringComparison.Ordinal);

        using var reopened = await server.PostFromAsync(Path, Path + "/reopen", "hr", ("reason", "Cùng số điện thoại"));
        Assert.Equal(Path, reopened.Headers.Location?.ToString());
        Assert.Contains("Đã mở lại: Tài khoản hr: Cùng số điện thoại ← Tài khoản hr: Hai chị em", await server.PageAsync(Path, account: "hr"), StringComparison.Ordinal);
        Assert.Contains("87,6 %", await server.PageAsync("/duplicates", account: "hr"), StringComparison.Ordinal);
        Assert.Equal("true", await SqlAsync($"SELECT (count(*) > 3)::text FROM access.read_log WHERE door = 'page /duplicates' AND '{Chau}' = ANY (person_ids)"));
    }

    [Theory]
    [InlineData("/duplicates", "planner", HttpStatusCode.Forbidden)]
    [InlineData("/duplicates", "auditor", HttpStatusCode.Forbidden)]
    [InlineData("/duplicates/00000000-0000-0000-0000-0000000000d9", "leader", HttpStatusCode.Forbidden)]
    [InlineData("/duplicates/00000000-0000-0000-0000-0000000000d9", "hr", HttpStatusCode.NotFound)]
    [InlineData("/duplicates", null, HttpStatusCode.Unauthorized)]
    public async Task The_pages_are_for_officers(string path, string? account, HttpStatusCode code)
    {
        using var response = await server.GetAsync(path, account);

        Assert.Equal(code, response.StatusCode);
    }

    private Task<string> VersionAsync(string person) => SqlAsync($"SELECT version::text FROM registry.person WHERE id = '{person}'");

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
