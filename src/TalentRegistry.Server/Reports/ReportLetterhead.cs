namespace TalentRegistry.Server.Reports;

/// <summary>Who issues a paper. The registry does not know it: what is left out is for the officer to write.</summary>
/// <param name="Superior">Cơ quan chủ quản; null to leave its place.</param>
/// <param name="Agency">Cơ quan ban hành; null to leave its place.</param>
internal sealed record ReportLetterhead(string? Superior, string? Agency)
{
    private const int Longest = 120;

    /// <summary>What was typed, or nothing; cut where no name is as long.</summary>
    public static ReportLetterhead Of(string? superior, string? agency) => new(Named(superior), Named(agency));

    /// <summary>The superior body in capitals, or its place.</summary>
    public string SuperiorLine => Superior?.ToUpperInvariant() ?? "[[CƠ QUAN CHỦ QUẢN]]";

    /// <summary>The issuing body in capitals, or its place.</summary>
    public string AgencyLine => Agency?.ToUpperInvariant() ?? "[[CƠ QUAN BAN HÀNH]]";

    /// <summary>The issuing body in a sentence.</summary>
    public string AgencyInText => Agency ?? "[[cơ quan ban hành]]";

    // Marks of what is left to write are no part of a name.
    private static string? Named(string? typed) => typed?.Replace("[[", "", StringComparison.Ordinal).Replace("]]", "", StringComparison.Ordinal).Trim() is { Length: > 0 } name
        ? name[..Math.Min(name.Length, Longest)] : null;
}
