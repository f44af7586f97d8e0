namespace TalentRegistry.Data.Access;

/// <summary>What an event of the audit log is; a kind's name in small letters with underscores is what the table holds.</summary>
public enum AuditKind
{
    /// <summary>An account signed in.</summary>
    SignIn,

    /// <summary>An account signed out, or its session was ended.</summary>
    SignOut,

    /// <summary>Somebody was refused at the door: a wrong name, password or second factor.</summary>
    FailedSignIn,

    /// <summary>An account or an address was locked after failures.</summary>
    Lockout,

    /// <summary>Rows were taken away as a file.</summary>
    Export,

    /// <summary>An account asked for what it may not have.</summary>
    Refusal,

    /// <summary>An account or an address asked more often than it may.</summary>
    Throttled,

    /// <summary>Accounts, scopes, tokens, keys or settings were changed.</summary>
    Configuration,

    /// <summary>A breach of the protection of personal data was entered, or what is told of it was changed.</summary>
    Breach,

    /// <summary>An operator ran a command: backup, restore, archive, import, rotation of keys.</summary>
    Command,

    /// <summary>A chain of hashes was verified; its details say how it came out.</summary>
    ChainVerified,

    /// <summary>A chain of hashes does not hold.</summary>
    ChainBroken,
}

/// <summary>Something that the auditor is to know beside reads and changes of people. It never carries a value of a record.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="AccountId">Who did it; null where nobody had signed in, or the server did it by itself.</param>
/// <param name="Door">Where it came in, as "graphql", "page /people" or "command backup"; 1 to 100 characters.</param>
/// <param name="Address">IP address of the caller; null for commands.</param>
/// <param name="Subject">What it was about: an identifier or the name of a table, never personal data; 200 characters at most.</param>
/// <param name="Details">Texts by name: counts, shapes; 12 of 200 characters at most, what is longer is cut.</param>
public sealed record AuditEvent(
    AuditKind Kind, Guid? AccountId, string Door, string? Address, string? Subject, IReadOnlyDictionary<string, string>? Details = null);
