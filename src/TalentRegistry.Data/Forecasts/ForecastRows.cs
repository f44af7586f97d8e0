using TalentRegistry.Domain.Careers;

namespace TalentRegistry.Data.Forecasts;

/// <summary>Bounds of a forecast: median with its 80 % and 95 % bands.</summary>
public readonly record struct ForecastBand(double Low95, double Low80, double Median, double High80, double High95);

/// <summary>A computation of supply, target paths and shortages.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="BaseDate">Last day of the jump-off year.</param>
/// <param name="HorizonInYears">Years after it.</param>
/// <param name="Draws">Number of draws.</param>
/// <param name="Seed">Seed of the draws.</param>
/// <param name="Fingerprint">Hash of what went in.</param>
public sealed record ForecastRun(Guid Id, DateOnly BaseDate, int HorizonInYears, int Draws, long Seed, string Fingerprint)
{
    /// <summary>The run that this one replaces; null for the first.</summary>
    public Guid? BeforeId { get; init; }

    /// <summary>Version of the programme, with a mark of the build of its models.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Hash of the careers, degrees, seats, plans and populations that went in.</summary>
    public required string DataHash { get; init; }

    /// <summary>Settings of the models, as JSON.</summary>
    public required string Settings { get; init; }

    /// <summary>Hash of every figure that came out: see <see cref="Forecasts.ResultHash"/>.</summary>
    public required string ResultHash { get; init; }
}

/// <summary>Supply of one cell at the end of a year with the mean flows of that year, in people.</summary>
/// <param name="UnitId">District or province, on the map of 30 June 2025.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for all of the sector together.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Flows">Mean flows of the year.</param>
/// <param name="Mean">Mean stock at the end of the year.</param>
/// <param name="Band">Stock at the end of the year.</param>
public sealed record SupplyRow(
    string UnitId, string SectorCode, string? ProfessionCode, int Year, SupplyFlows Flows, double Mean, ForecastBand Band);

/// <summary>Supply of the people of one degree level in a cell: the levels of a cell add up to its <see cref="SupplyRow"/>, flow by flow.</summary>
/// <param name="Degree">Highest degree.</param>
/// <param name="Row">Supply of that level.</param>
public sealed record SupplyOfDegree(DegreeBand Degree, SupplyRow Row);

/// <summary>
/// Mean flows of a year, in people: opening + recruits + moves in + upgrades in - upgrades out - moves out - retirements - leavers - deaths
/// = closing. Transfers out are a part of the leavers.
/// </summary>
public readonly record struct SupplyFlows(
    double Opening, double Recruits, double UpgradesIn, double UpgradesOut, double Retirements, double Leavers, double Deaths,
    double TransfersOut, double MovesIn, double MovesOut);

/// <summary>Where a denominator comes from.</summary>
public enum DenominatorStatus
{
    /// <summary>A published figure of that year.</summary>
    Published,

    /// <summary>A figure of that year written down from memory, whose text nobody has seen.</summary>
    Recalled,

    /// <summary>Between two such figures.</summary>
    Interpolated,

    /// <summary>Before the first or after the last of them.</summary>
    Extrapolated,

    /// <summary>People of the registry.</summary>
    Counted,
}

/// <summary>A target's indicator in one unit and year.</summary>
/// <param name="TargetCode">Target, as DB-06.</param>
/// <param name="UnitId">The plan's unit or a district of it.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Numerator">People counted, or the mean over the draws; the figure itself where figures of others tell the target.</param>
/// <param name="Denominator">Inhabitants or people; null for a count.</param>
/// <param name="DenominatorStatus">Where that comes from; null for a count.</param>
/// <param name="Value">The indicator in the unit of the target: counted, or the median of the draws.</param>
/// <param name="Forecast">Null for a counted year.</param>
public sealed record TargetPathRow(
    string TargetCode, string UnitId, int Year, double Numerator, double? Denominator, DenominatorStatus? DenominatorStatus, double Value,
    TargetOutlook? Forecast);

/// <summary>How sure a target is.</summary>
/// <param name="Band">The indicator.</param>
/// <param name="ProbabilityMissed">0 to 1; null where the unit has no target of its own.</param>
/// <param name="GapPeople">Mean of requirement less supply, in people; negative where there are enough.</param>
/// <param name="ExtraRecruitsAYear">More recruits a year that make it likelier met than missed: 0 where none are needed, null where no number helps or there is no target.</param>
public sealed record TargetOutlook(ForecastBand Band, double? ProbabilityMissed, double? GapPeople, double? ExtraRecruitsAYear);

/// <summary>Requirement against supply of one cell and year.</summary>
/// <param name="TargetCode">The target whose ratio is the requirement; null where today's headcount is.</param>
/// <param name="UnitId">District or province.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Requirement">Mean requirement in people.</param>
/// <param name="Supply">Supply in people.</param>
/// <param name="ExpectedGap">Mean of requirement less supply.</param>
/// <param name="ProbabilityShort">0 to 1.</param>
/// <param name="Severity">none, watch, shortage or severe.</param>
/// <param name="GapLow80">The 10 % quantile of requirement less supply.</param>
/// <param name="GapHigh80">The 90 % quantile.</param>
/// <param name="Driver">What the gap comes from above all; null where none is expected.</param>
/// <param name="Before">The flag of the same year in the run before; null where there was none.</param>
public sealed record ShortageRow(
    string? TargetCode, string UnitId, string SectorCode, string? ProfessionCode, int Year, double Requirement, ForecastBand Supply,
    double ExpectedGap, double ProbabilityShort, string Severity, double GapLow80, double GapHigh80, string? Driver, FlagBefore? Before)
{
    /// <summary>The first forecast year that is flagged a shortage or worse; null where none is.</summary>
    public int? FirstYear { get; init; }

    /// <summary>Whether the flag stands only because it was raised before.</summary>
    public bool IsHeld { get; init; }

    /// <summary>a to d, by how earlier forecasts of the same people fared.</summary>
    public string Grade { get; init; } = "d";

    /// <summary>The fewest more recruits a year with which the requirement is met in 80 % of the draws; null but for the worst shortages, and where none are enough.</summary>
    public int? ExtraRecruits { get; init; }
}

/// <summary>People who retire in a year, over all sectors of a unit.</summary>
/// <param name="UnitId">District or province.</param>
/// <param name="Year">From 1 January to 31 December.</param>
/// <param name="Mean">Mean over the draws.</param>
/// <param name="Band">Over the draws.</param>
public sealed record RetirementRow(string UnitId, int Year, double Mean, ForecastBand Band);

/// <summary>How forecasts of the same made in earlier years, from what was known then, have fared.</summary>
/// <param name="TargetCode">Target whose indicator it is; null for supply.</param>
/// <param name="UnitId">District or province.</param>
/// <param name="SectorCode">Sector, for supply.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector, and for targets.</param>
/// <param name="Forecasts">How many years forecast have come.</param>
/// <param name="MeanAbsoluteError">In people, or in the unit of the target.</param>
/// <param name="AgainstNoChange">That error over that of "no change"; null where no change was never wrong.</param>
/// <param name="AgainstDrift">The same against the straight line.</param>
/// <param name="Crps">Mean continuous ranked probability score.</param>
/// <param name="Coverage80">Share of outcomes inside the 80 % band.</param>
/// <param name="Coverage95">Share of outcomes inside the 95 % band.</param>
/// <param name="Bias">Mean of forecast less outcome.</param>
/// <param name="Grade">a to d.</param>
/// <param name="Method">model, or no_change where that is published in its place.</param>
public sealed record BacktestRow(
    string? TargetCode, string UnitId, string? SectorCode, string? ProfessionCode, int Forecasts, double MeanAbsoluteError, double? AgainstNoChange, double? AgainstDrift,
    double? Crps, double Coverage80, double Coverage95, double Bias, string Grade, string Method);

/// <summary>Of the flags that earlier forecasts would have raised with such a probability, how many came true.</summary>
/// <param name="Basis">What the requirement rested on.</param>
/// <param name="Low">Least probability.</param>
/// <param name="High">Greatest.</param>
/// <param name="Flags">How many.</param>
/// <param name="CameTrue">How many of them came true.</param>
/// <param name="MeanProbability">0 to 1.</param>
public sealed record ReliabilityRow(string Basis, double Low, double High, int Flags, int CameTrue, double MeanProbability);

/// <summary>Which flag: requirement, place, people and year.</summary>
public readonly record struct FlagKey(string? TargetCode, string UnitId, string SectorCode, string? ProfessionCode, int Year);

/// <summary>A flag as the run before had it.</summary>
/// <param name="Severity">none, watch, shortage or severe.</param>
/// <param name="ProbabilityShort">0 to 1.</param>
public sealed record FlagBefore(string Severity, double ProbabilityShort);
