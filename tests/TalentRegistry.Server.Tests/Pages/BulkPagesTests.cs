using System.Net;
using System.Text.RegularExpressions;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>What an officer does to several people at once: seen first, written together under the rules of single edits, taken back as a whole.</summary>
public sealed partial class BulkPagesTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const string Hospital = "00000000-0000-0000-0000-0000000000a1";
    private const string Clinic = "00000000-0000-0000-0000-0000000000a7";

    private static readonly (string Name, string Value)[] Three =
        [.. Enumerable.Range(1, 3).Select(n => ("id", $"00000000-0000-0000-0000-0000000000b{n}"))];

    public async Task InitializeAsync()
    {
        await using var command = server.Database.Owner.CreateCommand(
            $"""
            INSERT INTO registry.agency (id, code, name, kind, sector_code, government_level, ownership, valid_from, synthetic)
              VALUES ('{Clinic}', 'PK-1', 'Phòng khám khu vực', 'clinic', 'HEALTH', 'province', 'public', '1990-01-01', true) ON CONFLICT DO NOTHING;
            INSERT INTO access.scope (account_id, agency_id) SELECT '00000000-0000-0000-0000-0000000000c1', '{Clinic}'
              WHERE NOT EXISTS (SELECT FROM access.scope WHERE agency_id = '{Clinic}');
            """);
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task People_are_moved_together_after_a_preview_and_moved_back_as_a_whole()
    {
        var operation = Guid.CreateVersion7();
        (string, string)[] form = [("what", "transfer"), ("agency", Clinic), ("on", "2020-01-05"), ("reason", "Quyết định 5/QĐ-SYT"), ("operation", operation.ToString()), .. Three];

        var preview = await TextAsync(await PostAsync([.. form, ("do", "preview")]), HttpStatusCode.OK);
        var before = await PostingsAsync();
        using var done = await PostAsync([.. form, ("do", "commit")]);
        using var again = await PostAsync([.. form, ("do", "commit")]);
        var moved = await PostingsAsync();
        var page = await server.PageAsync($"/people/bulk/{operation}", "hr");
        using var back = await server.PostFromAsync($"/people/bulk/{operation}", $"/people/bulk/{operation}/undo", "hr", ("reason", "Ghi nhầm"));
        var after = await PostingsAsync();

        Assert.Contains("Sẽ ghi cho 3 người", preview, StringComparison.Ordinal);
        Assert.Contains("Phòng khám khu vực", preview, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, $"/people/bulk/{operation}"), (done.StatusCode, done.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(["a1:2005-01-01:", "a1:2005-01-01:", "a1:2005-01-01:"], before);
        Assert.Equal(
            ["a1:2005-01-01:2020-01-05", "a1:2005-01-01:2020-01-05", "a1:2005-01-01:2020-01-05", "a7:2020-01-05:", "a7:2020-01-05:", "a7:2020-01-05:"], moved);
        Assert.Contains("Đã ghi cho 3 người. ", page, StringComparison.Ordinal);
        Assert.Contains("Quyết định 5/QĐ-SYT", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal(before, after);
        Assert.Contains("Đã hoàn tác cả việc này.", await server.PageAsync($"/people/bulk/{operation}", "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_rule_holds_back_is_told_with_the_rule_and_nothing_is_written_for_anybody()
    {
        (string, string)[] form = [("what", "transfer"), ("agency", Hospital), ("on", "2020-01-05"), ("reason", "Thử"), ("operation", Guid.CreateVersion7().ToString()), .. Three];

        var preview = await TextAsync(await PostAsync([.. form, ("do", "preview")]), HttpStatusCode.OK);
        await TextAsync(await PostAsync([.. form, ("do", "commit")]), HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Không ghi được cho 3 người", preview, StringComparison.Ordinal);
        Assert.Contains("SAME_AGENCY", preview, StringComparison.Ordinal);
        Assert.Equal(3, (await PostingsAsync()).Count);
    }

    [Fact]
    public async Task Degrees_are_verified_and_awards_added_and_what_was_changed_since_is_not_taken_back()
    {
        var (verified, award) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var first = await PostAsync([("what", "verify_degrees"), ("on", "2020-02-01"), ("reason", "Công văn 7"), ("operation", verified.ToString()), ("do", "commit"), .. Three]);
        using var second = await PostAsync([
            ("what", "add_award"), ("award", "merit_certificate"), ("level", "province"), ("title", "Bằng khen của Chủ tịch tỉnh"), ("year", "2019"), ("reason", "QĐ 9"),
            ("operation", award.ToString()), ("do", "commit"), .. Three]);
        var counted = (await CountAsync("registry.degree WHERE verified_on = '2020-02-01'"), await CountAsync("registry.award WHERE title LIKE 'Bằng khen%'"));
        await using (var edit = server.Database.Owner.CreateCommand("UPDATE registry.award SET title = 'Bằng khen khác' WHERE person_id = '00000000-0000-0000-0000-0000000000b1'"))
            await edit.ExecuteNonQueryAsync();
        var refused = await TextAsync(
            await server.PostFromAsync($"/people/bulk/{award}", $"/people/bulk/{award}/undo", "hr", ("reason", "Nhầm")), HttpStatusCode.UnprocessableEntity);
        using var back = await server.PostFromAsync($"/people/bulk/{verified}", $"/people/bulk/{verified}/undo", "hr", ("reason", "Nhầm"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, (3, 3)), (first.StatusCode, second.StatusCode, counted));
        Assert.Contains("Không hoàn tác được, và không có gì bị đổi", refused, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync("registry.award WHERE title LIKE 'Bằng khen%'"));
        Assert.Equal((HttpStatusCode.Redirect, 0), (back.StatusCode, await CountAsync("registry.degree WHERE verified_on IS NOT NULL")));
    }

    [Fact]
    public async Task A_certificate_of_a_course_is_added_to_all_who_finished_it_and_taken_back()
    {
        var operation = Guid.CreateVersion7();
        (string, string)[] form =
        [
            ("what", "add_certificate"), ("certificate", "state_management/G30"), ("title", "Bồi dưỡng ngạch chuyên viên chính"), ("issuer", "Trường Chính trị tỉnh"), ("on", "2020-03-01"),
            ("reason", "QĐ 11"), ("operation", operation.ToString()), .. Three,
        ];
        var preview = await TextAsync(await PostAsync([.. form, ("do", "preview")]), HttpStatusCode.OK);
        using var written = await PostAsync([.. form, ("do", "commit")]);
        var counted = await CountAsync("registry.certificate WHERE kind = 'state_management' AND level_code = 'G30' AND issued_on = '2020-03-01' AND language_code IS NULL");
        using var back = await server.PostFromAsync($"/people/bulk/{operation}", $"/people/bulk/{operation}/undo", "hr", ("reason", "Nhầm lớp"));

        Assert.Contains("Sẽ ghi cho 3 người", preview, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, 3, HttpStatusCode.Redirect), (written.StatusCode, counted, back.StatusCode));
        Assert.Equal(0, await CountAsync("registry.certificate WHERE kind = 'state_management'"));
    }

    [Theory]
    [InlineData("state_management", "2020-03-01", "", "Loại chứng chỉ này cần trình độ có mã bắt đầu bằng G.")]
    [InlineData("political_theory/P20", "2020-03-01", "2020-02-01", "không sau ngày bắt đầu")]
    [InlineData("political_theory/P20", "", "", "Hãy điền đủ các mục")]
    [InlineData("political_theory/P20", "2020-03-01", "năm sau", "Hãy điền đủ các mục")]
    [InlineData("diploma", "2020-03-01", "", "Hãy điền đủ các mục")]
    public async Task A_certificate_that_cannot_be_is_held_back_with_the_reason(string certificate, string on, string until, string told) =>
        Assert.Contains(
            told,
            await TextAsync(
                await PostAsync([
                    ("what", "add_certificate"), ("certificate", certificate), ("on", on), ("until", until), ("reason", "Thử"), ("operation", Guid.CreateVersion7().ToString()), ("do", "preview"), .. Three]),
                told.StartsWith("Hãy", StringComparison.Ordinal) ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK),
            StringComparison.Ordinal);

    [Fact]
    public async Task Only_officers_do_it_and_only_to_the_people_of_their_agencies()
    {
        using var planner = await server.GetAsync("/people/bulk?what=transfer", "planner");
        using var nothing = await server.GetAsync("/people/bulk?what=erase", "hr");
        var others = await TextAsync(
            await PostAsync([
                ("what", "verify_degrees"), ("on", "2020-02-01"), ("reason", "Thử"), ("operation", Guid.CreateVersion7().ToString()), ("do", "commit"), ("id", "00000000-0000-0000-0000-0000000000b4")]),
            HttpStatusCode.UnprocessableEntity);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (planner.StatusCode, nothing.StatusCode));
        Assert.DoesNotContain("HYPERLINK", others, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("registry.degree WHERE person_id = '00000000-0000-0000-0000-0000000000b4' AND verified_on IS NOT NULL"));
    }

    private Task<HttpResponseMessage> PostAsync((string, string)[] form) => server.PostFromAsync($"/people/bulk?what=transfer&{Three[0].Name}={Three[0].Value}", "/people/bulk", "hr", form);

    private static async Task<string> TextAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        using (answer)
        {
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {html}");
            return Spaces().Replace(html, " ");
        }
    }

    private async Task<List<string>> PostingsAsync()
    {
        await using var command = server.Database.Owner.CreateCommand(
            "SELECT right(agency_id::text, 2) || ':' || valid_from || ':' || coalesce(valid_until::text, '') FROM registry.posting WHERE person_id <> '00000000-0000-0000-0000-0000000000b4' ORDER BY 1");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private async Task<int> CountAsync(string from)
    {
        await using var command = server.Database.Owner.CreateCommand($"SELECT count(*)::int FROM {from}");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
