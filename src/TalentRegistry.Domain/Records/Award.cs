using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Domain.Records;

/// <summary>Forms of emulation and commendation (Law 06/2022/QH15), and prizes.</summary>
public enum AwardKind
{
    /// <summary>Danh hiệu thi đua.</summary>
    EmulationTitle,

    /// <summary>Huân chương.</summary>
    Order,

    /// <summary>Huy chương.</summary>
    Medal,

    /// <summary>Danh hiệu vinh dự nhà nước.</summary>
    HonoraryTitle,

    /// <summary>Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước.</summary>
    StatePrize,

    /// <summary>Bằng khen.</summary>
    MeritCertificate,

    /// <summary>Giấy khen.</summary>
    Commendation,

    /// <summary>Giải thưởng của ngành, lĩnh vực, hội.</summary>
    Prize,

    /// <summary>Kỷ niệm chương.</summary>
    CommemorativeMedal,
}

/// <summary>An award (danh hiệu thi đua, khen thưởng, giải thưởng).</summary>
public sealed record Award : DossierRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.Award;

    /// <inheritdoc/>
    public override int YoungestAge => 6;

    /// <summary>What kind.</summary>
    public required AwardKind Kind { get; init; }

    /// <summary>As awarded, as "Nhà giáo Ưu tú"; 1 to 300 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Who awarded it.</summary>
    public required RecognitionLevel Level { get; init; }

    /// <summary>Year of award, 1940 to 2100; where it is not known, the year by which it was on file.</summary>
    public required int AwardedYear { get; init; }

    /// <summary>Whether the year of award is known.</summary>
    public bool IsDated { get; init; } = true;

    /// <summary>Number of the decision; 60 characters at most, null when unknown.</summary>
    public string? DecisionNumber { get; init; }

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) Start() => ("awardedYear", IsDated ? FirstDayOf(AwardedYear) : null);

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { Title = VietnameseText.Clean(Title), DecisionNumber = NullIfBlank(DecisionNumber) };
}
