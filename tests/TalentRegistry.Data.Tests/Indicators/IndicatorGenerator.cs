using TalentRegistry.Data.Indicators;
using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Tests.Indicators;

/// <summary>Indicators of every kind, and records for them to find.</summary>
internal sealed class IndicatorGenerator(Random random)
{
    private static readonly DateOnly LastDistrictDay = new(2025, 6, 30);
    private static readonly string[] Associations = ["Liên hiệp các Hội Khoa học và Kỹ thuật", "Câu lạc bộ trí thức", "Hội Y học"];

    public IndicatorQuestion Question(bool withEthnicGroups)
    {
        var day = random.Next(2) == 0 ? new DateOnly(random.Next(2012, 2026), 12, 31) : new DateOnly(2012, 1, 1).AddDays(random.Next(14 * 365));
        IReadOnlyList<IndicatorDimension> by = random.Next(4) switch
        {
            0 => [],
            1 => [IndicatorDimension.Sector],
            2 => [IndicatorDimension.Province, IndicatorDimension.District],
            _ => [IndicatorDimension.District, IndicatorDimension.Sector],
        };
        var scope = new IndicatorScope
        {
            Units = Sometimes<IReadOnlyList<string>>(["P11"], ["D094", "D096"]) ?? [],
            Sectors = Sometimes<IReadOnlyList<string>>(["STATE", "HEALTH"]) ?? [],
            GovernmentLevels = Sometimes<IReadOnlyList<GovernmentLevel>>([GovernmentLevel.Province, GovernmentLevel.Commune]) ?? [],
        };
        return new IndicatorQuestion([.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => Indicator(withEthnicGroups))], scope, by, day, random.Next(3) == 0 ? day : LastDistrictDay);
    }

    public Indicator Indicator(bool withEthnicGroups)
    {
        var isShare = random.Next(2) == 0;
        var among = random.Next(5) == 0 ? CountedAmong.OnFile : CountedAmong.AtWork;
        var over = among is CountedAmong.AtWork && random.Next(3) == 0 ? CountedOver.Year : CountedOver.Day;
        var after = among is CountedAmong.AtWork && random.Next(5) == 0 ? random.Next(1, 6) : (int?)null;
        return new Indicator(
            isShare ? IndicatorKind.Share : IndicatorKind.Count, Filter(withEthnicGroups, over, after, 5), isShare ? Filter(withEthnicGroups, over, after, 12) : null, null, isShare ? 100 : 1)
        {
            Among = among,
            Over = over,
            After = after,
        };
    }

    /// <summary>Fills the tables of records, and makes some facts unknown.</summary>
    public async Task RecordsAsync(RegistryDatabase database)
    {
        var seed = (random.NextDouble() * 2) - 1;
        await using var command = database.Owner.CreateCommand(
            $"""
            SELECT setseed({seed.ToString(System.Globalization.CultureInfo.InvariantCulture)});
            CREATE FUNCTION public.some_day() RETURNS date LANGUAGE sql VOLATILE AS $$ SELECT DATE '2008-01-01' + (random() * 6500)::int $$;
            CREATE FUNCTION public.one_of(VARIADIC text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT $1[1 + floor(random() * cardinality($1))::int] $$;
            CREATE FUNCTION public.some_people(part float8) RETURNS SETOF uuid LANGUAGE sql VOLATILE AS $$ SELECT id FROM registry.person WHERE random() < part $$;
            DELETE FROM registry.degree WHERE random() < 0.1;
            UPDATE registry.degree SET field_code = NULL WHERE random() < 0.1;
            UPDATE registry.degree SET study_mode = NULL WHERE random() < 0.2;
            UPDATE registry.posting SET required_level_code = public.one_of('E30', 'E40', 'E50', NULL);
            UPDATE registry.posting SET end_reason = public.one_of('retirement', 'resignation', 'death') WHERE end_reason = 'resignation';
            UPDATE registry.person SET ethnic_group_code = public.one_of('55', '56') WHERE random() < 0.05;
            UPDATE registry.person SET deceased_on = public.some_day() WHERE random() < 0.05;
            INSERT INTO reference.area_classification (unit_id, kind, valid_from, valid_until, province_id, source)
              SELECT unit, kind, since, CASE WHEN random() < 0.3 THEN since + 2000 END, province_id, 'Thử'
                FROM (SELECT unit, province_id, kind, public.some_day() AS since
                        FROM (SELECT DISTINCT coalesce(CASE WHEN random() < 0.5 THEN district_id END, commune_id) AS unit, province_id FROM registry.agency_map WHERE province_id <> 'P11') u
                       CROSS JOIN (VALUES ('remote'), ('border'), ('ethnic_minority')) k (kind)
                       WHERE unit IS NOT NULL AND random() < 0.4) a;
            INSERT INTO registry.certificate (id, person_id, kind, level_code, language_code, issued_on, valid_until, is_dated)
              SELECT gen_random_uuid(), id, kind, CASE kind WHEN 'political_theory' THEN public.one_of('P10', 'P20', 'P30') WHEN 'foreign_language' THEN public.one_of('L30', 'L40', 'L50') END,
                     CASE kind WHEN 'foreign_language' THEN public.one_of('en', 'zh') END, issued, CASE WHEN random() < 0.3 THEN issued + 900 END, random() < 0.8
                FROM (SELECT id, public.one_of('political_theory', 'foreign_language', 'digital_skills') AS kind, public.some_day() AS issued
                        FROM (SELECT public.some_people(0.5) AS id UNION ALL SELECT public.some_people(0.3)) p) c;
            INSERT INTO registry.academic_title (id, person_id, rank, recognised_year, is_dated)
              SELECT gen_random_uuid(), id, public.one_of('professor', 'associate_professor'), 2008 + (random() * 17)::int, random() < 0.8 FROM public.some_people(0.1) id;
            INSERT INTO registry.talent_recognition (id, person_id, scheme, valid_from, valid_until)
              SELECT gen_random_uuid(), id, public.one_of('excellent_graduate', 'provincial_policy'), since, CASE WHEN random() < 0.5 THEN since + 1000 END
                FROM (SELECT id, public.some_day() AS since FROM public.some_people(0.3) id) t;
            INSERT INTO registry.award (id, person_id, kind, title, level, awarded_year, is_dated)
              SELECT gen_random_uuid(), id, public.one_of('medal', 'prize'), 'Giải', public.one_of('state', 'province'), 2008 + (random() * 17)::int, random() < 0.8
                FROM (SELECT public.some_people(0.3) AS id UNION ALL SELECT public.some_people(0.3)) p;
            INSERT INTO registry.science_task (id, person_id, title, role, level, valid_from, valid_until, result, is_applied)
              SELECT gen_random_uuid(), id, 'Đề tài', public.one_of('principal', 'participant'), public.one_of('province', 'state'), since, CASE WHEN random() < 0.8 THEN since + 800 END,
                     public.one_of('passed', 'failed', NULL), public.one_of('true', 'false', NULL)::boolean
                FROM (SELECT id, public.some_day() AS since FROM (SELECT public.some_people(0.3) AS id UNION ALL SELECT public.some_people(0.3)) p) t;
            INSERT INTO registry.association_membership (id, person_id, association, role, valid_from, valid_until)
              SELECT gen_random_uuid(), id, public.one_of('{Associations[0]}', '{Associations[1]}', '{Associations[2]}'), 'ordinary_member', since, CASE WHEN random() < 0.5 THEN since + 1200 END
                FROM (SELECT id, public.some_day() AS since FROM public.some_people(0.3) id) t;
            INSERT INTO registry.availability (id, person_id, kind, valid_from, valid_until)
              SELECT gen_random_uuid(), id, public.one_of('working', 'retired_willing', 'overseas'), since, CASE WHEN random() < 0.5 THEN since + 1500 END
                FROM (SELECT id, public.some_day() AS since FROM public.some_people(0.4) id) t;
            INSERT INTO registry.working_age_extension (id, person_id, valid_from, valid_until, ground)
              SELECT gen_random_uuid(), id, since, since + 1500, 'special_field' FROM (SELECT id, public.some_day() AS since FROM public.some_people(0.2) id) t;
            """);
        await command.ExecuteNonQueryAsync();
    }

    private PeopleFilter Filter(bool withEthnicGroups, CountedOver over, int? after, int rarity) => PeopleFilter.Everyone with
    {
        Professions = random.Next(rarity * 2) == 0 ? ["doctor", "lawyer", "nurse", "engineer"] : [],
        Sectors = random.Next(rarity * 2) == 0 ? ["STATE", "HEALTH"] : [],
        DegreeLevelAtLeast = random.Next(rarity) == 0 ? One("E30", "E40", "E50") : null,
        DegreeFields = random.Next(rarity) == 0 ? ["09", "02"] : [],
        StudyModes = random.Next(rarity) == 0 ? [StudyMode.FullTime, StudyMode.Bridging] : [],
        EmploymentKinds = random.Next(rarity) == 0 ? [EmploymentKind.Cadre, EmploymentKind.Contract, EmploymentKind.CivilServant] : [],
        GovernmentLevels = random.Next(rarity) == 0 ? [GovernmentLevel.Province, GovernmentLevel.Central] : [],
        LeadershipRankAtLeast = random.Next(rarity * 2) == 0 ? LeadershipRank.DeputyDivisionHead : null,
        AgeUnder = random.Next(rarity) == 0 ? random.Next(30, 60) : null,
        AgeAtLeast = random.Next(rarity) == 0 ? random.Next(20, 50) : null,
        Sexes = random.Next(rarity) == 0 ? [Sex.Female] : [],
        EthnicMinority = withEthnicGroups && random.Next(rarity) == 0 ? random.Next(2) == 0 : null,
        Areas = random.Next(rarity) == 0 ? [new AreaAsked(random.Next(2) == 0 ? AreaKind.Border : AreaKind.Remote, random.Next(3) > 0)] : [],
        Certificates = random.Next(rarity) == 0 ? [Certificate()] : [],
        AcademicTitles = random.Next(rarity) == 0 ? [AcademicRank.Professor, AcademicRank.AssociateProfessor] : [],
        JobFit = random.Next(rarity) == 0,
        Talent = random.Next(rarity) == 0 ? new TalentAsked(random.Next(2) == 0 ? [] : [TalentScheme.ExcellentGraduate]) : null,
        Award = random.Next(rarity) == 0 ? new AwardAsked(random.Next(2) == 0 ? [] : [AwardKind.Prize], random.Next(2) == 0 ? [] : [RecognitionLevel.State]) : null,
        ScienceTask = random.Next(rarity) == 0
            ? new ScienceTaskAsked(
                random.Next(2) == 0 ? [] : [TaskRole.Principal], random.Next(2) == 0 ? [] : [RecognitionLevel.Province],
                random.Next(2) == 0 ? [] : [TaskResult.Passed, TaskResult.Excellent], random.Next(3) == 0 ? true : null)
            : null,
        Membership = random.Next(rarity) == 0 ? new MembershipAsked(random.Next(2) == 0 ? [] : [Associations[1]]) : null,
        Availabilities = random.Next(rarity) == 0 ? [AvailabilityKind.RetiredWilling, AvailabilityKind.Working] : [],
        WorkingAgeExtension = random.Next(rarity * 2) == 0,
        Recruited = over is CountedOver.Year && random.Next(3) == 0,
        StillThere = after is not null && random.Next(2) == 0,
    };

    private CertificateAsked Certificate() => random.Next(3) switch
    {
        0 => new CertificateAsked(CertificateKind.PoliticalTheory, One("P10", "P20", null), []),
        1 => new CertificateAsked(CertificateKind.ForeignLanguage, One("L40", null), random.Next(2) == 0 ? [] : ["zh"]),
        _ => new CertificateAsked(CertificateKind.DigitalSkills, null, []),
    };

    private T One<T>(params T[] values) => values[random.Next(values.Length)];

    private T? Sometimes<T>(params T[] values) => random.Next(4) == 0 ? values[random.Next(values.Length)] : default;
}
