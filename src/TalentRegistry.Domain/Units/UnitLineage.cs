namespace TalentRegistry.Domain.Units;

/// <summary>What became of a unit.</summary>
public enum UnitChangeKind
{
    /// <summary>The same unit goes on, as it was.</summary>
    Unchanged,

    /// <summary>The same area, a new unit.</summary>
    Continued,

    /// <summary>Wholly into the successor.</summary>
    Merged,

    /// <summary>One of several successors.</summary>
    SplitPart,

    /// <summary>Without a successor of its level.</summary>
    Abolished,
}

/// <summary>One unit that went over into another on a day.</summary>
public sealed class UnitLineage
{
    private UnitLineage() => (Id, PredecessorId) = ("", "");

    /// <summary>Both units and the day.</summary>
    public string Id { get; private set; }

    /// <summary>Which went over.</summary>
    public string PredecessorId { get; private set; }

    /// <summary>Which went over.</summary>
    public AdministrativeUnit? Predecessor { get; private set; }

    /// <summary>Into which; null where it was abolished.</summary>
    public string? SuccessorId { get; private set; }

    /// <summary>Into which; null where it was abolished.</summary>
    public AdministrativeUnit? Successor { get; private set; }

    /// <summary>First day of the successor.</summary>
    public DateOnly EffectiveOn { get; private set; }

    /// <summary>How.</summary>
    public UnitChangeKind Kind { get; private set; }

    /// <summary>Of a split, the declared weight of the successor, 0 to 1; null where none was declared.</summary>
    public double? Share { get; private set; }
}
