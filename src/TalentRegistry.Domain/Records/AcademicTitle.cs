using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Records;

/// <summary>Academic title (Decision 37/2018/QD-TTg).</summary>
public enum AcademicRank
{
    /// <summary>Phó giáo sư.</summary>
    AssociateProfessor,

    /// <summary>Giáo sư.</summary>
    Professor,
}

/// <summary>An academic title (học hàm), recognised for life.</summary>
public sealed record AcademicTitle : DossierRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.AcademicTitle;

    /// <inheritdoc/>
    public override int YoungestAge => 25;

    /// <summary>Which.</summary>
    public required AcademicRank Rank { get; init; }

    /// <summary>Year of recognition, 1940 to 2100; where it is not known, the year by which it was on file.</summary>
    public required int RecognisedYear { get; init; }

    /// <summary>Whether the year of recognition is known.</summary>
    public bool IsDated { get; init; } = true;

    /// <summary>ISCED-F broad or narrow field; null when unknown.</summary>
    public string? FieldCode { get; init; }

    /// <summary>Field of study.</summary>
    public FieldOfStudy? Field { get; init; }

    /// <summary>Who recognised it, as the State Council for Professorship; 200 characters at most, null when unknown.</summary>
    public string? AwardingBody { get; init; }

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) Start() => ("recognisedYear", IsDated ? FirstDayOf(RecognisedYear) : null);

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { AwardingBody = NullIfBlank(AwardingBody) };
}
