namespace TalentRegistry.Data.Views;

/// <summary>
/// Forecast supply of one unit, sector and profession, with the mean flows of the year, in people:
/// opening + recruits + movesIn + upgradesIn - upgradesOut - movesOut - retirements - leavers - deaths = mean.
/// </summary>
public sealed class SupplyView : SupplyAccount;
