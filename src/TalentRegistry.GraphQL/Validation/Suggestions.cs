using System.Numerics;

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
        return DidYouMean("", Near(written, known, allowed)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, NaturalOrder.Instance)
            .Select(candidate => candidate.Name));
    }

    // A schema has hundreds of names and a document as many mistakes: a name costs a look at its letters, and only the few that
    // share enough of them are compared.
    private static List<(string Name, int Distance)> Near(string written, IEnumerable<string> known, int allowed)
    {
        var near = new List<(string Name, int Distance)>();
        Span<char> lower = stackalloc char[LongestName], other = stackalloc char[LongestName];
        lower = lower[..written.AsSpan().ToLowerInvariant(lower)];
        var letters = Letters(lower);
        foreach (var name in known)
        {
            if (Math.Abs(name.Length - written.Length) > allowed || name.Length > LongestName)
                continue;

            var folded = other[..name.AsSpan().ToLowerInvariant(other)];
            // A letter that the other word lacks is a mistake of its own; a replacement mends one on either side.
            var others = Letters(folded);
            if (Math.Max(BitOperations.PopCount(letters & ~others), BitOperations.PopCount(others & ~letters)) > allowed)
                continue;

            var distance = Distance(lower, folded, written == name, allowed);
            if (distance > allowed)
                continue;

            near.Add((name, distance));
            // Five are shown: no name further away than the fifth so far can be one of them.
            while (allowed > 0 && near.Count(candidate => candidate.Distance < allowed) >= MostNames)
                allowed--;
        }

        return near;
    }

    private static ulong Letters(ReadOnlySpan<char> word)
    {
        var letters = 0UL;
        foreach (var letter in word)
            letters |= 1UL << (letter & 63);
        return letters;
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
    private static int Distance(ReadOnlySpan<char> lower, ReadOnlySpan<char> other, bool same, int allowed)
        => same ? 0 : lower.SequenceEqual(other) ? 1 : Distance(lower, other, allowed);

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
