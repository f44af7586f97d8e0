using Microsoft.EntityFrameworkCore;
using Npgsql;
using TalentRegistry.Data.Headcounts;
using TalentRegistry.Data.Indicators;
using TalentRegistry.Data.Loading;
using TalentRegistry.Data.Tests.Access;
using TalentRegistry.Domain.Access;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Data.Tests.Headcounts;

public sealed class HeadcountQueryTests(PopulatedDatabase registry) : IClassFixture<PopulatedDatabase>
{
    private static readonly DateOnly Day = new(2024, 12, 31);
    private static readonly DateOnly LastDistrictDay = new(2025, 6, 30);

    [Theory]
    [InlineData(HeadcountDimension.Sector)]
    [InlineData(HeadcountDimension.Profession)]
    [InlineData(HeadcountDimension.Sex)]
    [InlineData(HeadcountDimension.AgeBand)]
    [InlineData(HeadcountDimension.EmploymentKind)]
    [InlineData(HeadcountDimension.LeadershipRank)]
    [InlineData(HeadcountDimension.DegreeLevel)]
    [InlineData(HeadcountDimension.Field)]
    public async Task Each_dimension_counts_as_a_plain_loop_over_the_people_does(HeadcountDimension by)
    {
        var expected = Counted(Day).GroupBy(counted => ValueOf(by, counted)).ToDictionary(group => group.Key ?? "", group => group.Count());

        var headcount = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [by], Day));

        Assert.Equal(expected.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            headcount.Cells.ToDictionary(cell => cell.Keys[0].Code ?? "", cell => cell.Count!.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(Counted(Day).Count(), headcount.Total);
        Assert.All(headcount.Cells, cell => Assert.NotEqual("", cell.Keys[0].NameVi + cell.Keys[0].NameEn));
    }

    [Fact]
    public async Task Districts_and_communes_add_up_to_their_province_and_everyone_is_in_one()
    {
        var provinces = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Province], Day));
        var districts = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Province, HeadcountDimension.District, HeadcountDimension.Commune], Day));

        Assert.Equal(provinces.Total, provinces.Cells.Sum(cell => cell.Count));
        Assert.Equal(provinces.Cells.Select(cell => (cell.Keys[0].Code, cell.Count)),
            districts.Cells.GroupBy(cell => cell.Keys[0].Code).Select(group => (group.Key, group.Sum(cell => cell.Count))));
    }

    [Fact]
    public async Task A_count_of_today_may_be_told_by_the_districts_that_were()
    {
        var today = new DateOnly(2026, 1, 1);

        var headcount = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.District], today, LastDistrictDay));

        Assert.Equal(Counted(today).Count(), headcount.Total);
        Assert.All(headcount.Cells, cell => Assert.StartsWith("D", cell.Keys[0].Code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_people_behind_every_cell_are_exactly_those_it_counts()
    {
        var question = new HeadcountQuestion(
            new HeadcountFilter { Sexes = [Sex.Female], AgeAtLeast = 30, People = PeopleFilter.Everyone with { DegreeLevelAtLeast = "E40" } },
            [HeadcountDimension.District, HeadcountDimension.LeadershipRank, HeadcountDimension.DegreeLevel], Day, LastDistrictDay);
        await using var session = await registry.SignInAsync(Role.Planner);

        var headcount = await CountAsync(Role.Planner, question);
        var everyone = await HeadcountQuery.PeopleBehind(session, question).Select(person => person.Id).ToListAsync();
        var expected = Counted(Day).Where(c => c.Person.Person.Sex == Sex.Female && 2024 - c.Person.Person.BirthYear >= 30 && c.Person.Degrees.Any(d => d.LevelCode != "E30" && d.AwardedYear <= 2024));

        Assert.Equal(expected.Select(c => c.Person.Person.Id).Order(), everyone.Order());
        foreach (var cell in headcount.Cells.Take(25))
            Assert.Equal(cell.Count, await HeadcountQuery.PeopleBehind(session, question, [.. cell.Keys.Select(key => key.Code)]).CountAsync());
    }

    [Fact]
    public async Task Plans_filters_count_the_same_in_the_database_as_in_the_history_of_targets()
    {
        PeopleFilter[] filters =
        [
            PeopleFilter.Everyone,
            PeopleFilter.Everyone with { Professions = ["doctor", "lawyer"] },
            PeopleFilter.Everyone with { Sectors = ["STATE", "HEALTH"], DegreeLevelAtLeast = "E50" },
            PeopleFilter.Everyone with { LeadershipRankAtLeast = LeadershipRank.DeputyHead, AgeUnder = 40 },
            PeopleFilter.Everyone with { EmploymentKinds = [EmploymentKind.Cadre, EmploymentKind.Contract], GovernmentLevels = [GovernmentLevel.Province] },
        ];
        var indicators = filters.ToDictionary(filter => filter, filter => new Indicator(IndicatorKind.Count, filter, null, null, 1));
        var history = await IndicatorHistory.ReadAsync(registry.Database, indicators.Values, 2024, 2024, CancellationToken.None);

        foreach (var filter in filters)
        {
            var headcount = await CountAsync(Role.Planner, new HeadcountQuestion(new HeadcountFilter { People = filter }, [HeadcountDimension.District], Day, LastDistrictDay));

            Assert.NotEmpty(headcount.Cells);
            Assert.All(headcount.Cells, cell => Assert.Equal((int)history.Count(indicators[filter], cell.Keys[0].Code!, 2024).Numerator, cell.Count));
        }
    }

    [Fact]
    public async Task A_unit_stands_for_all_below_it()
    {
        var districts = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Province, HeadcountDimension.District], Day));
        var one = districts.Cells[0];

        var province = await CountAsync(Role.Planner, new HeadcountQuestion(new HeadcountFilter { Units = [one.Keys[0].Code!] }, [], Day));
        var district = await CountAsync(Role.Planner, new HeadcountQuestion(new HeadcountFilter { Units = [one.Keys[1].Code!] }, [], Day));

        Assert.Equal(districts.Cells.Where(cell => cell.Keys[0] == one.Keys[0]).Sum(cell => cell.Count), province.Total);
        Assert.Equal(one.Count, district.Total);
    }

    [Fact]
    public async Task A_unit_that_the_map_does_not_have_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => CountAsync(
            Role.Planner, new HeadcountQuestion(new HeadcountFilter { Units = ["D096", "X1"] }, [], new DateOnly(2026, 1, 1))));

        Assert.Contains("2026-01-01: Huyện Mường Nhé (D096), X1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Districts_are_refused_on_a_map_that_has_none() => Assert.Contains("no districts on the map of 2025-07-01", Assert.Throws<ArgumentException>(
        () => new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.District], Day, new DateOnly(2025, 7, 1))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_hr_officer_counts_the_people_of_own_agencies_and_sees_every_count()
    {
        var expected = Counted(Day).Where(c => registry.HrAgencies.Contains(c.Person.Person.KeeperId)).ToList();

        var headcount = await CountAsync(Role.Hr, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.EthnicGroup], Day));

        Assert.Equal(expected.Count, headcount.Total);
        Assert.Equal(expected.GroupBy(c => c.Person.Person.EthnicGroupCode).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, (int?)group.Count())),
            headcount.Cells.Select(cell => (cell.Keys[0].Code!, cell.Count)));
    }

    [Fact]
    public async Task A_leader_counts_less_than_a_planner_and_more_than_nobody()
    {
        var question = new HeadcountQuestion(HeadcountFilter.Everyone, [], Day);

        var (leader, planner) = (await CountAsync(Role.Leader, question), await CountAsync(Role.Planner, question));

        Assert.InRange(leader.Total!.Value, 1, planner.Total!.Value - 1);
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Administrators_and_auditors_count_nobody(Role role) => Assert.Equal(PostgresErrorCodes.InsufficientPrivilege,
        (await Assert.ThrowsAsync<PostgresException>(() => CountAsync(role, new HeadcountQuestion(HeadcountFilter.Everyone, [], Day)))).SqlState);

    [Fact]
    public async Task Ethnic_groups_are_told_to_planners_in_bands_as_of_the_end_of_a_year()
    {
        var districts = Counted(Day).GroupBy(c => (c.Person.Person.EthnicGroupCode, c.Agency.Id)).Count();
        var question = new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.District, HeadcountDimension.EthnicGroup], new DateOnly(2025, 3, 14), LastDistrictDay);

        var headcount = await CountAsync(Role.Planner, question);
        var sameYear = await CountAsync(Role.Planner, new HeadcountQuestion(question.Filter, question.By, Day, LastDistrictDay));

        Assert.True(districts > 0);
        Assert.Equal((5, Day), (headcount.Suppression!.Least, headcount.Suppression.CountedOn));
        Assert.Contains(headcount.Cells, cell => cell.Suppressed);
        Assert.Contains(headcount.Cells, cell => !cell.Suppressed);
        Assert.All(headcount.Cells, cell => Assert.True(cell.Suppressed ? cell.Count is null : cell.Count >= 7));
        Assert.Equal(headcount.Cells.Select(cell => cell.Count), sameYear.Cells.Select(cell => cell.Count));
    }

    [Fact]
    public async Task What_is_told_lies_within_two_of_the_count_for_each_district()
    {
        var headcount = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [HeadcountDimension.Province, HeadcountDimension.EthnicGroup], Day, LastDistrictDay));
        var exact = Counted(Day).GroupBy(c => c.Person.Person.EthnicGroupCode).ToDictionary(group => group.Key, group => group.Count());

        var kinh = headcount.Cells.Where(cell => cell.Keys[1].Code == "01").Sum(cell => cell.Count ?? 0);
        Assert.InRange(kinh, exact["01"] / 2, exact["01"] + 200);
        Assert.InRange(headcount.Total!.Value, Counted(Day).Count() * 9 / 10, Counted(Day).Count() * 11 / 10);
    }

    [Theory]
    [InlineData(HeadcountDimension.Sex)]
    [InlineData(HeadcountDimension.Commune)]
    [InlineData(HeadcountDimension.Sector)]
    public async Task Ethnic_groups_are_told_by_nothing_but_places(HeadcountDimension by)
    {
        var byGroups = await CountAsync(Role.Planner, new HeadcountQuestion(HeadcountFilter.Everyone, [by, HeadcountDimension.EthnicGroup], Day));
        var ofGroups = await CountAsync(Role.Planner, new HeadcountQuestion(new HeadcountFilter { EthnicGroups = ["01", "02"] }, [by], Day));

        Assert.All([byGroups, ofGroups], headcount => Assert.True(headcount is { Cells.Count: 0, Total: null, Suppression: { CountedOn: null, Rule.Length: > 0 } }));
    }

    [Fact]
    public async Task Planners_list_nobody_by_ethnic_group()
    {
        await using var session = await registry.SignInAsync(Role.Planner);

        Assert.Throws<UnauthorizedAccessException>(() => HeadcountQuery.PeopleBehind(
            session, new HeadcountQuestion(new HeadcountFilter { EthnicGroups = ["50"] }, [], Day)));
    }

    private IEnumerable<(Dossier Person, Posting Posting, Agency Agency)> Counted(DateOnly day)
    {
        var agencies = registry.Agencies.ToDictionary(agency => agency.Id);
        return from dossier in registry.Dossiers
               from posting in dossier.Postings
               where posting.IsMain && posting.ValidFrom <= day && (posting.ValidUntil is null || posting.ValidUntil > day)
               select (dossier, posting, agencies[posting.AgencyId]);
    }

    private static string? ValueOf(HeadcountDimension by, (Dossier Person, Posting Posting, Agency Agency) counted)
    {
        var (dossier, posting, agency) = counted;
        var highest = dossier.Degrees.Where(degree => degree.AwardedYear <= Day.Year).MaxBy(degree => degree.LevelCode, StringComparer.Ordinal);
        var age = Day.Year - dossier.Person.BirthYear;
        return by switch
        {
            HeadcountDimension.Sector => agency.SectorCode,
            HeadcountDimension.Profession => posting.ProfessionCode,
            HeadcountDimension.Sex => dossier.Person.Sex == Sex.Male ? "male" : "female",
            HeadcountDimension.AgeBand => age < 25 ? "0-24" : age >= 65 ? "65+" : $"{age / 5 * 5}-{age / 5 * 5 + 4}",
            HeadcountDimension.EmploymentKind => SnakeCase.Of(posting.EmploymentKind),
            HeadcountDimension.LeadershipRank => posting.LeadershipRank is { } rank ? SnakeCase.Of(rank) : null,
            HeadcountDimension.DegreeLevel => highest?.LevelCode,
            HeadcountDimension.Field => highest?.FieldCode?[..2],
            _ => throw new ArgumentOutOfRangeException(nameof(by)),
        };
    }

    private Task<Headcount> CountAsync(Role role, HeadcountQuestion question) =>
        HeadcountQuery.CountAsync(registry.Database, PopulatedDatabase.CallerOf(role), question, CancellationToken.None);
}
