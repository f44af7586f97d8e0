namespace TalentRegistry.Domain.Careers;

/// <summary>Highest degree of a person at a date, in the six levels by which the supply model counts people.</summary>
public enum DegreeBand
{
    /// <summary>Sơ cấp, or none on file.</summary>
    BelowIntermediate,

    /// <summary>Trung cấp.</summary>
    Intermediate,

    /// <summary>Cao đẳng.</summary>
    College,

    /// <summary>Đại học, with engineers, physicians and pharmacists.</summary>
    University,

    /// <summary>Thạc sĩ, chuyên khoa I, bác sĩ nội trú.</summary>
    Master,

    /// <summary>Tiến sĩ, chuyên khoa II.</summary>
    Doctor,
}
