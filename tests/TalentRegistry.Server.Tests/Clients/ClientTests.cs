using System.Text.Json;
using TalentRegistry.Server.Tests.Running;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Clients;

/// <summary>Clients that no one here wrote, as their users set them up, against the running server.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ClientTests(RunningRegistry registry)
{
    [Fact]
    public async Task Graphql_request_gets_data_and_errors_with_their_codes()
    {
        var seen = await Run("graphql-request.mjs");

        Assert.True(seen.GetProperty("plans").GetInt32() > 0);
        Assert.Equal(2, seen.GetProperty("people").GetInt32());
        AssertError(seen.GetProperty("invalid"), "GRAPHQL_VALIDATION_FAILED", "Did you mean \"people\"?", hasData: false);
        AssertError(seen.GetProperty("partial"), "BAD_USER_INPUT", "not a cursor", hasData: true);
        AssertError(seen.GetProperty("variable"), "BAD_USER_INPUT", "Int cannot represent", hasData: false);
    }

    [Fact]
    public async Task Urql_knows_one_person_by_two_ways_and_joins_pages()
    {
        var seen = await Run("urql.mjs");

        Assert.Equal(1, seen.GetProperty("afterPage").GetInt32());
        Assert.Equal(3, seen.GetProperty("requests").GetInt32());
        Assert.True(seen.GetProperty("sameAgain").GetBoolean());
        AssertSamePerson(seen);
        AssertJoined(seen);
        Assert.Equal(0, seen.GetProperty("warnings").GetArrayLength());
    }

    [Fact]
    public async Task Apollo_keeps_each_person_once_and_sees_what_a_refetch_brings_everywhere()
    {
        var seen = await Run("apollo.mjs");

        Assert.StartsWith("Person:", seen.GetProperty("key").GetString(), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("isStored").GetBoolean());
        Assert.Equal(1800, seen.GetProperty("stale").GetInt32());
        Assert.Equal(seen.GetProperty("birthYear").GetInt32(), seen.GetProperty("renewed").GetInt32());
        AssertSamePerson(seen);
        AssertJoined(seen);
    }

    [Theory]
    [InlineData("urql-mutation.mjs")]
    [InlineData("apollo-mutation.mjs")]
    public async Task A_mutation_updates_the_record_that_other_queries_show(string script)
    {
        var seen = await Run(script);

        var renamed = seen.GetProperty("renamed").GetString();
        Assert.EndsWith(" 2", renamed, StringComparison.Ordinal);
        // One request for the mutation itself: nothing is asked again.
        Assert.Equal(1, seen.GetProperty("asked").GetInt32());
        Assert.Equal([renamed], seen.GetProperty("list").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(renamed, seen.GetProperty("one").GetString());
        Assert.Equal(renamed, seen.GetProperty("shown").EnumerateArray().Last().GetString());
        Assert.Equal([], seen.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public async Task Graphql_codegen_makes_types_that_compile_and_refuse_a_wrong_variable()
    {
        var seen = await Run("codegen.mjs");

        Assert.True(seen.GetProperty("types").GetInt32() > 50);
        Assert.Equal([], seen.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
    }

    private static void AssertError(JsonElement error, string code, string words, bool hasData)
    {
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(hasData, error.GetProperty("hasData").GetBoolean());
    }

    // Read through the list, then through the node, and at last without the network.
    private static void AssertSamePerson(JsonElement seen)
    {
        foreach (var way in new[] { "fetched", "known" })
        {
            Assert.Equal(seen.GetProperty("id").GetString(), seen.GetProperty(way).GetProperty("id").GetString());
            Assert.Equal(seen.GetProperty("birthYear").GetInt32(), seen.GetProperty(way).GetProperty("birthYear").GetInt32());
        }
    }

    private static void AssertJoined(JsonElement seen)
        => Assert.Equal(6, seen.GetProperty("pageIds").EnumerateArray().Select(id => id.GetString()).Distinct().Count());

    private async Task<JsonElement> Run(string script)
    {
        using var client = registry.As("planner");
        var token = client.DefaultRequestHeaders.Authorization!.Parameter!;
        return JsonElement.Parse(await NodeScript.RunAsync(Repository.Path("tests", "npm", "clients"), script, [new Uri(registry.Address, "/graphql").ToString(), token]));
    }
}
