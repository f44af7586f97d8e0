namespace TalentRegistry.Server.Pages.Models;

/// <summary>The order of a list of people by one of its columns.</summary>
/// <param name="By">One of <see cref="Columns"/>.</param>
/// <param name="IsDescending">Whether the last comes first.</param>
public sealed record PeopleSort(string By, bool IsDescending)
{
    /// <summary>Its name in addresses, where a dash before the column turns the order round.</summary>
    public const string Parameter = "sort";

    /// <summary>
    /// The columns that a million people are put in order by within one look at their careers. Position, district and first day are not among them: each would be looked up for
    /// everybody before the first page.
    /// </summary>
    public static IReadOnlyList<string> Columns { get; } = ["name", "born", "profession", "agency", "degree"];

    /// <summary>The order that an address asks for; null for none, and for one by names for whom they are not.</summary>
    public static PeopleSort? Of(string? text, bool names) =>
        text?.TrimStart('-') is { } by && Columns.Contains(by) && (names || by != "name") ? new PeopleSort(by, text.StartsWith('-')) : null;

    /// <summary>As addresses write it.</summary>
    public override string ToString() => IsDescending ? $"-{By}" : By;
}
