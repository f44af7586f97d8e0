using System.Security.Claims;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace TalentRegistry.GraphQL.Tests.Data;

public sealed class PagingTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private const string Document =
        """
        query($order: [PupilSortInput!], $first: Int, $after: String, $last: Int, $before: String) {
          pupils(order: $order, first: $first, after: $after, last: $last, before: $before) {
            totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            edges { cursor node { id } }
          }
        }
        """;

    private static readonly Gen<string> PupilStep = Gen.OneOf(
        Step("givenName", "nickname", "year", "score", "height", "weight", "joinedOn", "seenAt", "isBoarder", "house", "id", "fullName"),
        Step("year", "fullName", "isBoarder", "id"),
        Step("hiredOn").Select(step => $"{{\"teacher\":{step}}}"),
        Step("name").Select(step => $"{{\"teacher\":{{\"town\":{step}}}}}"));

    private static Gen<string> Step(params string[] fields) =>
        Gen.Elements(fields).SelectMany(_ => Gen.Elements("ASC", "DESC"), (field, direction) => $"{{\"{field}\":\"{direction}\"}}");

    [Fact]
    public void Pages_in_any_order_and_of_any_size_show_each_row_once() =>
        Prop.ForAll(Pages(PupilStep), at => PagesShowEachRowOnce("pupils", "Pupil", 1, at).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void So_do_pages_of_rows_in_memory() =>
        Prop.ForAll(Pages(Step("text", "stars")), at => PagesShowEachRowOnce("notes", "Note", 0, at).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private static Arbitrary<(string Order, int Size, bool Forward)> Pages(Gen<string> step) => Arb.From(
        Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(step, count), (_, steps) => $"[{string.Join(',', steps)}]")
            .SelectMany(_ => Gen.Choose(3, 70), (order, size) => (order, size))
            .SelectMany(_ => Gen.Elements(true, false), (at, forward) => (at.order, at.size, forward)));

    private async Task PagesShowEachRowOnce(string field, string type, int statements, (string Order, int Size, bool Forward) at)
    {
        var (order, size, forward) = at;
        var document = Document.Replace(" pupils(", $" {field}(", StringComparison.Ordinal).Replace("PupilSortInput", type + "SortInput", StringComparison.Ordinal);
        var whole = await server.AskAsync(document, Variables(order, ("first", 200)));
        var seen = new List<string>();
        string? cursor = null;
        for (var more = true; more;)
        {
            var page = await server.AskAsync(document, forward
                ? Variables(order, ("first", size), ("after", cursor))
                : Variables(order, ("last", size), ("before", cursor)));
            var connection = page.Data[field]!;
            var ids = Ids(connection);
            Assert.Equal(statements, page.Sql.Count);
            Assert.Equal(120, (int)connection["totalCount"]!);
            Assert.InRange(ids.Count, 1, size);
            seen.InsertRange(forward ? seen.Count : 0, ids);

            var info = connection["pageInfo"]!;
            Assert.Equal(cursor is not null, (bool)info[forward ? "hasPreviousPage" : "hasNextPage"]!);
            Assert.Equal((string?)connection["edges"]![0]!["cursor"], (string?)info["startCursor"]);
            cursor = (string?)info[forward ? "endCursor" : "startCursor"];
            more = (bool)info[forward ? "hasNextPage" : "hasPreviousPage"]!;
        }

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(Ids(whole.Data[field]!), seen);
    }

    [Fact]
    public async Task What_has_no_value_comes_last_ascending_and_first_descending()
    {
        var ascending = await server.AskAsync("{ pupils(first: 200, order: [{ score: ASC }]) { nodes { score } } }");
        var descending = await server.AskAsync("{ pupils(first: 200, order: [{ score: DESC }]) { nodes { score } } }");

        var scores = server.Pupils.Select(p => p.Score).ToList();
        Assert.Equal(scores.OrderBy(s => s is null).ThenBy(s => s), Scores(ascending));
        Assert.Equal(scores.OrderByDescending(s => s is null).ThenByDescending(s => s), Scores(descending));

        static IEnumerable<int?> Scores(Answer answer) => answer.Data["pupils"]!["nodes"]!.AsArray().Select(n => (int?)n!["score"]);
    }

    [Fact]
    public async Task Names_stand_in_the_order_of_the_Vietnamese_alphabet_and_pages_keep_to_it()
    {
        var order = Variables("""[{"givenName":"ASC"}]""", ("first", 1));
        var names = new List<string>();
        for (string? cursor = null; names.Count < 120;)
        {
            order["after"] = cursor;
            var page = await server.AskAsync(
                "query($order: [PupilSortInput!], $first: Int, $after: String) { pupils(order: $order, first: $first, after: $after) { nodes { givenName } pageInfo { endCursor } } }", order);
            names.Add((string)page.Data["pupils"]!["nodes"]![0]!["givenName"]!);
            cursor = (string?)page.Data["pupils"]!["pageInfo"]!["endCursor"];
        }

        // As a dictionary has them; by code points Ánh and Ân would follow Út, and Đào would be last.
        Assert.Equal(["An", "Ánh", "Ân", "Bình", "Cúc", "Dung", "Đào", "Em", "Giang", "Ông", "Ơn", "Út", "Ưng"], names.Distinct());
    }

    [Theory]
    [InlineData("""[{"year":"ASC"},{"fullName":"ASC"}]""", true)]
    [InlineData("""[{"year":"ASC"},{"fullName":"DESC"}]""", false)]
    [InlineData("""[{"year":"ASC"},{"score":"ASC"}]""", false)]
    [InlineData("[]", true)]
    public async Task Keys_that_run_one_way_and_are_never_null_are_compared_as_one_row(string order, bool asOne)
    {
        var first = await server.AskAsync(Document, Variables(order, ("first", 40)));

        var second = await server.AskAsync(Document, Variables(order, ("first", 40), ("after", (string?)first.Data["pupils"]!["pageInfo"]!["endCursor"])));

        Assert.Equal(40, Ids(second.Data["pupils"]!).Count);
        Assert.Empty(Ids(second.Data["pupils"]!).Intersect(Ids(first.Data["pupils"]!)));
        Assert.Equal(asOne, second.OnlySql.Contains(") > (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_between_two_cursors_end_at_both()
    {
        var whole = Ids((await server.AskAsync(Document, Variables("[]", ("first", 200)))).Data["pupils"]!);
        var all = (await server.AskAsync(Document, Variables("[]", ("first", 200)))).Data["pupils"]!["edges"]!.AsArray().Select(e => (string)e!["cursor"]!).ToList();

        var between = await server.AskAsync(Document, Variables("[]", ("first", 100), ("after", all[10]), ("before", all[14])));

        Assert.Equal(whole[11..14], Ids(between.Data["pupils"]!));
        Assert.Equal("""{"hasNextPage":false,"hasPreviousPage":true}""", Flags(between));
    }

    [Fact]
    public async Task A_page_after_the_last_row_is_empty_and_still_knows_the_total()
    {
        var last = (await server.AskAsync(Document, Variables("[]", ("last", 1)))).Data["pupils"]!;

        var beyond = await server.AskAsync(Document, Variables("[]", ("first", 5), ("after", (string?)last["pageInfo"]!["endCursor"])));

        Assert.Empty(Ids(beyond.Data["pupils"]!));
        Assert.Equal(120, (int)beyond.Data["pupils"]!["totalCount"]!);
    }

    [Theory]
    [InlineData("{ pupils { totalCount } }", 120)]
    [InlineData("{ pupils(where: { score: { isNull: false }, and: [{ score: { gt: 100 } }] }) { totalCount } }", 0)]
    [InlineData("{ pupils(first: 0) { totalCount nodes { id } } }", 120)]
    [InlineData("{ pupils(where: { score: { gt: 100 } }) { totalCount nodes { id } } }", 0)]
    public async Task Totals_are_counted_by_the_same_statement(string document, int total)
    {
        var answer = await server.AskAsync(document);

        Assert.Equal(total, (int)answer.Data["pupils"]!["totalCount"]!);
        Assert.Contains("count(*)", answer.OnlySql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_counted_and_no_cursor_is_made_unasked()
    {
        var answer = await server.AskAsync("{ pupils(first: 2, order: [{ score: ASC }]) { nodes { fullName } } }");

        Assert.DoesNotContain("count(", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Id\",", answer.OnlySql, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("first: -1", "BAD_USER_INPUT", "0 or more")]
    [InlineData("first: 201", "GRAPHQL_LIMIT_EXCEEDED", "up to 200")]
    [InlineData("last: 201", "GRAPHQL_LIMIT_EXCEEDED", "up to 200")]
    [InlineData("first: 1, last: 1", "BAD_USER_INPUT", "not both")]
    [InlineData("after: \"\"", "BAD_USER_INPUT", "not a cursor")]
    [InlineData("after: \"%%%\"", "BAD_USER_INPUT", "not a cursor")]
    [InlineData("after: \"e30\"", "BAD_USER_INPUT", "not a cursor")]
    [InlineData("before: \"W10\"", "BAD_USER_INPUT", "not a cursor")]
    [InlineData("order: [{ score: ASC, year: ASC }]", "GRAPHQL_VALIDATION_FAILED", "PupilSortInput")]
    public async Task A_page_that_makes_no_sense_is_refused(string arguments, string code, string words)
    {
        var answer = await server.AskAsync($"query {{ pupils({arguments}) {{ nodes {{ id }} }} }}");

        Assert.Empty(answer.Sql);
        Assert.Equal(code, answer.ErrorCode);
        Assert.Contains(words, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var byScore = await server.AskAsync("{ pupils(first: 1, order: [{ score: ASC }]) { pageInfo { endCursor } } }");
        var cursor = (string?)byScore.Data["pupils"]!["pageInfo"]!["endCursor"];

        var answer = await server.AskAsync(
            "query($c: String) { pupils(first: 1, after: $c, order: [{ score: DESC }]) { nodes { id } } }", new { c = cursor });

        Assert.Equal("BAD_USER_INPUT", answer.ErrorCode);
        Assert.Contains("another order", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_cursor_is_refused_or_is_another_place_and_never_fails()
    {
        const string Ask = "query($c: String) { pupils(first: 3, after: $c, order: [{ nickname: ASC }, { joinedOn: DESC }]) { nodes { id } edges { cursor } } }";
        var cursor = (string)(await server.AskAsync(Ask)).Data["pupils"]!["edges"]![2]!["cursor"]!;
        var changes = Gen.Choose(0, cursor.Length - 1).SelectMany(_ => Gen.Elements("AZaz09-_=".ToCharArray()), (at, letter) => cursor[..at] + letter + cursor[(at + 1)..]);

        Prop.ForAll(Arb.From(changes), changed =>
        {
            var answer = server.AskAsync(Ask, new { c = changed }).GetAwaiter().GetResult();
            return answer.ErrorCode is null or "BAD_USER_INPUT";
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public async Task A_default_order_by_a_hidden_field_is_left_out_and_its_cursors_tell_nothing()
    {
        var answer = await server.AskAsync("{ pupils(first: 2) { edges { cursor } } }", null, new Claim("blind", PupilType.Names));

        Assert.DoesNotContain("\"GivenName\"", answer.OnlySql, StringComparison.Ordinal);
        Assert.Equal(2, answer.Data["pupils"]!["edges"]!.AsArray().Count);
    }

    private static JsonObject Variables(string order, params (string Name, JsonNode? Value)[] more)
    {
        var variables = new JsonObject { ["order"] = JsonNode.Parse(order) };
        foreach (var (name, value) in more)
            variables[name] = value;
        return variables;
    }

    private static List<string> Ids(JsonNode connection) => [.. connection["edges"]!.AsArray().Select(e => e!["node"]!["id"]!.ToString())];

    private static string Flags(Answer answer)
    {
        var info = answer.Data["pupils"]!["pageInfo"]!;
        return new JsonObject { ["hasNextPage"] = (bool)info["hasNextPage"]!, ["hasPreviousPage"] = (bool)info["hasPreviousPage"]! }.ToJsonString();
    }
}
