namespace TalentRegistry.GraphQL.Validation;

/// <summary>The names that a misspelt one may have been meant to be: the same ones, in the same order, as the reference
/// implementation's.</summary>
internal static class Suggestions
{
    private const int MostNames = 5;

    // Longer names are hardly typing mistakes, and comparing them costs their length squared.
    private const int LongestName = 64;

    /// <summary>A sentence to follow the error, with a space before it; empty if no name is near.</summary>
    public static string For(string written, IEnumerable<string> known)
    {
        if (written.Length > LongestName)
            return "";

        // Two in five letters may be wrong, and one in the shortest word.
        var allowed = (int)(written.Length * 0.4) + 1;
        var lower = written.ToLowerInvariant();
        return DidYouMean("", known
            .Where(name => Math.Abs(name.Length - written.Length) <= allowed && name.Length <= LongestName)
            .Select(name => (Name: name, Distance: Distance(lower, written, name, allowed)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, NaturalOrder.Instance)
            .Select(candidate => candidate.Name));
    }

    /// <summary>The sentence about the first five names; empty without any.</summary>
    /// <param name="kind">What the names are, with a space after it, or nothing.</param>
    /// <param name="names">The likeliest first.</param>
    public static string DidYouMean(string kind, IEnumerable<string> names)
    {
        var shown = names.Take(MostNames).Select(name => $"\"{name}\"").ToList();
        return shown.Count switch
        {
            0 => "",
            1 => $" Did you mean {kind}{shown[0]}?",
            _ => $" Did you mean {kind}{string.Join(", ", shown[..^1])} or {shown[^1]}?",
        };
    }

    // Letters in the wrong case are one mistake together, however many.
    private static int Distance(string lower, string written, string name, int allowed)
    {
        if (written == name)
            return 0;
        var other = name.ToLowerInvariant();
        return lower == other ? 1 : Distance(lower, other, allowed);
    }

    // Damerau (1964): insertions, deletions, replacements and swaps of neighbours from one word to the other. Three rows of
    // the table are all that is looked back at; once a row is over what is allowed, so is all that follows.
    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b, int allowed)
    {
        Span<int> before = stackalloc int[LongestName + 1], above = stackalloc int[LongestName + 1], row = stackalloc int[LongestName + 1];
        for (var j = 0; j <= b.Length; j++)
            above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var least = row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > allowed)
                return least;

            var free = before;
            before = above;
            above = row;
            row = free;
        }

        return above[b.Length];
    }
}
