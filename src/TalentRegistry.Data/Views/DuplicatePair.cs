using TalentRegistry.Domain.People;

namespace TalentRegistry.Data.Views;

/// <summary>What was decided on two records that may be of one person.</summary>
public enum DuplicateState
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>They are of two people.</summary>
    NotDuplicate,

    /// <summary>They are one record now.</summary>
    Merged,
}

/// <summary>Two records that may be of one person: a row of <c>duplicates.current_pair</c>.</summary>
public sealed class DuplicatePair
{
    private DuplicatePair() => Reasons = "";

    /// <summary>Key.</summary>
    public Guid Id { get; private set; }

    /// <summary>Key of <see cref="One"/>.</summary>
    public Guid OneId { get; private set; }

    /// <summary>One of the two; of a merged pair who remained.</summary>
    public Person? One { get; private set; }

    /// <summary>Key of <see cref="Other"/>.</summary>
    public Guid OtherId { get; private set; }

    /// <summary>The other; of a merged pair who remained.</summary>
    public Person? Other { get; private set; }

    /// <summary>That they are one person, 0 to 1, as the last search estimated it; 1 for two that an officer merged without a search.</summary>
    public double Probability { get; private set; }

    /// <summary>What each field said: name, level and weight in bits, as "birth:3:9.1 sex:1:0.9"; empty where no search compared them.</summary>
    public string Reasons { get; private set; }

    /// <summary>What was decided.</summary>
    public DuplicateState State { get; private set; }

    /// <summary>When a search first found them, or an officer merged them without one.</summary>
    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>When it was decided; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>Name of the account that decided, as shown then.</summary>
    public string? DecidedByName { get; private set; }

    /// <summary>The officer's reason.</summary>
    public string? Why { get; private set; }

    /// <summary>Key of the record that is gone; null unless they are merged.</summary>
    public Guid? FormerId { get; private set; }
}
