using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Views;

/// <summary>
/// Forecast supply of one unit, sector, profession and degree level, with the mean flows of the year, in people:
/// opening + recruits + movesIn + upgradesIn - upgradesOut - movesOut - retirements - leavers - deaths = mean. Levels add up to the supply of all.
/// </summary>
public sealed class SupplyByDegreeView : SupplyAccount
{
    /// <summary>Highest degree.</summary>
    public DegreeBand Degree { get; private set; }
}
