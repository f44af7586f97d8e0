using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>Who gets what through the API and the pages.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class RightsTests(RunningRegistry registry)
{
    [Theory]
    [InlineData("/", HttpStatusCode.Unauthorized)]
    [InlineData("/targets/DB-06", HttpStatusCode.Unauthorized)]
    [InlineData("/people", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql?query={plans{code}}", HttpStatusCode.Unauthorized)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    public async Task Without_signing_in_there_is_no_data(string address, HttpStatusCode expected)
    {
        using var client = registry.Anonymous();

        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_browser_that_has_not_signed_in_is_sent_to_the_sign_in_page_and_back()
    {
        using var client = registry.Anonymous();
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        using var answer = await client.GetAsync(new Uri("/targets/DB-06", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/sign-in?returnUrl=%2Ftargets%2FDB-06", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    public async Task Names_are_refused_to_whoever_may_not_see_them_and_the_rest_is_answered(string account)
    {
        var answer = await registry.AskAsync(account, "{ people(first: 3) { nodes { fullName birthYear } } }");

        var nodes = answer.GetProperty("data").GetProperty("people").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(3, nodes.Count);
        Assert.All(nodes, node => Assert.Equal(JsonValueKind.Null, node.GetProperty("fullName").ValueKind));
        Assert.All(nodes, node => Assert.InRange(node.GetProperty("birthYear").GetInt32(), 1920, 2010));
        Assert.All(answer.GetProperty("errors").EnumerateArray(), error => Assert.Equal("FORBIDDEN", Code(error)));
    }

    [Theory]
    [InlineData("""{ people(where: { fullName: { startsWith: "Ng" } }) { totalCount } }""")]
    [InlineData("""{ people(where: { dateOfBirth: { lt: "1980-01-01" } }) { totalCount } }""")]
    [InlineData("""{ people(where: { homeUnit: { name: { eq: "x" } } }) { totalCount } }""")]
    [InlineData("""{ people(where: { ethnicGroup: { code: { eq: "03" } } }) { totalCount } }""")]
    [InlineData("""{ people(where: { or: [{ birthYear: { eq: 1980 } }, { keeper: { isNull: true } }, { ethnicGroup: { isNull: true } }] }) { totalCount } }""")]
    [InlineData("""{ people(order: [{ fullName: ASC }], first: 1) { nodes { id } } }""")]
    [InlineData("""{ people(where: { not_there: { eq: 1 } }) { totalCount } }""")]
    public async Task What_may_not_be_seen_may_not_be_guessed_by_filter_or_order(string query)
    {
        var answer = await registry.AskAsync("planner", query);

        Assert.NotEmpty(answer.GetProperty("errors").EnumerateArray());
        Assert.False(answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.GetProperty("people").ValueKind != JsonValueKind.Null, answer.ToString());
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("auditor")]
    public async Task Administrator_and_auditor_see_no_people_by_any_field(string account)
    {
        foreach (var query in new[] { "{ people { totalCount } }", "{ headcount(by: []) { total } }", """{ person(id: "00000000-0000-0000-0000-000000000000") { id } }""" })
        {
            var answer = await registry.AskAsync(account, query);
            Assert.Equal("FORBIDDEN", Code(Assert.Single(answer.GetProperty("errors").EnumerateArray())));
        }
    }

    [Fact]
    public async Task An_HR_officer_sees_the_names_of_exactly_the_people_whose_dossiers_own_agencies_keep()
    {
        var data = await registry.DataAsync("hr", "{ people(first: 500) { totalCount nodes { fullName keeper { code } } } }");
        var kept = await registry.SqlAsync(
            """
            WITH RECURSIVE own AS (SELECT id FROM registry.agency WHERE code = 'SYT-P11' UNION SELECT a.id FROM registry.agency a JOIN own ON a.parent_id = own.id)
            SELECT count(*) FROM registry.person WHERE keeper_id IN (SELECT id FROM own)
            """);

        var people = data.GetProperty("people");
        Assert.True((long)kept[0][0]! > 10);
        Assert.Equal((long)kept[0][0]!, people.GetProperty("totalCount").GetInt64());
        Assert.All(people.GetProperty("nodes").EnumerateArray(), person => Assert.NotEqual("", person.GetProperty("fullName").GetString()));
    }

    [Fact]
    public async Task A_leader_sees_forecasts_and_counts_of_own_units_only()
    {
        var leader = await registry.DataAsync("leader", """{ shortages(by: [SECTOR], year: 2030) { nodes { unit { id } } } headcount(by: [PROVINCE], mapAsOf: "2025-06-30") { cells { keys { code } } } }""");

        Assert.All(leader.GetProperty("shortages").GetProperty("nodes").EnumerateArray(), row => Assert.Equal("AdministrativeUnit:P11", row.GetProperty("unit").GetProperty("id").GetString()));
        Assert.NotEmpty(leader.GetProperty("shortages").GetProperty("nodes").EnumerateArray());
        Assert.Equal("P11", Assert.Single(leader.GetProperty("headcount").GetProperty("cells").EnumerateArray()).GetProperty("keys")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Every_read_of_a_person_is_logged_with_who_read_and_whom()
    {
        var before = (long)(await registry.SqlAsync("SELECT count(*) FROM access.read_log"))[0][0]!;

        var data = await registry.DataAsync("planner", "{ people(first: 7) { nodes { id } } }");

        var rows = await registry.SqlAsync("SELECT l.role, l.door, l.person_ids, a.name FROM access.read_log l JOIN access.account a ON a.id = l.account_id ORDER BY l.id DESC LIMIT 1");
        Assert.True((long)(await registry.SqlAsync("SELECT count(*) FROM access.read_log"))[0][0]! > before);
        Assert.Equal(["planner", "graphql", "planner"], new[] { rows[0][0], rows[0][1], rows[0][3] });
        Assert.Equal(
            data.GetProperty("people").GetProperty("nodes").EnumerateArray().Select(person => person.GetProperty("id").GetString()),
            ((Guid[])rows[0][2]!).Select(id => $"Person:{id}"));
    }

    [Fact]
    public async Task So_are_those_on_pages_inside_other_rows()
    {
        var agency = (string)(await registry.SqlAsync("SELECT 'Agency:' || agency_id FROM registry.posting WHERE valid_until IS NULL GROUP BY agency_id HAVING count(*) > 3 LIMIT 1"))[0][0]!;

        var data = await registry.DataAsync("planner", "query($id: ID!) { node(id: $id) { ... on Agency { people(first: 3) { nodes { id } } } } }", new { id = agency });

        var read = await registry.SqlAsync("SELECT person_ids FROM access.read_log ORDER BY id DESC LIMIT 1");
        var shown = data.GetProperty("node").GetProperty("people").GetProperty("nodes").EnumerateArray().Select(person => person.GetProperty("id").GetString()!).ToList();
        Assert.Equal(3, shown.Count);
        Assert.Equal(shown.Order(StringComparer.Ordinal), ((Guid[])read[0][0]!).Select(id => $"Person:{id}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_read_that_cannot_be_logged_is_not_answered()
    {
        var page = await registry.DataAsync("planner", "{ people(last: 1) { nodes { id } } }");
        var id = page.GetProperty("people").GetProperty("nodes")[0].GetProperty("id").GetString()!;
        await registry.SqlAsync($"ALTER TABLE access.read_log ADD CONSTRAINT unlucky CHECK (NOT person_ids @> ARRAY['{id["Person:".Length..]}'::uuid]) NOT VALID");
        try
        {
            var answer = await registry.AskAsync("planner", "query($id: ID!) { person(id: $id) { birthYear } }", new { id });

            Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("person").ValueKind);
            Assert.Equal("INTERNAL_SERVER_ERROR", Code(Assert.Single(answer.GetProperty("errors").EnumerateArray())));
        }
        finally
        {
            await registry.SqlAsync("ALTER TABLE access.read_log DROP CONSTRAINT unlucky");
        }
    }

    [Fact]
    public async Task Whoever_is_read_by_a_global_id_is_logged_whatever_the_record()
    {
        var person = await registry.DataAsync("planner", "{ people(first: 1, where: { degrees: { any: true } }) { nodes { id degrees { id } } } }");
        var id = person.GetProperty("people").GetProperty("nodes")[0].GetProperty("id").GetString();
        var degree = person.GetProperty("people").GetProperty("nodes")[0].GetProperty("degrees")[0].GetProperty("id").GetString();

        var data = await registry.DataAsync("planner", "query($id: ID!) { node(id: $id) { id ... on Degree { awardedYear } } }", new { id = degree });

        var read = await registry.SqlAsync("SELECT person_ids FROM access.read_log ORDER BY id DESC LIMIT 1");
        Assert.Equal(degree, data.GetProperty("node").GetProperty("id").GetString());
        Assert.Equal(id, $"Person:{Assert.Single((Guid[])read[0][0]!)}");
    }

    [Fact]
    public async Task Objects_of_all_types_are_found_by_their_global_ids()
    {
        var data = await registry.DataAsync(
            "planner", """
            {
              people(first: 1) { nodes { id keeper { id } currentPosting { id } } }
              plans(where: { code: { eq: "DB" } }) { id unit { id } targets { id } duties { id } }
            }
            """);
        var ids = data.ToString().Split('"').Where(part => part.Contains(':', StringComparison.Ordinal) && char.IsUpper(part[0])).Distinct().ToList();

        var found = await registry.DataAsync("planner", "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", new { ids });

        Assert.Equal(["AdministrativeUnit", "Agency", "Duty", "Person", "Plan", "Posting", "Target"], ids.Select(part => part.Split(':')[0]).Distinct().Order());
        Assert.Equal(ids, found.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("id").GetString()!));
    }

    [Theory]
    [InlineData("admin", "FORBIDDEN")]
    [InlineData("hr", null)]
    public async Task A_person_whom_the_caller_may_not_see_is_null_by_a_global_id_too(string account, string? code)
    {
        var outside = await registry.SqlAsync(
            """
            WITH RECURSIVE own AS (SELECT id FROM registry.agency WHERE code = 'SYT-P11' UNION SELECT a.id FROM registry.agency a JOIN own ON a.parent_id = own.id)
            SELECT id FROM registry.person WHERE keeper_id NOT IN (SELECT id FROM own) LIMIT 1
            """);

        var answer = await registry.AskAsync(account, "query($id: ID!) { node(id: $id) { id } }", new { id = $"Person:{outside[0][0]}" });

        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").GetProperty("node").ValueKind);
        Assert.Equal(code, answer.TryGetProperty("errors", out var errors) ? Code(errors[0]) : null);
    }

    [Fact]
    public async Task Pages_of_people_by_cursor_visit_everyone_once()
    {
        var seen = new HashSet<string>();
        string? after = null;
        int total;
        do
        {
            var data = await registry.DataAsync(
                "planner", "query($after: String) { people(first: 500, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }", new { after });
            var people = data.GetProperty("people");
            total = people.GetProperty("totalCount").GetInt32();
            Assert.All(people.GetProperty("nodes").EnumerateArray(), person => Assert.True(seen.Add(person.GetProperty("id").GetString()!)));
            after = people.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean() ? people.GetProperty("pageInfo").GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);

        Assert.Equal(total, seen.Count);
    }

    [Fact]
    public async Task Demonstration_passwords_are_refused_through_a_proxy()
    {
        using var client = registry.Anonymous();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        using var answer = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user = "admin", password = "demo" });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("planner", "wrong")]
    [InlineData("nobody", "demo")]
    [InlineData("", "")]
    public async Task A_wrong_password_and_an_unknown_name_are_told_alike(string user, string password)
    {
        using var client = registry.Anonymous();

        using var answer = await client.PostAsJsonAsync(new Uri("/auth/token", UriKind.Relative), new { user, password });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("do not belong together", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string? Code(JsonElement error) => error.GetProperty("extensions").GetProperty("code").GetString();
}
