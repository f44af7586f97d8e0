using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Statistics;

/// <summary>How settled a figure is, as its publisher says.</summary>
public enum FigureStatus
{
    /// <summary>Chính thức.</summary>
    Final,

    /// <summary>Sơ bộ.</summary>
    Preliminary,

    /// <summary>Ước tính.</summary>
    Estimate,

    /// <summary>Published rounded (làm tròn).</summary>
    Rounded,

    /// <summary>Told by a body's report, not by the statistics office (theo báo cáo).</summary>
    Reported,

    /// <summary>Computed from other published figures.</summary>
    Computed,

    /// <summary>Written from memory, no text was seen; nobody can enter such a figure.</summary>
    Recalled,
}

/// <summary>A published series that the registry does not count itself.</summary>
public sealed class FigureSeries
{
    /// <summary>Code, as labour_force_15plus.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary>person, percent, per 10 000, item or million dong.</summary>
    public string Unit { get; private set; } = "";
}

/// <summary>The figure of a series in use for a unit and year: the last that a planner entered, else the one that db/reference brings.</summary>
public sealed class Figure
{
    /// <summary>Series, unit and year with strokes between, as population/P11/2024.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Code of the series.</summary>
    public string SeriesCode { get; private set; } = "";

    /// <summary>The series.</summary>
    public FigureSeries? Series { get; private set; }

    /// <summary>Unit whose figure it is.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>Unit whose figure it is.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>Calendar year.</summary>
    public int Year { get; private set; }

    /// <summary>In the unit of the series.</summary>
    public decimal Value { get; private set; }

    /// <summary>How settled it is.</summary>
    public FigureStatus Status { get; private set; }

    /// <summary>Where it was published.</summary>
    public string Source { get; private set; } = "";

    /// <summary>What a reader should know; null where nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>Number of the entry; null where db/reference brings the figure.</summary>
    public long? EntryId { get; private set; }

    /// <summary>When it was entered; null where db/reference brings the figure.</summary>
    public DateTimeOffset? EnteredAt { get; private set; }
}

/// <summary>What a planner enters.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="UnitId">Unit.</param>
/// <param name="Year">1990 to 2100.</param>
/// <param name="Value">0 or more; at most 100 in a series of percent. Null withdraws what was entered: the figure of db/reference, if there is one, holds again.</param>
/// <param name="Status">How settled it is; not <see cref="FigureStatus.Recalled"/>.</param>
/// <param name="Source">Where it was published; 1 to 300 characters.</param>
/// <param name="Note">What a reader should know; 1,000 characters at most.</param>
/// <param name="Replaces">The last entry that the planner has seen; null where none had been made.</param>
public sealed record FigureEntry(string Series, string UnitId, int Year, decimal? Value, FigureStatus Status, string Source, string? Note, long? Replaces);

/// <summary>An entry as it was made.</summary>
/// <param name="Id">Number.</param>
/// <param name="Value">The figure; null where it was withdrawn.</param>
/// <param name="Status">How settled it was.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="Note">What a reader should know.</param>
/// <param name="EnteredAt">When.</param>
public sealed record MadeEntry(long Id, decimal? Value, FigureStatus Status, string Source, string? Note, DateTimeOffset EnteredAt);
