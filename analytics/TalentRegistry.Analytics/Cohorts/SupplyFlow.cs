namespace TalentRegistry.Analytics.Cohorts;

/// <summary>
/// A line of a cell's yearly account: opening + recruits + moves in + upgrades in - upgrades out - moves out - retirements - leavers
/// - transfers out - deaths = closing, in every cell, year and draw.
/// </summary>
public enum SupplyFlow
{
    /// <summary>People on 31 December of the year before.</summary>
    Opening,

    /// <summary>Hired in the year.</summary>
    Recruits,

    /// <summary>Came from the band below.</summary>
    UpgradesIn,

    /// <summary>Went to the band above.</summary>
    UpgradesOut,

    /// <summary>Retired.</summary>
    Retirements,

    /// <summary>Resigned or were dismissed.</summary>
    Leavers,

    /// <summary>Died.</summary>
    Deaths,

    /// <summary>People on 31 December.</summary>
    Closing,

    /// <summary>Of those, the ones hired after the base year: with the recruits so far it gives the share of recruits that stay.</summary>
    RecruitsStaying,

    /// <summary>Went to work outside the province.</summary>
    TransfersOut,

    /// <summary>Came from another unit, sector or profession of the province.</summary>
    MovesIn,

    /// <summary>Went to another unit, sector or profession of the province.</summary>
    MovesOut,
}
