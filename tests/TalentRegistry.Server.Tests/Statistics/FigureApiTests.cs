using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Statistics;

/// <summary>Figures of published series over the API.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class FigureApiTests(RunningRegistry registry)
{
    private const string Enter =
        """
        mutation($input: EnterFigureInput!) { enterFigure(input: $input) {
          madeEntry { id value source }
          errors { __typename ... on FigureInvalidError { fields { field messageVi messageEn } } ... on Error { message } } } }
        """;

    private const string InUse =
        """
        query($series: String!, $year: Int!) { figures(where: { seriesCode: { eq: $series }, year: { eq: $year } }) {
          totalCount nodes { value status source entryId series { nameVi unit } unit { name } } } }
        """;

    [Fact]
    public async Task A_planner_enters_a_figure_and_everybody_reads_it()
    {
        var made = await EnterAsync(new { series = "employed", unitId = "P11", year = 2041, value = 320_000, source = "Niên giám 2041" });
        Assert.Equal(320_000, made.GetProperty("madeEntry").GetProperty("value").GetInt32());

        foreach (var reader in (string[])["hr", "leader", "planner"])
        {
            var read = (await registry.DataAsync(reader, InUse, new { series = "employed", year = 2041 })).GetProperty("figures");
            var figure = Assert.Single(read.GetProperty("nodes").EnumerateArray());
            Assert.Equal(("Niên giám 2041", "FINAL"), (figure.GetProperty("source").GetString(), figure.GetProperty("status").GetString()));
            Assert.Equal("person", figure.GetProperty("series").GetProperty("unit").GetString());
        }

        var again = await EnterAsync(new { series = "employed", unitId = "P11", year = 2041, value = 1, source = "x" });
        Assert.Equal("StaleFigureError", again.GetProperty("errors")[0].GetProperty("__typename").GetString());
    }

    [Fact]
    public async Task A_figure_that_cannot_be_is_told_field_by_field_in_both_languages()
    {
        var made = await EnterAsync(new { series = "employment_share_industry", unitId = "P11", year = 2042, value = 100.5, source = " " });

        var error = made.GetProperty("errors")[0];
        Assert.Equal("FigureInvalidError", error.GetProperty("__typename").GetString());
        Assert.Equal(["value", "source"], error.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("field").GetString()));
        Assert.All(error.GetProperty("fields").EnumerateArray(), field => Assert.NotEqual(field.GetProperty("messageVi").GetString(), field.GetProperty("messageEn").GetString()));
    }

    [Fact]
    public async Task A_target_that_nobody_can_count_is_told_by_the_newest_figure_not_later_than_the_day()
    {
        await EnterAsync(new { series = "certified_share_of_labour_force", unitId = "P11", year = 2027, value = 44.5, source = "Điều tra 2027" });
        await EnterAsync(new { series = "certified_share_of_labour_force", unitId = "P11", year = 2029, value = 46, source = "Điều tra 2029" });

        var (between, after) = (await CountedAsync("2028-06-30"), await CountedAsync("2029-12-31"));

        Assert.Equal((44.5, "2027-12-31", "Điều tra 2027", false), between);
        Assert.Equal((46, "2029-12-31", "Điều tra 2029", true), after);
    }

    private async Task<(double Value, string? AsOf, string? Source, bool IsMet)> CountedAsync(string day)
    {
        var counted = (await registry.DataAsync(
            "leader", """query($day: Date) { targets(where: { code: { eq: "DB-02" } }, asOf: $day) { nodes { counted { asOf value isMet figureSource explanation { vi } } } } }""", new { day }))
            .GetProperty("targets").GetProperty("nodes")[0].GetProperty("counted");
        return (counted.GetProperty("value").GetDouble(), counted.GetProperty("asOf").GetString(), counted.GetProperty("figureSource").GetString(), counted.GetProperty("isMet").GetBoolean());
    }

    private async Task<JsonElement> EnterAsync(object input) => (await registry.DataAsync("planner", Enter, new { input })).GetProperty("enterFigure");
}
