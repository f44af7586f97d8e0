using TalentRegistry.Server.Localisation;

namespace TalentRegistry.Server.Pages.Models;

/// <summary>A plan, for headings and filters.</summary>
/// <param name="Code">Stable code, as DB.</param>
/// <param name="TitleVi">Title in Vietnamese.</param>
/// <param name="TitleEn">Title in English.</param>
/// <param name="Number">As printed; null where the text leaves it blank.</param>
/// <param name="Issued">Year, year-month or day; null where the text does not say.</param>
/// <param name="IssuerVi">Who issued it.</param>
/// <param name="IssuerEn">The same in English.</param>
/// <param name="UnitId">The unit that it is for, or in which its unnamed unit lies.</param>
/// <param name="UnitName">Its name at the time of the plan.</param>
/// <param name="UnitNamed">False where the text does not name its unit, and <paramref name="UnitId"/> is the one around it.</param>
public sealed record PlanItem(
    string Code, string TitleVi, string TitleEn, string? Number, string? Issued, string IssuerVi, string IssuerEn,
    string UnitId, string UnitName, bool UnitNamed);

/// <summary>A target with where it stands.</summary>
/// <param name="PlanCode">Its plan.</param>
/// <param name="Code">Stable code, as DB-06.</param>
/// <param name="Section">Section of the text.</param>
/// <param name="Sentence">Word for word.</param>
/// <param name="MeaningVi">What is measured.</param>
/// <param name="MeaningEn">The same in English.</param>
/// <param name="Bound">What is to be reached.</param>
/// <param name="DueYear">By the end of this year; null where the text names none.</param>
/// <param name="Every">year, period or regular for a target that comes again; null for one that comes once.</param>
/// <param name="Computable">Whether the registry can count it today.</param>
/// <param name="NeedsVi">What is missing; null when computable.</param>
/// <param name="NeedsEn">The same in English.</param>
/// <param name="Standing">Value and forecast; null where there are none, or the reader may not see them.</param>
public sealed record TargetListItem(
    string PlanCode, string Code, string Section, string Sentence, string MeaningVi, string MeaningEn, TargetBoundText Bound,
    int? DueYear, string? Every, bool Computable, string? NeedsVi, string? NeedsEn, TargetStanding? Standing)
{
    /// <summary>How it stands, in one word.</summary>
    public TargetStatus Status => this switch
    {
        { Computable: false, Standing: null } => TargetStatus.NotComputed,
        { Bound.Comparator: null } => TargetStatus.ReportedOnly,
        { Standing.ProbabilityMissed: { } missed } => missed switch
        {
            < 0.2 => TargetStatus.OnTrack,
            < 0.5 => TargetStatus.AtRisk,
            < 0.8 => TargetStatus.LikelyMissed,
            _ => TargetStatus.AlmostSurelyMissed,
        },
        _ => TargetStatus.NoForecast,
    };

    /// <summary>What is measured, in the reader's language.</summary>
    public string Meaning(Language language) => language.In(MeaningVi, MeaningEn);

    /// <summary>What is missing, in the reader's language.</summary>
    public string? Needs(Language language) => language == Language.Vietnamese ? NeedsVi : NeedsEn;

    /// <summary>Decimals that its values are shown with.</summary>
    public int Decimals => Bound.Unit is "person" or "item" ? 0 : 1;
}

/// <summary>Where a target stands: the last counted year, and the forecast for the year it is due.</summary>
/// <param name="Year">Last counted year; null before the first count.</param>
/// <param name="Value">Its value.</param>
/// <param name="ForecastYear">Year that is due, or the last year forecast before it.</param>
/// <param name="Median">Forecast for it.</param>
/// <param name="Low80">The 10 % quantile.</param>
/// <param name="High80">The 90 % quantile.</param>
/// <param name="ProbabilityMissed">0 to 1.</param>
/// <param name="GapPeople">People short, mean; negative where there are enough.</param>
/// <param name="ExtraRecruitsAYear">More recruits a year that make it likelier met than missed.</param>
public sealed record TargetStanding(
    int? Year, double? Value, int? ForecastYear, double? Median, double? Low80, double? High80, double? ProbabilityMissed,
    double? GapPeople, double? ExtraRecruitsAYear)
{
    /// <summary>What the flag of the unit says for that year; null where the target asks for no staff of one profession.</summary>
    public FlagNotes? Flag { get; init; }

    /// <summary>How earlier forecasts of it fared; null where there were none.</summary>
    public PastRecord? Past { get; init; }
}

/// <summary>How a target stands.</summary>
public enum TargetStatus
{
    /// <summary>Missed in less than a fifth of the draws.</summary>
    OnTrack,

    /// <summary>Missed in a fifth to a half.</summary>
    AtRisk,

    /// <summary>Missed in a half to four fifths.</summary>
    LikelyMissed,

    /// <summary>Missed in four fifths or more.</summary>
    AlmostSurelyMissed,

    /// <summary>Counted or told by figures, but there is no forecast of it to be seen.</summary>
    NoForecast,

    /// <summary>The text states no number: the figure is told and never judged.</summary>
    ReportedOnly,

    /// <summary>Not yet computed, for want of what the target names; never shown as met.</summary>
    NotComputed,
}
