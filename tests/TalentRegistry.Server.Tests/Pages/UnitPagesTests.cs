using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Data.Headcounts;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>Administrative units by page: the map of a day with heads, and operations that an administrator previews, records and undoes.</summary>
public sealed partial class UnitPagesTests(PagesServer server) : IClassFixture<PagesServer>, IAsyncLifetime
{
    private const string Ground = "Nghị quyết 1661/NQ-UBTVQH15";

    public async Task InitializeAsync()
    {
        await using var command = server.Database.Owner.CreateCommand(
            """
            INSERT INTO reference.administrative_unit (id, level, code, name, short_name, kind_vi, kind_en, parent_id, valid_from, source)
              SELECT id, 'commune', code, 'Xã ' || name, name, 'xã', 'commune', 'P11', '2025-07-01', 'test'
                FROM (VALUES ('C03127', '03127', 'Mường Nhé'), ('C03130', '03130', 'Sín Thầu'), ('C03140', '03140', 'Nà Hỳ')) units (id, code, name)
               WHERE NOT EXISTS (SELECT FROM reference.administrative_unit WHERE level = 'commune');
            INSERT INTO reference.unit_change (predecessor_id, successor_id, effective_on, kind, source) SELECT 'D096', 'C03127', '2025-07-01', 'merged', 'test'
             WHERE NOT EXISTS (SELECT FROM reference.unit_change WHERE predecessor_id = 'D096');
            UPDATE registry.agency_seat SET valid_until = '2025-07-01' WHERE valid_until IS NULL AND unit_id LIKE 'D%';
            INSERT INTO registry.agency_seat (agency_id, unit_id, valid_from)
              SELECT a.id, CASE a.code WHEN 'BV-1' THEN 'C03127' ELSE 'C03130' END, '2025-07-01' FROM registry.agency a
               WHERE NOT EXISTS (SELECT FROM registry.agency_seat s WHERE s.agency_id = a.id AND s.valid_from >= '2025-07-01')
            """);
        await command.ExecuteNonQueryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Administrators_alone_are_offered_operations_and_may_send_them()
    {
        var offered = await server.PageAsync("/units/C03127", account: "admin");
        Assert.Contains("/units/C03127/reorganise/split", offered, StringComparison.Ordinal);
        Assert.DoesNotContain("/units/C03127/reorganise/create", offered, StringComparison.Ordinal);
        foreach (var account in new[] { "hr", "planner", "leader", "auditor" })
        {
            Assert.DoesNotContain("/reorganise/", await server.PageAsync("/units/C03127", account), StringComparison.Ordinal);
            using var asked = await server.GetAsync("/units/C03127/reorganise/close", account);
            using var sent = await server.PostFromAsync("/units", "/units/C03127/reorganise/close", account, ("effectiveOn", "2026-04-01"), ("legalGround", Ground), ("do", "commit"));
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (asked.StatusCode, sent.StatusCode));
        }

        using var ended = await server.GetAsync("/units/D096/reorganise/close", "admin");
        using var unknown = await server.GetAsync("/units/C03127/reorganise/sell", "admin");
        using var ofAgencies = await server.GetAsync("/units/C03127/reorganise/reclassify", "admin");
        using var day = await server.GetAsync("/units?asOf=yesterday", "admin");
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (ended.StatusCode, unknown.StatusCode, ofAgencies.StatusCode, day.StatusCode));
    }

    [Fact]
    public async Task A_merger_is_previewed_without_a_trace_recorded_once_with_its_people_and_undone()
    {
        const string Address = "/units/C03127/reorganise/merge", List = "/units?asOf=2026-04-01&unit=P11";
        (string, string)[] fields =
        [
            ("target", "new"), ("rows", "2"), ("other.0", "03130"), ("founded.code", "03199"), ("founded.name", "Phường Mường Thầu"), ("effectiveOn", "2026-04-01"), ("legalGround", Ground), ("do", "preview"),
        ];

        var preview = await AnswerAsync(Address, fields);
        var before = await TableAsync($"{List}&format=csv");
        using var done = await server.PostFromAsync(Address, Address, "admin", [.. Carried(preview), ("do", "commit")]);
        using var again = await server.PostFromAsync(Address, Address, "admin", [.. Carried(preview), ("do", "commit")]);
        var result = await server.PageAsync(done.Headers.Location!.ToString(), account: "admin");

        Assert.Contains("4 người trước, 4 người sau", preview, StringComparison.Ordinal);
        Assert.Contains("<td>03199</td><td>Thành lập</td>", preview, StringComparison.Ordinal);
        Assert.Contains("03127,Xã Mường Nhé,3,", before, StringComparison.Ordinal);
        Assert.DoesNotContain("Mường Thầu", before, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, done.Headers.Location), (done.StatusCode, again.StatusCode, again.Headers.Location));
        Assert.Contains("<a href=\"/units/C03199\">Phường Mường Thầu</a>", result, StringComparison.Ordinal);
        Assert.Contains("Trường tiểu học số 1</a></th><td>Xã Sín Thầu</td><td>Phường Mường Thầu</td>", result, StringComparison.Ordinal);

        var people = await server.PageAsync("/people?unit=C03199&asOf=2026-04-01", account: "hr");
        Assert.All(["Nguyễn Thị Ánh", "Lò Văn Bình", "Đặng Thị Châu"], name => Assert.Contains(name, people, StringComparison.Ordinal));
        Assert.Contains("03199,Phường Mường Thầu,3,", await TableAsync($"{List}&format=csv"), StringComparison.Ordinal);
        Assert.Contains("11,Tỉnh Điện Biên,3,", await TableAsync($"{List}&format=csv"), StringComparison.Ordinal);
        Assert.Contains("11,Tỉnh Điện Biên,0,", await TableAsync($"{List}&descendants=own&format=csv"), StringComparison.Ordinal);
        Assert.Contains("03127,Xã Mường Nhé,3,2025-07-01,2026-03-31,Phường Mường Thầu", await TableAsync("/units?asOf=2026-03-31&unit=P11&format=csv"), StringComparison.Ordinal);
        Assert.Contains("01/04/2026: vào <a href=\"/units/C03199\">", await server.PageAsync("/units/C03130"), StringComparison.Ordinal);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));

        using var foreign = await server.PostFromAsync("/units", $"{done.Headers.Location}/undo", "hr", ("ground", "Ghi nhầm"));
        using var undone = await server.PostAsync($"{done.Headers.Location}/undo", "admin", ("ground", "Ghi nhầm"));
        Assert.NotEqual(HttpStatusCode.Redirect, foreign.StatusCode);
        Assert.Contains("Đã hoàn tác", await server.PageAsync(undone.Headers.Location!.ToString(), account: "admin"), StringComparison.Ordinal);
        Assert.Equal(before, await TableAsync($"{List}&format=csv"));
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));
    }

    [Fact]
    public async Task What_speaks_against_an_operation_is_said_in_words_beside_its_field()
    {
        (string, string)[] terms = [("effectiveOn", "2026-04-02"), ("legalGround", Ground), ("do", "preview")];
        const string Split = "/units/C03127/reorganise/split";
        (string, string)[] parts = [("part.0.what", "this"), ("part.1.what", "new"), ("part.1.code", "03198"), ("part.1.name", "Xã Leng Su Sìn"), .. terms];

        var seated = await AnswerAsync("/units/C03127/reorganise/close", terms, HttpStatusCode.UnprocessableEntity);
        var homeless = await AnswerAsync(Split, parts, HttpStatusCode.UnprocessableEntity);
        var shares = await AnswerAsync(Split, [("part.0.weight", "60"), ("part.1.weight", "30"), .. parts], HttpStatusCode.UnprocessableEntity);
        var words = await AnswerAsync(Split, [("part.0.weight", "sáu mươi"), .. parts], HttpStatusCode.UnprocessableEntity);
        var taken = await AnswerAsync("/units/P11/reorganise/create", [("founded.code", "03130"), ("founded.name", "Xã Chung Chải"), .. terms], HttpStatusCode.UnprocessableEntity);
        var nowhere = await AnswerAsync("/units/C03127/reorganise/move", [("parent", "Lai Châu"), .. terms], HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Còn 1 cơ quan có trụ sở tại đây, như Bệnh viện", seated.Replace("BV-1", "Bệnh viện", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("1 cơ quan chưa có nơi đến", homeless, StringComparison.Ordinal);
        Assert.Contains("(WEIGHTS_NOT_ONE)", shares, StringComparison.Ordinal);
        Assert.Contains("href=\"#part.0.weight\"", words, StringComparison.Ordinal);
        Assert.Contains("Mã đang dùng cho một đơn vị khác.", taken, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy \"Lai Châu\"", nowhere, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_shares_agencies_out_a_name_changes_and_an_empty_commune_is_closed()
    {
        (string, string)[] terms = [("effectiveOn", "2026-05-01"), ("legalGround", Ground), ("do", "preview")];
        var form = await server.PageAsync("/units/C03130/reorganise/split", account: "admin");
        var school = AgencyField().Match(form).Value;

        var split = await AnswerAsync(
            "/units/C03130/reorganise/split", [("part.0.what", "this"), ("part.1.what", "new"), ("part.1.code", "03197"), ("part.1.name", "Xã Sen Thượng"), (school, "1"), .. terms]);
        var shared = await AnswerAsync(
            "/units/C03130/reorganise/split",
            [("part.0.what", "this"), ("part.0.weight", "25"), ("part.1.what", "new"), ("part.1.code", "03197"), ("part.1.name", "Xã Sen Thượng"), ("part.1.weight", "75"), .. terms]);
        var renamed = await AnswerAsync("/units/C03130/reorganise/rename", [("name", "Phường Sín Thầu"), .. terms]);
        var closed = await AnswerAsync("/units/C03140/reorganise/close", terms);

        Assert.Contains("<td>Xã Sín Thầu</td><td>Xã Sen Thượng</td> <td>Nơi đã nêu</td>", split, StringComparison.Ordinal);
        Assert.Contains("Tỷ lệ đã khai", shared, StringComparison.Ordinal);
        Assert.Contains("Phường Sín Thầu", renamed, StringComparison.Ordinal);
        Assert.Contains("<td>03130</td><td>Tiếp tục, có thay đổi</td>", renamed, StringComparison.Ordinal);
        Assert.Contains("<td>03140</td><td>Kết thúc</td>", closed, StringComparison.Ordinal);
        Assert.DoesNotContain("Sen Thượng", await server.PageAsync("/units?unit=P11", account: "admin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_map_of_a_day_is_told_with_days_lineage_and_heads_to_officers_alone()
    {
        var officer = await server.PageAsync("/units?asOf=2024-01-01&unit=P11", account: "hr");
        var planner = await server.PageAsync("/units?asOf=2024-01-01&unit=P11");
        using var nobody = await server.GetAsync("/units?unit=P99");

        Assert.Contains("Số người, gồm cả cấp dưới", officer, StringComparison.Ordinal);
        Assert.DoesNotContain("Số người", planner, StringComparison.Ordinal);
        Assert.Contains("Huyện Mường Nhé</a>", planner, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">30/06/2025</td> <td>Xã Mường Nhé</td>", planner, StringComparison.Ordinal);
        Assert.Contains("trước khi có dữ liệu", await server.PageAsync("/units/D096"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    private async Task<string> TableAsync(string address)
    {
        using var answer = await server.GetAsync(address, "hr");
        return await answer.Content.ReadAsStringAsync();
    }

    private Task<string> AnswerAsync(string address, (string, string)[] fields) => AnswerAsync(address, fields, HttpStatusCode.OK);

    private async Task<string> AnswerAsync(string address, (string, string)[] fields, HttpStatusCode expected)
    {
        using var answer = await server.PostFromAsync(address, address, "admin", fields);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {html}");
        return string.Join(' ', html.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // What the page carries on for the next step, as a browser would send it.
    private static (string, string)[] Carried(string page) =>
        [.. HiddenFields().Matches(page).Select(field => (field.Groups["name"].Value, field.Groups["value"].Value)).Where(field => !field.Item1.StartsWith("__", StringComparison.Ordinal))];

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex HiddenFields();

    [GeneratedRegex("agency\\.[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex AgencyField();
}
