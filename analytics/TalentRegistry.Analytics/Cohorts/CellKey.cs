namespace TalentRegistry.Analytics.Cohorts;

/// <summary>Highest degree in three bands, lowest first; an upgrade goes one band up.</summary>
public enum DegreeBand
{
    /// <summary>College and below (cao đẳng, trung cấp).</summary>
    BelowUniversity,

    /// <summary>Đại học.</summary>
    University,

    /// <summary>Master, doctor, and specialist levels where the settings count them so.</summary>
    Postgraduate,
}

/// <summary>One cell of supply: people of one profession and degree band in one sector of one unit.</summary>
/// <param name="UnitId">Administrative unit, as a rule a district.</param>
/// <param name="SectorCode">Sector of work.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="Band">Highest degree.</param>
public readonly record struct CellKey(string UnitId, string SectorCode, string ProfessionCode, DegreeBand Band);
