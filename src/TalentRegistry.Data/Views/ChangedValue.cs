namespace TalentRegistry.Data.Views;

/// <summary>A value before and after a change, as texts: a row of <c>history.changed_value</c>.</summary>
public sealed class ChangedValue
{
    private ChangedValue() => Field = "";

    /// <summary>The change.</summary>
    public long ChangeId { get; private set; }

    /// <summary>Name of the value in the record, as "date_of_birth".</summary>
    public string Field { get; private set; }

    /// <summary>Before; null for none, and in a new record. Of a citizen ID only that there was one: "***".</summary>
    public string? Before { get; private set; }

    /// <summary>After; null for none, and in a removed record. Of a citizen ID only that there is one: "***".</summary>
    public string? After { get; private set; }
}
