using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Tests.Dossiers;

/// <summary>Rules of the records beside degrees and postings; the day of the change is 21 November 2026.</summary>
public sealed class RecordRulesTests
{
    private static readonly RuleContext Context = new(new DateOnly(2026, 11, 21), new HashSet<string>(), new Dictionary<string, LevelStanding>
    {
        ["E40"] = new(40, true, false), ["E60"] = new(60, true, true),
    });

    // Reaches 60 years and 3 months, and so the age of retirement, in May 2021: the last day is 31 May 2021.
    private static readonly PersonEntry Man = new("Lò Văn Ơn", Sex.Male, new DateOnly(1961, 2, 5), 1961, "03", null, null, null, Guid.Empty, null);
    private static readonly DegreeEntry Bachelor = new("E40", null, null, "VN", 1984, null, null);
    private static readonly DegreeEntry Doctor = Bachelor with { LevelCode = "E60", AwardedYear = 1995 };
    private static readonly PostingEntry Work = new(Guid.Empty, new DateOnly(1985, 1, 1), new DateOnly(2023, 1, 1), true, "lecturer", "Giảng viên", null, EmploymentKind.PublicEmployee, null, null);
    private static readonly Certificate Theory = new() { Kind = CertificateKind.PoliticalTheory, LevelCode = "P20", IssuedOn = new DateOnly(2005, 6, 1) };
    private static readonly AcademicTitle Associate = new() { Rank = AcademicRank.AssociateProfessor, RecognisedYear = 2005 };
    private static readonly Availability Willing = new() { Kind = AvailabilityKind.RetiredWilling, ValidFrom = new DateOnly(2023, 1, 1) };
    private static readonly AssociationMembership Member = new() { Association = "Hội Luật gia", Role = MembershipRole.OrdinaryMember, ValidFrom = new DateOnly(1990, 1, 1) };

    public static TheoryData<string?, DossierEntry[]> Cases => new()
    {
        { null, [Theory, Bachelor, Doctor, Associate, Willing, Member] },
        { "CERTIFICATE_LEVEL_MISMATCH", [Theory with { LevelCode = null }] },
        { "CERTIFICATE_LEVEL_MISMATCH", [Theory with { LevelCode = "G20" }] },
        { "CERTIFICATE_LEVEL_MISMATCH", [Theory with { LanguageCode = "en" }] },
        { "CERTIFICATE_LEVEL_MISMATCH", [Theory with { Kind = CertificateKind.DigitalSkills }] },
        { null, [Theory with { Kind = CertificateKind.ForeignLanguage, LevelCode = "L40", LanguageCode = "en", Scale = LanguageScale.Cefr, ValidUntil = new DateOnly(2007, 6, 1) }] },
        { "RECORD_ENDS_FIRST", [Theory with { ValidUntil = Theory.IssuedOn }] },
        { "CERTIFICATE_TWICE", [Theory, Theory with { Issuer = "Trường Chính trị tỉnh" }] },
        { "RECORD_TOO_EARLY", [Member with { ValidFrom = new DateOnly(1974, 12, 31) }] },
        { null, [Member with { ValidFrom = new DateOnly(1975, 1, 1) }] },
        { "RECORD_IN_FUTURE", [Member with { ValidFrom = new DateOnly(2026, 11, 22) }] },
        { "MEMBERSHIP_TWICE", [Member, Member with { ValidFrom = new DateOnly(2000, 1, 1) }] },
        { null, [Member with { ValidUntil = new DateOnly(2000, 1, 1) }, Member with { ValidFrom = new DateOnly(2000, 1, 1) }] },
        { "PROFESSOR_WITHOUT_DOCTORATE", [Associate] },
        { "PROFESSOR_WITHOUT_DOCTORATE", [Associate, Bachelor, Doctor with { AwardedYear = 2006 }] },
        { "ACADEMIC_TITLE_TWICE", [Bachelor, Doctor, Associate, Associate with { RecognisedYear = 2007 }] },
        { "ACADEMIC_TITLES_SWAPPED", [Bachelor, Doctor, Associate, new AcademicTitle { Rank = AcademicRank.Professor, RecognisedYear = 2004 }] },
        { "AVAILABILITIES_OVERLAP", [Willing, Willing with { Kind = AvailabilityKind.Overseas, ValidFrom = new DateOnly(2025, 1, 1) }] },
        { "AVAILABILITY_COUNTRY", [Willing with { CountryCode = "FR" }] },
        { null, [Willing with { Kind = AvailabilityKind.Overseas, CountryCode = "FR" }] },
        { "TALENT_END_WITHOUT_END", [new TalentRecognition { Scheme = TalentScheme.ProvincialPolicy, ValidFrom = new DateOnly(2020, 1, 1), EndReason = TalentEnd.Withdrawn }] },
        { "TASK_RESULT_TOO_EARLY", [new ScienceTask { Title = "Đề tài", Role = TaskRole.Principal, Level = RecognitionLevel.Province, ValidFrom = new DateOnly(2025, 1, 1), Result = TaskResult.Passed }] },
        { "AWARD_TWICE", [Honour("Nhà giáo Ưu tú"), Honour("Nhà giáo ưu tú")] },
        { "EXTENSION_OUTSIDE_LAW", [Extension("2021-05-31", "2023-01-01")] },
        { "EXTENSION_OUTSIDE_LAW", [Extension("2021-06-01", "2026-06-02")] },
        { null, [Extension("2021-06-01", "2026-06-01")] },
        { "EXTENSION_GROUND_NOT_MET", [Extension("2021-06-01", "2023-01-01") with { Ground = ExtensionGround.AcademicRank }] },
        { "EXTENSIONS_OVERLAP", [Extension("2021-06-01", "2023-01-01"), Extension("2022-12-31", "2024-01-01")] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_rule_speaks_against_its_mistake_alone(string? code, DossierEntry[] records) => Assert.Equal(code is null ? [] : [code], Codes(Man, records));

    [Theory]
    [InlineData("PAST_RETIREMENT_AGE")]
    [InlineData(null, "2021-06-01", "2023-01-01")]
    [InlineData(null, "2022-01-01", "2024-01-01", "2021-06-01", "2022-01-01")]
    [InlineData("PAST_RETIREMENT_AGE", "2021-06-01", "2022-12-31")]
    [InlineData("PAST_RETIREMENT_AGE", "2021-06-02", "2023-01-01")]
    [InlineData("PAST_RETIREMENT_AGE", "2021-06-01", "2022-01-01", "2022-01-02", "2023-01-01")]
    public void Work_past_the_age_of_retirement_is_covered_day_by_day(string? code, params string[] days) =>
        Assert.Equal(code is null ? [] : [code], Codes(Man, [Work, .. days.Chunk(2).Select(pair => Extension(pair[0], pair[1]))]));

    [Fact]
    public void Who_is_said_to_be_retired_holds_no_main_posting_then() =>
        Assert.Equal(["RETIRED_BUT_WORKING"], Codes(Man, [Work, Extension("2021-06-01", "2023-01-01"), Willing with { ValidFrom = new DateOnly(2022, 12, 31) }]));

    [Fact]
    public void Nothing_begins_after_death_but_an_award() =>
        Assert.Equal(["RECORD_AFTER_DEATH"], Codes(Man with { DeceasedOn = new DateOnly(2001, 1, 1) }, [Theory, Honour("Nhà giáo Nhân dân")]));

    [Fact]
    public void Dates_at_the_ends_of_the_calendar_have_an_answer_too()
    {
        foreach (var day in new[] { DateOnly.MinValue, DateOnly.MaxValue })
            foreach (var year in new[] { int.MinValue, 0, 9999, int.MaxValue })
            {
                DossierEntry[] records =
                [
                    Theory with { IssuedOn = day, ValidUntil = day }, Associate with { RecognisedYear = year }, Honour("x") with { AwardedYear = year },
                    Willing with { ValidFrom = day, ValidUntil = day }, new WorkingAgeExtension { ValidFrom = day, ValidUntil = day, Ground = ExtensionGround.OtherGround },
                ];
                Assert.NotEmpty(Codes(Man with { BirthYear = year, DateOfBirth = null }, records));
            }
    }

    private static Award Honour(string title) => new() { Kind = AwardKind.HonoraryTitle, Title = title, Level = RecognitionLevel.State, AwardedYear = 2012 };

    private static WorkingAgeExtension Extension(string from, string until) =>
        new() { ValidFrom = DateOnly.Parse(from, null), ValidUntil = DateOnly.Parse(until, null), Ground = ExtensionGround.SpecialField };

    private static IEnumerable<string> Codes(PersonEntry person, IEnumerable<DossierEntry> records) =>
        DossierRules.BroughtBy(null, records.Aggregate(new DossierEntries(Guid.NewGuid(), person), (dossier, record) => dossier.With(Guid.NewGuid(), record)), Context)
            .Select(found => found.Code).Distinct().Order(StringComparer.Ordinal);
}
