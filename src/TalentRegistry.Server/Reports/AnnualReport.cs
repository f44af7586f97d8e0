using TalentRegistry.Data.Duties;
using TalentRegistry.Domain.Duties;
using TalentRegistry.Server.Forecasts;
using TalentRegistry.Server.Pages.Models;

namespace TalentRegistry.Server.Reports;

/// <summary>All figures of the annual report of a plan: what its paper (báo cáo năm) is written from, and nothing that is not counted or noted.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Year">The year reported.</param>
/// <param name="AsOf">Targets are counted on this day: 31 December of the year, or the day it was made while the year goes on.</param>
/// <param name="MadeOn">The day it was made; duties stand as they were noted by then.</param>
/// <param name="Synthetic">Whether its people are made up.</param>
/// <param name="Owner">Whose the plan is now, and since when, where its own unit has ended; null as a rule.</param>
/// <param name="Run">The forecast that it tells of; null where there is none.</param>
/// <param name="Targets">In the order of the text.</param>
/// <param name="Duties">Those that fall due in the year, or once.</param>
/// <param name="Shortages">What the plan's ratios ask for and the forecast does not see coming, the whole unit first.</param>
public sealed record AnnualReport(
    PlanItem Plan, int Year, DateOnly AsOf, DateOnly MadeOn, bool Synthetic, PlanHeir? Owner, ForecastRun? Run,
    IReadOnlyList<ReportedTarget> Targets, IReadOnlyList<FollowedDuty> Duties, IReadOnlyList<ReportedShortage> Shortages)
{
    /// <summary>First year that is reported: that of the resolution which the plans carry out.</summary>
    public const int FirstYear = 2023;

    /// <summary>Targets with a number counted or entered, in the order of the text.</summary>
    public IEnumerable<ReportedTarget> Counted => Targets.Where(target => target.Count is not null);

    /// <summary>Duties of one standing.</summary>
    public IReadOnlyList<FollowedDuty> DutiesOf(params DutyStatus[] statuses) => [.. Duties.Where(duty => statuses.Contains(duty.Status))];
}

/// <summary>The unit that took a plan over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Since when.</param>
public sealed record PlanHeir(string Name, DateOnly From);

/// <summary>A target as the report tells of it.</summary>
/// <param name="Target">The target, with the forecast for its year.</param>
/// <param name="Count">Where it stood on the day; null where there is no figure.</param>
/// <param name="Districts">The same by district of the map of 30 June 2025; empty where it is not counted so.</param>
/// <param name="Path">Years counted and forecast, for its chart.</param>
public sealed record ReportedTarget(TargetListItem Target, TargetCount? Count, IReadOnlyList<DistrictCount> Districts, IReadOnlyList<PathYear> Path)
{
    /// <summary>The least probability of missing it that is called a risk: what the first page calls so too.</summary>
    public const double Risk = 0.2;

    /// <summary>Whether it met its number on the day.</summary>
    public ReportedStatus Status => this switch
    {
        { Count: null } => ReportedStatus.NoFigure,
        { Count.IsMet: true } => ReportedStatus.Met,
        { Count.IsMet: false } => ReportedStatus.NotMet,
        _ => ReportedStatus.ReportedOnly,
    };

    /// <summary>Whether the forecast sees a risk that it is missed in its year.</summary>
    public bool IsAtRisk => Target is { Bound.Comparator: not null, Standing.ProbabilityMissed: >= Risk };
}

/// <summary>Whether a target met its number on the day of the report.</summary>
public enum ReportedStatus
{
    /// <summary>Đạt.</summary>
    Met,

    /// <summary>Chưa đạt.</summary>
    NotMet,

    /// <summary>Theo dõi: the text states no number.</summary>
    ReportedOnly,

    /// <summary>Chưa có số liệu; never told as met or missed.</summary>
    NoFigure,
}

/// <summary>A shortage of the plan's own ratio in the year its target is due.</summary>
/// <param name="TargetCode">The target.</param>
/// <param name="UnitName">Where.</param>
/// <param name="IsWhole">Whether that is the plan's own unit, of which the others are parts.</param>
/// <param name="WhoVi">Profession, or sector.</param>
/// <param name="Year">31 December of this year.</param>
/// <param name="Cell">Requirement, supply and gap.</param>
public sealed record ReportedShortage(string TargetCode, string UnitName, bool IsWhole, string WhoVi, int Year, ShortageCell Cell);
