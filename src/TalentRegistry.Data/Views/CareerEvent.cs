namespace TalentRegistry.Data.Views;

/// <summary>What a fact of a career is, in the order in which those of one day are told.</summary>
public enum CareerEventKind
{
    /// <summary>A degree (văn bằng).</summary>
    Degree,

    /// <summary>An academic title (học hàm).</summary>
    AcademicTitle,

    /// <summary>A certificate (chứng chỉ).</summary>
    Certificate,

    /// <summary>A recognition as talent (nhân tài).</summary>
    TalentRecognition,

    /// <summary>An award (khen thưởng).</summary>
    Award,

    /// <summary>A membership of an association (hội viên).</summary>
    AssociationMembership,

    /// <summary>A science and technology task (nhiệm vụ khoa học và công nghệ).</summary>
    ScienceTask,

    /// <summary>A posting (vị trí công tác).</summary>
    Posting,

    /// <summary>Whether the person can be called on (khả năng tham gia).</summary>
    Availability,

    /// <summary>Work past the age of retirement (kéo dài thời gian công tác).</summary>
    WorkingAgeExtension,

    /// <summary>A posting ended by retirement (nghỉ hưu).</summary>
    Retirement,

    /// <summary>The person's death (mất).</summary>
    Death,
}

/// <summary>A dated fact of a career: a row of <c>registry.career_event</c>, which has those of all kinds of records in one order.</summary>
public sealed class CareerEvent
{
    private CareerEvent()
    {
    }

    /// <summary>Whose.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>What it is.</summary>
    public CareerEventKind Kind { get; private set; }

    /// <summary>Order among what begins on one day.</summary>
    public int Place { get; private set; }

    /// <summary>Key of the record; of a death that of the person.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>First day; 1 January where only the year is known.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after it, as known today; null while it goes on, and for what has no length.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>Whether only the year is known.</summary>
    public bool IsWholeYear { get; private set; }

    /// <summary>Whether its day or year is known; if not, it is that by which the record was on file (docs/decisions/0028).</summary>
    public bool IsDated { get; private set; }

    /// <summary>Whether it is a main posting, or the retirement from one.</summary>
    public bool IsMain { get; private set; }
}
