using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Sync;

/// <summary>Changes of state staff by the pages: counted, looked at, signed, downloaded with an entry of the audit log, and sent.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class SyncPagesTests(RunningRegistry registry)
{
    [Fact]
    public async Task An_officer_signs_what_was_looked_at_downloads_it_and_says_that_it_was_sent()
    {
        var (person, agency, name) = await ChangedAsync();
        using var officer = registry.As("hr");
        Assert.Contains($"/sync/sign?agency={agency}", await PageAsync(officer, "/sync"), StringComparison.Ordinal);
        var draft = await PageAsync(officer, $"/sync/sign?agency={agency}");
        Assert.Contains(name, draft, StringComparison.Ordinal);
        Assert.Contains("Số định danh không nằm trong tệp", draft, StringComparison.Ordinal);

        var stale = await PostAsync(officer, $"/sync/sign?agency={agency}", "/sync/packages", ("agency", agency.ToString()), ("digest", new string('0', 64)));
        var signed = await PostAsync(officer, $"/sync/sign?agency={agency}", "/sync/packages", ("agency", agency.ToString()), ("digest", Digest().Match(draft).Value));

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal(HttpStatusCode.Redirect, signed.Status);
        var place = signed.Place!;
        using var file = await officer.GetAsync(new Uri($"{place}/file.csv", UriKind.Relative));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(name, await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var id = place[(place.LastIndexOf('/') + 1)..];
        Assert.Single(await registry.SqlAsync($"SELECT 1 FROM access.audit_event WHERE kind = 'export' AND subject = 'sync-{id}'"));
        Assert.NotEmpty(await registry.SqlAsync($"SELECT 1 FROM access.read_log WHERE door = 'page /sync' AND person_ids @> ARRAY['{person}'::uuid]"));

        var sent = await PostAsync(officer, place, $"{place}/sent", ("sentOn", "2026-01-05"), ("note", "Đã tải lên cổng"));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Contains("Đã tải lên cổng", await PageAsync(officer, place), StringComparison.Ordinal);
        Assert.DoesNotContain($"/sync/sign?agency={agency}", await PageAsync(officer, "/sync"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner", "/sync", HttpStatusCode.OK)]
    [InlineData("leader", "/sync", HttpStatusCode.OK)]
    [InlineData("admin", "/sync", HttpStatusCode.OK)]
    [InlineData("auditor", "/sync", HttpStatusCode.Forbidden)]
    [InlineData("person", "/sync", HttpStatusCode.Forbidden)]
    [InlineData("planner", "/sync/sign?agency=00000000-0000-0000-0000-000000000001", HttpStatusCode.Forbidden)]
    [InlineData("hr", "/sync/packages/00000000-0000-0000-0000-000000000001/file.csv", HttpStatusCode.NotFound)]
    public async Task Each_door_opens_to_its_readers(string account, string address, HttpStatusCode expected)
    {
        using var client = registry.As(account);

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("clock")]
    [InlineData("packages")]
    public async Task Each_table_can_be_taken_away(string table)
    {
        using var client = registry.As("hr");

        using var answer = await client.GetAsync(new Uri($"/sync?table={table}&format=csv", UriKind.Relative));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_api_tells_the_clock_by_agency_and_the_auditor_nothing()
    {
        await registry.DataAsync("planner", "{ syncClock { agencyId agencyName people late signed changes oldestChange dueOn } }");

        var refused = await registry.AskAsync("auditor", "{ syncClock { people } }");

        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    // Somebody on state staff of an own agency, changed as an officer would.
    private async Task<(Guid Person, Guid Agency, string Name)> ChangedAsync()
    {
        var found = (await registry.SqlAsync(
            """
            SELECT p.id, p.keeper_id, p.full_name FROM registry.person p JOIN access.scoped_agency s ON s.agency_id = p.keeper_id JOIN access.account a ON a.id = s.account_id AND a.name = 'hr'
              JOIN registry.posting w ON w.person_id = p.id AND w.is_main AND w.valid_until IS NULL AND w.employment_kind IN ('cadre', 'civil_servant', 'public_employee')
             WHERE NOT EXISTS (SELECT FROM registry.agency below WHERE below.parent_id = p.keeper_id) ORDER BY p.id DESC LIMIT 1
            """))[0];
        await registry.SqlAsync($"UPDATE registry.person SET staff_code = 'SYNC-' || left(id::text, 8) WHERE id = '{found[0]}'");
        return ((Guid)found[0]!, (Guid)found[1]!, (string)found[2]!);
    }

    private static async Task<string> PageAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(address, UriKind.Relative)));

    // With the form's own token and cookie, as a browser would.
    private static async Task<(HttpStatusCode Status, string? Place)> PostAsync(HttpClient client, string formAddress, string address, params (string Name, string Value)[] fields)
    {
        using var shown = await client.GetAsync(new Uri(formAddress, UriKind.Relative));
        var html = await shown.Content.ReadAsStringAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        var sent = fields.ToDictionary(field => field.Name, field => field.Value);
        sent["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(html).Groups["value"].Value);
        request.Content = new FormUrlEncodedContent(sent);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.Location?.ToString());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("(?<=<code>)[0-9a-f]{64}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digest();
}
