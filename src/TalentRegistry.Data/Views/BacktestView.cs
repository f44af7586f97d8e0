using TalentRegistry.Domain.Reference;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>How far a forecast may be trusted, by how earlier ones of the same fared.</summary>
public enum ForecastGrade
{
    /// <summary>Tốt: eight past forecasts or more, an error of at most 0.8 of that of "no change", 80 % bands that held 70 % or more.</summary>
    A,

    /// <summary>Khá: eight or more, an error below that of "no change", 80 % bands that held 60 % or more.</summary>
    B,

    /// <summary>Trung bình: four or more and 80 % bands that held 60 % or more, but no better than "no change", or fewer than eight.</summary>
    C,

    /// <summary>Yếu: anything else, or nothing to tell by.</summary>
    D,
}

/// <summary>What is published.</summary>
public enum ForecastMethod
{
    /// <summary>The model.</summary>
    Model,

    /// <summary>Giữ nguyên: the model was no better than "no change" so far; its draws are brought around the last counted value.</summary>
    NoChange,
}

/// <summary>How forecasts of the same, made in earlier years from what was known then, have fared against what came.</summary>
public sealed class BacktestView
{
    /// <summary>Number of the row; another one in the next run.</summary>
    public long Id { get; private set; }

    /// <summary>Target whose indicator was forecast; null for supply.</summary>
    public string? TargetCode { get; private set; }

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>District or province on the map of 30 June 2025.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>Sector; null for a target.</summary>
    public string? SectorCode { get; private set; }

    /// <summary>Sector; null for a target.</summary>
    public Sector? Sector { get; private set; }

    /// <summary>Profession; null for the whole sector and for targets.</summary>
    public string? ProfessionCode { get; private set; }

    /// <summary>Profession; null for the whole sector and for targets.</summary>
    public Profession? Profession { get; private set; }

    /// <summary>How many years forecast have come: over all origins and steps.</summary>
    public int Forecasts { get; private set; }

    /// <summary>Mean absolute error of the median, in people or in the unit of the target.</summary>
    public double MeanAbsoluteError { get; private set; }

    /// <summary>That error over that of "no change": below 1 is better. Null where no change was never wrong.</summary>
    public double? AgainstNoChange { get; private set; }

    /// <summary>That error over that of the straight line of the last ten years. Null where that was never wrong, or there was none.</summary>
    public double? AgainstDrift { get; private set; }

    /// <summary>Mean continuous ranked probability score, in people or in the unit of the target; that of "no change" is its mean absolute error.</summary>
    public double? Crps { get; private set; }

    /// <summary>Share of outcomes inside the 80 % band, 0 to 1.</summary>
    public double Coverage80 { get; private set; }

    /// <summary>Share of outcomes inside the 95 % band, 0 to 1.</summary>
    public double Coverage95 { get; private set; }

    /// <summary>Mean of forecast less outcome: above 0 it promised too much.</summary>
    public double Bias { get; private set; }

    /// <summary>How far it may be trusted.</summary>
    public ForecastGrade Grade { get; private set; }

    /// <summary>What is published of it today.</summary>
    public ForecastMethod Method { get; private set; }
}
