namespace TalentRegistry.GraphQL.Validation;

/// <summary>The names that a misspelt one may have been meant to be.</summary>
internal static class Suggestions
{
    // Longer names are hardly typing mistakes, and comparing them costs their length squared.
    private const int LongestName = 64;

    /// <summary>A sentence to follow the error, with a space before it; empty if no name is near.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestName)
            return "";

        var allowed = Math.Max(1, (int)(written.Length * 0.4));
        var nearest = known
            .Where(name => name.Length <= LongestName)
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3)
            .Select(candidate => $"\"{candidate.Name}\"").ToList();
        return nearest.Count switch
        {
            0 => "",
            1 => $" Did you mean {nearest[0]}?",
            _ => $" Did you mean {string.Join(", ", nearest[..^1])} or {nearest[^1]}?",
        };
    }

    // Damerau (1964): insertions, deletions, replacements and swaps of neighbours from one word to the other.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
