namespace TalentRegistry.Domain.Access;

/// <summary>What an account is for; the database has one role for each, with its own grants and policies.</summary>
public enum Role
{
    /// <summary>HR officer: keeps the records of the people of own agencies, in full.</summary>
    Hr,

    /// <summary>Planner: the whole province, without names or identifiers.</summary>
    Planner,

    /// <summary>Leader: own units, without names or identifiers.</summary>
    Leader,

    /// <summary>Administrator: accounts and configuration; no personal data.</summary>
    Admin,

    /// <summary>Auditor: the log of reads; no personal data.</summary>
    Auditor,

    /// <summary>A person of the registry: the own record and no other.</summary>
    Person,
}
