using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>Supply of one unit, year by year.</summary>
/// <param name="UnitId">Unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Run">The forecast that the numbers come from.</param>
/// <param name="Groups">One for each sector, profession and degree level asked for; none where nobody holds the level.</param>
public sealed record SupplyFlows(string UnitId, string UnitName, ForecastRun Run, IReadOnlyList<SupplyGroup> Groups);

/// <summary>Supply of one sector, or of one profession in it, or of those of them with one degree level.</summary>
/// <param name="Sector">Sector.</param>
/// <param name="Profession">Profession; null for all together.</param>
/// <param name="Years">Oldest first.</param>
public sealed record SupplyGroup(CodeName Sector, CodeName? Profession, IReadOnlyList<SupplyYear> Years)
{
    /// <summary>How earlier forecasts of it fared; null where there were none.</summary>
    public PastRecord? Past { get; init; }

    /// <summary>Degree level; null for all together.</summary>
    public DegreeBand? Degree { get; init; }
}

/// <summary>
/// Mean flows of one year, in people: opening + recruits + moves in + upgrades in - upgrades out - moves out - retirements - leavers - deaths
/// = mean.
/// </summary>
/// <param name="Year">From 1 January to 31 December.</param>
/// <param name="Opening">At the start.</param>
/// <param name="Recruits">Came in.</param>
/// <param name="UpgradesIn">Came from another degree band.</param>
/// <param name="UpgradesOut">Went to another degree band.</param>
/// <param name="Retirements">Retired.</param>
/// <param name="Leavers">Resigned, were dismissed or moved away.</param>
/// <param name="Deaths">Died.</param>
/// <param name="TransfersOut">Of the leavers, those who went to another province.</param>
/// <param name="MovesIn">Came from another unit, sector or profession of the province.</param>
/// <param name="MovesOut">Went to another unit, sector or profession of the province.</param>
/// <param name="Mean">At the end.</param>
/// <param name="Low95">The 2.5 % quantile at the end.</param>
/// <param name="Low80">The 10 % quantile.</param>
/// <param name="Median">The 50 % quantile.</param>
/// <param name="High80">The 90 % quantile.</param>
/// <param name="High95">The 97.5 % quantile.</param>
public sealed record SupplyYear(
    int Year, double Opening, double Recruits, double UpgradesIn, double UpgradesOut, double Retirements, double Leavers, double Deaths,
    double TransfersOut, double MovesIn, double MovesOut, double Mean, double Low95, double Low80, double Median, double High80, double High95);
