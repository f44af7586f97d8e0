using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Domain.Records;

/// <summary>Part in an association.</summary>
public enum MembershipRole
{
    /// <summary>Chủ tịch hội; of a youth union its secretary (bí thư).</summary>
    Chair,

    /// <summary>Phó chủ tịch hội.</summary>
    ViceChair,

    /// <summary>Ủy viên ban chấp hành.</summary>
    BoardMember,

    /// <summary>Hội viên.</summary>
    OrdinaryMember,
}

/// <summary>A membership of an association or a socio-political organisation (hội viên, đoàn viên).</summary>
public sealed record AssociationMembership : DatedRecord
{
    /// <inheritdoc/>
    public override DossierPart Part => DossierPart.AssociationMembership;

    /// <inheritdoc/>
    public override int YoungestAge => 14;

    /// <summary>Name of the association; 1 to 200 characters.</summary>
    public required string Association { get; init; }

    /// <summary>Part in it.</summary>
    public required MembershipRole Role { get; init; }

    /// <inheritdoc/>
    public override DossierEntry Tidy() => this with { Association = VietnameseText.Clean(Association) };
}
