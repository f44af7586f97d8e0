using TalentRegistry.Data.Demo;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Retirement;
using TalentRegistry.Testing;

namespace TalentRegistry.Data.Tests.Demo;

public sealed class CareerRulesTests
{
    private static readonly SmallRegistry Registry = DemoCensus.Small;

    [Fact]
    public void The_small_registry_has_about_five_thousand_people() => Assert.InRange(Registry.Dossiers.Count, 4_500, 5_500);

    [Fact]
    public void All_is_marked_synthetic()
    {
        Assert.All(Registry.Content.Agencies, agency => Assert.True(agency.Synthetic));
        Assert.All(Registry.Dossiers, dossier => Assert.True(dossier.Person.Synthetic));
    }

    [Fact]
    public void Main_postings_do_not_overlap_and_end_for_a_reason() => Assert.All(Registry.Dossiers, dossier =>
    {
        // Adding to the person checks the overlap.
        var person = Copy(dossier.Person);
        foreach (var posting in dossier.Postings)
        {
            person.Add(posting);
            Assert.True(posting.IsMain);
            Assert.Equal(posting.ValidUntil is null, posting.EndReason is null);
            Assert.True(posting.ValidFrom <= DemoRegistry.LastDay);
        }
    });

    [Fact]
    public void Postings_lie_within_the_life_of_their_agency() => Assert.All(Registry.Dossiers.SelectMany(dossier => dossier.Postings), posting =>
    {
        var agency = Registry.Agencies[posting.AgencyId];
        Assert.True(agency.ValidFrom <= posting.ValidFrom, agency.Code);
        Assert.True(agency.ValidUntil is null || posting.ValidUntil <= agency.ValidUntil, agency.Code);
    });

    [Fact]
    public void Careers_go_on_without_a_gap_after_a_move() => Assert.All(Registry.Dossiers, dossier =>
    {
        for (var i = 0; i < dossier.Postings.Count; i++)
        {
            var goesOn = dossier.Postings[i].EndReason is PostingEnd.Move or PostingEnd.Reorganisation;
            Assert.Equal(goesOn, i + 1 < dossier.Postings.Count);
            if (goesOn)
                Assert.Equal(dossier.Postings[i].ValidUntil, dossier.Postings[i + 1].ValidFrom);
        }
    });

    [Fact]
    public void Retirement_is_by_law_to_the_month()
    {
        var retired = Registry.Dossiers.Where(dossier => dossier.Postings[^1].EndReason == PostingEnd.Retirement).ToList();

        var atNormalAge = retired.Count(dossier => dossier.Postings[^1].ValidUntil == LegalDay(dossier.Person, RetirementRegime.Normal));
        Assert.InRange(atNormalAge, (int)(0.8 * retired.Count), retired.Count);
        Assert.All(retired, dossier => Assert.InRange(
            dossier.Postings[^1].ValidUntil!.Value, LegalDay(dossier.Person, RetirementRegime.Earliest), LegalDay(dossier.Person, RetirementRegime.Latest)));
        Assert.All(retired, dossier => Assert.Equal(1, dossier.Postings[^1].ValidUntil!.Value.Day));
    }

    [Fact]
    public void Nobody_works_past_the_latest_age_of_the_law() => Assert.All(
        Registry.Dossiers.Where(dossier => dossier.Postings[^1].ValidUntil is null),
        dossier => Assert.True(LegalDay(dossier.Person, RetirementRegime.Latest) > DemoRegistry.LastDay));

    [Fact]
    public void People_start_work_between_19_and_50_and_after_their_first_degree() => Assert.All(Registry.Dossiers, dossier =>
    {
        var start = dossier.Postings[0].ValidFrom.Year;
        Assert.InRange(start - dossier.Person.BirthYear, 18, 60);
        Assert.True(dossier.Degrees[0].AwardedYear <= start);
    });

    [Fact]
    public void Degrees_rise_and_come_at_a_fitting_age()
    {
        var ladder = new DegreeLadder(Repository.Path("db"));
        Assert.All(Registry.Dossiers, dossier =>
        {
            Assert.NotEmpty(dossier.Degrees);
            for (var i = 0; i < dossier.Degrees.Count; i++)
            {
                var (degree, level) = (dossier.Degrees[i], ladder.IndexOf(dossier.Degrees[i].LevelCode));
                Assert.InRange(degree.AwardedYear - dossier.Person.BirthYear, ladder.IsUniversity(level) ? 21 : 18, 53);
                if (i > 0)
                    Assert.True(level > ladder.IndexOf(dossier.Degrees[i - 1].LevelCode) && degree.AwardedYear > dossier.Degrees[i - 1].AwardedYear);
                if (ladder.IsPostgraduate(level))
                    Assert.Contains(dossier.Degrees.Take(i), lower => ladder.IsUniversity(ladder.IndexOf(lower.LevelCode)));
            }
        });
    }

    [Fact]
    public void The_dead_died_on_the_last_day_of_their_work_or_after_retirement() => Assert.All(
        Registry.Dossiers.Where(dossier => dossier.Person.DeceasedOn is not null || dossier.Postings[^1].EndReason == PostingEnd.Death),
        dossier =>
        {
            var last = dossier.Postings[^1];
            if (last.EndReason == PostingEnd.Death)
                Assert.Equal(last.ValidUntil!.Value.AddDays(-1), dossier.Person.DeceasedOn);
            else
                Assert.True(last.EndReason == PostingEnd.Retirement && dossier.Person.DeceasedOn >= last.ValidUntil);
        });

    private static DateOnly LegalDay(Person person, RetirementRegime regime) => (person.DateOfBirth is { } born
        ? RetirementRoadmap.Decree135.RetirementDate(born, person.Sex, regime)
        : RetirementRoadmap.Decree135.RetirementDate(person.BirthYear, person.Sex, regime)).AddDays(1);

    private static Person Copy(Person person) =>
        new(person.Id, person.FullName, person.Sex, person.DateOfBirth, person.BirthYear, person.EthnicGroupCode, person.KeeperId);
}
