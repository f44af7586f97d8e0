using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Headcounts;

/// <summary>The pivot: its numbers are those of the API, its rights those of headcounts, and its address holds the question.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed partial class PivotTests(RunningRegistry registry)
{
    [Theory]
    [InlineData("planner")]
    [InlineData("leader")]
    [InlineData("hr")]
    public async Task Cells_are_those_of_headcount_over_the_API(string account)
    {
        var counted = (await registry.DataAsync(account, "{ headcount(by: [SECTOR, SEX], asOf: \"2024-06-30\") { total cells { count keys { code } } } }")).GetProperty("headcount");

        var rows = await CsvAsync(account, "rows=sector&columns=sex&asOf=2024-06-30");

        var told = counted.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("count").GetInt32()).Order();
        Assert.Equal(told, rows.Skip(1).SkipLast(1).SelectMany(row => row[1..^1]).Where(cell => cell is not ("" or "0")).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).Order());
        Assert.Equal(counted.GetProperty("total").GetInt32(), int.Parse(rows[^1][^1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Years_side_by_side_are_the_headcounts_of_their_last_days()
    {
        var rows = await CsvAsync("planner", "rows=degree_level&columns=year&asOf=2025-06-30");

        Assert.Equal(12, rows[0].Length);
        Assert.Equal("30/06/2025", rows[0][10]);
        foreach (var (column, day) in new[] { (3, "2018-12-31"), (9, "2024-12-31"), (10, "2025-06-30") })
        {
            var total = (await registry.DataAsync("planner", $"{{ headcount(by: [], asOf: \"{day}\") {{ total }} }}")).GetProperty("headcount").GetProperty("total").GetInt32();
            Assert.Equal(total, rows.Skip(1).SkipLast(1).Sum(row => row[column].Length == 0 ? 0 : int.Parse(row[column], CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task Three_dimensions_add_up_to_two()
    {
        var two = await CsvAsync("planner", "rows=district&columns=sex&asOf=2024-12-31");
        var three = await CsvAsync("planner", "rows=district&within=age_band&columns=sex&asOf=2024-12-31");

        foreach (var district in two.Skip(1).SkipLast(1))
            Assert.Equal(int.Parse(district[^1], CultureInfo.InvariantCulture), three.Where(row => row[0] == district[0]).Sum(row => int.Parse(row[^1], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_number_leads_to_as_many_people_without_names_for_a_planner()
    {
        var page = await PageAsync("planner", "/pivot?rows=sector&within=sex&columns=degree_level&asOf=2024-12-31&lang=en");
        var (address, number) = Links().Matches(page).Select(link => (link.Groups["address"].Value, int.Parse(link.Groups["number"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))).MinBy(link => link.Item2);

        var people = await PageAsync("planner", address + "&lang=en");

        Assert.Contains($"<strong>{number.ToString(CultureInfo.InvariantCulture)}</strong>", people, StringComparison.Ordinal);
        Assert.DoesNotContain("<th scope=\"col\">Name</th>", people, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ethnic_groups_are_told_from_the_kept_table_and_lead_to_nobody()
    {
        var page = await PageAsync("planner", "/pivot?rows=ethnic_group&columns=district&asOf=2025-12-31");
        using var planner = registry.As("planner");
        using var list = await planner.GetAsync(new Uri("/pivot/people?rows=ethnic_group&columns=district&asOf=2025-12-31&cell=01&cell=D094", UriKind.Relative));
        // By anything else nothing is told.
        var more = await PageAsync("planner", "/pivot?rows=ethnic_group&columns=sex&asOf=2025-12-31&lang=en");

        Assert.Contains("01", (await registry.DataAsync("planner", "{ headcount(by: [ETHNIC_GROUP, DISTRICT], asOf: \"2025-12-31\") { cells { keys { code } } } }")).ToString(), StringComparison.Ordinal);
        Assert.Contains("ẩn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/pivot/people?", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
        Assert.Contains("Nobody, or nothing that may be told.", more, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin", "/pivot", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "/pivot", HttpStatusCode.Forbidden)]
    [InlineData("planner", "/pivot?unit=P99", HttpStatusCode.UnprocessableEntity)]
    [InlineData("planner", "/pivot?asOf=1700-01-01", HttpStatusCode.UnprocessableEntity)]
    [InlineData("planner", "/pivot?asOf=1700-01-01&format=csv", HttpStatusCode.BadRequest)]
    [InlineData("planner", "/pivot/people?rows=sector&columns=sex&cell=HEALTH", HttpStatusCode.BadRequest)]
    [InlineData("planner", "/pivot?rows=nonsense&columns=nonsense&measure=nonsense", HttpStatusCode.OK)]
    public async Task What_cannot_be_answered_is_refused(string account, string path, HttpStatusCode expected)
    {
        using var client = registry.As(account);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<string[][]> CsvAsync(string account, string question)
    {
        using var client = registry.As(account);
        var text = await client.GetStringAsync(new Uri($"/pivot?{question}&table=pivot&format=csv&lang=en", UriKind.Relative));
        return [.. text.Trim('\ufeff', '\r', '\n').Split('\n').Select(line => Cells().Matches(line.Trim('\r')).Select(cell => cell.Groups["text"].Value.Trim('"')).ToArray())];
    }

    private async Task<string> PageAsync(string account, string path)
    {
        using var client = registry.As(account);
        return WebUtility.HtmlDecode(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [GeneratedRegex("<a href=\"(?<address>/pivot/people[^\"]+)\">(?<number>[0-9,]+)</a>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("(?:^|,)(?<text>\"[^\"]*\"|[^,\"]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cells();
}
