using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>Forecast supply of some people of one unit, sector and profession, with the mean flows of the year.</summary>
public abstract class SupplyAccount
{
    /// <summary>Number of the row; another one in the next run.</summary>
    public long Id { get; private set; }

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>Sector.</summary>
    public string SectorCode { get; private set; } = "";

    /// <summary>Sector.</summary>
    public Sector? Sector { get; private set; }

    /// <summary>Profession; null for the whole sector.</summary>
    public string? ProfessionCode { get; private set; }

    /// <summary>Profession; null for the whole sector.</summary>
    public Profession? Profession { get; private set; }

    /// <summary>31 December of this year.</summary>
    public int Year { get; private set; }

    /// <summary>People on 31 December of the year before.</summary>
    public double Opening { get; private set; }

    /// <summary>Hired in the year.</summary>
    public double Recruits { get; private set; }

    /// <summary>Came from a lower degree band.</summary>
    public double UpgradesIn { get; private set; }

    /// <summary>Went to a higher degree band.</summary>
    public double UpgradesOut { get; private set; }

    /// <summary>Retired.</summary>
    public double Retirements { get; private set; }

    /// <summary>Resigned, were dismissed, or left the registry's provinces.</summary>
    public double Leavers { get; private set; }

    /// <summary>Of the leavers, those who went to work in another province.</summary>
    public double TransfersOut { get; private set; }

    /// <summary>Came from another unit, sector or profession of the province.</summary>
    public double MovesIn { get; private set; }

    /// <summary>Went to another unit, sector or profession of the province.</summary>
    public double MovesOut { get; private set; }

    /// <summary>Died.</summary>
    public double Deaths { get; private set; }

    /// <summary>Mean stock on 31 December.</summary>
    public double Mean { get; private set; }

    /// <summary>Lower end of the 95 % band.</summary>
    public double Low95 { get; private set; }

    /// <summary>Lower end of the 80 % band.</summary>
    public double Low80 { get; private set; }

    /// <summary>Median.</summary>
    public double Median { get; private set; }

    /// <summary>Upper end of the 80 % band.</summary>
    public double High80 { get; private set; }

    /// <summary>Upper end of the 95 % band.</summary>
    public double High95 { get; private set; }
}
