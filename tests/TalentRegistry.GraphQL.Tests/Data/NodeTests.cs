using System.Security.Claims;

namespace TalentRegistry.GraphQL.Tests.Data;

/// <summary>GraphQL Global Object Identification Specification, with ids in plain text.</summary>
public sealed class NodeTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private string IdOf(int pupil) => "Pupil:" + server.Pupils[pupil].Id.Value;

    [Fact]
    public void A_node_says_so_and_has_an_id()
    {
        Assert.Contains("interface Node {", server.Sdl, StringComparison.Ordinal);
        Assert.Contains("type Pupil implements Node {", server.Sdl, StringComparison.Ordinal);
        Assert.Contains("type Town implements Node {\n  \"Its global id.\"\n  id: ID!\n  code: String!", server.Sdl, StringComparison.Ordinal);
        Assert.Contains("type Teacher {", server.Sdl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_found_again_by_the_id_that_it_was_shown_with()
    {
        var shown = await server.AskAsync("{ allPupils { id fullName teacher { town { id } } } }");
        foreach (var pupil in shown.Data["allPupils"]!.AsArray().Take(3))
        {
            var again = await server.AskAsync("query($id: ID!) { node(id: $id) { __typename id ... on Pupil { fullName teacher { town { id } } } } }", new { id = (string)pupil!["id"]! });

            Assert.Equal(
                $$"""{"__typename":"Pupil",{{pupil.ToJsonString()[1..]}}""", again.Data["node"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Nodes_keep_the_order_and_places_and_cost_one_statement_a_type()
    {
        var answer = await server.AskAsync(
            "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename ... on Pupil { marks { value } } ... on Town { name } } }",
            new { ids = new[] { IdOf(5), "Town:LC", "Pupil:" + Guid.Empty, IdOf(2), IdOf(5), "Town:none" } });

        var nodes = answer.Data["nodes"]!.AsArray();
        Assert.Equal([IdOf(5), "Town:LC", null, IdOf(2), IdOf(5), null], nodes.Select(n => (string?)n?["id"]));
        Assert.Equal(server.Pupils[2].Marks.Count, nodes[3]!["marks"]!.AsArray().Count);
        Assert.Single(answer.Sql, sql => sql.Contains("\"Pupils\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_the_fragments_on_its_type_select_is_read()
    {
        var answer = await server.AskAsync("query($id: ID!) { node(id: $id) { ... on Pupil { fullName } ... on Town { name } } }", new { id = IdOf(1) });

        Assert.Equal(server.Pupils[1].FullName, (string?)Assert.Single(answer.Data["node"]!.AsObject()).Value);
        Assert.DoesNotContain("Nickname", answer.OnlySql, StringComparison.Ordinal);
        Assert.Contains("\"Id\" = $1::uuid", answer.OnlySql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_answers_as_EF_Core_does()
    {
        const string Document = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Pupil { house seenAt teacher { name } best { value } markPages(last: 2) { edges { cursor node { value } } totalCount } } } }";
        var variables = new { ids = Enumerable.Range(0, 30).Select(IdOf).Append("Pupil:" + Guid.Empty) };

        var made = await server.AskAsync(Document, variables);
        var read = await server.AskProviderAsync(Document, variables);

        Assert.Contains("concat(", made.OnlySql, StringComparison.Ordinal);
        Assert.Equal(read.Data.ToJsonString(), made.Data.ToJsonString());
    }

    [Theory]
    [InlineData("nonsense", "\"nonsense\" is no global id")]
    [InlineData("Teacher:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "is no global id")]
    [InlineData("Pupil:7", "\"7\" is not a key of this kind")]
    [InlineData("Pupil:", "\"\" is not a key of this kind")]
    public async Task A_text_that_is_no_id_is_the_callers_mistake(string id, string expected)
    {
        var one = await server.AskAsync("query($id: ID!) { node(id: $id) { id } }", new { id });
        var many = await server.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = new[] { IdOf(0), id } });

        Assert.Equal("BAD_USER_INPUT", one.ErrorCode);
        Assert.Contains(expected, one.Error, StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", many.ErrorCode);
        Assert.Equal("""["nodes",1]""", many.Json["errors"]![0]!["path"]!.ToJsonString());
        Assert.Equal(IdOf(0), (string?)many.Json["data"]!["nodes"]![0]!["id"]);
    }

    [Fact]
    public async Task A_filter_takes_global_ids_and_bare_keys_and_refuses_other_types()
    {
        const string Document = "query($ids: [ID]) { allPupils(where: { id: { in: $ids } }) { id } }";

        var both = await server.AskAsync(Document, new { ids = new[] { IdOf(3), server.Pupils[4].Id.Value.ToString() } });
        var other = await server.AskAsync(Document, new { ids = new[] { "Town:LC" } });

        Assert.Equal(new[] { IdOf(3), IdOf(4) }.Order(StringComparer.Ordinal), both.Data["allPupils"]!.AsArray().Select(p => (string)p!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal("BAD_USER_INPUT", other.ErrorCode);
        Assert.Contains("\"Town:LC\" is the id of Town, where one of Pupil is expected", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC", null)]
    [InlineData("Town:LC", null)]
    [InlineData("Pupil:LC", "\"Pupil:LC\" is the id of Pupil, where one of Town is expected.")]
    public async Task An_argument_takes_global_ids_and_bare_keys_and_refuses_other_types(string code, string? refusal)
    {
        var literal = await server.AskAsync($$"""{ town(code: "{{code}}") { id code } }""");
        var variable = await server.AskAsync("query($code: ID!) { town(code: $code) { id code } }", new { code });

        foreach (var answer in new[] { literal, variable })
        {
            Assert.Equal(refusal, answer.Error);
            Assert.Equal(refusal is null ? """{"id":"Town:LC","code":"LC"}""" : null, answer.Json["data"]?["town"]?.ToJsonString());
        }
    }

    [Fact]
    public async Task Keys_of_other_nodes_are_shown_as_their_global_ids()
    {
        var answer = await server.AskAsync("{ allPupils { id buddyId } }");

        var ids = server.Pupils.ToDictionary(p => "Pupil:" + p.Id.Value, p => p.BuddyId is { } buddy ? "Pupil:" + buddy.Value : null);
        Assert.All(answer.Data["allPupils"]!.AsArray(), p => Assert.Equal(ids[(string)p!["id"]!], (string?)p["buddyId"]));
        Assert.Contains(answer.Data["allPupils"]!.AsArray(), p => p!["buddyId"] is not null);
    }

    [Fact]
    public async Task What_a_caller_may_not_see_of_a_node_is_refused_there_too()
    {
        const string Document = "query($id: ID!) { node(id: $id) { ... on Pupil { fullName secret } } }";

        var refused = await server.AskAsync(Document, new { id = IdOf(0) });
        var seen = await server.AskAsync(Document, new { id = IdOf(0) }, new Claim("sees", PupilType.Secrets));

        Assert.Equal("FORBIDDEN", refused.ErrorCode);
        Assert.DoesNotContain("Secret", refused.OnlySql, StringComparison.Ordinal);
        Assert.Equal(server.Pupils[0].Secret, (string?)seen.Data["node"]!["secret"]);
    }

    [Fact]
    public async Task More_ids_than_a_page_has_rows_are_refused()
    {
        var answer = await server.AskAsync("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("Town:LC", 501) });

        Assert.Equal("GRAPHQL_LIMIT_EXCEEDED", answer.ErrorCode);
    }
}
