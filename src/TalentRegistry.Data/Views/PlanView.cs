using TalentRegistry.Domain.Plans;
using TalentRegistry.Domain.Units;

namespace TalentRegistry.Data.Views;

/// <summary>A plan that carries out Resolution 45-NQ/TW, in the version in force.</summary>
public sealed class PlanView
{
    /// <summary>Number of this version of the plan.</summary>
    public long Id { get; private set; }

    /// <summary>Stable code, as DB; the codes of its targets and duties begin with it.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Title in Vietnamese.</summary>
    public string TitleVi { get; private set; } = "";

    /// <summary>Title in English.</summary>
    public string TitleEn { get; private set; } = "";

    /// <summary>Number as printed; null where the text leaves it blank.</summary>
    public string? Number { get; private set; }

    /// <summary>Year, year-month or date of issue, as much as the text says.</summary>
    public string? Issued { get; private set; }

    /// <summary>Issuing body in Vietnamese.</summary>
    public string IssuerVi { get; private set; } = "";

    /// <summary>Issuing body in English.</summary>
    public string IssuerEn { get; private set; } = "";

    /// <summary>Which side issued it.</summary>
    public PlanSide Side { get; private set; }

    /// <summary>Unit that the plan is for; null where the text does not name it.</summary>
    public string? UnitId { get; private set; }

    /// <summary>Unit that the plan is for; null where the text does not name it.</summary>
    public AdministrativeUnit? Unit { get; private set; }

    /// <summary>What it wants reached.</summary>
    public IReadOnlyList<TargetView> Targets { get; private set; } = [];

    /// <summary>What it tells bodies to do.</summary>
    public IReadOnlyList<DutyView> Duties { get; private set; } = [];
}
