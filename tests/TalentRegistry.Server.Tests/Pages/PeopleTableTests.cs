using System.Net;
using System.Text;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Conditions, columns, selected rows and saved views of the list of people.</summary>
public sealed class PeopleTableTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Anh = "00000000-0000-0000-0000-0000000000b1";
    private const string Teacher = "00000000-0000-0000-0000-0000000000b4";

    [Fact]
    public async Task Each_condition_is_taken_away_by_itself()
    {
        var page = await server.PageAsync("/people?unit=P11&profession=doctor&asOf=2025-12-31&column=born", "hr");

        Assert.Contains("Bác sĩ <a href=\"/people?unit=P11&asOf=2025-12-31&column=born\"", page, StringComparison.Ordinal);
        Assert.Contains("Tỉnh Điện Biên <a href=\"/people?profession=doctor&asOf=2025-12-31&column=born\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_and_its_file_have_the_columns_that_were_chosen()
    {
        var page = await server.PageAsync("/people?asOf=2025-12-31&column=born&column=degree", "hr");
        using var file = await server.GetAsync("/people?asOf=2025-12-31&column=born&column=degree&format=csv", "hr");
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n');

        Assert.DoesNotContain("<th scope=\"col\">Chức danh</th>", page, StringComparison.Ordinal);
        Assert.Contains("Họ và tên,Năm sinh,Trình độ", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Nguyễn Thị Ánh,1971,Thạc sĩ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Selected_rows_are_taken_away_and_no_others_and_nobody_out_of_scope()
    {
        using var file = await server.GetAsync($"/people?asOf=2025-12-31&format=csv&id={Anh}&id={Teacher}", "hr");
        var text = Encoding.UTF8.GetString(await file.Content.ReadAsByteArrayAsync());
        using var many = await server.GetAsync("/people?" + string.Join('&', Enumerable.Repeat($"id={Anh}", 101)), "hr");

        Assert.Contains("Nguyễn Thị Ánh", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lò Văn Bình", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HYPERLINK", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, many.StatusCode);
    }

    [Fact]
    public async Task A_view_is_saved_shared_removed_and_taken_back()
    {
        await RunAsync(
            """
            DELETE FROM documents.people_view;
            INSERT INTO access.account (id, name, display_name, role, password_hash, demo) VALUES ('00000000-0000-0000-0000-0000000000e1', 'hr2', 'Cán bộ khác', 'hr', 'x', true) ON CONFLICT DO NOTHING;
            INSERT INTO documents.people_view (id, name, owner_id, owner_name, query, agency_id) VALUES
              (gen_random_uuid(), 'Của riêng người khác', '00000000-0000-0000-0000-0000000000e1', 'Cán bộ khác', '', NULL),
              (gen_random_uuid(), 'Được chia sẻ', '00000000-0000-0000-0000-0000000000e1', 'Cán bộ khác', 'sector=HEALTH', '00000000-0000-0000-0000-0000000000a1'),
              (gen_random_uuid(), 'Cơ quan khác', '00000000-0000-0000-0000-0000000000e1', 'Cán bộ khác', '', '00000000-0000-0000-0000-0000000000a2');
            """);
        using var saved = await SaveAsync("Bác sĩ của tôi", "?profession=doctor&id=1&asOf=2020-01-01", "00000000-0000-0000-0000-0000000000a1");
        using var twice = await SaveAsync("Bác sĩ của tôi", "", "");
        using var elsewhere = await SaveAsync("Không được", "", "00000000-0000-0000-0000-0000000000a2");
        var page = await server.PageAsync("/people", "hr");
        var id = await SqlAsync("SELECT id::text FROM documents.people_view WHERE name = 'Bác sĩ của tôi'");
        using var removed = await server.PostFromAsync("/people", $"/people/views/{id}/remove", "hr");
        var after = await server.PageAsync(removed.Headers.Location!.ToString(), "hr");
        using var restored = await server.PostFromAsync("/people", $"/people/views/{id}/restore", "hr");
        using var others = await server.PostFromAsync("/people", $"/people/views/{await SqlAsync("SELECT id::text FROM documents.people_view WHERE name = 'Được chia sẻ'")}/remove", "hr");

        Assert.Equal(
            (HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Redirect, HttpStatusCode.NotFound),
            (saved.StatusCode, twice.StatusCode, elsewhere.StatusCode, restored.StatusCode, others.StatusCode));
        Assert.Equal("profession=doctor", await SqlAsync("SELECT query FROM documents.people_view WHERE name = 'Bác sĩ của tôi'"));
        Assert.Contains("<a href=\"/people?profession=doctor\">Bác sĩ của tôi</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/people?sector=HEALTH\">Được chia sẻ</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Của riêng người khác", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Cơ quan khác", page, StringComparison.Ordinal);
        Assert.Contains("Đã xóa bộ lọc “Bác sĩ của tôi”.", after, StringComparison.Ordinal);
        Assert.Contains("Bác sĩ của tôi", await server.PageAsync("/people", "hr"), StringComparison.Ordinal);
        Assert.DoesNotContain("Lưu bộ lọc", await server.PageAsync("/people", "planner"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> SaveAsync(string name, string query, string share) =>
        server.PostFromAsync("/people", "/people/views", "hr", ("name", name), ("query", query), ("share", share));

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> SqlAsync(string sql)
    {
        await using var command = server.Database.Owner.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
