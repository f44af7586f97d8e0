using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;
using TalentRegistry.Domain.Retirement;

namespace TalentRegistry.Data.Demo;

/// <summary>
/// What the demonstration dossiers hold beside degrees and postings. The shares are assumed, by leadership, degree and kind of employment; no source gives
/// them. Drawn from a stream of its own, so that careers are the same with and without.
/// </summary>
internal sealed class RecordWriter(DegreeLadder ladder, int seed)
{
    private const int MostRecords = 32;
    private const ulong Stream = 0x5EC0_4D5A_11CE_0001;

    private static readonly string[] Associations =
    [
        "Liên hiệp các hội khoa học và kỹ thuật tỉnh", "Hội Khuyến học tỉnh", "Hội Văn học nghệ thuật tỉnh", "Hội Cựu giáo chức tỉnh", "Hội Luật gia tỉnh", "Hội Nhà báo tỉnh",
    ];

    private static readonly string[] Themes =
    [
        "Ứng dụng công nghệ số trong quản lý hồ sơ công việc", "Nâng cao chất lượng dạy học ở vùng dân tộc thiểu số", "Bảo tồn văn hóa các dân tộc trên địa bàn",
        "Phát triển cây dược liệu dưới tán rừng", "Nâng cao chất lượng khám, chữa bệnh tuyến cơ sở", "Sản xuất nông nghiệp hữu cơ theo chuỗi giá trị",
    ];

    /// <summary>The records of a career, given the dossier's degrees and postings.</summary>
    public IReadOnlyList<DossierRecord> Write(Career career, Person person, IReadOnlyList<Posting> postings)
    {
        var drawing = new Drawing(seed, career.Number, person, new SeededRandom(SeededRandom.Mix((ulong)seed ^ (ulong)career.Number << 20 ^ Stream)));
        var (first, last) = (postings[0], postings[^1]);
        var isPublic = last.EmploymentKind is not (EmploymentKind.Private or EmploymentKind.SelfEmployed);
        if (isPublic)
            Certify(drawing, first, last);
        if (ladder.Code(career.Level) == "E60" && drawing.Random.Chance(0.12))
            drawing.Add(new AcademicTitle { Rank = AcademicRank.AssociateProfessor, RecognisedYear = career.LevelSince + 6, AwardingBody = "Hội đồng Giáo sư nhà nước" });
        if (ladder.IsPostgraduate(career.Level))
            Research(drawing, career);
        if (isPublic && drawing.Random.Chance(last.LeadershipRank is null ? 0.06 : 0.3))
            drawing.Add(new Domain.Records.Award
            {
                Kind = AwardKind.MeritCertificate, Title = "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", Level = RecognitionLevel.Province,
                AwardedYear = drawing.Random.Between(first.ValidFrom.Year, DemoRegistry.LastDay.Year),
            });
        if (career.WorksLonger && last.ValidUntil is null)
            Extend(drawing, last);
        Take(drawing, career, first, last);
        return drawing.Records;
    }

    // Leaders are trained in political theory and state management, and most of the staff for their posts.
    private static void Certify(Drawing drawing, Posting first, Posting last)
    {
        var random = drawing.Random;
        if (random.Chance(last.LeadershipRank is null ? 0.15 : 0.8))
            drawing.Add(new Certificate
            {
                Kind = CertificateKind.PoliticalTheory, LevelCode = last.LeadershipRank >= LeadershipRank.DeputyHead ? "P30" : "P20",
                IssuedOn = drawing.DayAfter(first.ValidFrom, 2), Issuer = "Trường Chính trị tỉnh",
            });
        if (last.EmploymentKind is EmploymentKind.Cadre or EmploymentKind.CivilServant && random.Chance(0.6))
            drawing.Add(new Certificate
            {
                Kind = CertificateKind.StateManagement, LevelCode = last.LeadershipRank >= LeadershipRank.DivisionHead ? "G30" : "G20", IssuedOn = drawing.DayAfter(first.ValidFrom, 1),
            });
        if (last.EmploymentKind == EmploymentKind.PublicEmployee && random.Chance(0.35))
            drawing.Add(new Certificate
            {
                Kind = CertificateKind.JobTitle, Title = "Bồi dưỡng theo tiêu chuẩn chức danh nghề nghiệp", IssuedOn = drawing.DayAfter(new DateOnly(2014, 1, 1), 0),
            });
        if (random.Chance(0.25))
            drawing.Add(new Certificate
            {
                Kind = CertificateKind.ForeignLanguage, LanguageCode = "en", LevelCode = random.Chance(0.7) ? "L20" : "L30", Scale = LanguageScale.VietnamSixLevel,
                IssuedOn = drawing.DayAfter(new DateOnly(2014, 6, 1), 0),
            });
        if (random.Chance(0.2))
            drawing.Add(new Certificate
            {
                Kind = CertificateKind.DigitalSkills, Title = "Ứng dụng công nghệ thông tin cơ bản", IssuedOn = drawing.DayAfter(new DateOnly(2014, 6, 1), 0),
            });
    }

    private static void Research(Drawing drawing, Career career)
    {
        if (!drawing.Random.Chance(0.2))
            return;

        var from = drawing.DayAfter(new DateOnly(career.LevelSince + 1, 1, 1), 0);
        var until = from.AddMonths(drawing.Random.Between(12, 36));
        var isOver = until <= DemoRegistry.LastDay;
        drawing.Add(new ScienceTask
        {
            Title = Themes[drawing.Random.Next(Themes.Length)], Role = drawing.Random.Chance(0.35) ? TaskRole.Principal : TaskRole.Participant,
            Level = drawing.Random.Chance(0.6) ? RecognitionLevel.Grassroots : RecognitionLevel.Province, FieldCode = career.Field, ValidFrom = from, ValidUntil = until,
            Result = isOver ? drawing.Random.Chance(0.2) ? TaskResult.Excellent : TaskResult.Passed : null, IsApplied = isOver ? drawing.Random.Chance(0.6) : null,
        });
    }

    // Who is past the age and still at work has a decision: five years from the age of retirement.
    private static void Extend(Drawing drawing, Posting last)
    {
        var retires = RetirementRoadmap.Decree135.RetirementDate(drawing.Person.DateOfBirth ?? new DateOnly(drawing.Person.BirthYear, 1, 1), drawing.Person.Sex);
        if (retires < DemoRegistry.LastDay && last.EmploymentKind is EmploymentKind.PublicEmployee or EmploymentKind.Contract)
            drawing.Add(new WorkingAgeExtension
            {
                ValidFrom = retires.AddDays(1), ValidUntil = retires.AddYears(5).AddDays(1), Ground = ExtensionGround.DoctorateOrSpecialist,
            });
    }

    private static void Take(Drawing drawing, Career career, Posting first, Posting last)
    {
        var random = drawing.Random;
        if (first.ValidFrom.Year >= 2018 && random.Chance(0.01))
            drawing.Add(new TalentRecognition
            {
                Scheme = random.Chance(0.5) ? TalentScheme.ExcellentGraduate : TalentScheme.ProvincialPolicy, ValidFrom = first.ValidFrom,
                ValidUntil = last.ValidUntil, EndReason = last.ValidUntil is null ? null : TalentEnd.LeftService,
            });
        if (random.Chance(0.08))
            drawing.Add(new AssociationMembership
            {
                Association = Associations[random.Next(Associations.Length)], Role = random.Chance(0.1) ? MembershipRole.BoardMember : MembershipRole.OrdinaryMember,
                ValidFrom = drawing.DayAfter(first.ValidFrom, 1),
            });
        if (last is { EndReason: PostingEnd.Retirement, ValidUntil: { } retired } && career.DiedOn == 0 && drawing.Person.DeceasedOn is null && random.Chance(0.3))
            drawing.Add(new Availability { Kind = random.Chance(0.5) ? AvailabilityKind.RetiredWilling : AvailabilityKind.Retired, ValidFrom = retired });
    }

    /// <summary>The records of one person while they are drawn.</summary>
    private sealed class Drawing(int seed, int number, Person person, SeededRandom random)
    {
        private readonly DateOnly end = person.DeceasedOn is { } died && died < DemoRegistry.LastDay ? died : DemoRegistry.LastDay;

        public Person Person => person;

        public SeededRandom Random => random;

        public List<DossierRecord> Records { get; } = [];

        /// <summary>Some day of the years after one, a number of years later at the earliest, by the end of the demonstration or of life.</summary>
        public DateOnly DayAfter(DateOnly day, int years)
        {
            var from = day.AddYears(years);
            return from.AddDays(random.Next(Math.Max(end.DayNumber - from.DayNumber, 1)));
        }

        // What would begin too late, or while the person was a child, is left out.
        public void Add(DossierRecord record)
        {
            if (record.Start().Day is { } start && start <= end && start.Year >= person.BirthYear + Math.Max(record.YoungestAge, 20))
                Records.Add(record with
                {
                    Id = SeededRandom.Identifier(seed, RecordKind.Record, (number * MostRecords) + Records.Count), PersonId = person.Id,
                });
        }
    }
}
