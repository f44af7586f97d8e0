using System.Net;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer removes a dossier made by mistake on its page, sees it among those removed, and brings it back.</summary>
public sealed class RemovalPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Teacher = "00000000-0000-0000-0000-0000000000b4";

    [Fact]
    public async Task A_new_dossier_is_removed_with_a_reason_and_undone_from_the_list_of_those_removed()
    {
        var agency = await SqlAsync($"SELECT a.code FROM registry.agency a JOIN registry.person p ON p.keeper_id = a.id WHERE p.id = '{Anh}'");
        using var made = await server.PostFromAsync("/people/new", "/people/new", "hr",
            ("value-full_name", "Vàng Thị Nhầm"), ("value-birth_year", "1991"), ("value-sex", "female"), ("value-ethnic_group_code", "01"), ("value-agency_id", agency));
        Assert.Equal((HttpStatusCode.Redirect, ""), (made.StatusCode, made.StatusCode == HttpStatusCode.Redirect ? "" : await made.Content.ReadAsStringAsync()));
        var address = made.Headers.Location!.ToString();
        var id = address["/people/".Length..];

        var asked = await server.PageAsync($"{address}/remove", "hr");
        using var silent = await server.PostFromAsync($"{address}/remove", $"{address}/remove", "hr", ("version", "1"), ("reason", " "));
        using var removed = await server.PostFromAsync($"{address}/remove", $"{address}/remove", "hr", ("version", "1"), ("reason", "Lập nhầm cơ quan"));
        var list = await server.PageAsync(removed.Headers.Location!.ToString(), "hr");
        using var file = await server.GetAsync("/people/removed?table=removed&format=csv", "hr", accept: "*/*");
        using var gone = await server.GetAsync(address, "hr");
        using var back = await server.PostFromAsync("/people/removed", $"/people/removed/{id}", "hr");
        var shown = await server.PageAsync(address, "hr");
        var after = await server.PageAsync("/people/removed", "hr");

        Assert.Contains("Gỡ bỏ hồ sơ", asked, StringComparison.Ordinal);
        Assert.Contains("phải có lý do", WebUtility.HtmlDecode(await silent.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect, $"/people/removed?done={id}", HttpStatusCode.NotFound, HttpStatusCode.Redirect, address),
            (silent.StatusCode, removed.StatusCode, removed.Headers.Location!.ToString(), gone.StatusCode, back.StatusCode, back.Headers.Location!.ToString()));
        Assert.Contains("Lập nhầm cơ quan", list, StringComparison.Ordinal);
        Assert.Contains("Hoàn tác", list, StringComparison.Ordinal);
        Assert.Contains("/people/removed", WebUtility.HtmlDecode(await gone.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("Vàng Thị Nhầm,1991", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("<h1>Vàng Thị Nhầm</h1>", shown, StringComparison.Ordinal);
        Assert.Contains("Chưa có hồ sơ nào", after, StringComparison.Ordinal);
        Assert.Equal("2", await SqlAsync($"SELECT count(DISTINCT purpose)::text FROM access.read_log WHERE person_ids @> ARRAY['{id}']::uuid[] AND door IN ('page /people/{{id}}/remove', 'page /people/{{id}}')"));
    }

    [Fact]
    public async Task A_dossier_of_long_ago_cannot_be_removed_and_the_page_tells_what_to_do_instead()
    {
        var page = await server.PageAsync($"/people/{Anh}/remove", "hr");
        using var tried = await server.PostFromAsync($"/people/{Anh}", $"/people/{Anh}/remove", "hr", ("version", "1"), ("reason", "Thử"));

        Assert.Contains("30 ngày qua", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
        Assert.Contains($"/people/{Anh}/death", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tried.StatusCode);
        Assert.Equal("1", await SqlAsync($"SELECT count(*)::text FROM registry.person WHERE id = '{Anh}'"));
    }

    [Fact]
    public async Task Other_roles_and_other_agencies_have_nothing_here()
    {
        using var planner = await server.GetAsync("/people/removed", "planner");
        using var leader = await server.GetAsync($"/people/{Anh}/remove", "leader");
        using var elsewhere = await server.GetAsync($"/people/{Teacher}/remove", "hr");
        using var nobody = await server.PostFromAsync($"/people/{Anh}", $"/people/removed/{Teacher}", "hr");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (planner.StatusCode, leader.StatusCode, elsewhere.StatusCode, nobody.StatusCode));
    }

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
