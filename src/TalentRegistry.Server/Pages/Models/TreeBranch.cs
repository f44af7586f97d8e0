namespace TalentRegistry.Server.Pages.Models;

/// <summary>What stands in a tree to pick from.</summary>
public enum TreeSubject
{
    /// <summary>Agencies, by what stands under what.</summary>
    Agency,

    /// <summary>Administrative units of the map of a day.</summary>
    Unit,
}

/// <summary>An agency or an administrative unit in a tree to pick from.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Code">Code.</param>
/// <param name="Name">Name on the day.</param>
/// <param name="Above">Name of what it stands under; null at the top of what the reader is shown.</param>
/// <param name="Children">How many stand right below it.</param>
/// <param name="People">People with a main posting there or below, within the reader's scope; null where they are not told.</param>
/// <param name="From">First day of its life; null where it is not known.</param>
/// <param name="Until">First day after its life; null while it lives.</param>
public sealed record TreeNode(string Id, string Code, string Name, string? Above, int Children, int? People, DateOnly? From, DateOnly? Until)
{
    /// <summary>How it stands in a field: by its code it is found again.</summary>
    public string Label => $"{Code} · {Name}";
}

/// <summary>A branch of a tree, or what was found for a text.</summary>
/// <param name="Nodes">By name.</param>
/// <param name="IsCut">Whether there are more.</param>
public sealed record TreeBranch(IReadOnlyList<TreeNode> Nodes, bool IsCut);

/// <summary>What a field to pick from a tree holds.</summary>
/// <param name="Id">What is picked; null for nothing.</param>
/// <param name="Text">What stands in the field.</param>
/// <param name="Found">Several that the text may mean; empty where it is clear.</param>
/// <param name="IsUnknown">Whether nothing was found for the text.</param>
public sealed record TreeChoice(string? Id, string Text, IReadOnlyList<TreeNode> Found, bool IsUnknown)
{
    /// <summary>Nothing.</summary>
    public static TreeChoice None { get; } = new(null, "", [], IsUnknown: false);
}
