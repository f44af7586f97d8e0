using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Reference;

/// <summary>What the reference lists must say, each figure checked by hand against the source that the file names.</summary>
public sealed class ReferenceContentTests(ReferenceDatabase fixture) : IClassFixture<ReferenceDatabase>
{
    [Fact]
    public async Task There_are_54_ethnic_groups_numbered_without_gaps()
    {
        Assert.Equal("54 groups, 01 to 54, 1 majority", await TextAsync(
            """
            SELECT count(*) || ' groups, ' || min(code) || ' to ' || max(code) || ', ' || count(*) FILTER (WHERE kind = 'majority') || ' majority'
              FROM reference.ethnic_group WHERE kind <> 'other'
            """));
    }

    [Fact]
    public async Task Ethnic_groups_add_up_to_the_census_of_2019() =>
        Assert.Equal("96208984", await TextAsync("SELECT sum(population_2019) FROM reference.ethnic_group"));

    [Theory]
    [InlineData("2025-06-30", "province", 63)]
    [InlineData("2025-07-01", "province", 34)]
    [InlineData("2025-07-01", "district", 0)]
    public async Task The_map_changed_on_1_July_2025(string day, string level, int expected) =>
        Assert.Equal(expected.ToString(System.Globalization.CultureInfo.InvariantCulture), await TextAsync(
            $"SELECT count(*) FROM reference.administrative_unit WHERE level = '{level}' AND daterange(valid_from, valid_until) @> DATE '{day}'"));

    [Theory]
    [InlineData("E40", "university_or_above")]
    [InlineData("E50", "postgraduate")]
    public async Task The_bands_of_the_supply_forecast_begin_where_the_levels_are_marked(string first, string mark) =>
        Assert.Equal("true", await TextAsync(
            $"""
            SELECT bool_and({mark} = (rank >= (SELECT rank FROM reference.degree_level WHERE code = '{first}')))
              FROM reference.degree_level WHERE scheme IN ('education', 'clinical_specialist')
            """));

    [Theory]
    [InlineData("P11", 10, 129, 45)] // Điện Biên
    [InlineData("P12", 8, 106, 38)] // Lai Châu
    [InlineData("P30.1", 12, 207, 0)] // Hải Dương
    [InlineData("P62.1", 10, 102, 0)] // Kon Tum
    [InlineData("P31.2", 0, 0, 114)] // Hải Phòng with Hải Dương
    [InlineData("P51.2", 0, 0, 96)] // Quảng Ngãi with Kon Tum
    public async Task Units_below_the_provinces_of_the_plans_are_complete(string province, int districts, int communesBefore, int communesAfter) =>
        Assert.Equal($"{districts} {communesBefore} {communesAfter}", await TextAsync(
            $"""
            SELECT (SELECT count(*) FROM reference.administrative_unit WHERE level = 'district' AND parent_id = '{province}') || ' ' ||
                   (SELECT count(*) FROM reference.administrative_unit c JOIN reference.administrative_unit d ON d.id = c.parent_id
                     WHERE c.level = 'commune' AND d.parent_id = '{province}' AND c.valid_until = '2025-07-01') || ' ' ||
                   (SELECT count(*) FROM reference.administrative_unit
                     WHERE level = 'commune' AND parent_id = '{province}' AND valid_until IS NULL)
            """));

    [Fact]
    public async Task Every_unit_that_ended_has_a_lineage_and_every_district_ended_without_a_successor()
    {
        Assert.Null(await TextAsync(
            """
            SELECT string_agg(id, ', ') FROM reference.administrative_unit u
             WHERE valid_until IS NOT NULL AND NOT EXISTS (SELECT FROM reference.unit_change WHERE predecessor_id = u.id)
            """));
        Assert.Equal("abolished 40", await TextAsync(
            """
            SELECT string_agg(DISTINCT c.kind, ', ') || ' ' || count(*)
              FROM reference.unit_change c JOIN reference.administrative_unit u ON u.id = c.predecessor_id WHERE u.level = 'district'
            """));
    }

    [Fact]
    public async Task Successors_live_from_the_day_of_the_change_and_lie_on_the_same_level() =>
        Assert.Null(await TextAsync(
            """
            SELECT string_agg(c.predecessor_id || '>' || c.successor_id, ', ')
              FROM reference.unit_change c
              JOIN reference.administrative_unit p ON p.id = c.predecessor_id
              JOIN reference.administrative_unit s ON s.id = c.successor_id
             WHERE p.level <> s.level OR NOT daterange(s.valid_from, s.valid_until) @> c.effective_on
            """));

    [Theory]
    [InlineData("P30.1", "P31.2")] // Hải Dương into Hải Phòng
    [InlineData("P62.1", "P51.2")] // Kon Tum into Quảng Ngãi
    [InlineData("P11", "P11")]
    [InlineData("P12", "P12")]
    public async Task Provinces_of_the_plans_have_the_successors_of_Resolution_202(string before, string after) =>
        Assert.Equal(after, await TextAsync($"SELECT string_agg(successor_id, ', ') FROM reference.unit_change WHERE predecessor_id = '{before}'"));

    [Fact]
    public async Task Every_new_commune_of_the_four_provinces_comes_from_somewhere() =>
        Assert.Null(await TextAsync(
            """
            SELECT string_agg(id, ', ') FROM reference.administrative_unit u
             WHERE level = 'commune' AND valid_from = '2025-07-01' AND parent_id IN ('P11', 'P12')
               AND NOT EXISTS (SELECT FROM reference.unit_change WHERE successor_id = u.id)
            """));

    [Fact]
    public async Task Province_code_24_changed_hands() =>
        Assert.Equal("Tỉnh Bắc Giang, Tỉnh Bắc Ninh", await TextAsync(
            "SELECT string_agg(name, ', ' ORDER BY valid_from NULLS FIRST) FROM reference.administrative_unit WHERE level = 'province' AND code = '24'"));

    [Theory]
    [InlineData(2021, "male", "normal", 723)] // 60 years 3 months
    [InlineData(2028, "male", "normal", 744)] // 62 years
    [InlineData(2021, "female", "normal", 664)] // 55 years 4 months
    [InlineData(2035, "female", "normal", 720)] // 60 years
    [InlineData(2027, "female", "early", 628)] // normal 57 years 4 months, less five years
    public async Task Retirement_ages_are_those_of_Decree_135(int year, string sex, string regime, int months) =>
        Assert.Equal($"{months}", await TextAsync($"SELECT months FROM reference.retirement_age WHERE (year, sex, regime) = ({year}, '{sex}', '{regime}')"));

    [Fact]
    public async Task The_retirement_table_and_the_law_in_the_domain_say_the_same()
    {
        var table = new List<RetirementAge>();
        await using var command = fixture.Database.Owner.CreateCommand("SELECT year, sex, regime, months FROM reference.retirement_age");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            table.Add(new RetirementAge(
                reader.GetInt16(0), SnakeCase.Parse<Sex>(reader.GetString(1)),
                reader.GetString(2) switch { "early" => RetirementRegime.Earliest, "late" => RetirementRegime.Latest, _ => RetirementRegime.Normal },
                reader.GetInt16(3)));
        }

        var loaded = new RetirementRoadmap(table);
        for (var birth = new DateOnly(1960, 1, 15); birth.Year < 1990; birth = birth.AddMonths(1))
            foreach (var sex in Enum.GetValues<Sex>())
                foreach (var regime in Enum.GetValues<RetirementRegime>())
                    Assert.Equal(RetirementRoadmap.Decree135.RetirementDate(birth, sex, regime), loaded.RetirementDate(birth, sex, regime));
    }

    [Fact]
    public async Task A_population_stands_for_every_province_of_a_plan() =>
        Assert.Equal("P11, P12, P30.1, P62.1", await TextAsync(
            "SELECT string_agg(DISTINCT unit_id, ', ') FROM reference.population WHERE unit_id IN ('P11', 'P12', 'P30.1', 'P62.1') AND year >= 2020"));

    [Fact]
    public async Task Twelve_professions_have_published_headcounts_and_Dien_Biens_doctors_are_those_of_the_yearbook()
    {
        Assert.Equal("12", await TextAsync("SELECT count(DISTINCT profession_code) FROM reference.published_headcount"));
        Assert.Equal("199, 585", await TextAsync(
            "SELECT string_agg(headcount::text, ', ' ORDER BY year) FROM reference.published_headcount WHERE unit_id = 'P11' AND profession_code = 'doctor' AND year IN (2004, 2016)"));
    }

    private async Task<string?> TextAsync(string sql)
    {
        await using var command = fixture.Database.Owner.CreateCommand($"SELECT ({sql})::text");
        return await command.ExecuteScalarAsync() as string;
    }
}
