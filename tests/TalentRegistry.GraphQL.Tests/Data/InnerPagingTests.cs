using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.GraphQL.Tests.Data;

/// <summary>Pages inside rows: a page for each row, all by the one statement of the root field.</summary>
public sealed class InnerPagingTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private const string Document =
        """
        query($id: UUID, $order: [PupilSortInput!], $first: Int, $after: String, $last: Int, $before: String) {
          teachers(where: { id: { eq: $id } }) {
            pupilPages(order: $order, first: $first, after: $after, last: $last, before: $before) {
              totalCount
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
              edges { cursor node { id } }
            }
          }
        }
        """;

    private static readonly Gen<string> Step =
        Gen.Elements("givenName", "nickname", "year", "score", "height", "weight", "joinedOn", "seenAt", "isBoarder", "house", "id", "fullName")
            .SelectMany(_ => Gen.Elements("ASC", "DESC"), (field, direction) => $"{{\"{field}\":\"{direction}\"}}");

    [Fact]
    public void Pages_in_any_order_and_of_any_size_visit_each_row_once() =>
        Prop.ForAll(Walks(), walk => VisitsEachRowOnce(walk).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Arbitrary<(string Order, int Size, bool Forward, int Teacher)> Walks() => Arb.From(
        Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(Step, count), (_, steps) => $"[{string.Join(',', steps)}]")
            .SelectMany(_ => Gen.Choose(1, 12), (order, size) => (order, size))
            .SelectMany(_ => Gen.Elements(true, false), (at, forward) => (at.order, at.size, forward))
            .SelectMany(_ => Gen.Choose(0, 4), (at, teacher) => (at.order, at.size, at.forward, teacher)));

    // Cursors of the one way are cursors of the other.
    private async Task VisitsEachRowOnce((string Order, int Size, bool Forward, int Teacher) walk)
    {
        var (order, size, forward, at) = walk;
        var teacher = server.Teachers[at];
        var seen = new List<string>();
        string? cursor = null;
        for (var (more, page) = (true, 0); more; page++)
        {
            var variables = new JsonObject { ["id"] = teacher.Id, ["order"] = JsonNode.Parse(order), [forward ? "first" : "last"] = size, [forward ? "after" : "before"] = cursor };
            var answer = page % 3 == 1 ? await server.AskProviderAsync(Document, variables) : await server.AskAsync(Document, variables);
            Assert.Single(answer.Sql);
            var connection = answer.Data["teachers"]![0]!["pupilPages"]!;
            var ids = connection["edges"]!.AsArray().Select(edge => (string)edge!["node"]!["id"]!).ToList();
            Assert.Equal(teacher.Pupils.Count, (int)connection["totalCount"]!);
            Assert.InRange(ids.Count, 1, size);
            seen.InsertRange(forward ? seen.Count : 0, ids);

            var info = connection["pageInfo"]!;
            Assert.Equal(cursor is not null, (bool)info[forward ? "hasPreviousPage" : "hasNextPage"]!);
            cursor = (string?)info[forward ? "endCursor" : "startCursor"];
            more = (bool)info[forward ? "hasNextPage" : "hasPreviousPage"]!;
        }

        var whole = await server.AskAsync(Document, new JsonObject { ["id"] = teacher.Id, ["order"] = JsonNode.Parse(order), ["first"] = 200 });
        Assert.Equal(whole.Data["teachers"]![0]!["pupilPages"]!["edges"]!.AsArray().Select(edge => (string)edge!["node"]!["id"]!), seen);
        Assert.Equal(teacher.Pupils.Select(pupil => $"Pupil:{pupil.Id.Value}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_row_has_a_page_of_its_own_by_one_statement()
    {
        var answer = await server.AskAsync("{ teachers { id pupilPages(first: 3, order: [{ id: ASC }], where: { year: { gt: 2001 } }) { nodes { id } totalCount } } }");

        Assert.Contains("concat(", answer.OnlySql, StringComparison.Ordinal);
        foreach (var teacher in server.Teachers)
        {
            var page = answer.Data["teachers"]!.AsArray().Single(t => (Guid)t!["id"]! == teacher.Id)!["pupilPages"]!;
            var pupils = teacher.Pupils.Where(pupil => pupil.Year > 2001).OrderBy(pupil => pupil.Id.Value.ToString(), StringComparer.Ordinal).ToList();
            Assert.Equal(pupils.Take(3).Select(pupil => $"Pupil:{pupil.Id.Value}"), page["nodes"]!.AsArray().Select(node => (string)node!["id"]!));
            Assert.Equal(pupils.Count, (int)page["totalCount"]!);
        }
    }

    [Fact]
    public async Task Sizes_and_cursors_never_change_the_SQL()
    {
        const string Ask = "query($n: Int, $c: String, $since: Int) { teachers { pupilPages(first: $n, after: $c, since: $since) { edges { cursor node { markPages(first: $n) { nodes { value } } } } pageInfo { hasNextPage } } } }";
        var cursor = (string?)(await server.AskAsync(Ask, new { n = 1 })).Data["teachers"]![0]!["pupilPages"]!["edges"]![0]!["cursor"];

        var one = await server.AskAsync(Ask, new { n = 2, c = cursor, since = 2001 });
        var other = await server.AskAsync(Ask, new { n = 9, c = cursor, since = 1990 });

        Assert.Equal(one.OnlySql, other.OnlySql);
        Assert.NotEqual(one.Data.ToJsonString(), other.Data.ToJsonString());
    }

    [Fact]
    public async Task Nothing_is_counted_numbered_or_made_a_cursor_of_unasked()
    {
        var answer = await server.AskAsync("{ teachers { pupilPages(first: 2) { nodes { fullName } } } }");

        Assert.DoesNotContain("count(", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("row_number(", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("encode(", answer.OnlySql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first: -1", "BAD_USER_INPUT", "0 or more")]
    [InlineData("first: 201", "GRAPHQL_LIMIT_EXCEEDED", "up to 200")]
    [InlineData("first: 1, last: 1", "BAD_USER_INPUT", "not both")]
    [InlineData("after: \"%%%\"", "BAD_USER_INPUT", "not a cursor")]
    [InlineData("order: [{ secret: ASC }]", "FORBIDDEN", "secret")]
    public async Task A_page_that_makes_no_sense_is_refused(string arguments, string code, string words)
    {
        var document = $"{{ teachers {{ pupilPages({arguments}) {{ nodes {{ id }} }} }} }}";

        var answer = await server.AskAsync(document);

        Assert.Empty(answer.Sql);
        Assert.Equal(code, answer.ErrorCode);
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
        Assert.Equal((await server.AskProviderAsync(document)).Json.ToJsonString(), answer.Json.ToJsonString());
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var byScore = await server.AskAsync("{ teachers { pupilPages(first: 1, order: [{ score: ASC }]) { pageInfo { endCursor } } } }");
        var cursor = (string?)byScore.Data["teachers"]![0]!["pupilPages"]!["pageInfo"]!["endCursor"];

        var answer = await server.AskAsync("query($c: String) { teachers { pupilPages(after: $c, order: [{ score: DESC }]) { nodes { id } } } }", new { c = cursor });

        Assert.Contains("another order", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_wants_to_know_is_told_of_the_rows_on_the_pages_and_of_no_others(bool inDatabase)
    {
        const string Ask = "{ pupils(first: 7, order: [{ id: ASC }]) { nodes { id markPages(first: 1) { pageInfo { hasNextPage } nodes { value } } } } }";

        var answer = inDatabase ? await server.AskAsync(Ask) : await server.AskProviderAsync(Ask);

        var shown = answer.Data["pupils"]!["nodes"]!.AsArray().Where(node => node!["markPages"]!["nodes"]!.AsArray().Count > 0).Select(node => (string)node!["id"]!).ToList();
        Assert.NotEmpty(shown);
        Assert.Equal(shown.Order(StringComparer.Ordinal), server.Told.Select(pupil => $"Pupil:{pupil.Value}").Order(StringComparer.Ordinal));
    }
}
