using System.Globalization;
using System.Text.Json.Nodes;

namespace TalentRegistry.GraphQL.Tests.Data;

/// <summary>An argument that is left out has the value that the nearest field around gives to its own of that name.</summary>
public sealed class ArgumentsFromAroundTests(SchoolServer server) : IClassFixture<SchoolServer>
{
    private const string Document = """
        query($day: Date) { pupilsOn(day: $day) {
            id marksTo { id } all: marksTo(day: null) { id } then: marksTo(day: "2023-03-01") { id } lastMark { id }
            few: marksTo(where: { value: { gte: 5 } }) { id } } }
        """;

    [Theory]
    [InlineData("2022-12-31")]
    [InlineData("2024-06-15")]
    [InlineData(null)]
    public async Task Fields_answer_for_the_day_around_them_unless_they_name_their_own(string? day)
    {
        var answer = await server.AskAsync(Document, new { day });
        var read = await server.AskProviderAsync(Document, new { day });

        Assert.Equal(read.Data.ToJsonString(), answer.Data.ToJsonString());
        foreach (var pupil in answer.Data["pupilsOn"]!.AsArray())
        {
            var marks = server.Pupils.Single(p => "Pupil:" + p.Id.Value == (string)pupil!["id"]!).Marks;
            var until = day is null ? DateOnly.MaxValue : DateOnly.Parse(day, null);
            Assert.Equal(Ids(marks.Where(m => m.GivenOn <= until)), Ids(pupil!["marksTo"]));
            Assert.Equal(Ids(marks), Ids(pupil["all"]));
            Assert.Equal(Ids(marks.Where(m => m.GivenOn <= new DateOnly(2023, 3, 1))), Ids(pupil["then"]));
            Assert.Equal(Ids(marks.Where(m => m.GivenOn <= until && m.Value >= 5)), Ids(pupil["few"]));
            Assert.Equal(marks.Where(m => m.GivenOn <= until).OrderByDescending(m => m.GivenOn).ThenBy(m => m.Id).FirstOrDefault()?.Id.ToString(CultureInfo.InvariantCulture), pupil["lastMark"]?["id"]?.ToString());
        }
    }

    [Fact]
    public async Task Two_days_share_one_statement()
    {
        var one = await server.AskAsync(Document, new { day = "2022-12-31" });
        var other = await server.AskAsync(Document, new { day = "2024-06-15" });

        Assert.Equal(one.OnlySql, other.OnlySql);
        Assert.Contains("concat(", one.OnlySql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conditions_and_groups_are_of_the_day_around_too()
    {
        var day = new DateOnly(2023, 6, 30);
        var found = await server.AskAsync("""{ pupilsOn(day: "2023-06-30", where: { lastMark: { value: { gte: 5 } }, marksTo: { some: { value: { lt: 5 } } } }) { id } }""");
        var groups = await server.AskAsync("""{ pupilsOnAggregate(day: "2023-06-30", by: [{ lastMark: { by: { value: {} } } }], first: 1000) { groups { keys count } } }""");

        Mark? Last(Pupil pupil) => pupil.Marks.Where(m => m.GivenOn <= day).OrderByDescending(m => m.GivenOn).ThenBy(m => m.Id).FirstOrDefault();
        Assert.Equal(
            server.Pupils.Where(p => Last(p)?.Value >= 5 && p.Marks.Any(m => m.GivenOn <= day && m.Value < 5)).Select(p => "Pupil:" + p.Id.Value).Order(StringComparer.Ordinal),
            found.Data["pupilsOn"]!.AsArray().Select(p => (string)p!["id"]!).Order(StringComparer.Ordinal));
        Assert.Equal(
            server.Pupils.GroupBy(p => Last(p)?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToDictionary(g => g.Key ?? "", g => g.Count()),
            groups.Data["pupilsOnAggregate"]!["groups"]!.AsArray().ToDictionary(g => (string?)g!["keys"]![0] ?? "", g => (int)g!["count"]!));
    }

    [Theory]
    [InlineData("""{ pupilsOn(day: "1989-12-31") { id } }""")]
    [InlineData("""{ pupilsOn { marksTo(day: "1989-12-31") { id } } }""")]
    public async Task A_value_that_a_rule_refuses_is_refused_where_it_is_given(string document)
    {
        var answer = await server.AskAsync(document);

        Assert.Equal("BAD_USER_INPUT", answer.ErrorCode);
        Assert.Equal("Nothing is known of days before 1990.", answer.Error);
    }

    private static IEnumerable<string> Ids(IEnumerable<Mark> marks) => marks.Select(m => m.Id.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Ids(JsonNode? marks) => marks!.AsArray().Select(m => m!["id"]!.ToString()).Order(StringComparer.Ordinal);
}
