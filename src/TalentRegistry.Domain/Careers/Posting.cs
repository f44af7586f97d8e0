using TalentRegistry.Domain.Agencies;
using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Careers;

/// <summary>Leadership rank (chức vụ lãnh đạo, quản lý) and equivalents, lowest first.</summary>
public enum LeadershipRank
{
    /// <summary>Phó trưởng phòng.</summary>
    DeputyDivisionHead,

    /// <summary>Trưởng phòng.</summary>
    DivisionHead,

    /// <summary>Phó thủ trưởng cơ quan.</summary>
    DeputyHead,

    /// <summary>Thủ trưởng cơ quan.</summary>
    Head,
}

/// <summary>Kind of employment; the first three are those of the Law on Cadres and Civil Servants and the Law on Public Employees.</summary>
public enum EmploymentKind
{
    /// <summary>Cán bộ: elected or appointed for a term.</summary>
    Cadre,

    /// <summary>Công chức.</summary>
    CivilServant,

    /// <summary>Viên chức.</summary>
    PublicEmployee,

    /// <summary>Hợp đồng lao động in a public body.</summary>
    Contract,

    /// <summary>Employed by an enterprise or cooperative.</summary>
    Private,

    /// <summary>Lao động tự do, hộ kinh doanh.</summary>
    SelfEmployed,
}

/// <summary>Why a posting ended.</summary>
public enum PostingEnd
{
    /// <summary>Nghỉ hưu.</summary>
    Retirement,

    /// <summary>Thôi việc.</summary>
    Resignation,

    /// <summary>Left the registry's provinces.</summary>
    TransferOut,

    /// <summary>Goes on in another posting of the registry.</summary>
    Move,

    /// <summary>The agency was merged, split or closed; goes on in its successor.</summary>
    Reorganisation,

    /// <summary>Died in service.</summary>
    Death,

    /// <summary>Buộc thôi việc.</summary>
    Dismissal,
}

/// <summary>A person's work in an agency over a period (vị trí công tác), half-open: <see cref="ValidUntil"/> is the first day after it.</summary>
public sealed class Posting
{
    /// <summary>Records a posting.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would end before it starts.</exception>
    public Posting(
        Guid id, Guid personId, Guid agencyId, DateOnly validFrom, DateOnly? validUntil, string professionCode,
        string positionTitle, EmploymentKind employmentKind, LeadershipRank? leadershipRank = null, PostingEnd? endReason = null,
        string? requiredLevelCode = null, bool isMain = true)
    {
        if (validUntil <= validFrom)
            throw new ArgumentOutOfRangeException(nameof(validUntil), validUntil, $"Must be after {validFrom:O}.");

        (Id, PersonId, AgencyId, ValidFrom, ValidUntil) = (id, personId, agencyId, validFrom, validUntil);
        (ProfessionCode, PositionTitle, EmploymentKind) = (professionCode, positionTitle, employmentKind);
        (LeadershipRank, EndReason, RequiredLevelCode, IsMain) = (leadershipRank, endReason, requiredLevelCode, isMain);
    }

    private Posting() => (ProfessionCode, PositionTitle) = ("", "");

    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose posting it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Whose posting it is.</summary>
    public Person? Person { get; private set; }

    /// <summary>Where.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>Where.</summary>
    public Agency? Agency { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after the end; null while it goes on.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>True for the one posting that counts the person; false for a second job (kiêm nhiệm).</summary>
    public bool IsMain { get; private set; }

    /// <summary>Code of the profession in reference.profession.</summary>
    public string ProfessionCode { get; private set; }

    /// <summary>Profession.</summary>
    public Profession? Profession { get; private set; }

    /// <summary>Title of the job position (vị trí việc làm).</summary>
    public string PositionTitle { get; private set; }

    /// <summary>Leadership rank; null for professional work.</summary>
    public LeadershipRank? LeadershipRank { get; private set; }

    /// <summary>Kind of employment.</summary>
    public EmploymentKind EmploymentKind { get; private set; }

    /// <summary>Why it ended; null while it goes on or when unknown.</summary>
    public PostingEnd? EndReason { get; private set; }

    /// <summary>Degree level that the job-position scheme requires; null when the position is not on file.</summary>
    public string? RequiredLevelCode { get; private set; }

    /// <summary>Counted by the database with each change, from 1; 0 before the posting is saved.</summary>
    public int Version { get; private set; }

    /// <summary>Whether both hold on some day.</summary>
    public bool Overlaps(Posting other) =>
        (ValidUntil is null || other.ValidFrom < ValidUntil) && (other.ValidUntil is null || ValidFrom < other.ValidUntil);
}
