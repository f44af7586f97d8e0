using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Analytics.Cohorts;

/// <summary>One cell of supply: people of one profession and degree band in one sector of one unit.</summary>
/// <param name="UnitId">Administrative unit, as a rule a district.</param>
/// <param name="SectorCode">Sector of work.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="Band">Highest degree.</param>
public readonly record struct CellKey(string UnitId, string SectorCode, string ProfessionCode, DegreeBand Band);
