using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Domain.Records;

/// <summary>Who may work longer (Labour Code 2019 art. 169(4)): the first four by Decree 50/2022/ND-CP, professional work only.</summary>
public enum ExtensionGround
{
    /// <summary>Giáo sư, phó giáo sư.</summary>
    AcademicRank,

    /// <summary>Vị trí yêu cầu trình độ tiến sĩ hoặc chuyên khoa cấp II.</summary>
    DoctorateOrSpecialist,

    /// <summary>Giám định viên pháp y, pháp y tâm thần.</summary>
    ForensicExaminer,

    /// <summary>Ngành, lĩnh vực đặc thù.</summary>
    SpecialField,

    /// <summary>Giữ chức vụ lãnh đạo, quản lý: Decree 83/2022/ND-CP.</summary>
    SeniorOffice,

    /// <summary>Another ground.</summary>
    OtherGround,
}

/// <summary>A decision by which somebody works on past the age of retirement (kéo dài thời gian công tác, nghỉ hưu ở tuổi cao hơn).</summary>
public sealed record WorkingAgeExtension : DossierRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.WorkingAgeExtension;

    /// <inheritdoc/>
    public override int YoungestAge => 45;

    /// <summary>First day of work under it: the day after retirement would have come.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day after it.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>On what ground in law.</summary>
    public required ExtensionGround Ground { get; init; }

    /// <summary>Number of the decision; 60 characters at most, null when unknown.</summary>
    public string? DecisionNumber { get; init; }

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) Start() => ("validFrom", ValidFrom);

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) End() => ("validUntil", ValidUntil);

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { DecisionNumber = NullIfBlank(DecisionNumber) };
}
