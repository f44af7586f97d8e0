using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.SavedDocuments;

/// <summary>Documents saved, shared, run and taken back over the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class SavedDocumentTests(RunningRegistry registry)
{
    private const string Errors =
        "errors { __typename ... on Error { message code } ... on DocumentInvalidError { faults { message line column } } ... on StaleDocumentError { currentVersion } }";

    private const string Save =
        $"mutation($input: SaveDocumentInput!) {{ saveDocument(input: $input) {{ savedDocument {{ id name version sharedWith isOwn faults {{ message }} }} {Errors} }} }}";

    private const string Share =
        "mutation($input: ShareDocumentInput!) { shareDocument(input: $input) { savedDocument { id sharedWith } errors { __typename } } }";

    [Fact]
    public async Task A_shared_document_is_run_by_name_and_id_with_the_rights_of_whoever_runs_it()
    {
        var id = await SaveAsync("planner", "Kế hoạch của tỉnh", "query Plans { plans { code } people(first: 1) { totalCount } }");
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("hr", new { documentId = id })).Status);

        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "EVERYONE" } });

        var (status, planner) = await RunAsync("planner", new { documentId = id });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEmpty(planner.GetProperty("data").GetProperty("plans").EnumerateArray());
        var hr = (await RunAsync("hr", new { extensions = new { savedDocument = new { name = "Kế hoạch của tỉnh" } } })).Answer;
        Assert.True(hr.GetProperty("data").GetProperty("people").GetProperty("totalCount").GetInt32()
            < planner.GetProperty("data").GetProperty("people").GetProperty("totalCount").GetInt32());
        Assert.Contains("FORBIDDEN", (await RunAsync("auditor", new { documentId = id })).Answer.ToString(), StringComparison.Ordinal);

        var seen = await registry.DataAsync("leader", "{ savedDocuments(nameContains: \"ke hoach cua\") { name isOwn ownerName } }");
        Assert.False(Assert.Single(seen.GetProperty("savedDocuments").EnumerateArray()).GetProperty("isOwn").GetBoolean());

        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "NOBODY" } });
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("hr", new { documentId = id })).Status);
    }

    [Fact]
    public async Task A_document_shared_with_a_role_is_for_that_role()
    {
        var id = await SaveAsync("planner", "Cho lãnh đạo", "{ plans { code } }");
        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "LEADER" } });

        Assert.Equal(HttpStatusCode.OK, (await RunAsync("leader", new { documentId = id })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("hr", new { documentId = id })).Status);
    }

    [Fact]
    public async Task Every_text_is_kept_and_a_stale_version_is_refused()
    {
        var id = await SaveAsync("planner", "Nhiều bản", "{ plans { code } }");

        var second = await SaveAsync("planner", new { id, version = 1, document = "{ plans { titleVi } }" });
        var stale = await SaveAsync("planner", new { id, version = 1, document = "{ plans { code titleVi } }" });

        Assert.Equal(2, second.GetProperty("savedDocument").GetProperty("version").GetInt32());
        var error = stale.GetProperty("errors")[0];
        Assert.Equal("StaleDocumentError", error.GetProperty("__typename").GetString());
        Assert.Equal(2, error.GetProperty("currentVersion").GetInt32());
        var kept = await registry.DataAsync("planner", "query($id: ID!) { savedDocument(id: $id) { text versions { version text } } }", new { id });
        Assert.Equal(["{ plans { titleVi } }", "{ plans { code } }"], kept.GetProperty("savedDocument").GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("text").GetString()));
        var first = (await RunAsync("planner", new { extensions = new { savedDocument = new { id, version = 1 } } })).Answer;
        Assert.True(first.GetProperty("data").GetProperty("plans")[0].TryGetProperty("code", out _));
    }

    [Fact]
    public async Task Variables_are_kept_with_each_text_until_they_are_taken_away()
    {
        const string Kept = "query($id: ID!) { savedDocument(id: $id) { variables versions { version variables } } }";
        const string Text = "query($n: Int) { plans { code } people(first: $n) { totalCount } }";
        var id = (await SaveAsync("planner", new { name = "Có biến", document = Text, variables = " {\"n\": 2} " })).GetProperty("savedDocument").GetProperty("id").GetString();
        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "LEADER" } });
        await SaveAsync("planner", new { id, version = 1, document = Text });
        var seen = (await registry.DataAsync("leader", Kept, new { id })).GetProperty("savedDocument").GetProperty("variables").GetString();
        await SaveAsync("planner", new { id, version = 2, document = Text, variables = "{ }" });

        var document = (await registry.DataAsync("planner", Kept, new { id })).GetProperty("savedDocument");

        Assert.Equal("{\"n\": 2}", seen);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("variables").ValueKind);
        Assert.Equal([null, "{\"n\": 2}", "{\"n\": 2}"], document.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("variables").GetString()));
        foreach (var wrong in new[] { "[1]", "n = 2", "" })
            Assert.Contains("Variables are an object in JSON", (await registry.AskAsync("planner", Save, new { input = new { name = "Biến sai", document = Text, variables = wrong } })).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_cannot_be_run_is_refused_with_its_faults()
    {
        var refused = await SaveAsync("planner", new { name = "Sai", document = "{ plans {\n  kode } }" });

        var error = refused.GetProperty("errors")[0];
        Assert.Equal("DocumentInvalidError", error.GetProperty("__typename").GetString());
        var fault = error.GetProperty("faults")[0];
        Assert.Contains("\"code\"", fault.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((2, 3), (fault.GetProperty("line").GetInt32(), fault.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task A_name_is_taken_once_by_an_owner_and_once_among_what_is_shared()
    {
        var id = await SaveAsync("planner", "Một tên", "{ plans { code } }");
        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "EVERYONE" } });
        var own = await SaveAsync("hr", "Một tên", "{ plans { titleVi } }");

        var twice = await SaveAsync("planner", new { name = " Một tên ", document = "{ plans { code } }" });
        var shared = await registry.DataAsync("hr", Share, new { input = new { id = own, version = 1, with = "PLANNER" } });

        Assert.Equal("DocumentNameTakenError", twice.GetProperty("errors")[0].GetProperty("__typename").GetString());
        Assert.Equal("DocumentNameTakenError", shared.GetProperty("shareDocument").GetProperty("errors")[0].GetProperty("__typename").GetString());
        // An own document goes before a shared one of its name.
        var run = (await RunAsync("hr", new { extensions = new { savedDocument = new { name = "Một tên" } } })).Answer;
        Assert.True(run.GetProperty("data").GetProperty("plans")[0].TryGetProperty("titleVi", out _));
    }

    [Fact]
    public async Task Nobody_changes_anothers_document()
    {
        var id = await SaveAsync("planner", "Của người khác", "{ plans { code } }");
        await registry.DataAsync("planner", Share, new { input = new { id, version = 1, with = "EVERYONE" } });

        foreach (var account in new[] { "hr", "admin" })
        {
            var saved = await SaveAsync(account, new { id, version = 1, document = "{ plans { titleVi } }" });
            Assert.Equal("DocumentNotFoundError", saved.GetProperty("errors")[0].GetProperty("__typename").GetString());
            var deleted = await registry.DataAsync(
                account, "mutation($id: ID!) { deleteDocument(input: { id: $id, version: 1 }) { errors { __typename } } }", new { id });
            Assert.Equal("DocumentNotFoundError", deleted.GetProperty("deleteDocument").GetProperty("errors")[0].GetProperty("__typename").GetString());
        }

        var gone = await registry.DataAsync("planner", "mutation($id: ID!) { deleteDocument(input: { id: $id, version: 1 }) { deletedId errors { __typename } } }", new { id });
        Assert.Equal(id, gone.GetProperty("deleteDocument").GetProperty("deletedId").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await RunAsync("planner", new { documentId = id })).Status);
    }

    [Fact]
    public async Task A_document_that_the_schema_has_outgrown_says_so()
    {
        var id = await SaveAsync("planner", "Cũ", "{ plans { code } }");
        await registry.SqlAsync($"UPDATE documents.saved_document_version SET text = '{{ plans {{ oldField }} }}' WHERE document_id = '{id}'");

        var shown = await registry.DataAsync("planner", "query($id: ID!) { savedDocument(id: $id) { faults { message line column code } } }", new { id });

        Assert.Contains("oldField", shown.GetProperty("savedDocument").GetProperty("faults")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_renamed_and_keeps_its_id()
    {
        var id = await SaveAsync("planner", "Tên cũ", "{ plans { code } }");

        var renamed = await registry.DataAsync(
            "planner", "mutation($id: ID!) { renameDocument(input: { id: $id, version: 1, name: \"Tên mới\" }) { savedDocument { id name } errors { __typename } } }", new { id });
        var empty = await registry.DataAsync(
            "planner", "mutation($id: ID!) { renameDocument(input: { id: $id, version: 1, name: \"  \" }) { errors { __typename } } }", new { id });

        Assert.Equal(id, renamed.GetProperty("renameDocument").GetProperty("savedDocument").GetProperty("id").GetString());
        Assert.Equal("DocumentNameInvalidError", empty.GetProperty("renameDocument").GetProperty("errors")[0].GetProperty("__typename").GetString());
        Assert.Equal(HttpStatusCode.OK, (await RunAsync("planner", new { extensions = new { savedDocument = new { name = "Tên mới" } } })).Status);
    }

    private async Task<string> SaveAsync(string account, string name, string document) =>
        (await SaveAsync(account, new { name, document })).GetProperty("savedDocument").GetProperty("id").GetString()!;

    private async Task<JsonElement> SaveAsync(string account, object input) =>
        (await registry.DataAsync(account, Save, new { input })).GetProperty("saveDocument");

    private async Task<(HttpStatusCode Status, JsonElement Answer)> RunAsync(string account, object body)
    {
        using var client = registry.As(account);
        using var answer = await client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), body);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }
}
