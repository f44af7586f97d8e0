using TalentRegistry.Domain.Plans;

namespace TalentRegistry.Domain.Dossiers;

/// <summary>What becomes of a change that a rule speaks against.</summary>
public enum FindingSeverity
{
    /// <summary>It is refused.</summary>
    Error,

    /// <summary>It is refused unless the officer confirms it by the rule's code.</summary>
    Warning,
}

/// <summary>Which of a dossier's records a finding is about.</summary>
public enum DossierPart
{
    /// <summary>The person.</summary>
    Person,

    /// <summary>A degree.</summary>
    Degree,

    /// <summary>A posting.</summary>
    Posting,

    /// <summary>A certificate (chứng chỉ).</summary>
    Certificate,

    /// <summary>An academic title (học hàm).</summary>
    AcademicTitle,

    /// <summary>A recognition as talent (công nhận nhân tài).</summary>
    TalentRecognition,

    /// <summary>An extension of working age (kéo dài thời gian công tác).</summary>
    WorkingAgeExtension,

    /// <summary>An availability (khả năng tham gia).</summary>
    Availability,

    /// <summary>A science and technology task (nhiệm vụ khoa học và công nghệ).</summary>
    ScienceTask,

    /// <summary>An award (danh hiệu, khen thưởng).</summary>
    Award,

    /// <summary>A membership of an association (hội viên).</summary>
    AssociationMembership,
}

/// <summary>What a rule has to say about a dossier.</summary>
/// <param name="Code">Of the rule: never changes, whatever its words.</param>
/// <param name="Severity">What becomes of the change.</param>
/// <param name="Part">Which kind of record.</param>
/// <param name="RecordId">Key of the record; null where the database refused without naming one.</param>
/// <param name="Field">The value concerned, by its name in the API, as awardedYear.</param>
/// <param name="Message">For the officer. May tell of the dossier, so it is for whoever may see that, and for no log.</param>
public sealed record Finding(string Code, FindingSeverity Severity, DossierPart Part, Guid? RecordId, string Field, Bilingual Message);
