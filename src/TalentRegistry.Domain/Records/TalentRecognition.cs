using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Domain.Records;

/// <summary>Policy by which a talent was recognised.</summary>
public enum TalentScheme
{
    /// <summary>Sinh viên tốt nghiệp xuất sắc, cán bộ khoa học trẻ: Decree 140/2017/ND-CP.</summary>
    ExcellentGraduate,

    /// <summary>Người có tài năng làm việc trong cơ quan nhà nước: Decree 179/2024/ND-CP.</summary>
    PublicServiceTalent,

    /// <summary>Chính sách thu hút, trọng dụng nhân tài của tỉnh.</summary>
    ProvincialPolicy,

    /// <summary>Another policy.</summary>
    OtherScheme,
}

/// <summary>Why a recognition ended.</summary>
public enum TalentEnd
{
    /// <summary>Hết thời hạn.</summary>
    TermEnded,

    /// <summary>Không còn làm việc.</summary>
    LeftService,

    /// <summary>Thu hồi.</summary>
    Withdrawn,
}

/// <summary>A recognition as talent (nhân tài, người có tài năng), by which somebody was attracted or is kept.</summary>
public sealed record TalentRecognition : DatedRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.TalentRecognition;

    /// <inheritdoc/>
    public override int YoungestAge => 16;

    /// <summary>By which policy.</summary>
    public required TalentScheme Scheme { get; init; }

    /// <summary>Number of the decision; 60 characters at most, null when unknown.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>Why it is no longer kept; null while it is, or when unknown.</summary>
    public TalentEnd? EndReason { get; init; }

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { DecisionNumber = NullIfBlank(DecisionNumber) };
}
