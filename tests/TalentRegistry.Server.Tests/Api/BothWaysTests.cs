using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TalentRegistry.GraphQL.Authoring;
using TalentRegistry.GraphQL.Data.Sql;
using TalentRegistry.GraphQL.TypeSystem;
using TalentRegistry.Server.Tests.Running;
using TalentRegistry.Testing;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>The registry's answers are the same, whether PostgreSQL makes the JSON or EF Core reads the values.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class BothWaysTests(RunningRegistry registry)
{
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["String"] = ["\"nguyen\"", "\"Nguyễn\"", "\"%\"", "\"'\"", "\"LV01\"", "\"E40\"", "\"01\"", "\"P11\"", "\"doctor\""],
        ["Int"] = ["0", "1", "1980", "1990", "2010", "2026", "2030"],
        ["Float"] = ["0", "1", "0.5", "100"],
        ["Decimal"] = ["0", "1.5", "14"],
        ["Long"] = ["1", "2"],
        ["Date"] = ["\"2024-12-31\"", "\"2025-06-30\"", "\"2000-01-01\""],
        ["DateTime"] = ["\"2024-12-31T17:00:00Z\""],
        ["ID"] = ["\"P11\"", "\"00000000-0000-0000-0000-000000000000\""],
        ["UUID"] = ["\"00000000-0000-0000-0000-000000000000\""],
    };

    private static readonly HashSet<string> Roots = ["people", "plans", "shortages", "supply", "supplyByDegree"];

    [Theory]
    [InlineData("hr")]
    [InlineData("planner")]
    [InlineData("leader")]
    public async Task Drawn_documents_have_the_same_answer(string account)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var document = new RowDocument(registry.Service<Schema>(), seed, Values, Roots, new HashSet<string>()).Draw();
            await SameAnswer(account, document);
        }
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("planner")]
    public async Task So_has_a_person_with_everything_around(string account)
    {
        var people = await registry.DataAsync(account, "{ people(first: 5) { nodes { id } } }");
        foreach (var person in people.GetProperty("people").GetProperty("nodes").EnumerateArray())
        {
            await SameAnswer(account, $$"""
                { person(id: "{{person.GetProperty("id").GetString()}}") {
                    id birthYear sex deceasedOn synthetic keeper { code name }
                    degrees { id awardedYear institution studyMode level { code } field { code } }
                    postings { id validFrom validUntil endReason leadershipRank profession { code } agency { code sector { code } district(asOf: "2025-06-30") { id name } province { id } parent { code } } }
                    currentPosting(asOf: "2024-12-31") { positionTitle agency { name } } } }
                """);
        }
    }

    [Theory]
    [InlineData("hr")]
    [InlineData("leader")]
    [InlineData("admin")]
    public async Task So_have_pages_inside_rows(string account) => await SameAnswer(account, """
        { plans(where: { code: { eq: "DB" } }) { unit { code agencies(first: 4, where: { kind: { startsWith: "h" } }, asOf: "2025-06-30") {
            totalCount
            edges { cursor node { code
              postings(last: 3, where: { isMain: { eq: true } }, order: [{ profession: { code: ASC } }]) {
                totalCount pageInfo { hasPreviousPage hasNextPage startCursor } nodes { id validFrom validUntil endReason } }
              people(first: 2, asOf: "2025-06-30", order: [{ birthYear: DESC }]) { edges { cursor node { id birthYear degrees { awardedYear } } } } } } } } } }
        """);

    private async Task SameAnswer(string account, string document)
    {
        var made = await registry.AskAsync(account, document);
        var server = registry.Service<GraphQLServerBuilder>();
        SqlDatabase? database = null;
        server.ModifyQueryOptions(options => (database, options.Database) = (options.Database, new SqlDatabase
        {
            Model = Empty, Run = (_, _, _) => throw new InvalidOperationException("Nothing is to be run."), Open = options.Database!.Open,
        }));
        try
        {
            // Another text for the same document, so that nothing planned before is used again.
            var read = await registry.AskAsync(account, document + " ");
            Assert.True(JsonElement.DeepEquals(read, made), $"{document}\nread {read}\nmade {made}");
        }
        finally
        {
            server.ModifyQueryOptions(options => options.Database = database);
        }
    }

    private static readonly SqlModel Empty = new(new Dictionary<Type, SqlTable>(), _ => false, _ => null);
}
