using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>Groups and their measures are those that a plain loop over the rows finds.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class AggregateTests(RunningRegistry registry)
{
    [Fact]
    public async Task Counts_shares_means_and_quantiles_are_those_of_the_rows()
    {
        var people = (await registry.SqlAsync("SELECT sex, birth_year::int FROM registry.person")).ConvertAll(row => (Sex: (string)row[0]!, Born: (int)row[1]!));

        var groups = await GroupsAsync("planner", """
            peopleAggregate(by: [{ sex: VALUE }, { birthYear: { band: 10 } }], first: 1000) {
              totalCount groups {
                keys count share shareWithinFirst distinct(of: { birthYear: {} }) min(of: { birthYear: {} }) max(of: { birthYear: {} })
                mean(of: { birthYear: {} }, until: "2025-12-31") quantile(of: { birthYear: {} }, p: 0.25)
              }
            }
            """);

        var expected = people.GroupBy(p => (p.Sex, Band: p.Born / 10 * 10)).ToDictionary(g => $"{g.Key.Sex.ToUpperInvariant()} {g.Key.Band}", g => g.Select(p => p.Born).Order().ToList());
        Assert.Equal(expected.Count, groups.Count);
        foreach (var group in groups)
        {
            var (key, years) = (KeysOf(group), expected[KeysOf(group)]);
            var ofSex = people.Count(p => key.StartsWith(p.Sex + " ", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(years.Count, group.GetProperty("count").GetInt32());
            Assert.Equal((double)years.Count / people.Count, group.GetProperty("share").GetDouble(), 9);
            Assert.Equal((double)years.Count / ofSex, group.GetProperty("shareWithinFirst").GetDouble(), 9);
            Assert.Equal(years.Distinct().Count(), group.GetProperty("distinct").GetInt32());
            Assert.Equal((years[0], years[^1]), ((int)group.GetProperty("min").GetDouble(), (int)group.GetProperty("max").GetDouble()));
            Assert.Equal(years.Average(year => 2025 - year), group.GetProperty("mean").GetDouble(), 9);
            Assert.Equal(Quantile(years, 0.25), group.GetProperty("quantile").GetDouble(), 9);
        }
    }

    [Fact]
    public async Task Groups_follow_links_and_arguments_as_the_database_says()
    {
        var expected = await registry.SqlAsync("""
            SELECT a.sector_code, count(*)::int FROM registry.person o
              LEFT JOIN registry.posting p ON p.person_id = o.id AND p.is_main AND p.valid_from <= '2024-12-31' AND (p.valid_until IS NULL OR p.valid_until > '2024-12-31')
              LEFT JOIN registry.agency a ON a.id = p.agency_id GROUP BY 1 ORDER BY 1
            """);

        var groups = await GroupsAsync("planner", """
            peopleAggregate(by: [{ currentPosting: { asOf: "2024-12-31", by: { agency: { sector: { code: VALUE } } } } }]) { groups { keys count } }
            """);

        Assert.Equal(expected.Select(row => $"{row[0]} {row[1]}"), groups.Select(group => $"{group.GetProperty("keys")[0].GetString()} {group.GetProperty("count")}"));
    }

    [Fact]
    public async Task Pages_of_any_size_and_order_give_every_group_once_and_the_same_counts()
    {
        const string Asked = """by: [{ profession: { code: VALUE } }, { validFrom: DECADE }], order: [{ measure: COUNT, direction: DESC }]""";
        var whole = (await GroupsAsync("planner", $"postingsAggregate({Asked}, first: 1000) {{ groups {{ keys count }} }}")).Select(group => $"{KeysOf(group)} {group.GetProperty("count")}").ToList();

        var (paged, after) = (new List<string>(), (string?)null);
        for (var more = true; more;)
        {
            var page = (await registry.DataAsync("planner", $"query($after: String) {{ postingsAggregate({Asked}, first: 37, after: $after) {{ totalCount hasNextPage endCursor groups {{ keys count }} }} }}", new { after })).GetProperty("postingsAggregate");
            paged.AddRange(page.GetProperty("groups").EnumerateArray().Select(group => $"{KeysOf(group)} {group.GetProperty("count")}"));
            (more, after) = (page.GetProperty("hasNextPage").GetBoolean(), page.GetProperty("endCursor").GetString());
            Assert.Equal(whole.Count, page.GetProperty("totalCount").GetInt32());
        }

        Assert.True(whole.Count > 74);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Having_and_where_choose_and_shares_stay_of_all_groups()
    {
        var all = await GroupsAsync("planner", "degreesAggregate(by: [{ level: { code: VALUE } }], where: { awardedYear: { gte: 2000 } }) { groups { keys count share } }");
        var least = all.Max(group => group.GetProperty("count").GetInt32());

        var chosen = await GroupsAsync("planner", $"degreesAggregate(by: [{{ level: {{ code: VALUE }} }}], where: {{ awardedYear: {{ gte: 2000 }} }}, having: [{{ measure: COUNT, gte: {least} }}]) {{ groups {{ keys count share }} }}");

        Assert.Equal(all.Where(group => group.GetProperty("count").GetInt32() >= least).Select(group => group.ToString()), chosen.Select(group => group.ToString()));
        Assert.Equal(1, all.Sum(group => group.GetProperty("share").GetDouble()), 9);
    }

    [Theory]
    [InlineData("""peopleAggregate(by: [{ ethnicGroup: { code: VALUE } }]) { groups { count } }""")]
    [InlineData("""peopleAggregate(by: [{ dateOfBirth: YEAR }]) { totalCount }""")]
    [InlineData("""peopleAggregate { groups { distinct(of: { fullName: VALUE }) } }""")]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }], order: [{ measure: MIN, of: { dateOfBirth: DAY } }]) { groups { count } }""")]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }], having: [{ measure: MAX, of: { dateOfBirth: DAY }, gte: 1990 }]) { groups { count } }""")]
    [InlineData("""peopleAggregate(where: { fullName: { startsWith: "Ng" } }) { groups { count } }""")]
    public async Task What_may_not_be_seen_may_not_be_grouped_or_measured_by(string field)
    {
        foreach (var account in new[] { "planner", "leader" })
            Assert.Equal("FORBIDDEN", Code(await registry.AskAsync(account, $"{{ {field} }}")));
    }

    [Fact]
    public async Task Each_role_groups_whom_it_may_see()
    {
        async Task<int> CountAsync(string account) => (await GroupsAsync(account, "peopleAggregate { groups { count } }"))[0].GetProperty("count").GetInt32();
        var all = await CountAsync("planner");

        Assert.Equal((long)all, Convert.ToInt64((await registry.SqlAsync("SELECT count(*) FROM registry.person"))[0][0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.InRange(await CountAsync("hr"), 1, all - 1);
        Assert.InRange(await CountAsync("leader"), 1, all - 1);
        Assert.Equal("FORBIDDEN", Code(await registry.AskAsync("auditor", "{ peopleAggregate { groups { count } } }")));
        Assert.NotEmpty(await GroupsAsync("hr", "peopleAggregate(by: [{ ethnicGroup: { name: VALUE } }, { dateOfBirth: MONTH }]) { groups { keys count } }"));
    }

    [Theory]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }, { sex: VALUE }, { sex: VALUE }, { sex: VALUE }]) { totalCount }""", "GRAPHQL_LIMIT_EXCEEDED")]
    [InlineData("""peopleAggregate(by: [{ birthYear: { band: 0 } }]) { totalCount }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }], after: "x' OR 1=1 --") { totalCount }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }], after: "WyJub25lIl0") { totalCount }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate(by: [{ sex: VALUE }], order: [{ key: 1 }]) { totalCount }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate { groups { quantile(of: { birthYear: {} }, p: 1.5) } }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate { groups { mean(of: { sex: VALUE }) } }""", "BAD_USER_INPUT")]
    [InlineData("""peopleAggregate(first: 1001) { totalCount }""", "GRAPHQL_LIMIT_EXCEEDED")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string field, string code) => Assert.Equal(code, Code(await registry.AskAsync("planner", $"{{ {field} }}")));

    private async Task<List<JsonElement>> GroupsAsync(string account, string field) =>
        [.. (await registry.DataAsync(account, $"{{ {field} }}")).EnumerateObject().Single().Value.GetProperty("groups").EnumerateArray()];

    private static string KeysOf(JsonElement group) => string.Join(' ', group.GetProperty("keys").EnumerateArray().Select(key => key.GetString()));

    private static string? Code(JsonElement answer) => answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();

    private static double Quantile(List<int> sorted, double p)
    {
        var at = p * (sorted.Count - 1);
        var below = (int)at;
        return below + 1 < sorted.Count ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
