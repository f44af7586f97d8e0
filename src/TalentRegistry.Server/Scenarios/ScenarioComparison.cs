using TalentRegistry.Data.Forecasts;

namespace TalentRegistry.Server.Scenarios;

/// <summary>
/// Scenarios beside the baseline, on the same draws. The baseline is drawn by the model from today's records: it differs from the published forecast where that is "no change", and where records have changed since.
/// </summary>
/// <param name="BaseDate">The forecast starts from the stock of this day.</param>
/// <param name="Draws">Draws behind every figure.</param>
/// <param name="Year">The year of targets and flags.</param>
/// <param name="LastYear">Last year of supply; the first is the one after the base date.</param>
/// <param name="Cases">The baseline first, then the scenarios in the order asked for.</param>
public sealed record ScenarioComparison(DateOnly BaseDate, int Draws, int Year, int LastYear, IReadOnlyList<ScenarioCase> Cases);

/// <summary>What comes of a scenario.</summary>
/// <param name="Scenario">The scenario; null for the baseline.</param>
/// <param name="Supply">People by year, of those whom any of the compared scenarios touches, or of the choice.</param>
/// <param name="Targets">Targets that any of the compared scenarios moves.</param>
/// <param name="Flags">Flags of the year, by severity.</param>
/// <param name="Changes">Flags that are another than the baseline's; 200 at most, the most people first.</param>
public sealed record ScenarioCase(
    Scenario? Scenario, IReadOnlyList<ScenarioSupply> Supply, IReadOnlyList<ScenarioTarget> Targets, ScenarioFlags Flags, IReadOnlyList<ScenarioFlagChange> Changes);

/// <summary>People on 31 December of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Mean">Mean over the draws.</param>
/// <param name="Low80">Lower end of the 80 % band.</param>
/// <param name="High80">Upper end.</param>
/// <param name="Difference">Mean difference to the baseline, draw by draw; 0 for the baseline.</param>
/// <param name="DifferenceLow80">Lower end of its 80 % band.</param>
/// <param name="DifferenceHigh80">Upper end.</param>
public sealed record ScenarioSupply(int Year, double Mean, double Low80, double High80, double Difference, double DifferenceLow80, double DifferenceHigh80);

/// <summary>A target in the year.</summary>
/// <param name="TargetCode">The target.</param>
/// <param name="UnitId">Unit of its plan.</param>
/// <param name="ProbabilityMet">Share of the draws that meet it, 0 to 1.</param>
/// <param name="Value">Median of the indicator, in its own unit.</param>
/// <param name="IsNoChangePublished">The published forecast of it is "no change", for the model was no better: the baseline here is the model's and another.</param>
public sealed record ScenarioTarget(string TargetCode, string UnitId, double ProbabilityMet, double Value, bool IsNoChangePublished);

/// <summary>How many flags of each severity, over all units, professions and both bases of requirement where the caller may see.</summary>
public sealed record ScenarioFlags(int None, int Watch, int Shortage, int Severe);

/// <summary>A flag that the scenario changes.</summary>
/// <param name="TargetCode">The target whose ratio is the requirement; null where today's headcount is.</param>
/// <param name="UnitId">District or province.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
/// <param name="Baseline">The baseline's severity.</param>
/// <param name="Severity">The scenario's.</param>
/// <param name="BaselineProbability">Share of the baseline's draws that fall short.</param>
/// <param name="ProbabilityShort">Share of the scenario's.</param>
public sealed record ScenarioFlagChange(
    string? TargetCode, string UnitId, string SectorCode, string? ProfessionCode, Data.Views.Severity Baseline, Data.Views.Severity Severity, double BaselineProbability,
    double ProbabilityShort);

/// <summary>Whose supply is told; what is left out stands for all, and nothing at all for whom the scenarios touch.</summary>
/// <param name="UnitId">District or province.</param>
/// <param name="SectorCode">Sector with its parts.</param>
/// <param name="ProfessionCode">Profession.</param>
/// <param name="Degree">Highest degree.</param>
public sealed record ScenarioWhere(string? UnitId = null, string? SectorCode = null, string? ProfessionCode = null, ScenarioDegree? Degree = null)
{
    internal bool IsEmpty => this == new ScenarioWhere();
}
