using System.Text.Json;
using TalentRegistry.Server.Tests.Running;

namespace TalentRegistry.Server.Tests.Api;

/// <summary>The same figure by GraphQL, on the page and by a plain SQL query over the people.</summary>
[Collection(RunningRegistryCollection.Name)]
public sealed class NumbersAgreeTests(RunningRegistry registry)
{
    [Fact]
    public async Task Todays_headcount_behind_every_shortage_by_sector_and_district_is_the_count_of_its_people()
    {
        var data = await registry.DataAsync(
            "planner", "{ shortages(by: [SECTOR, DISTRICT], year: 2030, first: 1000) { totalCount nodes { unit { id } sector { code } requirement } } }");
        var counted = await registry.SqlAsync(
            """
            SELECT w.district_id, a.sector_code, count(*)
              FROM registry.posting p JOIN registry.agency a ON a.id = p.agency_id JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = a.id
             WHERE p.is_main AND p.valid_from <= (SELECT base_date FROM forecast.current_run)
               AND (p.valid_until IS NULL OR p.valid_until > (SELECT base_date FROM forecast.current_run)) AND w.district_id IS NOT NULL
             GROUP BY 1, 2
            """);

        var answered = data.GetProperty("shortages").GetProperty("nodes").EnumerateArray().ToDictionary(
            row => (row.GetProperty("unit").GetProperty("id").GetString(), row.GetProperty("sector").GetProperty("code").GetString()),
            row => row.GetProperty("requirement").GetDouble());
        Assert.True(counted.Count > 100);
        Assert.Equal(counted.Count, data.GetProperty("shortages").GetProperty("totalCount").GetInt32());
        Assert.All(counted, row => Assert.Equal((long)row[2]!, answered[("AdministrativeUnit:" + row[0], (string)row[1]!)]));
    }

    [Fact]
    public async Task The_page_shows_the_shortages_that_GraphQL_answers()
    {
        var data = await registry.DataAsync(
            "planner", """{ shortages(by: [SECTOR, DISTRICT], year: 2030, first: 1000, where: { unit: { parent: { id: { eq: "P11" } } } }) { nodes { unit { name } sector { nameVi } expectedGap } } }""");
        using var client = registry.As("planner");
        var csv = await client.GetStringAsync(new Uri("/targets/DB-06?table=shortages&year=2030&format=csv", UriKind.Relative));

        var rows = data.GetProperty("shortages").GetProperty("nodes").EnumerateArray().ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Contains(row.GetProperty("unit").GetProperty("name").GetString()!, csv, StringComparison.Ordinal);
            Assert.Contains(row.GetProperty("sector").GetProperty("nameVi").GetString()!, csv, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Doctors_of_each_year_are_those_with_a_posting_on_31_December()
    {
        var data = await registry.DataAsync(
            "planner", """{ plans(where: { code: { eq: "DB" } }) { targets(where: { code: { eq: "DB-06" } }) { progress { year numerator denominator value } } } }""");
        var progress = data.GetProperty("plans")[0].GetProperty("targets")[0].GetProperty("progress").EnumerateArray().ToList();

        Assert.Equal(2002, progress[0].GetProperty("year").GetInt32());
        foreach (var year in progress)
        {
            var counted = await registry.SqlAsync(
                $"""
                SELECT count(*) FROM registry.posting p JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = p.agency_id
                 WHERE p.is_main AND p.profession_code = 'doctor' AND w.province_id = 'P11' AND p.valid_from <= DATE '{year.GetProperty("year").GetInt32()}-12-31'
                   AND (p.valid_until IS NULL OR p.valid_until > DATE '{year.GetProperty("year").GetInt32()}-12-31')
                """);
            Assert.Equal((long)counted[0][0]!, year.GetProperty("numerator").GetDouble());
            Assert.Equal(
                year.GetProperty("numerator").GetDouble() / year.GetProperty("denominator").GetDouble() * 10_000, year.GetProperty("value").GetDouble(), 9);
        }
    }

    [Fact]
    public async Task The_reorganisation_of_1_July_2025_loses_nobody_but_those_who_left_on_that_day()
    {
        const string Query = """query($asOf: Date) { headcount(by: [PROVINCE], asOf: $asOf, mapAsOf: "2025-06-30") { cells { keys { code } count } } }""";
        var change = (await registry.SqlAsync(
            """
            SELECT w.province_id,
                   (count(*) FILTER (WHERE p.valid_from = DATE '2025-07-01' AND NOT EXISTS (
                      SELECT FROM registry.posting b WHERE b.person_id = p.person_id AND b.is_main AND b.valid_until = DATE '2025-07-01'))
                    - count(*) FILTER (WHERE p.valid_until = DATE '2025-07-01' AND p.end_reason NOT IN ('move', 'reorganisation')))::int
              FROM registry.posting p JOIN registry.agency_place(DATE '2025-06-30') w ON w.agency_id = p.agency_id WHERE p.is_main
             GROUP BY 1
            """)).ToDictionary(row => (string)row[0]!, row => (int)row[1]!);

        var before = Cells(await registry.DataAsync("planner", Query, new { asOf = "2025-06-30" }));
        var after = Cells(await registry.DataAsync("planner", Query, new { asOf = "2025-07-01" }));

        Assert.True(before.Values.Sum() > 1000);
        Assert.Equal(before.ToDictionary(cell => cell.Key, cell => cell.Value + change[cell.Key]), after);

        static Dictionary<string, int> Cells(JsonElement data) => data.GetProperty("headcount").GetProperty("cells").EnumerateArray()
            .ToDictionary(cell => cell.GetProperty("keys")[0].GetProperty("code").GetString()!, cell => cell.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Degree_levels_add_up_to_the_supply_of_all_flow_by_flow()
    {
        var flows = (string[])["opening", "recruits", "upgrades_in", "upgrades_out", "retirements", "leavers", "deaths", "transfers_out", "moves_in", "moves_out", "mean"];
        var apart = await registry.SqlAsync(
            $"""
            SELECT s.unit_id, s.sector_code, s.profession_code, s.year
              FROM forecast.current_supply s
              LEFT JOIN (SELECT unit_id, sector_code, profession_code, year, {string.Join(", ", flows.Select(flow => $"sum({flow}) AS {flow}"))}
                           FROM forecast.current_supply_by_degree GROUP BY 1, 2, 3, 4) d
                ON d.unit_id = s.unit_id AND d.sector_code = s.sector_code AND d.profession_code IS NOT DISTINCT FROM s.profession_code AND d.year = s.year
             WHERE {string.Join(" OR ", flows.Select(flow => $"abs(s.{flow} - coalesce(d.{flow}, 0)) > 1e-6 * (1 + s.{flow})"))}
            """);
        var levels = (long)(await registry.SqlAsync("SELECT count(DISTINCT degree) FROM forecast.current_supply_by_degree"))[0][0]!;

        Assert.Empty(apart);
        Assert.True(levels >= 5);
    }

    [Fact]
    public async Task The_account_of_a_degree_level_closes_and_its_bands_hold_its_median()
    {
        var data = await registry.DataAsync(
            "planner",
            """
            {
              supplyByDegree(first: 1000, where: { unit: { id: { eq: "P11" } }, profession: { isNull: true } }) {
                totalCount nodes { degree sector { code } year opening recruits movesIn upgradesIn upgradesOut movesOut retirements leavers transfersOut deaths mean low95 low80 median high80 high95 }
              }
            }
            """);

        var rows = data.GetProperty("supplyByDegree").GetProperty("nodes").EnumerateArray().ToList();
        Assert.True(rows.Count > 100);
        Assert.Contains(rows, row => row.GetProperty("degree").GetString() == "DOCTOR");
        Assert.Contains(rows, row => Of(row, "upgradesIn") > 0 && Of(row, "upgradesOut") > 0);
        Assert.All(rows, row =>
        {
            var closing = Of(row, "opening") + Of(row, "recruits") + Of(row, "movesIn") + Of(row, "upgradesIn") - Of(row, "upgradesOut") - Of(row, "movesOut") - Of(row, "retirements") - Of(row, "leavers") - Of(row, "deaths");
            Assert.Equal(Of(row, "mean"), closing, 1e-6 * (1 + Of(row, "opening")));
            Assert.True(Of(row, "transfersOut") <= Of(row, "leavers"));
            Assert.True(Of(row, "low95") <= Of(row, "low80") && Of(row, "low80") <= Of(row, "median") && Of(row, "median") <= Of(row, "high80") && Of(row, "high80") <= Of(row, "high95"));
        });

        static double Of(JsonElement row, string flow) => row.GetProperty(flow).GetDouble();
    }

    [Fact]
    public async Task A_leader_sees_degree_levels_of_own_units_only()
    {
        var data = await registry.DataAsync("leader", "{ supplyByDegree(first: 1000, where: { year: { eq: 2030 } }) { totalCount nodes { unit { id } } } }");
        var own = await registry.DataAsync("leader", "{ supply(first: 1000, where: { year: { eq: 2030 } }) { nodes { unit { id } } } }");

        var seen = Units(data.GetProperty("supplyByDegree"));
        Assert.NotEmpty(seen);
        Assert.Subset(Units(own.GetProperty("supply")), seen);

        static HashSet<string> Units(JsonElement rows) => [.. rows.GetProperty("nodes").EnumerateArray().Select(row => row.GetProperty("unit").GetProperty("id").GetString()!)];
    }

    [Fact]
    public async Task A_provinces_supply_is_the_sum_of_its_districts()
    {
        const string Query = """
            query($level: UnitLevel!) {
              supply(first: 1000, where: { year: { eq: 2030 }, unit: { level: { eq: $level } }, profession: { code: { eq: "doctor" } } }) { nodes { mean } }
            }
            """;

        var provinces = await registry.DataAsync("planner", Query, new { level = "PROVINCE" });
        var districts = await registry.DataAsync("planner", Query, new { level = "DISTRICT" });

        Assert.Equal(Sum(districts), Sum(provinces), 6);

        static double Sum(JsonElement data) => data.GetProperty("supply").GetProperty("nodes").EnumerateArray().Sum(row => row.GetProperty("mean").GetDouble());
    }
}
