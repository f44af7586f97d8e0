using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.Careers;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Domain.Plans;

/// <summary>
/// Which people count: those of the indicator's unit who pass every part that is given. An empty list, a null or a false is no
/// condition. A part that rests on a fact which nobody has recorded is neither passed nor failed: who is decided by such a part
/// alone is unknown, and is told apart (docs/decisions/0040).
/// </summary>
/// <param name="Professions">Codes of reference.profession.</param>
/// <param name="Sectors">Codes of reference.sector, each with its parts.</param>
/// <param name="DegreeLevelAtLeast">Code of reference.degree_level: their highest degree ranks there or above.</param>
/// <param name="EmploymentKinds">Kinds of employment.</param>
/// <param name="GovernmentLevels">Levels of government of the agency.</param>
/// <param name="LeadershipRankAtLeast">They hold this rank or a higher one.</param>
/// <param name="AgeUnder">They are younger than so many years on the reference day of the plan's setting age-reference.</param>
public sealed record PeopleFilter(
    IReadOnlyList<string> Professions, IReadOnlyList<string> Sectors, string? DegreeLevelAtLeast,
    IReadOnlyList<EmploymentKind> EmploymentKinds, IReadOnlyList<GovernmentLevel> GovernmentLevels,
    LeadershipRank? LeadershipRankAtLeast, int? AgeUnder)
{
    // The levels with which the degree bands of the supply forecast begin.
    private static readonly Dictionary<string, IReadOnlyList<DegreeBand>> BandsFrom = new(StringComparer.Ordinal)
    {
        ["E20"] = [DegreeBand.Intermediate, DegreeBand.College, DegreeBand.University, DegreeBand.Master, DegreeBand.Doctor],
        ["E30"] = [DegreeBand.College, DegreeBand.University, DegreeBand.Master, DegreeBand.Doctor],
        ["E40"] = [DegreeBand.University, DegreeBand.Master, DegreeBand.Doctor],
        ["E50"] = [DegreeBand.Master, DegreeBand.Doctor],
        ["E60"] = [DegreeBand.Doctor],
    };

    /// <summary>Sexes.</summary>
    public IReadOnlyList<Sex> Sexes { get; init; } = [];

    /// <summary>True for the 53 minorities, false for the Kinh; foreigners and people without a known group are unknown. Sensitive: told to HR officers (docs/decisions/0034).</summary>
    public bool? EthnicMinority { get; init; }

    /// <summary>They are so many years old or older on the reference day.</summary>
    public int? AgeAtLeast { get; init; }

    /// <summary>Broad fields (ISCED-F) of the highest degree; unknown where it has none on file.</summary>
    public IReadOnlyList<string> DegreeFields { get; init; } = [];

    /// <summary>How a degree of university level or higher was studied; unknown where there is none, or none says how.</summary>
    public IReadOnlyList<StudyMode> StudyModes { get; init; } = [];

    /// <summary>Certificates, each of which they hold on the day; unknown where none of the kind is on file.</summary>
    public IReadOnlyList<CertificateAsked> Certificates { get; init; } = [];

    /// <summary>Academic titles, one of which they hold.</summary>
    public IReadOnlyList<AcademicRank> AcademicTitles { get; init; } = [];

    /// <summary>Their highest degree ranks at or above the one that their posting requires (vị trí việc làm); unknown where either is not recorded.</summary>
    public bool JobFit { get; init; }

    /// <summary>They are recognised as talent on the day; over a year, in that year. Null is no condition.</summary>
    public TalentAsked? Talent { get; init; }

    /// <summary>They have an award by the day; over a year, of that year.</summary>
    public AwardAsked? Award { get; init; }

    /// <summary>They have had part in a science and technology task by the day; over a year, in one under way in it, or ended in it where a result is asked for.</summary>
    public ScienceTaskAsked? ScienceTask { get; init; }

    /// <summary>They are members of an association on the day; over a year, at any time in it.</summary>
    public MembershipAsked? Membership { get; init; }

    /// <summary>Their first main posting in the registry began in the year; only over a year.</summary>
    public bool Recruited { get; init; }

    /// <summary>They have a main posting in the unit on the day; only of a group that is looked at again after some years.</summary>
    public bool StillThere { get; init; }

    /// <summary>Whether and how they can be called on, on the day; unknown where nothing is on file.</summary>
    public IReadOnlyList<AvailabilityKind> Availabilities { get; init; } = [];

    /// <summary>They work past the retirement age by a decision in force (kéo dài thời gian công tác).</summary>
    public bool WorkingAgeExtension { get; init; }

    /// <summary>Codes of agencies: the agency itself.</summary>
    public IReadOnlyList<string> Agencies { get; init; } = [];

    /// <summary>Kinds of area: true where they must work in a unit of the kind, false where they must not; unknown where the province has no list of the kind on the day.</summary>
    public IReadOnlyList<AreaAsked> Areas { get; init; } = [];

    /// <summary>Everyone.</summary>
    public static PeopleFilter Everyone { get; } = new([], [], null, [], [], null, null);

    /// <summary>The degree bands of the supply forecast that pass; null where every band does, or no set of bands says it (see <see cref="BeyondSupplyCells"/>).</summary>
    public IReadOnlyList<DegreeBand>? SupplyBands => DegreeLevelAtLeast is { } level ? BandsFrom.GetValueOrDefault(level) : null;

    /// <summary>The parts that the cells of the supply forecast do not tell apart, in words; none where the forecast can follow the filter.</summary>
    public IEnumerable<Bilingual> BeyondSupplyCells
    {
        get
        {
            if (DegreeLevelAtLeast is { } level && !BandsFrom.ContainsKey(level))
                yield return new Bilingual($"trình độ {level}", $"degree level {level}");
            if (EmploymentKinds.Count > 0) yield return new Bilingual("loại lao động (cán bộ, công chức, viên chức)", "kind of employment");
            if (GovernmentLevels.Count > 0) yield return new Bilingual("cấp chính quyền", "level of government");
            if (LeadershipRankAtLeast is not null) yield return new Bilingual("chức vụ lãnh đạo", "leadership rank");
            if (AgeUnder is not null || AgeAtLeast is not null) yield return new Bilingual("giới hạn tuổi", "age limits");
            if (Sexes.Count > 0) yield return new Bilingual("giới tính", "sex");
            if (EthnicMinority is not null) yield return new Bilingual("dân tộc", "ethnic group");
            if (DegreeFields.Count > 0 || StudyModes.Count > 0) yield return new Bilingual("ngành và hình thức đào tạo", "field and mode of study");
            if (JobFit) yield return new Bilingual("trình độ theo vị trí việc làm", "fit for the job position");
            if (HasRecords) yield return new Bilingual("chứng chỉ, học hàm, công nhận, nhiệm vụ, hội viên", "certificates, titles, recognitions, tasks, memberships");
            if (Recruited || StillThere) yield return new Bilingual("người mới tuyển, người ở lại", "recruits and those who stayed");
            if (Agencies.Count > 0) yield return new Bilingual("cơ quan", "agency");
            if (Areas.Count > 0) yield return new Bilingual("loại địa bàn", "kind of area");
        }
    }

    private bool HasRecords =>
        Certificates.Count > 0 || AcademicTitles.Count > 0 || Talent is not null || Award is not null || ScienceTask is not null || Membership is not null
        || Availabilities.Count > 0 || WorkingAgeExtension;
}
