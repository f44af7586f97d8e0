namespace TalentRegistry.Domain.Protection;

/// <summary>What people may ask about their data (Law 91/2025/QH15, article 4; Decree 356/2025/ND-CP).</summary>
public enum RequestKind
{
    /// <summary>To see it, and have a copy.</summary>
    Access,

    /// <summary>To have a value corrected.</summary>
    Correction,

    /// <summary>To have its processing restricted.</summary>
    Restriction,

    /// <summary>To object to its processing.</summary>
    Objection,

    /// <summary>To withdraw a consent.</summary>
    Withdrawal,

    /// <summary>To have it deleted.</summary>
    Deletion,
}

/// <summary>How far a request has come.</summary>
public enum RequestState
{
    /// <summary>It waits for a first answer.</summary>
    Received,

    /// <summary>The person has been told that and how it is dealt with.</summary>
    Replied,

    /// <summary>What was asked has been done.</summary>
    Done,

    /// <summary>It was refused, with the reason.</summary>
    Refused,

    /// <summary>The person has taken it back.</summary>
    TakenBack,
}
