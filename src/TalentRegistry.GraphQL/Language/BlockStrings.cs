namespace TalentRegistry.GraphQL.Language;

/// <summary>What a block string means, and when a meaning can be written as one.</summary>
internal static class BlockStrings
{
    /// <summary>
    /// BlockStringValue(rawValue) (spec 2.9.4): removes the indent that all lines but the first share, and blank lines
    /// at both ends.
    /// </summary>
    public static string Value(string raw)
    {
        var lines = raw.Split('\n');
        var commonIndent = lines.Skip(1).Where(IsNotBlank).Select(Indent).DefaultIfEmpty(0).Min();
        for (var i = 1; i < lines.Length; i++)
            lines[i] = lines[i].Length > commonIndent ? lines[i][commonIndent..] : "";

        var first = Array.FindIndex(lines, IsNotBlank);
        var last = Array.FindLastIndex(lines, IsNotBlank);
        return first < 0 ? "" : string.Join('\n', lines[first..(last + 1)]);
    }

    /// <summary>
    /// Whether a block string written by the printer means exactly <paramref name="value"/>: blank lines at the
    /// ends, an indent that all lines share and carriage returns would be lost.
    /// </summary>
    public static bool CanHold(string value)
    {
        if (value.Length == 0)
            return true;

        var lines = value.Split('\n');
        return !value.Contains('\r', StringComparison.Ordinal)
            && IsNotBlank(lines[0])
            && IsNotBlank(lines[^1])
            && (lines.Length == 1 || lines.Where(IsNotBlank).Min(Indent) == 0);
    }

    private static bool IsNotBlank(string line) => Indent(line) < line.Length;

    private static int Indent(string line)
    {
        var indent = 0;
        while (indent < line.Length && line[indent] is ' ' or '\t')
            indent++;
        return indent;
    }
}
