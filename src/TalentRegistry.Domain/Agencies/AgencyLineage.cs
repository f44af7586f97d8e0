namespace TalentRegistry.Domain.Agencies;

/// <summary>One agency that went over into another, wholly or in part.</summary>
public sealed class AgencyLineage
{
    private AgencyLineage() => Id = "";

    /// <summary>Both agencies and the day.</summary>
    public string Id { get; private set; }

    /// <summary>Which went over.</summary>
    public Guid PredecessorId { get; private set; }

    /// <summary>Which went over.</summary>
    public Agency? Predecessor { get; private set; }

    /// <summary>Into which.</summary>
    public Guid SuccessorId { get; private set; }

    /// <summary>Into which.</summary>
    public Agency? Successor { get; private set; }

    /// <summary>First day on which the successor stands for it.</summary>
    public DateOnly EffectiveOn { get; private set; }
}
