using TalentRegistry.Domain.People;
using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Careers;

/// <summary>Mode of study (hình thức đào tạo).</summary>
public enum StudyMode
{
    /// <summary>Chính quy.</summary>
    FullTime,

    /// <summary>Vừa làm vừa học (tại chức).</summary>
    InService,

    /// <summary>Từ xa.</summary>
    Distance,

    /// <summary>Liên thông.</summary>
    Bridging,
}

/// <summary>A degree or clinical specialist diploma awarded to a person (văn bằng).</summary>
public sealed class Degree
{
    /// <summary>Records a degree.</summary>
    public Degree(
        Guid id, Guid personId, string levelCode, string? fieldCode, int awardedYear, string? institution = null,
        StudyMode? studyMode = null, string countryCode = "VN")
    {
        (Id, PersonId, LevelCode, FieldCode, AwardedYear) = (id, personId, levelCode, fieldCode, awardedYear);
        (Institution, StudyMode, CountryCode) = (institution, studyMode, countryCode);
    }

    private Degree() => (LevelCode, CountryCode) = ("", "");

    /// <summary>Identifier of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose degree it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>Whose degree it is.</summary>
    public Person? Person { get; private set; }

    /// <summary>Code of the level in reference.degree_level, as E40 for a bachelor.</summary>
    public string LevelCode { get; private set; }

    /// <summary>Level.</summary>
    public DegreeLevel? Level { get; private set; }

    /// <summary>ISCED-F narrow or broad field; null when unknown.</summary>
    public string? FieldCode { get; private set; }

    /// <summary>Field of study.</summary>
    public FieldOfStudy? Field { get; private set; }

    /// <summary>Institution as written on the degree; null when unknown.</summary>
    public string? Institution { get; private set; }

    /// <summary>ISO 3166-1 alpha-2 code of the country of the institution.</summary>
    public string CountryCode { get; private set; }

    /// <summary>Year of award.</summary>
    public int AwardedYear { get; private set; }

    /// <summary>Mode of study; null when unknown.</summary>
    public StudyMode? StudyMode { get; private set; }

    /// <summary>Day on which the degree was checked with its issuer; null while unchecked.</summary>
    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>Counted by the database with each change, from 1; 0 before the degree is saved.</summary>
    public int Version { get; private set; }
}
