using FsCheck;
using FsCheck.Fluent;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;

namespace TalentRegistry.Domain.Tests.Dossiers;

/// <summary>Each rule by what it speaks against and what it lets pass; the day of the change is 21 November 2026.</summary>
public sealed class DossierRulesTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    private static readonly RuleContext Context = new(Today, new HashSet<string> { "11", "14" }, new Dictionary<string, LevelStanding>
    {
        ["E30"] = new(30, false, false), ["E40"] = new(40, true, false), ["E50"] = new(50, true, true), ["E60"] = new(60, true, true),
    });

    private static readonly PersonEntry Woman = new("Lò Thị Ơn", Sex.Female, new DateOnly(1980, 3, 5), 1980, "03", null, null, null, Guid.Empty, null);
    private static readonly DegreeEntry Bachelor = new("E40", "091", null, "VN", 2002, StudyMode.FullTime, null);
    private static readonly PostingEntry Work = new(Guid.Empty, new DateOnly(2003, 1, 1), null, true, "doctor", "Bác sĩ", null, EmploymentKind.PublicEmployee, null, null);

    [Fact]
    public void A_dossier_without_faults_passes_all_rules() => Assert.Equal([], Codes(Of(Woman, [Bachelor], [Work])));

    [Fact]
    public void Codes_are_unique_and_written_as_codes_are() => Assert.All(
        DossierRules.All.GroupBy(rule => rule.Code), group =>
        {
            Assert.Single(group);
            Assert.Matches("^[A-Z][A-Z_]+$", group.Key);
        });

    [Theory]
    [InlineData("12", "NAME_IMPLAUSIBLE")]
    [InlineData("aaa", "NAME_IMPLAUSIBLE")]
    [InlineData("H'Hen Niê", null)]
    [InlineData("Lềnh", null)]
    public void A_name_is_made_of_letters(string name, string? code) => Expect(code, Of(Woman with { FullName = name }));

    [Theory]
    [InlineData(2011, null)]
    [InlineData(2012, "BIRTH_IMPLAUSIBLE")]
    [InlineData(1916, null)]
    [InlineData(1915, "BIRTH_IMPLAUSIBLE")]
    [InlineData(99999, "BIRTH_IMPLAUSIBLE")]
    [InlineData(-1, "BIRTH_IMPLAUSIBLE")]
    public void A_person_is_15_to_110_years_old(int year, string? code) => Expect(code, Of(Woman with { DateOfBirth = null, BirthYear = year }));

    [Fact]
    public void The_dead_may_be_older() => Expect(null, Of(Woman with { DateOfBirth = null, BirthYear = 1905, DeceasedOn = new DateOnly(1990, 1, 1) }));

    [Fact]
    public void Date_and_year_of_birth_agree() => Expect("BIRTH_CONTRADICTS", Of(Woman with { BirthYear = 1981 }));

    [Theory]
    [InlineData(40, null)]
    [InlineData(41, "STAFF_CODE_TOO_LONG")]
    public void A_staff_code_has_40_characters_at_most(int length, string? code) => Expect(code, Of(Woman with { StaffCode = new string('1', length) }));

    [Theory]
    [InlineData("2026-11-21", null)]
    [InlineData("2026-11-22", "DEATH_IMPOSSIBLE")]
    [InlineData("1980-03-04", "DEATH_IMPOSSIBLE")]
    [InlineData("1980-03-05", null)]
    public void Death_is_between_birth_and_today(string day, string? code) => Expect(code, Of(Woman with { DeceasedOn = DateOnly.Parse(day, null) }));

    [Theory]
    [InlineData("011180000123", null)]
    [InlineData("011080000123", "CITIZEN_ID_SEX")]
    [InlineData("011181000123", "CITIZEN_ID_BIRTH_YEAR")]
    [InlineData("011380000123", "CITIZEN_ID_BIRTH_YEAR")]
    [InlineData("099180000123", "CITIZEN_ID_PROVINCE")]
    [InlineData("100180000123", "CITIZEN_ID_PROVINCE")]
    public void A_citizen_id_tells_sex_year_and_province_of_birth_registration(string digits, string? code)
    {
        Assert.True(CitizenId.TryParse(digits, out var id));

        Expect(code, Of(Woman with { CitizenId = id }));
        Assert.DoesNotContain(DossierRules.BroughtBy(null, Of(Woman with { CitizenId = id }), Context), found => found.Message.In("en").Contains(digits, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1994, "DEGREE_TOO_EARLY")]
    [InlineData(1995, null)]
    [InlineData(2026, null)]
    [InlineData(2027, "DEGREE_IN_FUTURE")]
    public void A_degree_is_awarded_after_15_and_by_now(int year, string? code) => Expect(code, Of(Woman, [Bachelor with { AwardedYear = year }]));

    [Theory]
    [InlineData("2002-01-01", null)]
    [InlineData("2001-12-31", "DEGREE_VERIFIED_FIRST")]
    [InlineData("2026-11-22", "DEGREE_IN_FUTURE")]
    public void A_degree_is_verified_after_its_award_and_by_now(string day, string? code) =>
        Expect(code, Of(Woman, [Bachelor with { VerifiedOn = DateOnly.Parse(day, null) }]));

    [Fact]
    public void No_degree_is_awarded_after_death() =>
        Expect("DEGREE_AFTER_DEATH", Of(Woman with { DeceasedOn = new DateOnly(2001, 12, 31) }, [Bachelor]));

    [Theory]
    [InlineData("E50", 2005, "E40", 2002, null)]
    [InlineData("E50", 2002, "E40", 2002, null)]
    [InlineData("E50", 2001, "E40", 2002, "POSTGRADUATE_WITHOUT_UNIVERSITY")]
    [InlineData("E50", 2005, "E30", 2002, "POSTGRADUATE_WITHOUT_UNIVERSITY")]
    [InlineData("E60", 2009, "E50", 2005, "POSTGRADUATE_WITHOUT_UNIVERSITY")]
    public void A_masters_degree_follows_a_university_degree(string level, int year, string firstLevel, int firstYear, string? code) => Expect(
        code, Of(Woman, [Bachelor with { LevelCode = level, AwardedYear = year }, Bachelor with { LevelCode = firstLevel, AwardedYear = firstYear }]));

    [Theory]
    [InlineData("2003-01-01", "POSTING_ENDS_FIRST")]
    [InlineData("2002-12-31", "POSTING_ENDS_FIRST")]
    [InlineData("2003-01-02", null)]
    public void A_posting_ends_after_it_starts(string until, string? code) => Expect(code, Of(Woman, [], [Work with { ValidUntil = DateOnly.Parse(until, null) }]));

    [Theory]
    [InlineData(0, "POSITION_TITLE_IMPLAUSIBLE")]
    [InlineData(200, null)]
    [InlineData(201, "POSITION_TITLE_IMPLAUSIBLE")]
    public void A_position_has_a_title(int length, string? code) => Expect(code, Of(Woman, [], [Work with { PositionTitle = new string('x', length) }]));

    [Theory]
    [InlineData(200, null)]
    [InlineData(201, "INSTITUTION_TOO_LONG")]
    public void An_institution_has_200_characters_at_most(int length, string? code) => Expect(code, Of(Woman, [Bachelor with { Institution = new string('x', length) }]));

    [Fact]
    public void What_goes_on_has_no_reason_of_its_end() => Expect("END_REASON_WITHOUT_END", Of(Woman, [], [Work with { EndReason = PostingEnd.Move }]));

    [Theory]
    [InlineData("1998-03-04", "POSTING_TOO_EARLY")]
    [InlineData("1998-03-05", null)]
    public void Nobody_is_employed_before_18(string from, string? code) => Expect(code, Of(Woman, [], [Work with { ValidFrom = DateOnly.Parse(from, null) }]));

    [Fact]
    public void Of_whom_only_the_year_is_known_may_be_18_all_that_year() =>
        Expect(null, Of(Woman with { DateOfBirth = null }, [], [Work with { ValidFrom = new DateOnly(1998, 1, 1) }]));

    [Theory]
    [InlineData("2020-05-02", null)]
    [InlineData("2020-05-03", "POSTING_AFTER_DEATH")]
    [InlineData(null, "POSTING_AFTER_DEATH")]
    public void The_last_day_of_a_posting_is_that_of_death_at_the_latest(string? until, string? code) => Expect(
        code, Of(Woman with { DeceasedOn = new DateOnly(2020, 5, 1) }, [], [Work with { ValidUntil = until is null ? null : DateOnly.Parse(until, null) }]));

    [Theory]
    [InlineData("2010-01-01", true, null)]
    [InlineData("2009-12-31", true, "POSTINGS_OVERLAP")]
    [InlineData("2009-12-31", false, null)]
    public void Main_postings_follow_each_other(string second, bool isMain, string? code) => Expect(
        code, Of(Woman, [], [Work with { ValidUntil = new DateOnly(2010, 1, 1) }, Work with { ValidFrom = DateOnly.Parse(second, null), IsMain = isMain }]));

    [Theory]
    [InlineData("2026-11-21", null)]
    [InlineData("2026-11-22", "POSTING_IN_FUTURE")]
    public void A_start_in_the_future_is_to_be_confirmed(string from, string? code) => Expect(code, Of(Woman, [], [Work with { ValidFrom = DateOnly.Parse(from, null) }]));

    // A woman born in May 1969 reached 57 years in May 2026 and retired on 31 May; one born in January 1970 reaches 57 years and 4 months in 2027.
    [Theory]
    [InlineData("1969-05-10", EmploymentKind.PublicEmployee, null, "PAST_RETIREMENT_AGE")]
    [InlineData("1969-05-10", EmploymentKind.Private, null, null)]
    [InlineData("1969-05-10", EmploymentKind.CivilServant, "2026-06-01", null)]
    [InlineData("1969-05-10", EmploymentKind.CivilServant, "2026-06-02", "PAST_RETIREMENT_AGE")]
    [InlineData("1970-01-10", EmploymentKind.PublicEmployee, null, null)]
    public void Work_past_the_age_of_retirement_is_to_be_confirmed(string born, EmploymentKind kind, string? until, string? code) => Expect(code, Of(
        Woman with { DateOfBirth = DateOnly.Parse(born, null), BirthYear = DateOnly.Parse(born, null).Year }, [],
        [Work with { EmploymentKind = kind, ValidUntil = until is null ? null : DateOnly.Parse(until, null) }]));

    [Theory]
    [InlineData("E40", 2002, null)]
    [InlineData("E40", 2003, null)]
    [InlineData("E40", 2004, "POSITION_DEGREE_NOT_MET")]
    [InlineData("E30", 2002, "POSITION_DEGREE_NOT_MET")]
    public void A_position_asks_for_its_degree_in_the_year_of_the_start(string level, int year, string? code) => Expect(
        code, Of(Woman, [Bachelor with { LevelCode = level, AwardedYear = year }], [Work with { RequiredLevelCode = "E40" }]));

    [Fact]
    public void An_old_fault_is_told_only_where_the_change_touches_it()
    {
        var old = Of(Woman, [Bachelor with { AwardedYear = 1990 }]);
        var renamed = old with { Person = old.Person with { FullName = "Lò Thị Yến" } };
        var younger = old with { Person = old.Person with { DateOfBirth = null, BirthYear = 1981 } };

        Assert.Empty(DossierRules.BroughtBy(old, renamed, Context));
        Assert.Equal("DEGREE_TOO_EARLY", Assert.Single(DossierRules.BroughtBy(old, younger, Context)).Code);
    }

    [Fact]
    public void Rules_have_an_answer_to_any_dossier()
    {
        var days = Gen.Choose(DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber);
        var day = Gen.OneOf(days, Gen.Elements(DateOnly.MinValue, DateOnly.MaxValue, Today, new DateOnly(1980, 2, 29)));
        var year = Gen.OneOf(Gen.Choose(1890, 2110), Gen.Elements(int.MinValue, -1, 0, 9999, int.MaxValue));
        var dossiers =
            from born in year
            from date in Gen.OneOf(Gen.Constant((DateOnly?)null), day.Select(d => (DateOnly?)d))
            from died in Gen.OneOf(Gen.Constant((DateOnly?)null), day.Select(d => (DateOnly?)d))
            from awarded in year
            from start in day
            from end in Gen.OneOf(Gen.Constant((DateOnly?)null), day.Select(d => (DateOnly?)d))
            from level in Gen.Elements("E40", "E50", "", "?")
            select Of(
                Woman with { BirthYear = born, DateOfBirth = date, DeceasedOn = died }, [Bachelor with { AwardedYear = awarded, LevelCode = level, VerifiedOn = end }],
                [Work with { ValidFrom = start, ValidUntil = end, RequiredLevelCode = level }, Work]);

        Prop.ForAll(dossiers.ToArbitrary(), dossier =>
        {
            var found = DossierRules.BroughtBy(null, dossier, Context);
            Assert.All(found, finding => Assert.True(finding.Message is { Vi.Length: > 0, En.Length: > 0 } && finding.RecordId is not null));
            // What stays as it was brings nothing.
            Assert.Empty(DossierRules.BroughtBy(dossier, dossier, Context));
        }).QuickCheckThrowOnFailure();
    }

    private static void Expect(string? code, DossierEntries dossier) => Assert.Equal(code is null ? [] : [code], Codes(dossier));

    private static IEnumerable<string> Codes(DossierEntries dossier) =>
        DossierRules.BroughtBy(null, dossier, Context).Select(found => found.Code).Distinct().Order(StringComparer.Ordinal);

    private static DossierEntries Of(PersonEntry person, DegreeEntry[]? degrees = null, PostingEntry[]? postings = null)
    {
        var dossier = new DossierEntries(Guid.NewGuid(), person);
        foreach (var degree in degrees ?? [])
            dossier = dossier.With(Guid.NewGuid(), degree);
        foreach (var posting in postings ?? [])
            dossier = dossier.With(Guid.NewGuid(), posting);
        return dossier;
    }
}
