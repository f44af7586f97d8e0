using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>What a requirement rests on.</summary>
public enum ShortageBasis
{
    /// <summary>A ratio that a plan states, times the unit's population.</summary>
    PlanTarget,

    /// <summary>Today's headcount held; no plan's number.</summary>
    CurrentStaffing,
}

/// <summary>How bad a shortage is, mildest first.</summary>
public enum Severity
{
    /// <summary>Không thiếu.</summary>
    None,

    /// <summary>Cần theo dõi: short in 30 % of the draws or more.</summary>
    Watch,

    /// <summary>Thiếu: likelier short than not.</summary>
    Shortage,

    /// <summary>Thiếu nghiêm trọng: short in 80 % of the draws or more, by a tenth of the requirement or more.</summary>
    Severe,
}

/// <summary>Requirement against forecast supply of one unit, sector and year.</summary>
public sealed class ShortageView
{
    /// <summary>Number of the row; another one in the next run.</summary>
    public long Id { get; private set; }

    /// <summary>What the requirement rests on.</summary>
    public ShortageBasis Basis { get; private set; }

    /// <summary>Target whose ratio is the requirement; null on the basis of current staffing.</summary>
    public string? TargetCode { get; private set; }

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

    /// <summary>People required, mean over the draws.</summary>
    public double Requirement { get; private set; }

    /// <summary>People forecast, median over the draws.</summary>
    public double SupplyMedian { get; private set; }

    /// <summary>Lower end of the 80 % band of supply, in people.</summary>
    public double SupplyLow80 { get; private set; }

    /// <summary>Upper end of the 80 % band of supply, in people.</summary>
    public double SupplyHigh80 { get; private set; }

    /// <summary>Mean of requirement less supply, in people; negative where there are more than needed.</summary>
    public double ExpectedGap { get; private set; }

    /// <summary>Share of the draws that fall short, 0 to 1.</summary>
    public double ProbabilityShort { get; private set; }

    /// <summary>How bad.</summary>
    public Severity Severity { get; private set; }
}
