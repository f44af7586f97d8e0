namespace TalentRegistry.Server.Pages.Tables;

/// <summary>What stands above the rows of a table.</summary>
/// <param name="Name">Name of the file without its ending: letters, digits and dashes.</param>
/// <param name="Title">What it shows; the first line of an XLSX, with <paramref name="Notes"/> under it.</param>
/// <param name="Notes">Source, day, and whether the data is synthetic.</param>
/// <param name="Header">One text a column.</param>
public sealed record TableHead(string Name, string Title, IReadOnlyList<string> Notes, IReadOnlyList<string> Header);

/// <summary>A table as it leaves the system.</summary>
/// <param name="Name">Name of the file without its ending: letters, digits and dashes.</param>
/// <param name="Title">What it shows; the first line of an XLSX, with <paramref name="Notes"/> under it.</param>
/// <param name="Notes">Source, day, and whether the data is synthetic.</param>
/// <param name="Header">One text a column.</param>
/// <param name="Rows">As long as the header; string, int, long, double, bool, DateOnly, or null for unknown.</param>
public sealed record TableSheet(string Name, string Title, IReadOnlyList<string> Notes, IReadOnlyList<string> Header, IReadOnlyList<object?[]> Rows);
