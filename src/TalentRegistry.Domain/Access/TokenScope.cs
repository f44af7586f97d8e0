namespace TalentRegistry.Domain.Access;

/// <summary>What a personal access token may be used for, within the rights of its account and never beyond them.</summary>
public enum TokenScope
{
    /// <summary>Queries and subscriptions.</summary>
    Read,

    /// <summary>Mutations.</summary>
    Write,

    /// <summary>Files of whole lists.</summary>
    Export,
}
