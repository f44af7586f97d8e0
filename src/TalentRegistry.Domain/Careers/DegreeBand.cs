namespace TalentRegistry.Domain.Careers;

/// <summary>Highest degree of a person at a date, as the supply model counts people.</summary>
public enum DegreeBand
{
    /// <summary>College and below (cao đẳng, trung cấp), or none on file.</summary>
    BelowUniversity,

    /// <summary>Đại học.</summary>
    University,

    /// <summary>Master, doctor, and clinical specialist levels (chuyên khoa I, II, bác sĩ nội trú).</summary>
    Postgraduate,
}
