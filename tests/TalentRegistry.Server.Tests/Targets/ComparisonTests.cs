using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Targets;

/// <summary>An indicator of a target told apart by cause, place and group, and down to its people.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class ComparisonTests(RunningRegistry registry)
{
    private const string Parts = "from to change before { numerator denominator value } after { numerator denominator value } parts { cause numerator denominator effect } suppression { rule }";

    [Theory]
    [InlineData("planner", "DB-06")]
    [InlineData("leader", "DB-06")]
    [InlineData("hr", "DB-07")]
    public async Task Causes_of_a_change_add_up_to_it(string user, string target)
    {
        var change = (await registry.DataAsync(user, $$"""{ decompose(define: { target: "{{target}}" }, from: "2019-12-31", asOf: "2024-12-31") { {{Parts}} } }""")).GetProperty("decompose");

        var parts = change.GetProperty("parts").EnumerateArray().ToList();
        Assert.Equal(Number(change, "after", "numerator") - Number(change, "before", "numerator"), parts.Sum(part => part.GetProperty("numerator").GetDouble()), 9);
        if (change.GetProperty("change").ValueKind is JsonValueKind.Number)
        {
            Assert.Equal(change.GetProperty("change").GetDouble(), parts.Sum(part => part.GetProperty("effect").GetDouble()), 9);
            Assert.Equal(Number(change, "after", "value") - Number(change, "before", "value"), change.GetProperty("change").GetDouble(), 9);
        }
    }

    [Fact]
    public async Task Places_are_told_with_how_evenly_they_are_served()
    {
        var answer = (await registry.DataAsync(
            "planner", """{ indicator(define: { target: "DB-06" }, asOf: "2024-12-31", by: [DISTRICT]) { total { numerator value } cells { keys { code } numerator value } balance { mean gini bestToWorst parts { key { code } value fromMean isFar peopleToMean } } } }"""))
            .GetProperty("indicator");

        var balance = answer.GetProperty("balance");
        var parts = balance.GetProperty("parts").EnumerateArray().ToList();
        Assert.InRange(balance.GetProperty("gini").GetDouble(), 0.0001, 0.9999);
        Assert.Equal(10, parts.Count); // the districts of Điện Biên before July 2025, also those without a doctor
        Assert.Contains(parts, part => part.GetProperty("value").GetDouble() == 0);
        Assert.Equal(parts.Select(part => part.GetProperty("value").GetDouble()).Order(), parts.Select(part => part.GetProperty("value").GetDouble()));
        Assert.All(parts, part => Assert.Equal(Math.Abs(part.GetProperty("fromMean").GetDouble()) > 0.25, part.GetProperty("isFar").GetBoolean()));
        Assert.Equal(0, parts.Sum(part => part.GetProperty("peopleToMean").GetDouble()), 6);
    }

    [Fact]
    public async Task Groups_are_told_with_their_share_of_the_population_and_ethnic_groups_to_officers_only()
    {
        const string Groups = """{ priorityGroups(define: { target: "DB-06" }, asOf: "2024-12-31") { group numerator shareOfCounted shareOfPopulation gap note { vi } } }""";
        var told = (await registry.DataAsync("planner", Groups)).GetProperty("priorityGroups").EnumerateArray().ToDictionary(group => group.GetProperty("group").GetString()!);
        var officers = (await registry.DataAsync("hr", Groups)).GetProperty("priorityGroups").EnumerateArray().ToDictionary(group => group.GetProperty("group").GetString()!);

        Assert.Equal(8, told.Count);
        Assert.InRange(told["WOMEN"].GetProperty("shareOfPopulation").GetDouble(), 45, 55);
        Assert.Equal(
            told["WOMEN"].GetProperty("shareOfCounted").GetDouble() - told["WOMEN"].GetProperty("shareOfPopulation").GetDouble(), told["WOMEN"].GetProperty("gap").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, told["ETHNIC_MINORITY"].GetProperty("numerator").ValueKind);
        Assert.Equal(JsonValueKind.Number, officers["ETHNIC_MINORITY"].GetProperty("numerator").ValueKind);
        Assert.Equal(JsonValueKind.Null, told["BORDER"].GetProperty("numerator").ValueKind);
    }

    [Fact]
    public async Task Who_works_in_an_area_that_the_list_names_is_told_as_soon_as_the_list_is_there()
    {
        await registry.SqlAsync("INSERT INTO reference.area_classification VALUES ('D094', 'border', '2014-06-20', NULL, 'P11', 'Nghị định 34/2014/NĐ-CP')");
        try
        {
            var answer = await registry.DataAsync(
                "planner",
                """
                {
                  priorityGroups(define: { target: "DB-06" }, asOf: "2024-12-31") { group numerator unknown note { vi } }
                  indicator(define: { target: "DB-06" }, asOf: "2024-12-31", by: [DISTRICT]) { cells { keys { code } numerator } }
                }
                """);
            var groups = answer.GetProperty("priorityGroups").EnumerateArray().ToDictionary(group => group.GetProperty("group").GetString()!);
            var district = answer.GetProperty("indicator").GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("keys")[0].GetProperty("code").GetString() == "D094");

            Assert.Equal(district.GetProperty("numerator").GetInt64(), groups["BORDER"].GetProperty("numerator").GetInt64());
            Assert.Equal(0, groups["BORDER"].GetProperty("unknown").GetInt64());
            Assert.Contains("areas load", groups["REMOTE"].GetProperty("note").GetProperty("vi").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            await registry.SqlAsync("DELETE FROM reference.area_classification");
        }
    }

    [Fact]
    public async Task The_people_behind_a_number_are_as_many_as_it_says()
    {
        var answer = await registry.DataAsync(
            "planner", """{ indicator(define: { target: "DB-06" }, asOf: "2024-12-31") { total { numerator } } indicatorPeople(define: { target: "DB-06" }, asOf: "2024-12-31", first: 5) { totalCount nodes { birthYear } } }""");

        Assert.Equal(Number(answer, "indicator", "total", "numerator"), answer.GetProperty("indicatorPeople").GetProperty("totalCount").GetDouble());
        Assert.Equal(5, answer.GetProperty("indicatorPeople").GetProperty("nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("""{ decompose(define: { target: "DB-06" }, from: "2024-12-31", asOf: "2024-12-31") { change } }""", "before the last")]
    [InlineData("""{ indicator(define: { target: "DB-99" }) { asOf } }""", "no target DB-99")]
    [InlineData("""{ indicator(define: { target: "DB-06", yaml: "kind: count" }) { asOf } }""", "either yaml or target")]
    public async Task What_cannot_be_asked_is_refused_with_a_reason(string query, string reason)
    {
        var answer = await registry.AskAsync("planner", query);

        Assert.Contains(reason, answer.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static double Number(JsonElement element, params string[] path) => path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetDouble();
}
