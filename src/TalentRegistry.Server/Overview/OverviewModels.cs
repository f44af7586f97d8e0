using TalentRegistry.Data.Forecasts;
using TalentRegistry.Data.Work;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages.Models;
using ForecastRun = TalentRegistry.Server.Pages.Models.ForecastRun;

namespace TalentRegistry.Server.Overview;

/// <summary>What a leader sees of one plan on one screen: only what the reader's rights give.</summary>
/// <param name="Plans">To choose from.</param>
/// <param name="Plan">The chosen one; null where there is none.</param>
/// <param name="Run">The forecast; null where there is none yet.</param>
/// <param name="Year">Whose shortages are told: the year in which most targets of the plan are due.</param>
/// <param name="Targets">Targets of the plan.</param>
/// <param name="Units">The districts of the plan's unit that the reader may see, by name.</param>
/// <param name="Whole">The plan's own unit; null where the reader may not see it.</param>
/// <param name="Chosen">The district looked at alone; null for all.</param>
/// <param name="Flags">Shortages of that year in all of these units, by sector and profession.</param>
/// <param name="Wave">People who retire, year by year, in <see cref="WaveOf"/>.</param>
/// <param name="Trend">What is otherwise than in an earlier forecast; null where there is none.</param>
/// <param name="UnderWay">The forecast that is being computed, where there is none to show yet.</param>
public sealed record OverviewPage(
    IReadOnlyList<PlanItem> Plans, PlanItem? Plan, ForecastRun? Run, int Year, IReadOnlyList<TargetListItem> Targets, IReadOnlyList<OverviewUnit> Units, OverviewUnit? Whole,
    OverviewUnit? Chosen, IReadOnlyList<OverviewFlag> Flags, IReadOnlyList<RetirementYear> Wave, OverviewTrend? Trend, WorkItem? UnderWay)
{
    /// <summary>How many shortages are told in words.</summary>
    public const int Told = ShortageIntakes.Told;

    /// <summary>The unit whose retirements are shown; null where the reader sees several districts and not the whole.</summary>
    public OverviewUnit? WaveOf => Chosen ?? Whole ?? (Units is [var only] ? only : null);

    /// <summary>The units of pictures: the chosen district, else all districts, else the plan's own unit.</summary>
    public IReadOnlyList<OverviewUnit> Shown => Chosen is { } one ? [one] : Units.Count > 0 ? Units : Whole is { } whole ? [whole] : [];

    /// <summary>The worst first: by severity, then by people missing. Where a plan asks for a profession, today's headcount of it is not told beside it.</summary>
    public IReadOnlyList<OverviewFlag> Worst =>
    [
        .. Shown.SelectMany(unit => Flags.Where(flag => flag.UnitId == unit.Id && flag is { ProfessionCode: not null, IsShort: true })
                .GroupBy(flag => flag.ProfessionCode).Select(same => same.OrderBy(flag => flag.TargetCode is null).ThenByDescending(flag => flag.Rank).ThenByDescending(flag => flag.ExpectedGap).First()))
            .OrderByDescending(flag => flag.Rank).ThenByDescending(flag => flag.ExpectedGap).ThenBy(flag => flag.UnitId, StringComparer.Ordinal),
    ];

    /// <summary>How many targets stand so.</summary>
    public int Count(params ReadOnlySpan<TargetStatus> statuses)
    {
        var count = 0;
        foreach (var status in statuses)
            count += Targets.Count(target => target.Status == status);
        return count;
    }
}

/// <summary>A place with a forecast.</summary>
/// <param name="Id">District or province on the map of 30 June 2025.</param>
/// <param name="Name">In full.</param>
/// <param name="ShortName">Without its kind.</param>
public sealed record OverviewUnit(string Id, string Name, string ShortName);

/// <summary>A shortage of the year.</summary>
/// <param name="UnitId">Where.</param>
/// <param name="Sector">Sector.</param>
/// <param name="Profession">Profession; null for the whole sector.</param>
/// <param name="TargetCode">The target that asks for so many; null where today's headcount is held.</param>
/// <param name="ExpectedGap">People missing, mean of the draws.</param>
/// <param name="ProbabilityShort">0 to 1.</param>
/// <param name="Severity">none, watch, shortage or severe.</param>
/// <param name="Grade">A to D; null in a forecast of an earlier version.</param>
/// <param name="ExtraRecruits">More recruits a year that would close it in 80 % of the draws; null where it was not looked for, or none are enough.</param>
/// <param name="Requirement">People required.</param>
/// <param name="SupplyMedian">People forecast.</param>
public sealed record OverviewFlag(
    string UnitId, CodeName Sector, CodeName? Profession, string? TargetCode, double ExpectedGap, double ProbabilityShort, string Severity, string? Grade, int? ExtraRecruits,
    double Requirement, double SupplyMedian)
{
    private static readonly string[] Severities = ["none", "watch", "shortage", "severe"];

    /// <summary>Code of the profession; null for the whole sector.</summary>
    public string? ProfessionCode => Profession?.Code;

    /// <summary>The worse, the higher: 0 to 3.</summary>
    public int Rank => Array.IndexOf(Severities, Severity);

    /// <summary>Whether it is a shortage, and not only to be watched.</summary>
    public bool IsShort => Rank >= 2;

    /// <summary>What is short: the profession, or the sector as a whole.</summary>
    public CodeName Of => Profession ?? Sector;
}

/// <summary>People who retire in a year.</summary>
/// <param name="Year">From 1 January to 31 December.</param>
/// <param name="Mean">Mean of the draws.</param>
/// <param name="Low80">The 10 % quantile; null in a forecast of an earlier version.</param>
/// <param name="High80">The 90 % quantile.</param>
/// <param name="Opening">People at work at the start of the year, mean of the draws.</param>
public sealed record RetirementYear(int Year, double Mean, double? Low80, double? High80, double Opening);

/// <summary>What is otherwise than in an earlier forecast.</summary>
/// <param name="Comparison">The two.</param>
/// <param name="Counts">Flags of the page's units and year that changed, by kind.</param>
/// <param name="Changes">The gravest of them.</param>
/// <param name="Targets">Targets of the plan of which the two say something, those moved most first.</param>
public sealed record OverviewTrend(
    ForecastComparison Comparison, IReadOnlyDictionary<FlagChangeKind, long> Counts, IReadOnlyList<OverviewChange> Changes, IReadOnlyList<TargetForecastChange> Targets)
{
    /// <summary>How many changes of flags are told on the page; the file has all.</summary>
    public const int Told = 4;
}

/// <summary>A flag that became another.</summary>
/// <param name="UnitId">Where.</param>
/// <param name="UnitName">Its name without its kind.</param>
/// <param name="Of">The profession, or the sector as a whole.</param>
/// <param name="SectorCode">Sector.</param>
/// <param name="ProfessionCode">Profession; null for the whole sector.</param>
/// <param name="TargetCode">The target that asks for so many; null where today's headcount is held.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Cause">Why.</param>
/// <param name="ProbabilityBefore">To be short, in the earlier forecast.</param>
/// <param name="Probability">In the later one.</param>
/// <param name="GapBefore">People missing in the earlier forecast.</param>
/// <param name="Gap">In the later one.</param>
public sealed record OverviewChange(
    string UnitId, string UnitName, CodeName Of, string SectorCode, string? ProfessionCode, string? TargetCode, FlagChangeKind Kind, FlagChangeCause Cause, double? ProbabilityBefore,
    double? Probability, double? GapBefore, double? Gap);
