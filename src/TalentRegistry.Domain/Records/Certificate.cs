using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Reference;

namespace TalentRegistry.Domain.Records;

/// <summary>What a certificate is of.</summary>
public enum CertificateKind
{
    /// <summary>Lý luận chính trị: sơ cấp, trung cấp, cao cấp, cử nhân.</summary>
    PoliticalTheory,

    /// <summary>Quản lý nhà nước: cán sự, chuyên viên, chuyên viên chính, chuyên viên cao cấp.</summary>
    StateManagement,

    /// <summary>Ngoại ngữ.</summary>
    ForeignLanguage,

    /// <summary>Tin học, kỹ năng số.</summary>
    DigitalSkills,

    /// <summary>Bồi dưỡng theo tiêu chuẩn chức danh nghề nghiệp.</summary>
    JobTitle,

    /// <summary>Bồi dưỡng kiến thức quốc phòng và an ninh.</summary>
    NationalDefence,

    /// <summary>Tiếng dân tộc thiểu số; the title says which.</summary>
    MinorityLanguage,
}

/// <summary>What the level of a language is measured on; the six levels of both correspond.</summary>
public enum LanguageScale
{
    /// <summary>Khung năng lực ngoại ngữ 6 bậc (VSTEP), Circular 01/2014/TT-BGDĐT.</summary>
    VietnamSixLevel,

    /// <summary>Khung tham chiếu châu Âu (CEFR), A1 to C2.</summary>
    Cefr,
}

/// <summary>A certificate (chứng chỉ, chứng nhận bồi dưỡng): a fact of one day, which may expire.</summary>
public sealed record Certificate : DossierRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.Certificate;

    /// <inheritdoc/>
    public override int YoungestAge => 14;

    /// <summary>What it certifies.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>Code of the level, as P20, G30 or L40: required of political theory, state management and foreign languages, null for the other kinds.</summary>
    public string? LevelCode { get; init; }

    /// <summary>Level; null for kinds without levels.</summary>
    public DegreeLevel? Level { get; init; }

    /// <summary>ISO 639 code of the language, as en: of foreign languages only.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>Scale on which the level of a language was measured; null when unknown.</summary>
    public LanguageScale? Scale { get; init; }

    /// <summary>As written on it, where the kind does not say all; 300 characters at most.</summary>
    public string? Title { get; init; }

    /// <summary>Who issued it; 200 characters at most, null when unknown.</summary>
    public string? Issuer { get; init; }

    /// <summary>Day of issue, 1 January where only the year is known; where it is not known, the day by which it was on file.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Whether the day or year of issue is known.</summary>
    public bool IsDated { get; init; } = true;

    /// <summary>First day on which it is no longer valid; null where it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) Start() => ("issuedOn", IsDated ? IssuedOn : null);

    /// <inheritdoc/>
    public override (string Field, DateOnly? Day) End() => ("validUntil", ValidUntil);

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { Title = NullIfBlank(Title), Issuer = NullIfBlank(Issuer), LanguageCode = NullIfBlank(LanguageCode)?.ToLowerInvariant() };
}
