namespace TalentRegistry.Data.Views;

/// <summary>What was done to a record.</summary>
public enum ChangeKind
{
    /// <summary>Written for the first time.</summary>
    Insert,

    /// <summary>Changed.</summary>
    Update,

    /// <summary>Removed.</summary>
    Delete,
}

/// <summary>A change of a person's record, or of a degree or a posting of theirs: a row of <c>history.person_change</c>.</summary>
public sealed class PersonChange
{
    private readonly List<ChangedValue> values = [];

    private PersonChange() => (Record, RecordId) = ("", "");

    /// <summary>Number; of two changes of the same record the later one has the higher.</summary>
    public long Id { get; private set; }

    /// <summary>Whose record it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Name of the account that asked for it, as shown then; null where the server did it by itself.</summary>
    public string? AccountName { get; private set; }

    /// <summary>Role of that account, as "hr"; null where the server did it by itself.</summary>
    public string? Role { get; private set; }

    /// <summary>What the server did by itself; null where an account asked for it.</summary>
    public string? Operation { get; private set; }

    /// <summary>Where the request came in, as "graphql"; null when not noted.</summary>
    public string? Door { get; private set; }

    /// <summary>IP address that the request came from, for HR officers; null for commands and before version 84 of the database.</summary>
    public string? Address { get; private set; }

    /// <summary>Reason given; null for none, and for readers who see no names, since a reason may hold one.</summary>
    public string? Why { get; private set; }

    /// <summary>What was done.</summary>
    public ChangeKind Kind { get; private set; }

    /// <summary>Kind of record: person, degree or posting.</summary>
    public string Record { get; private set; }

    /// <summary>Key of the record.</summary>
    public string RecordId { get; private set; }

    /// <summary>Values that it changed, as far as the reader may see them.</summary>
    public IReadOnlyList<ChangedValue> Values => values;
}
