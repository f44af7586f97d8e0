using TalentRegistry.Domain.Dossiers;

namespace TalentRegistry.Domain.Records;

/// <summary>Whether and how somebody can be called on.</summary>
public enum AvailabilityKind
{
    /// <summary>Đang làm việc.</summary>
    Working,

    /// <summary>Đã nghỉ hưu.</summary>
    Retired,

    /// <summary>Đã nghỉ hưu, sẵn sàng tiếp tục cộng tác.</summary>
    RetiredWilling,

    /// <summary>Đang ở nước ngoài.</summary>
    Overseas,

    /// <summary>Không thể tham gia.</summary>
    Unavailable,
}

/// <summary>Whether somebody can be called on over a period; one at a time.</summary>
public sealed record Availability : DatedRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.Availability;

    /// <inheritdoc/>
    public override int YoungestAge => 14;

    /// <summary>How.</summary>
    public required AvailabilityKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of the country, of who is overseas; null when unknown.</summary>
    public string? CountryCode { get; init; }

    /// <summary>What else is to be known, as the fields in which help is offered; 500 characters at most.</summary>
    public string? Note { get; init; }

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { CountryCode = NullIfBlank(CountryCode)?.ToUpperInvariant(), Note = NullIfBlank(Note) };
}
