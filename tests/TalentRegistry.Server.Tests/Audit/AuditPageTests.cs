using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Data.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Server.Tests.Pages;

namespace TalentRegistry.Server.Tests.Audit;

/// <summary>The auditor's page: all three logs as one list, and nobody else's.</summary>
public sealed class AuditPageTests(PagesServer server) : IClassFixture<PagesServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Guid Hr = new("00000000-0000-0000-0000-0000000000c1");

    [Theory]
    [InlineData("hr")]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("admin")]
    public async Task Nobody_else_comes_in(string account)
    {
        using var page = await server.GetAsync("/audit", account);
        using var file = await server.GetAsync("/audit?format=csv", account);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (page.StatusCode, file.StatusCode));
    }

    [Fact]
    public async Task Events_reads_and_changes_are_listed_and_a_person_by_key_alone()
    {
        var person = await PersonAsync();
        await server.Database.LogReadAsync(new Caller(Hr, Role.Hr, "page /people/{id}", "Xem hồ sơ"), [person], CancellationToken.None);
        await WriteAsync(AuditKind.Refusal, person.ToString(), "graphql");

        var page = await server.PageAsync($"/audit?about={person}", "auditor", english: true);

        Assert.Contains("Refused attempt", page, StringComparison.Ordinal);
        Assert.Contains("Xem hồ sơ", page, StringComparison.Ordinal);
        Assert.Contains($">{person}</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(await NameAsync(person), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind=lockout", 1)]
    [InlineData("kind=lockout&door=elsewhere", 0)]
    [InlineData("kind=lockout&from=2000-01-01&until=2000-01-02", 0)]
    [InlineData("kind=lockout&from=2000-01-01&until=2190-01-02", 1)]
    [InlineData("kind=lockout&about=filtered", 1)]
    [InlineData("kind=lockout&about=other", 0)]
    [InlineData("kind=lockout&account=00000000-0000-0000-0000-0000000000c1", 1)]
    [InlineData("kind=lockout&account=00000000-0000-0000-0000-0000000000c2", 0)]
    public async Task It_is_filtered_by_kind_account_days_door_and_subject(string query, int expected)
    {
        if ((await server.Database.CountAsync("access.audit_event WHERE kind = 'lockout'")) == 0)
            await WriteAsync(AuditKind.Lockout, "filtered", "sign-in");

        using var file = await server.GetAsync($"/audit?{query}&format=csv&lang=en", "auditor");

        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, lines.Count(line => line.Contains("Lockout", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Pages_by_cursor_have_every_entry_once_though_others_come_meanwhile()
    {
        var door = $"door {Guid.NewGuid()}";
        for (var i = 0; i < 120; i++)
            await WriteAsync(AuditKind.Throttled, $"n{i}", door);
        var (seen, address) = (new List<string>(), $"/audit?door={Uri.EscapeDataString(door)}");
        while (address is not null)
        {
            using var response = await server.GetAsync(address, "auditor");
            var html = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
            seen.AddRange(Regex.Matches(html, @"(?<=<span>)n\d+(?=</span>)", RegexOptions.ExplicitCapture, Patience).Select(match => match.Value));
            address = Regex.Match(html, "href=\"(?<next>/audit[^\"]*)\" rel=\"next\"", RegexOptions.ExplicitCapture, Patience) is { Success: true } next ? next.Groups["next"].Value : null;
            await WriteAsync(AuditKind.Throttled, "late", door);
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"n{i}"), seen);
    }

    [Theory]
    [InlineData("account=nobody.here", "Không có tài khoản")]
    [InlineData("kind=nothing", "Không có loại")]
    [InlineData("after=1-2", "bị hỏng")]
    public async Task A_filter_that_means_nothing_is_told_and_not_passed_over(string query, string words)
    {
        using var page = await server.GetAsync($"/audit?{query}", "auditor");

        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_fits_the_page_says_so() =>
        Assert.Contains("There is no such entry.", await server.PageAsync("/audit?kind=sign_out&door=none", "auditor", english: true), StringComparison.Ordinal);

    [Fact]
    public async Task Taking_the_list_away_is_an_export_that_the_log_tells_of_with_the_filters_that_were_set_and_not_their_values()
    {
        using (var file = await server.GetAsync("/audit?kind=export&about=secret-subject&format=xlsx", "auditor"))
            await file.Content.ReadAsByteArrayAsync();

        Assert.Equal(1, await server.Database.CountAsync("access.audit_event WHERE kind = 'export' AND subject = 'audit' AND details ->> 'filters' = 'about, kind' AND details ->> 'format' = 'xlsx' AND details ->> 'whole' = 'true' AND role IS NOT DISTINCT FROM (SELECT role FROM access.account WHERE id = account_id)"));
        Assert.Equal(0, await server.Database.CountAsync("access.audit_event WHERE details::text LIKE '%secret-subject%'"));
    }

    private Task WriteAsync(AuditKind kind, string subject, string door) =>
        new AuditLog(server.Database).WriteAsync(new AuditEvent(kind, Hr, door, "127.0.0.1", subject), CancellationToken.None);

    private async Task<Guid> PersonAsync()
    {
        await using var command = server.Database.Owner.CreateCommand("SELECT id FROM registry.person ORDER BY id LIMIT 1");
        return (Guid)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> NameAsync(Guid person)
    {
        await using var command = server.Database.Owner.CreateCommand($"SELECT full_name FROM registry.person WHERE id = '{person}'");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}

internal static class Counting
{
    public static async Task<long> CountAsync(this Data.RegistryDatabase database, string from)
    {
        await using var command = database.Owner.CreateCommand($"SELECT count(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
