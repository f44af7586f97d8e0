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

/// <summary>What a shortage comes from above all.</summary>
public enum ShortageDriver
{
    /// <summary>Đã thiếu từ năm gốc: short when the forecast begins.</summary>
    ShortAlready,

    /// <summary>Nhiều người nghỉ hưu.</summary>
    Retirements,

    /// <summary>Tuyển ít: fewer than a fortieth of the staff a year.</summary>
    FewRecruits,

    /// <summary>Thôi việc, chuyển đi.</summary>
    Exits,

    /// <summary>Nhu cầu tăng theo dân số.</summary>
    Growth,
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

    /// <summary>How bad. A flag raised by an earlier forecast is lowered only when the probability has fallen 0.1 below the bound that raised it.</summary>
    public Severity Severity { get; private set; }

    /// <summary>Lower end of the 80 % band of requirement less supply, in people; null in a forecast of an earlier version.</summary>
    public double? GapLow80 { get; private set; }

    /// <summary>Upper end of the 80 % band of requirement less supply, in people; null in a forecast of an earlier version.</summary>
    public double? GapHigh80 { get; private set; }

    /// <summary>What the gap comes from above all; null where none is expected.</summary>
    public ShortageDriver? Driver { get; private set; }

    /// <summary>First forecast year flagged SHORTAGE or SEVERE; null where none is.</summary>
    public int? FirstYear { get; private set; }

    /// <summary>What the forecast before said of the same year; another one than <c>severity</c> is a change, and null that it said nothing.</summary>
    public Severity? SeverityBefore { get; private set; }

    /// <summary>Share of the draws that fell short in the forecast before, 0 to 1.</summary>
    public double? ProbabilityBefore { get; private set; }

    /// <summary>How far it may be trusted, by how earlier forecasts of the same people fared; null in a forecast of an earlier version.</summary>
    public ForecastGrade? Grade { get; private set; }

    /// <summary>Whether the flag stands only because an earlier forecast raised it: the probability alone would not raise it so high.</summary>
    public bool Held { get; private set; }

    /// <summary>
    /// The fewest more recruits a year with which the requirement is met in 80 % of the draws, found with the forecast for the worst shortages of each plan's districts; null for
    /// others, whose <c>remedies</c> are found on demand, and where 5,000 are not enough.
    /// </summary>
    public int? ExtraRecruits { get; private set; }
}
