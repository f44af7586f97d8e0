namespace TalentRegistry.Data.SavedDocuments;

/// <summary>Who may run a saved document beside its owner, each with their own rights.</summary>
public enum SharedWith
{
    /// <summary>The owner alone.</summary>
    Nobody,

    /// <summary>Everyone who may sign in.</summary>
    Everyone,

    /// <summary>HR officers.</summary>
    Hr,

    /// <summary>Planners.</summary>
    Planner,

    /// <summary>Leaders.</summary>
    Leader,

    /// <summary>Administrators.</summary>
    Admin,

    /// <summary>Auditors.</summary>
    Auditor,
}

/// <summary>A GraphQL document with a name.</summary>
/// <param name="Id">Identifier: stays the same whatever the document is called.</param>
/// <param name="Name">Unique among its owner's, and among those shared.</param>
/// <param name="Text">The document, in its newest version.</param>
/// <param name="Version">Of the text, from 1.</param>
/// <param name="SharedWith">Who may run it beside its owner.</param>
/// <param name="OwnerName">Whose it is.</param>
/// <param name="OwnerRole">The owner's role, as the database writes it.</param>
/// <param name="IsOwn">Whether it is the caller's.</param>
/// <param name="CreatedAt">When it was first saved.</param>
/// <param name="ChangedAt">When it was last changed, renamed or shared.</param>
public sealed record SavedDocument(
    Guid Id, string Name, string Text, int Version, SharedWith SharedWith, string OwnerName, string OwnerRole, bool IsOwn,
    DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>Variables that it was saved with, as JSON; null for none. Whoever runs it by its name or id sends their own.</summary>
    public string? Variables { get; init; }
}

/// <summary>A text that a document had.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Text">The document.</param>
/// <param name="SavedAt">When it was saved.</param>
public sealed record SavedDocumentVersion(int Version, string Text, DateTimeOffset SavedAt)
{
    /// <summary>Variables that it was saved with, as JSON; null for none.</summary>
    public string? Variables { get; init; }
}

/// <summary>The name is in use by another document of the owner, or by a shared one.</summary>
public sealed class DocumentNameTakenException(string name) : Exception($"There is already a document named \"{name}\".")
{
    /// <summary>The name.</summary>
    public string Name => name;
}

/// <summary>The document is not there, or not the caller's to change.</summary>
public sealed class DocumentNotFoundException(Guid id) : Exception($"You have no saved document {id}.")
{
    /// <summary>The document asked for.</summary>
    public Guid Id => id;
}

/// <summary>Someone has saved a newer version since the caller read the document.</summary>
public sealed class StaleDocumentException(int current) : Exception($"The document is at version {current} by now: read it again before you change it.")
{
    /// <summary>The newest version.</summary>
    public int CurrentVersion => current;
}
