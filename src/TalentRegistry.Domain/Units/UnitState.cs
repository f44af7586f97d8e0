namespace TalentRegistry.Domain.Units;

/// <summary>What an administrative unit was called over a period, half-open.</summary>
public sealed class UnitState
{
    private UnitState() => (Id, UnitId, Name, ShortName) = ("", "", "", "");

    /// <summary>Unit and period.</summary>
    public string Id { get; private set; }

    /// <summary>Whose.</summary>
    public string UnitId { get; private set; }

    /// <summary>Full name, as "Xã Mường Nhé".</summary>
    public string Name { get; private set; }

    /// <summary>Name without its kind.</summary>
    public string ShortName { get; private set; }

    /// <summary>First day; null when older than the records.</summary>
    public DateOnly? ValidFrom { get; private set; }

    /// <summary>First day after; null while it is so.</summary>
    public DateOnly? ValidUntil { get; private set; }
}
