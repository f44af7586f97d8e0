using TalentRegistry.Data.Work;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>Everything about one target.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Target">The target and where it stands.</param>
/// <param name="Run">The forecast that the numbers come from; null when there is none, or the reader may not see it.</param>
/// <param name="Path">One row a year for the plan's unit, oldest first.</param>
/// <param name="Areas">The units below, by name; empty where the indicator is not broken down.</param>
/// <param name="Shortages">Sector by unit.</param>
/// <param name="Settings">How ambiguities of the plan's text are read.</param>
/// <param name="Profession">The one profession that the indicator counts; null for any other filter.</param>
/// <param name="ListsPeople">Whether the people behind its numbers can be listed: those at work on a day, not those over a year or on file.</param>
public sealed record TargetPage(
    PlanItem Plan, TargetListItem Target, ForecastRun? Run, IReadOnlyList<PathYear> Path, IReadOnlyList<AreaRow> Areas,
    ShortageTable Shortages, IReadOnlyList<SettingNote> Settings, CodeName? Profession, bool ListsPeople)
{
    /// <summary>The first forecast, while it is being made for a reader of forecasts.</summary>
    public WorkItem? UnderWay { get; init; }

    /// <summary>Who comes and goes by year in the forecast; empty where the target does not count one profession.</summary>
    public IReadOnlyList<FlowYear> Flows { get; init; } = [];

    /// <summary>Those up to the year that is due; all where none is, or where it lies behind.</summary>
    public IReadOnlyList<FlowYear> FlowsUntilDue => Target.DueYear is { } due && Flows.Any(year => year.Year <= due) ? [.. Flows.Where(year => year.Year <= due)] : Flows;
}

/// <summary>A target with the name of its plan's unit.</summary>
/// <param name="Target">The target and where it stands.</param>
/// <param name="UnitName">Unit of the plan.</param>
public sealed record TargetHead(TargetListItem Target, string UnitName);

/// <summary>Means of a forecast year, in people: opening + what comes - what goes = closing.</summary>
/// <param name="Year">From 1 January to 31 December.</param>
/// <param name="Opening">At the start.</param>
/// <param name="Recruits">Came in.</param>
/// <param name="MovesIn">Came from elsewhere in the province.</param>
/// <param name="UpgradesIn">Came by a higher degree.</param>
/// <param name="UpgradesOut">Went by a higher degree.</param>
/// <param name="MovesOut">Went elsewhere in the province.</param>
/// <param name="Retirements">Retired.</param>
/// <param name="Leavers">Resigned, were dismissed, or left the province.</param>
/// <param name="Deaths">Died.</param>
/// <param name="Closing">At the end.</param>
public sealed record FlowYear(
    int Year, double Opening, double Recruits, double MovesIn, double UpgradesIn, double UpgradesOut, double MovesOut, double Retirements, double Leavers, double Deaths, double Closing);

/// <summary>A run of the forecast.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="BaseDate">Stocks are counted at the end of this day.</param>
/// <param name="ComputedAt">When it was made (UTC).</param>
/// <param name="Draws">How many draws.</param>
public sealed record ForecastRun(Guid Id, DateOnly BaseDate, DateTimeOffset ComputedAt, int Draws);

/// <summary>The indicator in one year; people and bands as counted or forecast.</summary>
/// <param name="Year">31 December of this year.</param>
/// <param name="IsForecast">Forecast, not counted.</param>
/// <param name="Numerator">People.</param>
/// <param name="Denominator">Inhabitants or people; null for a count.</param>
/// <param name="DenominatorStatus">published, recalled, interpolated, extrapolated or counted; null for a count.</param>
/// <param name="Value">In the target's unit.</param>
/// <param name="Low95">The 2.5 % quantile; null for a counted year.</param>
/// <param name="Low80">The 10 % quantile.</param>
/// <param name="High80">The 90 % quantile.</param>
/// <param name="High95">The 97.5 % quantile.</param>
/// <param name="ProbabilityMissed">0 to 1; null for a counted year.</param>
/// <param name="Published">Headcount that the statistics office published for the year; null where it did not.</param>
/// <param name="PublishedSuspect">That figure is out of line with the years beside it.</param>
public sealed record PathYear(
    int Year, bool IsForecast, double Numerator, double? Denominator, string? DenominatorStatus, double Value,
    double? Low95, double? Low80, double? High80, double? High95, double? ProbabilityMissed, int? Published, bool PublishedSuspect)
{
    /// <summary>The published headcount in the indicator's unit.</summary>
    public double? PublishedValue => Published is { } people && Numerator > 0 ? Value * people / Numerator : null;
}

/// <summary>The indicator in one unit below the plan's.</summary>
/// <param name="UnitId">Unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Standing">Last counted year and forecast.</param>
/// <param name="Numerator">People in the last counted year.</param>
public sealed record AreaRow(string UnitId, string UnitName, TargetStanding Standing, double? Numerator);

/// <summary>Shortages of a year: a row a unit, a column a sector, or a profession that the plan has a number for.</summary>
/// <param name="Year">31 December of this year; 0 when there are none.</param>
/// <param name="Years">Years to choose from.</param>
/// <param name="Columns">From left to right: what the plan's own target asks for, then sectors by today's staffing.</param>
/// <param name="Rows">Units by name, the plan's own unit first.</param>
/// <param name="Cells">By unit and column.</param>
public sealed record ShortageTable(
    int Year, IReadOnlyList<int> Years, IReadOnlyList<ShortageColumn> Columns, IReadOnlyList<ShortageRow> Rows,
    IReadOnlyDictionary<(string UnitId, string Column), ShortageCell> Cells);

/// <summary>How earlier forecasts of the same fared.</summary>
/// <param name="Forecasts">How many years forecast have come.</param>
/// <param name="AgainstNoChange">Mean absolute error over that of "no change"; null where that was never wrong.</param>
/// <param name="AgainstDrift">The same against the straight line.</param>
/// <param name="Crps">Mean continuous ranked probability score.</param>
/// <param name="Coverage80">Share of outcomes inside the 80 % band.</param>
/// <param name="Coverage95">Share of outcomes inside the 95 % band.</param>
/// <param name="Bias">Mean of forecast less outcome.</param>
/// <param name="Grade">A to D.</param>
/// <param name="IsNoChange">"No change" is published, for the model was no better.</param>
public sealed record PastRecord(
    int Forecasts, double? AgainstNoChange, double? AgainstDrift, double? Crps, double Coverage80, double Coverage95, double Bias, string Grade, bool IsNoChange);

/// <summary>A column of the shortage table.</summary>
/// <param name="Key">Identifies it.</param>
/// <param name="NameVi">Heading.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
/// <param name="ByPlan">The requirement is the plan's ratio; else today's headcount held, which is no plan's number.</param>
public sealed record ShortageColumn(string Key, string NameVi, string NameEn, string SectorCode, string? ProfessionCode, bool ByPlan);

/// <summary>A row of the shortage table.</summary>
/// <param name="UnitId">Unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="IsWhole">The plan's own unit, which the others are parts of.</param>
public sealed record ShortageRow(string UnitId, string UnitName, bool IsWhole);

/// <summary>Requirement and supply of a cell, in people.</summary>
/// <param name="Requirement">Mean requirement.</param>
/// <param name="SupplyMedian">Forecast.</param>
/// <param name="SupplyLow80">The 10 % quantile.</param>
/// <param name="SupplyHigh80">The 90 % quantile.</param>
/// <param name="ExpectedGap">Mean of requirement less supply; negative where there are enough.</param>
/// <param name="ProbabilityShort">0 to 1.</param>
/// <param name="Severity">none, watch, shortage or severe.</param>
/// <param name="Notes">What is told of the flag beside that.</param>
public sealed record ShortageCell(
    double Requirement, double SupplyMedian, double SupplyLow80, double SupplyHigh80, double ExpectedGap, double ProbabilityShort, string Severity, FlagNotes Notes);

/// <summary>How far a shortage goes, from when on, what it comes from, and what the forecast before said.</summary>
/// <param name="GapLow80">The 10 % quantile of requirement less supply, in people; null in a forecast of an earlier version.</param>
/// <param name="GapHigh80">The 90 % quantile.</param>
/// <param name="FirstYear">First forecast year flagged a shortage or severe; null where none is.</param>
/// <param name="Driver">What the gap comes from above all; null where none is expected.</param>
/// <param name="SeverityBefore">Severity in the forecast before; null where it said nothing.</param>
/// <param name="ProbabilityBefore">Share of that one's draws that fell short, 0 to 1.</param>
/// <param name="Grade">A to D, how far it may be trusted by how earlier forecasts fared; null in a forecast of an earlier version.</param>
public sealed record FlagNotes(double? GapLow80, double? GapHigh80, int? FirstYear, string? Driver, string? SeverityBefore, double? ProbabilityBefore, string? Grade);

/// <summary>How an ambiguity of a plan's text is read.</summary>
/// <param name="Key">Name of the setting.</param>
/// <param name="Value">Its value.</param>
/// <param name="NoteVi">In words.</param>
/// <param name="NoteEn">The same in English.</param>
public sealed record SettingNote(string Key, string Value, string NoteVi, string NoteEn);

/// <summary>An entry of a list.</summary>
/// <param name="Code">Code.</param>
/// <param name="NameVi">Name.</param>
/// <param name="NameEn">The same in English.</param>
public sealed record CodeName(string Code, string NameVi, string NameEn);
