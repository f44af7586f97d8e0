using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Data.Headcounts;

namespace TalentRegistry.Server.Tests.Pages;

/// <summary>An officer reorganises agencies by page: fills in, previews, confirms, records, undoes; without a script.</summary>
public sealed partial class AgencyOperationPagesTests(PagesServer server) : IClassFixture<PagesServer>
{
    private const string Hospital = "00000000-0000-0000-0000-0000000000a1";
    private const string School = "00000000-0000-0000-0000-0000000000a2";
    private const string Ground = "Quyết định 15/QĐ-UBND";

    [Fact]
    public async Task Only_the_officer_of_an_agency_is_offered_operations_and_may_send_them()
    {
        Assert.Contains($"/agencies/{Hospital}/reorganise/split", await server.PageAsync($"/agencies/{Hospital}", account: "hr"), StringComparison.Ordinal);
        Assert.DoesNotContain("/reorganise/", await server.PageAsync($"/agencies/{School}", account: "hr"), StringComparison.Ordinal);
        Assert.DoesNotContain("/reorganise/", await server.PageAsync($"/agencies/{Hospital}", account: "planner"), StringComparison.Ordinal);
        using var planner = await server.GetAsync($"/agencies/{Hospital}/reorganise/close", "planner");
        using var foreign = await server.GetAsync($"/agencies/{School}/reorganise/close", "hr");
        using var unknown = await server.GetAsync($"/agencies/{Hospital}/reorganise/sell", "hr");
        using var tampered = await server.PostFromAsync($"/agencies/{Hospital}/reorganise/create", $"/agencies/{Hospital}/reorganise/create", "hr", ("do", "preview"), ("founded.level", "galactic"));

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (planner.StatusCode, foreign.StatusCode, unknown.StatusCode, tampered.StatusCode));
    }

    [Fact]
    public async Task A_split_by_profession_and_name_is_previewed_recorded_once_and_undone()
    {
        var address = $"/agencies/{Hospital}/reorganise/split";
        var form = await server.PageAsync(address, account: "hr");
        var chosen = PersonField().Match(form).Value;
        (string, string)[] fields =
        [
            ("version", Hidden(form, "version")), ("rows", "2"), ("part.0.what", "this"), ("remainder", "0"), ("part.1.what", "new"), ("part.1.code", "BV-2"), ("part.1.name", "Bệnh viện phụ sản"), ("part.1.seat", "Điện Biên"),
            (chosen, "1"), ("effectiveOn", "2026-04-01"), ("legalGround", Ground),
        ];

        var homeless = await AnswerAsync(address, [.. fields.Where(field => field.Item1 != "part.1.seat"), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var preview = await AnswerAsync(address, [.. fields, ("do", "preview")]);
        var before = await server.PageAsync("/agencies", account: "hr");
        var back = await AnswerAsync(address, [.. Carried(preview), ("do", "back")]);
        using var done = await server.PostFromAsync(address, address, "hr", [.. Carried(preview), ("do", "commit")]);
        using var again = await server.PostFromAsync(address, address, "hr", [.. Carried(preview), ("do", "commit")]);
        var result = await server.PageAsync(done.Headers.Location!.ToString(), account: "hr");

        Assert.Contains("href=\"#part.1.seat\"", homeless, StringComparison.Ordinal);
        Assert.Contains("3 người trước, 3 người sau", preview, StringComparison.Ordinal);
        Assert.Contains("Bệnh viện phụ sản", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("Bệnh viện phụ sản", before, StringComparison.Ordinal);
        Assert.Contains("value=\"Bệnh viện phụ sản\"", back, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, done.Headers.Location), (done.StatusCode, again.StatusCode, again.Headers.Location));
        Assert.Contains("Bệnh viện phụ sản</a>", result, StringComparison.Ordinal);
        Assert.Contains(Ground, result, StringComparison.Ordinal);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));

        using var undone = await server.PostAsync($"{done.Headers.Location}/undo", "hr", ("ground", "Ghi nhầm"));
        Assert.Contains("Đã hoàn tác", await server.PageAsync(undone.Headers.Location!.ToString(), account: "hr"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bệnh viện phụ sản</a>", await server.PageAsync("/agencies", account: "hr"), StringComparison.Ordinal);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));
    }

    [Fact]
    public async Task Another_sector_is_previewed_with_its_people_recorded_shown_with_its_days_and_undone()
    {
        var address = $"/agencies/{Hospital}/reorganise/reclassify";
        var form = await server.PageAsync(address, account: "hr");
        (string, string)[] fields = [("version", Hidden(form, "version")), ("class.sector", "EDU"), ("class.kind", "service_unit"), ("effectiveOn", "2026-04-10"), ("legalGround", Ground)];

        var unchanged = await AnswerAsync(address, [.. fields.Where(field => !field.Item1.StartsWith("class.", StringComparison.Ordinal)), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var preview = await AnswerAsync(address, [.. fields, ("do", "preview")]);
        using var done = await server.PostFromAsync(address, address, "hr", [.. Carried(preview), ("do", "commit")]);
        var (page, table) = (await server.PageAsync($"/agencies/{Hospital}", account: "hr"), await server.PageAsync($"/agencies/{Hospital}?table=classes&format=csv", account: "hr"));
        var (eve, day) = (await server.PageAsync("/people?sector=EDU&asOf=2026-04-09", account: "hr"), await server.PageAsync("/people?sector=EDU&asOf=2026-04-10", account: "hr"));

        Assert.Contains("Không đổi: Y tế", form, StringComparison.Ordinal);
        Assert.Contains("(NOTHING_CHANGES)", unchanged, StringComparison.Ordinal);
        Assert.Contains("Lĩnh vực: Y tế → Giáo dục và đào tạo", preview, StringComparison.Ordinal);
        Assert.Contains("Loại hình: Bệnh viện → Đơn vị sự nghiệp khác", preview, StringComparison.Ordinal);
        Assert.Contains("3 người của cơ quan được tính theo phân loại mới", preview, StringComparison.Ordinal);
        Assert.Contains("Đổi lĩnh vực, loại hình", page, StringComparison.Ordinal);
        Assert.Contains("Giáo dục và đào tạo,Đơn vị sự nghiệp khác", table, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/people/0", eve, StringComparison.Ordinal);
        Assert.Contains("href=\"/people/0", day, StringComparison.Ordinal);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));

        using var undone = await server.PostAsync($"{done.Headers.Location}/undo", "hr", ("ground", "Ghi nhầm"));
        Assert.DoesNotContain("Giáo dục", await server.PageAsync($"/agencies/{Hospital}?table=classes&format=csv", account: "hr"), StringComparison.Ordinal);
        Assert.Empty(await HeadcountUpkeep.CompareAsync(server.Database, default));
    }

    [Fact]
    public async Task What_was_typed_for_an_agency_is_looked_up_and_asked_about_where_several_match()
    {
        foreach (var (code, name) in new[] { ("TYT-1", "Trạm y tế Thanh Minh"), ("TYT-2", "Trạm y tế Thanh Nưa") })
            await RecordAsync("create", ("founded.code", code), ("founded.name", name), ("founded.kind", "hospital"), ("founded.sector", "HEALTH"), ("founded.ownership", "public"), ("founded.seat", "P11"), ("effectiveOn", "2026-05-01"));
        var address = $"/agencies/{Hospital}/reorganise/merge";
        var version = Hidden(await server.PageAsync(address, account: "hr"), "version");
        (string, string)[] Fields(string other) => [("version", version), ("target", "this"), ("other.0", other), ("effectiveOn", "2026-05-02"), ("legalGround", Ground)];

        var several = await AnswerAsync(address, [.. Fields("tram y te"), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var none = await AnswerAsync(address, [.. Fields("Trường tiểu học"), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var found = await AnswerAsync(address, [.. Fields("thanh nua"), ("do", "find")]);
        var pick = FirstStation().Match(several).Groups["id"].Value;
        var preview = await AnswerAsync(address, [.. Fields("tram y te"), ("other.0.pick", pick), ("do", "preview")]);

        Assert.Contains("TYT-2 · Trạm y tế Thanh Nưa</option>", several, StringComparison.Ordinal);
        Assert.Contains("href=\"#other.0\"", several, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"other.0-fault\"", several, StringComparison.Ordinal);
        Assert.Contains("Không tìm thấy \"Trường tiểu học\"", none, StringComparison.Ordinal);
        Assert.Contains("value=\"TYT-2 · Trạm y tế Thanh Nưa\"", found, StringComparison.Ordinal);
        Assert.Contains("<td>TYT-1</td><td>Kết thúc</td>", preview, StringComparison.Ordinal);
        await RecordAsync("merge", ("target", "this"), ("other.0", "TYT-1"), ("other.1", "TYT-2"), ("effectiveOn", "2026-05-02"));
        Assert.DoesNotContain("Trạm y tế Thanh Minh</a>", await server.PageAsync("/agencies?asOf=2026-05-02", account: "hr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_confirmed_by_its_code_and_a_future_day_is_only_previewed()
    {
        await RecordAsync("create", ("founded.code", "PK-1"), ("founded.name", "Phòng khám"), ("founded.kind", "hospital"), ("founded.sector", "HEALTH"), ("founded.ownership", "public"), ("founded.seat", "P11"), ("effectiveOn", "2026-05-01"));
        var (rename, future) = ("Bệnh viện đa khoa Điện Biên", DateTime.UtcNow.AddYears(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var address = $"/agencies/{Hospital}/reorganise/rename";
        var version = Hidden(await server.PageAsync(address, account: "hr"), "version");

        var later = await AnswerAsync(address, ("version", version), ("name", rename), ("effectiveOn", future), ("legalGround", Ground), ("do", "preview"));
        var bare = await AnswerAsync(address, [("version", version), ("name", rename), ("effectiveOn", "2026-01-05"), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var stale = await AnswerAsync(address, [("version", "999"), ("name", rename), ("effectiveOn", "2026-06-01"), ("legalGround", Ground), ("do", "preview")], HttpStatusCode.UnprocessableEntity);
        var founding = $"/agencies/{Hospital}/reorganise/create";
        (string, string)[] twin = [("founded.code", "PK-2"), ("founded.name", "Phòng khám"), ("founded.kind", "hospital"), ("founded.sector", "HEALTH"), ("founded.ownership", "public"), ("founded.seat", "P11"), ("effectiveOn", "2026-06-01"), ("legalGround", Ground)];
        var warned = await AnswerAsync(founding, [.. twin, ("do", "preview")]);
        var unconfirmed = await AnswerAsync(founding, [.. Carried(warned), ("do", "commit")], HttpStatusCode.UnprocessableEntity);
        using var confirmed = await server.PostFromAsync(founding, founding, "hr", [.. Carried(warned), ("confirm", "NAME_TAKEN"), ("do", "commit")]);

        Assert.Contains("Chưa đến ngày có hiệu lực: có thể ghi nhận từ", later, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"commit\"", later, StringComparison.Ordinal);
        Assert.Contains("href=\"#legalGround\"", bare, StringComparison.Ordinal);
        Assert.Contains("(STALE)", stale, StringComparison.Ordinal);
        Assert.Equal(version, Hidden(stale, "version"));
        Assert.Contains("name=\"confirm\" value=\"NAME_TAKEN\"", warned, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", unconfirmed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    private async Task RecordAsync(string kind, params (string, string)[] fields)
    {
        var address = $"/agencies/{Hospital}/reorganise/{kind}";
        var version = Hidden(await server.PageAsync(address, account: "hr"), "version");
        var preview = await AnswerAsync(address, [.. fields, ("version", version), ("legalGround", Ground), ("do", "preview")]);
        using var done = await server.PostFromAsync(address, address, "hr", [.. Carried(preview), .. Warnings().Matches(preview).Select(warning => ("confirm", warning.Groups["code"].Value)), ("do", "commit")]);
        Assert.True(done.StatusCode == HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync());
    }

    private Task<string> AnswerAsync(string address, params (string, string)[] fields) => AnswerAsync(address, fields, HttpStatusCode.OK);

    private async Task<string> AnswerAsync(string address, (string, string)[] fields, HttpStatusCode expected)
    {
        using var answer = await server.PostFromAsync(address, address, "hr", fields);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {html}");
        return string.Join(' ', html.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // What the page carries on for the next step, as a browser would send it.
    private static (string, string)[] Carried(string page) =>
        [.. HiddenFields().Matches(page).Select(field => (field.Groups["name"].Value, field.Groups["value"].Value)).Where(field => !field.Item1.StartsWith("__", StringComparison.Ordinal))];

    private static string Hidden(string page, string name) => Carried(page).First(field => field.Item1 == name).Item2;

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex HiddenFields();

    [GeneratedRegex("name=\"confirm\" value=\"(?<code>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Warnings();

    [GeneratedRegex("person\\.[0-9a-f-]{36}", RegexOptions.None, 1000)]
    private static partial Regex PersonField();

    [GeneratedRegex("<option value=\"(?<id>[^\"]+)\">TYT-1", RegexOptions.None, 1000)]
    private static partial Regex FirstStation();
}
