using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.GraphQL.Tests.Data.Sql;

public sealed class StatementTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private const string Search =
        """
        query($text: String, $year: Int, $ids: [ID], $day: Date!, $after: String, $first: Int) {
          pupils(first: $first, after: $after, where: { year: { gte: $year }, nickname: { contains: $text, neq: $text }, id: { nin: $ids } }) {
            nodes { id nickname marks(where: { subject: { neq: $text } }) { value } marksSince(day: $day) }
            pageInfo { endCursor }
          }
        }
        """;

    [Fact]
    public async Task Variables_never_change_the_SQL()
    {
        var page = await server.AskAsync(Search, new { text = "a", year = 2001, ids = Array.Empty<string>(), day = "2024-01-01", first = 2, after = (string?)null });
        var cursor = (string?)page.Data["pupils"]!["pageInfo"]!["endCursor"];
        var first = await server.AskAsync(Search, new { text = "n", year = 1990, ids = new[] { server.Pupils[0].Id.Value.ToString() }, day = "2024-01-01", first = 2, after = cursor });

        Prop.ForAll(Arb.From(Hostile), ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<byte>(), (text, year, size) =>
        {
            var answer = server.AskAsync(Search, new { text, year, ids = new[] { server.Pupils[size % 9].Id.Value.ToString() }, day = "2023-07-01", first = size % 200, after = cursor })
                .GetAwaiter().GetResult();
            return answer.OnlySql == first.OnlySql && answer.Json["errors"] is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public async Task Variables_of_groups_never_change_the_SQL_and_always_the_answer()
    {
        const string document =
            """
            query($year: Int, $band: Int, $least: Float, $p: Float!, $day: Date, $first: Int) {
              pupilsAggregate(where: { year: { gte: $year } }, by: [{ year: { band: $band } }], having: [{ measure: COUNT, gte: $least }],
                              order: [{ measure: MEAN, of: { year: {} }, until: $day }], first: $first) {
                totalCount groups { keys count quantile(of: { year: {} }, p: $p, until: $day) }
              }
            }
            """;
        var first = await server.AskAsync(document, new { year = 1900, band = 1, least = 0.0, p = 0.5, day = "2024-01-01", first = 10 });

        Prop.ForAll(Gen.Choose(1900, 2030).Zip(Gen.Choose(1, 20)).Zip(Gen.Choose(0, 100), (at, size) => (Year: at.Item1, Band: at.Item2, Size: size)).ToArbitrary(), at =>
        {
            var answer = server.AskAsync(document, new { year = at.Year, band = at.Band, least = at.Size / 50.0, p = at.Size / 100.0, day = "2023-07-01", first = at.Size }).GetAwaiter().GetResult();
            var expected = server.Pupils.Where(pupil => pupil.Year >= at.Year).GroupBy(pupil => pupil.Year / at.Band).Count(group => group.Count() >= at.Size / 50.0);
            return answer.OnlySql == first.OnlySql && (int)answer.Data["pupilsAggregate"]!["totalCount"]! == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void Text_is_data_wherever_it_stands() =>
        Prop.ForAll(Arb.From(Hostile), text =>
        {
            const string document = "query($text: String!) { allPupils(where: { or: [{ fullName: { eq: $text } }, { fullName: { contains: $text } }, { fullName: { startsWith: $text } }] }) { fullName } }";
            var answer = server.AskAsync(document, new { text }).GetAwaiter().GetResult();
            var expected = server.Pupils.Count(p => p.FullName.Contains(text, StringComparison.Ordinal));
            return ((JsonArray)answer.Data["allPupils"]!).Count == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData("quotes \" and ' and \\ and \\u0041")]
    [InlineData("lines\n\r\t and \u0001 \u001f \u007f \u2028")]
    [InlineData("emoji 😀 and Ưng % _ </script>")]
    [InlineData("{\"a\":[1,2]}")]
    public async Task Text_of_the_data_arrives_as_it_is(string text)
    {
        await server.ExecuteAsync("UPDATE \"Teachers\" SET \"Name\" = {0} WHERE \"Id\" = {1}", text, server.Teachers[4].Id);
        try
        {
            var answer = await server.AskAsync("{ teachers { id name } }");

            Assert.Contains("concat(", answer.OnlySql, StringComparison.Ordinal);
            Assert.Equal(text, (string?)answer.Data["teachers"]!.AsArray().Single(t => (string?)t!["id"] == server.Teachers[4].Id.ToString())!["name"]);
        }
        finally
        {
            await server.ExecuteAsync("UPDATE \"Teachers\" SET \"Name\" = {0} WHERE \"Id\" = {1}", server.Teachers[4].Name, server.Teachers[4].Id);
        }
    }

    [Fact]
    public async Task What_JSON_has_no_number_for_is_told_as_ever()
    {
        var pupil = server.Pupils.First(p => p.Weight is not null);
        await server.ExecuteAsync("UPDATE \"Pupils\" SET \"Weight\" = 'NaN' WHERE \"Id\" = {0}", pupil.Id.Value);
        try
        {
            var answer = await server.AskAsync("{ allPupils { id weight } }");
            var expected = await server.AskProviderAsync("{ allPupils { id weight } }");

            Assert.Equal(ErrorCodes.InternalError, answer.ErrorCode);
            Assert.Equal(expected.Json.ToJsonString(), answer.Json.ToJsonString());
        }
        finally
        {
            await server.ExecuteAsync("UPDATE \"Pupils\" SET \"Weight\" = {0} WHERE \"Id\" = {1}", pupil.Weight!, pupil.Id.Value);
        }
    }

    private static readonly Gen<string> Hostile = Gen.Elements("'", "\"", "\\", "%", "_", "😀", "\n", "$1", "--", "/*", "{0}", "n", "V", " ", "ễ", "\u0001", "a'; DROP TABLE x; --")
        .ListOf().Select(parts => string.Concat(parts));
}
