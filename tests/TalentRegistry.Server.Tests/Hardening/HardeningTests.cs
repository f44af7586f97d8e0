using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TalentRegistry.Server.Tests.Audit;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Hardening;

/// <summary>The doors of the running server, as somebody tries them who means harm.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class HardeningTests(RunningRegistry registry)
{
    /// <summary>POST doors without a form's token, each with its reason.</summary>
    private static readonly Dictionary<string, string> WithoutToken = new()
    {
        ["/auth/token"] = "JSON only: no page of another site can send it without asking first, and it uses no cookie.",
        ["/export"] = "JSON only, as above.",
    };

    public static TheoryData<string> Pages => ["/", "/people", "/agencies", "/import", "/duplicates", "/nowhere", "/sign-in", "/audit", "/health/ready", "/health/chains", "/people?asOf=rubbish"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_answer_forbids_scripts_and_styles_of_others_and_inside_the_page(string path)
    {
        using var client = registry.As("hr");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin") })
            Assert.Equal(value, Assert.Single(answer.Headers.GetValues(name)));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
        // What the policy would block is not there.
        Assert.DoesNotMatch(@"<script(?![^>]*(src=|type=""application/json""))[^>]*>", html);
        Assert.DoesNotMatch(@"<[^>]+\s(style|on[a-z]+)=", html);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_explorer_has_a_policy_of_its_own_and_it_runs_no_script_inside_the_page_either()
    {
        using var client = registry.As("hr");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var answer = await client.GetAsync(new Uri("/graphql", UriKind.Relative));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_without_its_token_is_refused()
    {
        var doors = registry.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        Assert.True(doors.Count > 5);
        Assert.Empty(WithoutToken.Keys.Except(doors));

        // GraphQL takes JSON, and health tells the same to whoever asks however: their patterns name no method.
        var passed = new List<string>();
        foreach (var door in doors.Where(door => !WithoutToken.ContainsKey(door)))
        {
            var path = Regex.Replace(
                door, @"\{[^}]*\}", part => part.Value.Split(':') is [_, "long}" or "int}"] ? "1" : Guid.NewGuid().ToString(), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
            using var client = registry.As("hr");
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("any", "thing")]);
            using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
                passed.Add($"{door}: {(int)answer.StatusCode}");
        }

        Assert.Empty(passed);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/%0d%0aSet-Cookie:x=y")]
    public async Task Signing_in_leads_nowhere_else(string returnUrl)
    {
        using var client = registry.Anonymous();
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await client.GetAsync(new Uri($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();
        var address = WebUtility.HtmlDecode(Regex.Match(html, "name=\"returnUrl\"[^>]*value=\"(?<address>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["address"].Value);

        Assert.StartsWith("/", address, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"^/[\\/\s]", address);
    }

    [Theory]
    [InlineData("/people?asOf=0001-01-01&format=csv")]
    [InlineData("/people?page=99999999999999")]
    [InlineData("/people/%00")]
    [InlineData("/people?q=%00")]
    [InlineData("/audit?after=9999999999999999999-1-1")]
    [InlineData("/export?documentId=%27%22%3B--&format=csv")]
    [InlineData("/graphql?query=%7B")]
    public async Task What_is_asked_wrongly_is_refused_without_a_word_of_how_the_server_is_made(string path)
    {
        foreach (var (account, accept) in new[] { ("hr", "text/html"), ("auditor", "application/json") })
        {
            using var client = registry.As(account);
            client.DefaultRequestHeaders.Add("Accept", accept);
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();

            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotMatch(@"Npgsql|   at TalentRegistry|Exception|\.cs:line|SELECT ", text);
        }
    }

    [Fact]
    public async Task A_fault_inside_is_a_page_or_an_error_without_its_words_and_with_all_headers()
    {
        await registry.SqlAsync("ALTER TABLE registry.agency RENAME TO agency_gone");
        try
        {
            using var client = registry.As("planner");
            client.DefaultRequestHeaders.Add("Accept", "text/html");
            using var page = await client.GetAsync(new Uri("/agencies", UriKind.Relative));
            using var file = await client.GetAsync(new Uri("/agencies?table=agencies&format=csv", UriKind.Relative));
            using var export = await client.PostAsJsonAsync(new Uri("/export", UriKind.Relative), new { query = "{ agencies { nodes { code } } }", format = "csv" });
            var api = await registry.AskAsync("planner", "{ agencies { nodes { code } } }");

            Assert.Equal(HttpStatusCode.InternalServerError, page.StatusCode);
            Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            foreach (var text in new[] { await page.Content.ReadAsStringAsync(), await file.Content.ReadAsStringAsync(), await export.Content.ReadAsStringAsync(), api.ToString() })
                Assert.DoesNotMatch(@"Npgsql|agency_gone|   at TalentRegistry|does not exist|42P01", text);
        }
        finally
        {
            await registry.SqlAsync("ALTER TABLE registry.agency_gone RENAME TO agency");
        }
    }

    [Fact]
    public async Task What_a_role_may_not_have_is_told_the_auditor_by_field_and_by_page()
    {
        await registry.AskAsync("planner", "{ people(first: 1) { nodes { secretly: fullName } } }");
        using var client = registry.As("planner");
        using var page = await client.GetAsync(new Uri("/import", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.True(await registry.Database.CountAsync("access.audit_event WHERE kind = 'refusal' AND role = 'planner' AND door = 'graphql' AND details::text LIKE '%Person.fullName%' AND address IS NOT NULL") > 0);
        Assert.True(await registry.Database.CountAsync("access.audit_event WHERE kind = 'refusal' AND role = 'planner' AND door = 'page /import' AND details ->> 'reason' = 'role'") > 0);
    }

    [Fact]
    public async Task A_person_outside_the_scope_is_not_found_and_the_attempt_is_told()
    {
        var person = (await registry.SqlAsync("SELECT id FROM registry.person WHERE keeper_id NOT IN (SELECT agency_id FROM access.scoped_agency s JOIN access.account a ON a.id = s.account_id WHERE a.name = 'hr') LIMIT 1"))[0][0];
        using var client = registry.As("hr");
        using var there = await client.GetAsync(new Uri($"/people/{person}", UriKind.Relative));
        using var nobody = await client.GetAsync(new Uri($"/people/{Guid.NewGuid()}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (there.StatusCode, nobody.StatusCode));
        // It is looked into once it has been answered.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await registry.Database.CountAsync($"access.audit_event WHERE kind = 'refusal' AND subject = '{person}' AND details ->> 'reason' = 'scope'") == 0)
            await Task.Delay(20, patience.Token);
    }

    [Fact]
    public async Task An_export_of_the_api_is_told_with_its_rows_and_columns()
    {
        using var client = registry.As("planner");
        using var answer = await client.PostAsJsonAsync(new Uri("/export", UriKind.Relative), new { query = "{ plans { code } }", format = "csv" });
        var rows = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;

        Assert.True(await registry.Database.CountAsync($"access.audit_event WHERE kind = 'export' AND door = 'export' AND subject = 'plans' AND details ->> 'rows' = '{rows}' AND details ->> 'whole' = 'true'") > 0);
    }

    [Fact]
    public async Task Accounts_and_scopes_cannot_be_changed_without_a_word_in_the_log()
    {
        var before = await registry.Database.CountAsync("access.audit_event WHERE kind = 'configuration'");
        await registry.SqlAsync("UPDATE access.account SET display_name = display_name || '.' WHERE name = 'leader'");
        await registry.SqlAsync("UPDATE access.account SET display_name = rtrim(display_name, '.') WHERE name = 'leader'");

        Assert.Equal(before + 2, await registry.Database.CountAsync("access.audit_event WHERE kind = 'configuration'"));
        Assert.True(await registry.Database.CountAsync("access.audit_event WHERE kind = 'configuration' AND details ->> 'table' = 'scope' AND details ->> 'change' = 'insert'") > 0);
    }
}
