namespace TalentRegistry.Domain.Agencies;

/// <summary>What the State has decided a commune or district to be (phân loại địa bàn); a unit may be several.</summary>
public enum AreaKind
{
    /// <summary>Remote, or of special difficulty (vùng sâu, vùng xa, địa bàn đặc biệt khó khăn).</summary>
    Remote,

    /// <summary>At the land border (xã biên giới).</summary>
    Border,

    /// <summary>An area of ethnic minorities and mountains (vùng đồng bào dân tộc thiểu số và miền núi).</summary>
    EthnicMinority,
}
