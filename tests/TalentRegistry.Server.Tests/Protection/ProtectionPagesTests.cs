using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Protection;

/// <summary>What administrators and auditors answer for: breaches with their clock, retention, the assessment.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class ProtectionPagesTests(RunningRegistry registry)
{
    [Fact]
    public async Task A_breach_is_entered_shows_its_clock_is_told_to_the_authority_and_taken_away()
    {
        using var admin = registry.As("admin");
        using var auditor = registry.As("auditor");
        var place = await SendAsync(admin, "/personal-data/breaches/new", "/personal-data/breaches",
            ("found", "2020-03-02T09:00"), ("what", "Gửi nhầm danh sách <b>"), ("people", "12"), ("fields", "person.full_name"), ("fields", "person.ethnic_group_code"));

        Assert.Contains("Chưa thông báo, đã quá hạn 72 giờ", await PageAsync(auditor, place), StringComparison.Ordinal);
        Assert.Contains("05/03/2020 09:00:00", await PageAsync(auditor, "/personal-data/breaches"), StringComparison.Ordinal);
        await SendAsync(admin, place + "/edit", place + "/edit", ("version", "1"), ("found", "2020-03-02T09:00"), ("what", "Gửi nhầm danh sách"), ("people", "12"),
            ("fields", "person.full_name"), ("notified", "2020-03-04T10:00"), ("notice", "12/TB-SNV ngày 04/03/2020"));
        Assert.Contains("trong hạn", await PageAsync(auditor, place), StringComparison.Ordinal);
        Assert.Contains("12/TB-SNV", await auditor.GetStringAsync(new Uri("/personal-data/breaches?table=breaches&format=csv", UriKind.Relative)), StringComparison.Ordinal);
        using var notice = await auditor.GetAsync(new Uri(place + "/notice.txt", UriKind.Relative));
        var text = await notice.Content.ReadAsStringAsync();
        Assert.Equal("thong-bao-vi-pham-20200302.txt", notice.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Contains("A05", text, StringComparison.Ordinal);
        Assert.Contains("Gửi nhầm danh sách", text, StringComparison.Ordinal);
        Assert.Contains("Họ, tên đệm và tên (cơ bản)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("found", "2126-03-02T09:00")]
    [InlineData("happened", "2020-03-03T09:00")]
    [InlineData("what", "")]
    [InlineData("people", "mười")]
    [InlineData("fields", "person.salary")]
    [InlineData("notified", "2020-03-04T10:00")]
    [InlineData("whose", "số 011188000123")]
    public async Task What_cannot_be_kept_comes_back_with_what_was_written(string entry, string value)
    {
        using var admin = registry.As("admin");
        var entries = new Dictionary<string, string> { ["found"] = "2020-03-02T09:00", ["what"] = "Điều đã viết", [entry] = value };

        using var answer = await PostAsync(admin, "/personal-data/breaches/new", "/personal-data/breaches", [.. entries.Select(each => (each.Key, each.Value))]);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.True(entry == "what" || page.Contains("Điều đã viết", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_register_is_kept_by_the_API()
    {
        var made = await registry.DataAsync("admin", "mutation { recordBreach(input: { foundAt: \"2020-03-02T02:00:00Z\", what: \"Mất máy\", fields: [\"person.full_name\"] }) { breach { id version notifyBy isOverdue } errors { ... on Error { message } } } }");
        var breach = made.GetProperty("recordBreach").GetProperty("breach");
        var revised = await registry.DataAsync(
            "admin", "mutation($id: ID!) { reviseBreach(input: { id: $id, version: 1, facts: { foundAt: \"2020-03-02T02:00:00Z\", what: \"Mất máy\", notifiedAt: \"2020-03-02T05:00:00Z\", notice: \"Gọi điện\" } }) { breach { version isOverdue } errors { ... on Error { message } } } }",
            new { id = breach.GetProperty("id").GetString() });
        var stale = await registry.DataAsync(
            "admin", "mutation($id: ID!) { reviseBreach(input: { id: $id, version: 1, facts: { foundAt: \"2020-03-02T02:00:00Z\", what: \"Khác\" } }) { breach { version } errors { ... on Error { code } } } }",
            new { id = breach.GetProperty("id").GetString() });
        var listed = await registry.DataAsync("auditor", "{ breaches { id what isOverdue } }");

        Assert.Equal(("2020-03-05T02:00:00", true), (breach.GetProperty("notifyBy").GetString()![..19], breach.GetProperty("isOverdue").GetBoolean()));
        Assert.False(revised.GetProperty("reviseBreach").GetProperty("breach").GetProperty("isOverdue").GetBoolean());
        Assert.Equal(JsonValueKind.Null, stale.GetProperty("reviseBreach").GetProperty("breach").ValueKind);
        Assert.Contains(listed.GetProperty("breaches").EnumerateArray(), each => each.GetProperty("id").GetString() == breach.GetProperty("id").GetString());
        Assert.Contains("FORBIDDEN", (await registry.AskAsync("hr", "{ breaches { id } }")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retention_is_told_in_numbers_and_nothing_goes_unless_the_number_is_confirmed()
    {
        using var admin = registry.As("admin");
        using var auditor = registry.As("auditor");
        var people = await registry.SqlAsync("SELECT count(*) FROM registry.person");

        Assert.Contains("Hồ sơ được giữ 10 năm", await PageAsync(auditor, "/personal-data/retention"), StringComparison.Ordinal);
        using var wrong = await PostAsync(admin, "/personal-data/retention", "/personal-data/retention", ("people", "999999"), ("confirm", "yes"));
        Assert.Equal(HttpStatusCode.Conflict, wrong.StatusCode);
        using var refused = await PostAsync(auditor, "/personal-data/retention", "/personal-data/retention", ("people", "0"), ("confirm", "yes"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(people[0][0], (await registry.SqlAsync("SELECT count(*) FROM registry.person"))[0][0]);
    }

    [Fact]
    public async Task The_assessment_tells_the_threshold_of_counts_as_it_is_configured()
    {
        using var admin = registry.As("admin");

        Assert.Contains($"theo khoảng {registry.Database.LeastTold} người", await PageAsync(admin, "/personal-data/assessment"), StringComparison.Ordinal);
        Assert.Contains("lãnh đạo được xem tên", await PageAsync(admin, "/personal-data"), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<string> SendAsync(HttpClient client, string formAddress, string address, params (string, string)[] fields)
    {
        using var answer = await PostAsync(client, formAddress, address, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    // With the form's own token and cookie, as a browser would.
    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string formAddress, string address, params (string Name, string Value)[] fields)
    {
        using var shown = await client.GetAsync(new Uri(formAddress, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        var token = WebUtility.HtmlDecode(Token().Match(await shown.Content.ReadAsStringAsync()).Groups["value"].Value);
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("__RequestVerificationToken", token)));
        return await client.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
