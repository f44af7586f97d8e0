using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Duties;

/// <summary>Duties through the pages and the API: named, noted, shown by documents, taken back.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class DutyPagesTests(RunningRegistry registry)
{
    private const string Assign = "mutation($input: AssignDutyInput!) { assignDuty(input: $input) { duty { code holder { code } } errors { __typename ... on Error { message } } } }";
    private const string Note =
        "mutation($input: RecordDutyProgressInput!) { recordDutyProgress(input: $input) { duty { code notes { words } current { status version } } errors { __typename ... on StaleDutyError { sentVersion currentVersion } ... on DutyRefusedError { code } } } }";

    [Fact]
    public async Task An_officer_notes_progress_with_a_document_by_the_page_and_takes_the_note_back()
    {
        await AssignAsync("HD-37");
        using var officer = registry.As("hr");
        await PostAsync(officer, "/duties/HD-37", "/duties/HD-37/notes", Fields(("year", "0"), ("version", "0"), ("stage", "under_way"), ("words", "Đã trình dự thảo Quy chế")));
        using var file = new MultipartFormDataContent { { new StringContent("0"), "year" } };
        file.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("%PDF-1.7 dự thảo")), "file", "Dự thảo.pdf");
        await PostAsync(officer, "/duties/HD-37", "/duties/HD-37/evidence", file);

        var page = await PageAsync(officer, "/duties/HD-37");
        Assert.Contains("Đã trình dự thảo Quy chế", page, StringComparison.Ordinal);
        Assert.Contains("Đang thực hiện", page, StringComparison.Ordinal);
        using var document = await officer.GetAsync(new Uri(Document().Match(page).Value, UriKind.Relative));
        Assert.Equal(("attachment", "application/pdf"), (document.Content.Headers.ContentDisposition!.DispositionType, document.Content.Headers.ContentType!.MediaType));
        Assert.Equal("%PDF-1.7 dự thảo", await document.Content.ReadAsStringAsync());

        await PostAsync(officer, "/duties/HD-37", "/duties/HD-37/notes/withdraw", Fields(("year", "0"), ("version", "1"), ("words", "Nhầm nhiệm vụ")));
        page = await PageAsync(officer, "/duties/HD-37");
        Assert.Contains("Nhầm nhiệm vụ", page, StringComparison.Ordinal);
        Assert.Contains("Đã trình dự thảo Quy chế", page, StringComparison.Ordinal);
        using var planner = registry.As("planner");
        Assert.Contains("Nhầm nhiệm vụ", await PageAsync(planner, "/duties/HD-37"), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"words\"", await PageAsync(planner, "/duties/HD-37"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>", "a.pdf")]
    [InlineData("MZ", "a.docx")]
    public async Task A_document_of_another_kind_is_refused_on_the_page(string content, string name)
    {
        await AssignAsync("HD-34");
        using var officer = registry.As("hr");
        using var file = new MultipartFormDataContent { { new StringContent("0"), "year" } };
        file.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "file", name);

        var answer = await PostAsync(officer, "/duties/HD-34", "/duties/HD-34/evidence", file, HttpStatusCode.UnprocessableEntity);

        Assert.Contains("Chỉ nhận tệp PDF", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_reader_has_the_list_of_what_is_theirs_and_can_take_it_away()
    {
        await AssignAsync("HD-40");
        using var officer = registry.As("hr");
        using var planner = registry.As("planner");

        var own = await PageAsync(officer, "/duties?status=overdue");
        var all = await PageAsync(planner, "/duties?status=all");
        var csv = await officer.GetStringAsync(new Uri("/duties?status=overdue&table=duties&format=csv", UriKind.Relative));

        Assert.Contains("/duties/HD-40#y2024", own, StringComparison.Ordinal);
        Assert.DoesNotContain("/duties/DB-35#", own, StringComparison.Ordinal);
        Assert.Contains("/duties/DB-35#y0", all, StringComparison.Ordinal);
        Assert.Contains("HD-40", csv, StringComparison.Ordinal);
        Assert.Contains("2024-12-04", csv, StringComparison.Ordinal);
        // On the officer's other pages a line says so.
        Assert.Contains("nhiệm vụ quá hạn", await PageAsync(officer, "/people"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auditor", "/duties")]
    [InlineData("person", "/duties")]
    [InlineData("auditor", "/duties/HD-40")]
    public async Task Doors_of_others_are_closed(string account, string address)
    {
        using var client = registry.As(account);

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_api_notes_once_under_a_key_and_refuses_what_was_not_read()
    {
        await AssignAsync("HD-19");
        object input = new { dutyCode = "HD-19", year = 0, version = 0, stage = "DONE", words = "Đã ban hành Nghị quyết", idempotencyKey = "hd-19-done" };

        var first = (await registry.DataAsync("hr", Note, new { input })).GetProperty("recordDutyProgress");
        var again = (await registry.DataAsync("hr", Note, new { input })).GetProperty("recordDutyProgress");
        var stale = (await registry.DataAsync("hr", Note, new { input = new { dutyCode = "HD-19", year = 0, version = 0, stage = "UNDER_WAY", words = "muộn" } })).GetProperty("recordDutyProgress");
        var refused = (await registry.DataAsync("hr", Note, new { input = new { dutyCode = "HD-19", year = 0, version = 1, stage = "UNDER_WAY", words = " " } })).GetProperty("recordDutyProgress");
        var foreign = (await registry.DataAsync("hr", Note, new { input = new { dutyCode = "HD-20", year = 0, version = 0, stage = "UNDER_WAY", words = "x" } })).GetProperty("recordDutyProgress");

        Assert.Equal("DONE", first.GetProperty("duty").GetProperty("current").GetProperty("status").GetString());
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal((0, 1), (stale.GetProperty("errors")[0].GetProperty("sentVersion").GetInt32(), stale.GetProperty("errors")[0].GetProperty("currentVersion").GetInt32()));
        Assert.Equal("WORDS_LENGTH", refused.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal("DutyNotFoundError", foreign.GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_duty_of_many_agencies_is_answered_by_each_and_told_who_has_not()
    {
        var own = (await registry.SqlAsync(
            "SELECT g.id, g.code FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id JOIN registry.agency g ON g.id = s.agency_id WHERE a.name = 'hr' AND g.valid_until IS NULL ORDER BY g.code DESC LIMIT 1"))[0];
        var other = (await registry.SqlAsync(
            "SELECT g.code FROM registry.agency g WHERE g.valid_until IS NULL AND g.id NOT IN (SELECT s.agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr') ORDER BY g.code LIMIT 1"))[0][0];
        using var planner = registry.As("planner");
        await PostAsync(planner, "/duties/DB-15", "/duties/DB-15/reporters", Fields(("version", "0"), ("agencies", $"{own[1]}, {other}"), ("from", "2026-01-01"), ("why", "Công văn 3")));
        var refused = await PostAsync(planner, "/duties/DB-15", "/duties/DB-15/reporters", Fields(("version", "1"), ("agencies", "KHÔNG-CÓ"), ("from", "2026-01-01")), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("Có cơ quan không tồn tại", refused, StringComparison.Ordinal);

        var years = (await registry.DataAsync("hr", """{ duties(where: { code: { eq: "DB-15" } }) { nodes { occurrences { year } } } }""")).GetProperty("duties").GetProperty("nodes")[0].GetProperty("occurrences");
        var year = years[years.GetArrayLength() - 1].GetProperty("year").GetInt32();
        using var officer = registry.As("hr");
        var page = await PageAsync(officer, "/duties/DB-15");
        Assert.DoesNotContain("action=\"/duties/DB-15/notes\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/duties/DB-15/answers\"", page, StringComparison.Ordinal);
        await PostAsync(officer, "/duties/DB-15", "/duties/DB-15/answers", Fields(("year", $"{year}"), ("agency", $"{own[0]}"), ("version", "0"), ("stage", "under_way"), ("words", "Đang tổng hợp")));
        var answer = (await registry.DataAsync(
            "hr", "mutation($input: AnswerDutyInput!) { answerDuty(input: $input) { duty { code } errors { __typename } } }",
            new { input = new { dutyCode = "DB-15", year, agencyId = $"Agency:{own[0]}", version = 1, stage = "DONE", words = "Đã gửi" } })).GetProperty("answerDuty");
        Assert.Equal("DB-15", answer.GetProperty("duty").GetProperty("code").GetString());

        var reporters = (await registry.DataAsync("planner", $$"""{ duties(where: { code: { eq: "DB-15" } }) { nodes { reporters(year: {{year}}) { code stage words mayAnswer } } } }"""))
            .GetProperty("duties").GetProperty("nodes")[0].GetProperty("reporters").EnumerateArray().ToDictionary(each => each.GetProperty("code").GetString()!);
        Assert.Equal(("DONE", "Đã gửi"), (reporters[(string)own[1]!].GetProperty("stage").GetString(), reporters[(string)own[1]!].GetProperty("words").GetString()));
        Assert.Equal("NOT_BEGUN", reporters[(string)other!].GetProperty("stage").GetString());
        Assert.Contains("1 / 2 đã hoàn thành", await PageAsync(planner, "/duties/DB-15"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duties_are_asked_for_by_where_they_stand()
    {
        var data = await registry.DataAsync(
            "planner",
            """{ duties(where: { code: { eq: "DB-35" } }, order: [{ code: ASC }]) { nodes { code isOverdue lead holder { name } occurrences(where: { status: { eq: OVERDUE } }) { year dueOn remindOn status } notes { words } } } }""");
        var reminders = await registry.DataAsync("planner", "{ dutyReminders { dutyCode year dueOn daysLeft status } }");

        var duty = data.GetProperty("duties").GetProperty("nodes")[0];
        Assert.True(duty.GetProperty("isOverdue").GetBoolean());
        Assert.Equal("2024-06-29", duty.GetProperty("occurrences")[0].GetProperty("dueOn").GetString());
        Assert.Contains(reminders.GetProperty("dutyReminders").EnumerateArray(), each => each.GetProperty("dutyCode").GetString() == "DB-35" && each.GetProperty("daysLeft").GetInt32() < 0);
    }

    [Theory]
    [InlineData("auditor", "{ duties { totalCount } }")]
    [InlineData("auditor", "{ plans { duties { code occurrences { year } } } }")]
    [InlineData("auditor", "{ dutyReminders { dutyCode } }")]
    public async Task The_api_tells_nobody_else_how_duties_are_followed(string account, string query)
    {
        var answer = await registry.AskAsync(account, query);

        Assert.Contains(answer.GetProperty("errors").EnumerateArray(), error => error.GetProperty("extensions").GetProperty("code").GetString() == "FORBIDDEN");
    }

    [Fact]
    public async Task Whoever_sees_their_own_record_alone_is_refused_before_the_api_is_asked()
    {
        using var person = registry.As("person");

        using var answer = await person.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "{ dutyReminders { dutyCode } }" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_text_of_duties_stays_public()
    {
        var data = await registry.DataAsync("auditor", """{ plans(where: { code: { eq: "HD" } }) { duties { code sentence isFollowed } } }""");

        Assert.All(data.GetProperty("plans")[0].GetProperty("duties").EnumerateArray(), duty => Assert.False(duty.GetProperty("isFollowed").GetBoolean()));
    }

    private async Task AssignAsync(string code)
    {
        var agency = (await registry.SqlAsync(
            "SELECT s.agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id JOIN registry.agency g ON g.id = s.agency_id WHERE a.name = 'hr' AND g.valid_until IS NULL ORDER BY g.code LIMIT 1"))[0][0];
        var known = (long)(await registry.SqlAsync($"SELECT count(*) FROM duties.owner WHERE duty_code = '{code}'"))[0][0]!;
        if (known > 0)
            return;

        var payload = (await registry.DataAsync("planner", Assign, new { input = new { dutyCode = code, version = 0, from = "2026-01-01", agencyId = $"Agency:{agency}", officer = "hr", reason = "Công văn giao việc" } })).GetProperty("assignDuty");
        Assert.True(payload.GetProperty("errors").ValueKind == JsonValueKind.Null, payload.ToString());
    }

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static FormUrlEncodedContent Fields(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    // With the form's own token and cookie, as a browser would; the token goes in the header, so that the content stays as it is.
    private static async Task<string> PostAsync(HttpClient client, string formAddress, string address, HttpContent content, HttpStatusCode expected = HttpStatusCode.Redirect)
    {
        using var shown = await client.GetAsync(new Uri(formAddress, UriKind.Relative));
        var html = await shown.Content.ReadAsStringAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(Token().Match(html).Groups["value"].Value));
        using var answer = await client.SendAsync(request);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return text;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("/duties/[A-Z]+-[0-9]+/evidence/[0-9a-f-]{36}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Document();
}
