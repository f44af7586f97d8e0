using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Exporting;

/// <summary>Lists of any query, taken away whole by the rights of whoever asks.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ExportTests(RunningRegistry registry)
{
    private const string Names = "query($born: Int!) { people(first: 3, where: { birthYear: { gte: $born } }) { totalCount nodes { ...who degrees { level { nameVi } awardedYear } } } } fragment who on Person { id fullName birthYear keeper { name } }";

    [Fact]
    public async Task The_whole_list_comes_and_not_a_page_of_it_and_each_person_is_in_the_log_of_reads()
    {
        var lines = await LinesAsync("hr", new { query = Names, variables = new { born = 1960 }, format = "csv" });
        var people = await registry.SqlAsync("SELECT id::text FROM registry.person p WHERE birth_year >= 1960 AND keeper_id IN (SELECT agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr')");
        var logged = await registry.SqlAsync("SELECT DISTINCT unnest(person_ids)::text FROM access.read_log WHERE door = 'export' AND purpose = 'people'");

        Assert.Equal("Mã định danh,Họ và tên,Năm sinh,Cơ quan quản lý hồ sơ,Văn bằng · Trình độ,Văn bằng · Năm cấp", lines[0]);
        Assert.True(people.Count > 3, "More than the query's page.");
        Assert.Equal(people.Select(row => $"Person:{row[0]}").Order(StringComparer.Ordinal), lines[1..].Select(line => line[..line.IndexOf(',', StringComparison.Ordinal)]).Order(StringComparer.Ordinal));
        Assert.Empty(people.Select(row => (string)row[0]!).Except(logged.Select(row => (string)row[0]!), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Titles_are_in_the_language_of_the_reader_and_an_alias_is_the_callers_own()
    {
        var lines = await LinesAsync("planner", new { query = "{ people(where: { birthYear: { gte: 1995 } }) { nodes { yob: birthYear sex currentPosting(asOf: \"2024-12-31\") { agency { name code } validFrom } } } }", format = "csv" }, "?lang=en");

        Assert.Equal("yob,Sex,Posting · Agency · Name,Posting · Agency · Code,Posting · From", lines[0]);
    }

    [Fact]
    public async Task A_list_of_many_pages_has_everyone_once()
    {
        var lines = await LinesAsync("planner", new { query = "{ people { nodes { id birthYear } } }", format = "csv" });
        var people = await registry.SqlAsync("SELECT count(*) FROM registry.person");

        Assert.True(lines.Length > 1500, "Several pages.");
        Assert.Equal((long)people[0][0]!, lines[1..].Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Groups_plain_lists_and_lists_inside_a_record_are_lists_too()
    {
        var groups = await LinesAsync("planner", new { query = "{ peopleAggregate(first: 7, by: [{ keeper: { code: VALUE } }]) { groups { keys count } } }", format = "csv" });
        var keepers = await registry.SqlAsync("SELECT count(DISTINCT keeper_id) FROM registry.person");
        Assert.Equal((long)keepers[0][0]!, groups.Length - 1);
        Assert.Equal("Nhóm,Số người", groups[0]);

        var plans = await LinesAsync("leader", new { query = "{ plans { code } }", format = "csv" });
        Assert.Equal(["Mã", "DB", "HD", "KT", "LC", "LCD"], plans);

        var agency = await registry.SqlAsync("SELECT agency_id::text FROM registry.posting GROUP BY 1 ORDER BY count(*) DESC LIMIT 1");
        var postings = await registry.SqlAsync($"SELECT count(*) FROM registry.posting WHERE agency_id = '{agency[0][0]}'");
        var inner = await LinesAsync("planner", new { query = "query($id: ID!) { node(id: $id) { ... on Agency { name postings(first: 1) { edges { node { positionTitle } } } } } }", variables = new { id = $"Agency:{agency[0][0]}" }, path = "node.postings", format = "csv" });
        Assert.Equal((long)postings[0][0]!, inner.Length - 1);
    }

    [Theory]
    [InlineData("planner", "{ people { nodes { fullName } } }", null, HttpStatusCode.Forbidden)]
    [InlineData("auditor", "{ people { nodes { birthYear } } }", null, HttpStatusCode.Forbidden)]
    [InlineData("planner", "{ people { nodes { nothing } } }", null, HttpStatusCode.BadRequest)]
    [InlineData("planner", "{ people { nodes { id } } }", "plans", HttpStatusCode.BadRequest)]
    [InlineData("planner", "{ people { totalCount } }", "people.totalCount", HttpStatusCode.BadRequest)]
    [InlineData("admin", "mutation { recomputeForecast(input: {}) { work { id } } }", null, HttpStatusCode.BadRequest)]
    public async Task What_may_not_be_asked_or_is_no_list_is_refused_before_anything_is_sent(string account, string query, string? path, HttpStatusCode status)
    {
        using var client = registry.As(account);
        using var answer = await client.PostAsJsonAsync(new Uri("/export", UriKind.Relative), new { query, path, format = "xlsx" });

        Assert.Equal(status, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Nobody_takes_anything_without_signing_in()
    {
        using var client = registry.Anonymous();
        using var answer = await client.PostAsJsonAsync(new Uri("/export", UriKind.Relative), new { query = "{ plans { code } }", format = "csv" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_people_is_downloaded_whole()
    {
        using var client = registry.As("planner");
        var text = await client.GetStringAsync(new Uri("/people?asOf=2024-12-31&format=csv", UriKind.Relative));
        var people = await registry.DataAsync("planner", "{ headcount(by: [], asOf: \"2024-12-31\") { total } }");

        Assert.Equal(people.GetProperty("headcount").GetProperty("total").GetInt32(), text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    private async Task<string[]> LinesAsync(string account, object request, string query = "")
    {
        using var client = registry.As(account);
        using var answer = await client.PostAsJsonAsync(new Uri("/export" + query, UriKind.Relative), request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }
}
