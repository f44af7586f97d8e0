using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Protection;

/// <summary>The own record by its pages: seen, taken away, asked to be corrected, and the officer's answer.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class OwnRecordPagesTests(RunningRegistry registry)
{
    [Fact]
    public async Task The_page_has_all_that_is_kept_of_the_person()
    {
        var name = (string)(await OwnAsync("p.full_name"))!;
        using var client = registry.As("person");

        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/me", UriKind.Relative)));

        Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.Contains((string)(await OwnAsync("(SELECT e.name FROM reference.ethnic_group e WHERE e.code = p.ethnic_group_code)"))!, page, StringComparison.Ordinal);
        Assert.Contains("Ai đã xem hồ sơ của tôi", page, StringComparison.Ordinal);
        // The officer is told by role, never by name.
        Assert.DoesNotContain("Cán bộ nhân sự (thử nghiệm)", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("career")]
    [InlineData("history")]
    [InlineData("reads")]
    [InlineData("requests")]
    public async Task Each_table_can_be_taken_away(string table)
    {
        using var client = registry.As("person");

        using var answer = await client.GetAsync(new Uri($"/me?table={table}&format=csv", UriKind.Relative));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("person", "/me/data.zip")]
    [InlineData("hr", "/people/{0}/data.zip")]
    public async Task A_copy_of_everything_is_one_file(string account, string address)
    {
        var id = (Guid)(await OwnAsync("p.id"))!;
        using var client = registry.As(account);

        await using var file = await client.GetStreamAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id), UriKind.Relative));
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        using var zip = new ZipArchive(memory);
        using var data = await JsonDocument.ParseAsync(zip.GetEntry("data.json")!.Open());

        Assert.Equal(["README.txt", "career.csv", "data.json", "degrees.csv", "history.csv", "person.csv", "reads.csv", "records.csv", "requests.csv"], zip.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal(id.ToString(), data.RootElement.GetProperty("person").GetProperty("id").GetString());
        Assert.Matches("^[0-9]{12}$", data.RootElement.GetProperty("citizen_id").GetString());
        var logged = await registry.SqlAsync($"SELECT door FROM access.audit_event WHERE kind = 'export' AND subject = 'person {id}' ORDER BY id DESC LIMIT 1");
        Assert.Equal($"page {(account == "hr" ? "/people/{id:guid}/data.zip" : "/me/data.zip")}", logged[0][0]);
    }

    [Fact]
    public async Task A_correction_is_asked_for_and_the_officer_grants_it()
    {
        var id = (Guid)(await OwnAsync("p.id"))!;
        using var person = registry.As("person");
        var place = await SendAsync(person, $"/me/requests/new?kind=correction&record=person&id={id}", "/me/requests", new()
        {
            ["kind"] = "correction", ["record"] = "person", ["id"] = id.ToString(), ["field"] = "staff_code", ["wanted"] = "SYT-0042", ["words"] = "Số hiệu của tôi sai",
        });
        var request = place[(place.LastIndexOf('/') + 1)..];
        using var officer = registry.As("hr");
        var list = WebUtility.HtmlDecode(await officer.GetStringAsync(new Uri("/requests", UriKind.Relative)));
        Assert.Contains($"/requests/{request}", list, StringComparison.Ordinal);
        var page = await officer.GetStringAsync(new Uri($"/requests/{request}", UriKind.Relative));
        var version = Version().Match(page).Groups["value"].Value;

        await SendAsync(officer, $"/requests/{request}", $"/requests/{request}/decide", new()
        {
            ["version"] = version, ["value"] = "SYT-0042", ["decision"] = "Đã đối chiếu quyết định", ["granted"] = "yes",
        });

        Assert.Equal("SYT-0042", await OwnAsync("p.staff_code"));
        Assert.Contains("Đã đối chiếu quyết định", WebUtility.HtmlDecode(await person.GetStringAsync(new Uri(place, UriKind.Relative))), StringComparison.Ordinal);
        Assert.Contains(request, (string)(await registry.SqlAsync($"SELECT why FROM history.change WHERE person_id = '{id}' ORDER BY id DESC LIMIT 1"))[0][0]!, StringComparison.Ordinal);
        var csv = await officer.GetStringAsync(new Uri("/requests?state=all&table=requests&format=csv", UriKind.Relative));
        Assert.Contains("Đã thực hiện", csv, StringComparison.Ordinal);
        foreach (var (client, address) in new[] { (officer, $"/requests/{request}"), (person, place) })
            Assert.Contains("Thực hiện xong", await client.GetStringAsync(new Uri($"{address}?table=steps&format=csv", UriKind.Relative)), StringComparison.Ordinal);
        using var others = registry.As("planner");
        using var refused = await others.GetAsync(new Uri($"/requests/{request}?table=steps&format=csv", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_restriction_that_is_granted_takes_the_record_out_of_every_door_until_it_is_lifted()
    {
        var (id, name) = ((Guid)(await OwnAsync("p.id"))!, (string)(await OwnAsync("p.full_name"))!);
        using var person = registry.As("person");
        using var officer = registry.As("hr");
        using var planner = registry.As("planner");
        var place = await SendAsync(person, "/me/requests/new?kind=restriction", "/me/requests", new() { ["kind"] = "restriction", ["words"] = "Đang khiếu nại" });
        var request = place[(place.LastIndexOf('/') + 1)..];
        await SendAsync(officer, $"/requests/{request}", $"/requests/{request}/decide", new() { ["decision"] = "Hạn chế đến khi giải quyết xong", ["granted"] = "yes" });

        Assert.Equal((HttpStatusCode.Forbidden, true), await SeenAsync(officer, $"/people/{id}", "Hồ sơ đang hạn chế xử lý"));
        Assert.Equal((HttpStatusCode.Forbidden, false), await SeenAsync(officer, $"/people/{id}", name));
        Assert.Equal((HttpStatusCode.NotFound, false), await SeenAsync(planner, $"/people/{id}", "hạn chế xử lý"));
        Assert.Equal((HttpStatusCode.NotFound, false), await SeenAsync(officer, $"/people/{id}/data.zip", name));
        Assert.Equal((HttpStatusCode.NotFound, false), await SeenAsync(officer, $"/people/{id}?table=career&format=csv", name));
        Assert.Equal((HttpStatusCode.OK, false), await SeenAsync(officer, $"/people?q={Uri.EscapeDataString(name)}&format=csv", id.ToString()));
        Assert.Equal((HttpStatusCode.OK, false), await SeenAsync(officer, "/requests?state=all", name));
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(officer, $"/requests/{request}", name));
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(officer, $"/people/{id}/data.zip?request={request}", "person.csv"));
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(person, "/me", "Dữ liệu được giữ nhưng không được dùng"));
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(person, "/me", name));

        await SendAsync(officer, $"/requests/{request}", $"/requests/{request}/lift", new() { ["lifting"] = "Khiếu nại đã giải quyết xong" });
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(officer, $"/people/{id}", name));
        Assert.Equal((HttpStatusCode.OK, true), await SeenAsync(person, place, "Khiếu nại đã giải quyết xong"));
        Assert.Equal((HttpStatusCode.OK, false), await SeenAsync(person, "/me", "Dữ liệu được giữ nhưng không được dùng"));
    }

    [Theory]
    [InlineData("planner", "/requests")]
    [InlineData("leader", "/requests")]
    [InlineData("admin", "/requests")]
    [InlineData("auditor", "/requests")]
    [InlineData("person", "/requests")]
    [InlineData("hr", "/me")]
    [InlineData("admin", "/me")]
    [InlineData("hr", "/personal-data")]
    [InlineData("planner", "/personal-data/assessment")]
    [InlineData("person", "/personal-data")]
    [InlineData("planner", "/people/00000000-0000-0000-0000-000000000001/data.zip")]
    public async Task Doors_of_others_are_closed(string account, string address)
    {
        using var client = registry.As(account);

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("admin", "/personal-data")]
    [InlineData("auditor", "/personal-data/assessment")]
    [InlineData("auditor", "/personal-data?table=fields&format=csv")]
    public async Task What_is_kept_and_why_is_told_to_those_who_answer_for_it(string account, string address)
    {
        using var client = registry.As(account);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

        Assert.Contains("nhạy cảm", page, StringComparison.Ordinal);
        Assert.Contains("Nghị quyết 45-NQ/TW", page, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, bool Shows)> SeenAsync(HttpClient client, string address, string text)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Contains(text, StringComparison.Ordinal));
    }

    // With the form's own token and cookie, as a browser would.
    private static async Task<string> SendAsync(HttpClient client, string formAddress, string address, Dictionary<string, string> fields)
    {
        using var shown = await client.GetAsync(new Uri(formAddress, UriKind.Relative));
        var html = await shown.Content.ReadAsStringAsync();
        Assert.True(shown.IsSuccessStatusCode, html);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        fields["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(html).Groups["value"].Value);
        request.Content = new FormUrlEncodedContent(fields);
        using var answer = await client.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private async Task<object?> OwnAsync(string value) =>
        (await registry.SqlAsync($"SELECT {value} FROM registry.person p JOIN access.account a ON a.person_id = p.id WHERE a.name = 'person'"))[0][0];

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"(?<value>[0-9]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Version();
}
