using TalentRegistry.Data.Forecasts;
using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>A target of a plan, with what was counted and what is forecast.</summary>
public sealed class TargetView
{
    /// <summary>Version of the plan.</summary>
    public long PlanId { get; private set; }

    /// <summary>The plan.</summary>
    public PlanView? Plan { get; private set; }

    /// <summary>Stable code, as DB-06.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Place in the plan, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>Section of the text.</summary>
    public string Section { get; private set; } = "";

    /// <summary>The sentence, word for word.</summary>
    public string Sentence { get; private set; } = "";

    /// <summary>What is measured, in Vietnamese.</summary>
    public string MeaningVi { get; private set; } = "";

    /// <summary>What is measured, in English.</summary>
    public string MeaningEn { get; private set; } = "";

    /// <summary>How it is held against its number; null where the text states none.</summary>
    public Comparator? Comparator { get; private set; }

    /// <summary>The number; null for a range and where the text states none.</summary>
    public decimal? Value { get; private set; }

    /// <summary>Lower end of a range.</summary>
    public decimal? Low { get; private set; }

    /// <summary>Upper end of a range.</summary>
    public decimal? High { get; private set; }

    /// <summary>Unit of the numbers; null where the text states none.</summary>
    public TargetUnit? Unit { get; private set; }

    /// <summary>Year by which; null where the text does not say.</summary>
    public int? DueYear { get; private set; }

    /// <summary>Whether the registry computes it today.</summary>
    public bool Computable { get; private set; }

    /// <summary>What is missing before it can be computed, in Vietnamese; null when it is computed.</summary>
    public string? NeedsVi { get; private set; }

    /// <summary>What is missing before it can be computed, in English; null when it is computed.</summary>
    public string? NeedsEn { get; private set; }

    /// <summary>Its indicator by year, for the plan's unit and each district below it.</summary>
    public IReadOnlyList<TargetYearView> Path { get; private set; } = [];
}

/// <summary>A target's indicator in one unit and year: counted, or forecast by draws.</summary>
public sealed class TargetYearView
{
    /// <summary>Target.</summary>
    public string TargetCode { get; private set; } = "";

    /// <summary>Unit on the map of 30 June 2025.</summary>
    public string UnitId { get; private set; } = "";

    /// <summary>Unit on the map of 30 June 2025.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>Status of 31 December of this year.</summary>
    public int Year { get; private set; }

    /// <summary>Whether it is forecast; else counted from the registry, or a published figure.</summary>
    public bool IsForecast { get; private set; }

    /// <summary>People counted, or the mean over the draws; the figure itself where figures of others tell the target.</summary>
    public double Numerator { get; private set; }

    /// <summary>Inhabitants or people; null for a count.</summary>
    public double? Denominator { get; private set; }

    /// <summary>Where the denominator comes from; null for a count.</summary>
    public DenominatorStatus? DenominatorStatus { get; private set; }

    /// <summary>The indicator in the unit of the target: counted, or the median of the draws.</summary>
    public double Value { get; private set; }

    /// <summary>Lower end of the 95 % band; null for a counted year, as the other ends.</summary>
    public double? Low95 { get; private set; }

    /// <summary>Lower end of the 80 % band.</summary>
    public double? Low80 { get; private set; }

    /// <summary>Upper end of the 80 % band.</summary>
    public double? High80 { get; private set; }

    /// <summary>Upper end of the 95 % band.</summary>
    public double? High95 { get; private set; }

    /// <summary>Share of the draws that miss the target's number in this year, 0 to 1; null where the unit has no target of its own.</summary>
    public double? ProbabilityMissed { get; private set; }

    /// <summary>Mean of requirement less supply, in people; negative where there are enough.</summary>
    public double? GapPeople { get; private set; }

    /// <summary>More recruits a year from now on that make the target likelier met than missed: 0 where none are needed, null where no number helps or the unit has no target of its own.</summary>
    public double? ExtraRecruitsAYear { get; private set; }
}
