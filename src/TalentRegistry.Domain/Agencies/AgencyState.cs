namespace TalentRegistry.Domain.Agencies;

/// <summary>What an agency was called and stood under over a period, half-open.</summary>
public sealed class AgencyState
{
    private AgencyState() => Name = "";

    /// <summary>Whose.</summary>
    public Guid AgencyId { get; private set; }

    /// <summary>Name in Vietnamese.</summary>
    public string Name { get; private set; }

    /// <summary>The agency above it; null at the top.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The agency above it.</summary>
    public Agency? Parent { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>First day after; null while it is so.</summary>
    public DateOnly? ValidUntil { get; private set; }
}
