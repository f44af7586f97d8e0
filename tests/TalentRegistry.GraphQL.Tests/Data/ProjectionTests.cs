using System.Globalization;
using System.Security.Claims;

namespace TalentRegistry.GraphQL.Tests.Data;

public sealed class ProjectionTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    [Fact]
    public async Task Only_the_columns_asked_for_are_read()
    {
        var answer = await server.AskAsync("{ allPupils { fullName } }");

        Assert.Equal(120, answer.Data["allPupils"]!.AsArray().Count);
        Assert.Contains("\"FullName\"", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Nickname\"", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Secret\"", answer.OnlySql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_below_a_root_field_comes_by_one_statement()
    {
        var answer = await server.AskAsync(
            """
            query($since: Date!) {
              allPupils {
                id fullName house isBoarder joinedOn seenAt height
                teacher { name hiredOn town { code name } pupils { fullName } }
                marks { subject value }
                best { value }
                marksSince(day: $since)
                lastBefore(day: $since) { value }
                greeting initial __typename
              }
            }
            """,
            new { since = "2024-01-15" });

        var rows = answer.Data["allPupils"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);
        Assert.Single(answer.Sql);
        foreach (var pupil in server.Pupils)
        {
            var row = rows["Pupil:" + pupil.Id.Value];
            Assert.Equal(pupil.FullName, (string?)row["fullName"]);
            Assert.Equal(pupil.House?.ToString().ToUpperInvariant(), (string?)row["house"]);
            Assert.Equal(pupil.JoinedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (string?)row["joinedOn"]);
            Assert.Equal(pupil.Height, (decimal?)row["height"]);
            Assert.Equal(pupil.Teacher?.Name, (string?)row["teacher"]?["name"]);
            Assert.Equal(pupil.Teacher?.Town.Name, (string?)row["teacher"]?["town"]!["name"]);
            Assert.Equal(pupil.Teacher?.Pupils.Count, row["teacher"]?["pupils"]!.AsArray().Count);
            Assert.Equal(pupil.Marks.Select(m => m.Value), row["marks"]!.AsArray().Select(m => (int)m!["value"]!));
            Assert.Equal(pupil.Marks.Count == 0 ? null : pupil.Marks.Max(m => m.Value), (int?)row["best"]?["value"]);
            Assert.Equal(pupil.Marks.Count(m => m.GivenOn >= new DateOnly(2024, 1, 15)), (int)row["marksSince"]!);
            Assert.Equal(
                pupil.Marks.Where(m => m.GivenOn < new DateOnly(2024, 1, 15)).OrderByDescending(m => m.GivenOn).ThenBy(m => m.Id).FirstOrDefault()?.Value,
                (int?)row["lastBefore"]?["value"]);
            Assert.Equal("Chào " + pupil.FullName, (string?)row["greeting"]);
            Assert.Equal(pupil.FullName[..1], (string?)row["initial"]);
            Assert.Equal("Pupil", (string?)row["__typename"]);
        }
    }

    [Fact]
    public async Task Aliases_of_a_field_with_other_arguments_are_kept_apart()
    {
        var answer = await server.AskAsync(
            """{ allPupils { id all: marksSince(day: "2000-01-01") none: marksSince(day: "2100-01-01") high: marks(where: { value: { gt: 7 } }) { value } marks { value } } }""");

        var rows = answer.Data["allPupils"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);
        Assert.Single(answer.Sql);
        Assert.All(server.Pupils, pupil =>
        {
            var row = rows["Pupil:" + pupil.Id.Value];
            Assert.Equal(pupil.Marks.Count, (int)row["all"]!);
            Assert.Equal(0, (int)row["none"]!);
            Assert.Equal(pupil.Marks.Count(m => m.Value > 7), row["high"]!.AsArray().Count);
            Assert.Equal(pupil.Marks.Count, row["marks"]!.AsArray().Count);
        });
    }

    [Fact]
    public async Task Lists_inside_rows_are_filtered_and_ordered_by_their_own_arguments()
    {
        var answer = await server.AskAsync(
            "query($w: MarkFilterInput, $o: [MarkSortInput!]) { allPupils { id marks(where: $w, order: $o) { value } } }",
            new { w = new { value = new { gte = 3 } }, o = new[] { new { value = "DESC" } } });

        var rows = answer.Data["allPupils"]!.AsArray().ToDictionary(r => (string)r!["id"]!, r => r!);
        Assert.All(server.Pupils, pupil => Assert.Equal(
            pupil.Marks.Select(m => m.Value).Where(v => v >= 3).OrderDescending(),
            rows["Pupil:" + pupil.Id.Value]["marks"]!.AsArray().Select(m => (int)m!["value"]!)));
    }

    [Fact]
    public async Task One_row_or_null_is_given_where_one_is_asked_for()
    {
        const string Document = "query($id: UUID!) { pupil(id: $id) { fullName teacher { name } } }";

        var found = await server.AskAsync(Document, new { id = server.Pupils[7].Id.Value });
        var missing = await server.AskAsync(Document, new { id = Guid.Empty });

        Assert.Equal(server.Pupils[7].FullName, (string?)found.Data["pupil"]!["fullName"]);
        Assert.Null(missing.Data["pupil"]);
        Assert.Single(missing.Sql);
    }

    [Fact]
    public async Task Values_of_a_request_are_parameters_so_that_requests_share_a_statement()
    {
        const string Document =
            """
            query($name: String, $day: Date!, $n: Int) {
              pupils(first: $n, where: { fullName: { contains: $name } }) { nodes { fullName marksSince(day: $day) marks(where: { value: { gt: $n } }) { value } } }
            }
            """;

        var one = await server.AskAsync(Document, new { name = "Văn", day = "2024-01-10", n = 3 });
        var other = await server.AskAsync(Document, new { name = "Lò", day = "2023-01-10", n = 5 });

        Assert.NotEqual(one.Data.ToJsonString(), other.Data.ToJsonString());
        Assert.Equal(one.OnlySql, other.OnlySql);
    }

    [Fact]
    public async Task A_field_that_the_caller_may_not_see_is_not_read_and_is_an_error_of_its_own()
    {
        var document = $"{{ pupil(id: \"{server.Pupils[0].Id.Value}\") {{ fullName secret }} }}";

        var refused = await server.AskAsync(document);
        var allowed = await server.AskAsync(document, null, new Claim("sees", PupilType.Secrets));
        var again = await server.AskAsync(document);

        Assert.DoesNotContain("\"Secret\"", refused.OnlySql, StringComparison.Ordinal);
        Assert.Equal("FORBIDDEN", refused.ErrorCode);
        Assert.Equal(server.Pupils[0].FullName, (string?)refused.Json["data"]!["pupil"]!["fullName"]);
        Assert.Equal("""["pupil","secret"]""", refused.Json["errors"]![0]!["path"]!.ToJsonString());
        Assert.Equal(server.Pupils[0].Secret, (string?)allowed.Data["pupil"]!["secret"]);
        Assert.Equal(refused.Json.ToJsonString(), again.Json.ToJsonString());
    }

    [Fact]
    public async Task A_list_that_is_too_long_is_refused_with_the_number()
    {
        var answer = await server.AskAsync("{ everyPair { value } }");

        Assert.Equal("GRAPHQL_LIMIT_EXCEEDED", answer.ErrorCode);
        Assert.Contains("500", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_of_some_rows_is_looked_up_and_not_numbered_over_the_whole_table()
    {
        var answer = await server.AskProviderAsync("{ pupils(first: 3) { nodes { best { value } } } }");

        Assert.Contains("LATERAL", answer.OnlySql, StringComparison.Ordinal);
        Assert.DoesNotContain("ROW_NUMBER", answer.OnlySql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_selected_of_rows_is_null_where_there_is_nothing()
    {
        var answer = await server.AskAsync("{ teachers { id favourite { name } buddyOfFirst { year fullName } buddies { fullName } } }");

        var rows = answer.Data["teachers"]!.AsArray();
        Assert.Single(answer.Sql);
        foreach (var row in rows)
        {
            var teacher = server.Teachers.Single(t => t.Id.ToString() == (string)row!["id"]!);
            var pupils = teacher.Pupils.OrderBy(p => p.Id.Value.ToString(), StringComparer.Ordinal).ToList();
            Assert.Equal(teacher.TownCode == "LC" ? "Lai Châu" : null, (string?)row!["favourite"]?["name"]);
            Assert.Equal(pupils[0].Buddy?.FullName, (string?)row["buddyOfFirst"]?["fullName"]);
            Assert.Equal(pupils.Select(p => p.Buddy?.FullName), row["buddies"]!.AsArray().Select(b => (string?)b?["fullName"]));
        }
    }

    [Fact]
    public async Task Two_root_fields_take_two_statements()
    {
        var answer = await server.AskAsync("{ teachers { name } allPupils { fullName } }");

        Assert.Equal(5, answer.Data["teachers"]!.AsArray().Count);
        Assert.Equal(2, answer.Sql.Count);
    }
}
