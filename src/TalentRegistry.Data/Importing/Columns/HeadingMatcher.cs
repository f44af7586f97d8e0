using System.Text.RegularExpressions;
using TalentRegistry.Data.Importing.Values;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>A field that a heading may mean.</summary>
/// <param name="Field">The field.</param>
/// <param name="Score">1 for a known heading letter by letter, down to 0.6 for one that only resembles.</param>
internal readonly record struct HeadingMatch(ImportField Field, double Score);

/// <summary>Takes headings for fields.</summary>
internal sealed partial class HeadingMatcher
{
    private const double WithoutAccents = 0.95;
    private readonly Dictionary<string, ImportField> exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<ImportField>> folded = new(StringComparer.Ordinal);
    private readonly List<(ImportField Field, string[] Words)> words = [];
    private readonly WordList degrees;

    public HeadingMatcher(FieldBook fields, WordList degrees)
    {
        this.degrees = degrees;
        foreach (var (field, heading) in fields.Headings.OrderBy(pair => pair.Heading.Contains('>', StringComparison.Ordinal)))
        {
            var parts = heading.Split(" > ");
            if (parts.Length == 1)
            {
                Add(field, VietnameseText.FoldKeepingAccents(heading), VietnameseText.Fold(heading));
                if (VietnameseText.Fold(heading).Split(' ') is { Length: > 1 } several)
                    words.Add((field, several));
            }
            else
            {
                // The group may be spelled in any way that is known for its own field.
                foreach (var group in Groups(parts[0]))
                    Add(field, $"{group}>{VietnameseText.FoldKeepingAccents(parts[1])}", $"{group}>{VietnameseText.Fold(parts[1])}");
            }
        }
    }

    /// <summary>
    /// The field of a heading, its rows from top to bottom; null where none is known. Resembling headings are only looked for when
    /// asked: that costs a comparison with each of the known ones.
    /// </summary>
    public HeadingMatch? Match(IReadOnlyList<string> path, bool resembling)
    {
        if (path.Count == 0)
            return null;
        var leaf = path[^1];
        if (path.Count > 1)
        {
            foreach (var group in Groups(path[^2]))
                if (Find($"{group}>", leaf) is { } below)
                    return below;
            if (Single(path[^2])?.Field.Code == "degree_level" && degrees.FindExact(leaf) is { } level)
                return new HeadingMatch(FieldBook.DegreeMark(level), WithoutAccents);
            if (Single(leaf) is { } alone)
                return alone with { Score = alone.Score - 0.02 };
            if (Single($"{path[^2]} {leaf}") is { } joined)
                return joined;
        }
        else if (Single(leaf) is { } known)
        {
            return known;
        }

        if (!resembling)
            return null;
        return Resembling(leaf) ?? (path.Count > 1 ? Resembling($"{path[^2]} {leaf}") : null);
    }

    private HeadingMatch? Single(string heading)
    {
        if (Find("", heading) is { } match)
            return match;
        var bare = Numbered().Replace(VietnameseText.Clean(heading), "");
        var short_ = Parenthesis().Replace(bare, " ");
        if (Find("", bare) is { } numbered)
            return numbered with { Score = numbered.Score - 0.01 };
        return short_.Length < bare.Length && Find("", short_) is { } shortened ? shortened with { Score = shortened.Score - 0.03 } : null;
    }

    private HeadingMatch? Find(string prefix, string heading)
    {
        if (exact.TryGetValue(OneI(prefix + VietnameseText.FoldKeepingAccents(heading)), out var field))
            return new HeadingMatch(field, 1);
        var key = VietnameseText.Fold(heading);
        if (key.Length == 0 || !folded.TryGetValue(OneI(prefix + key), out var candidates))
            return null;
        // "Nam" may be a man or a year when no accent tells: the first known is taken, with less certainty, and the cells decide.
        return new HeadingMatch(candidates.First(), candidates.Count == 1 ? WithoutAccents : 0.8);
    }

    private IEnumerable<string> Groups(string heading)
    {
        yield return VietnameseText.Fold(heading);
        if (Single(heading) is { } known)
            yield return $"[{known.Field.Code}]";
    }

    // Sørensen-Dice over words, a word of four letters or more counting for one that differs by a letter.
    private HeadingMatch? Resembling(string heading)
    {
        var own = VietnameseText.Fold(Parenthesis().Replace(heading, " ")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (own.Length is 0 or > 12)
            return null;
        var best = new HeadingMatch(null!, 0);
        foreach (var (field, known) in words)
        {
            var shared = own.Sum(word => known.Max(other => word == other ? 1 : Near(word, other) ? 0.8 : 0));
            var likeness = 2 * Math.Min(shared, known.Length) / (own.Length + known.Length);
            if (likeness > best.Score)
                best = new HeadingMatch(field, likeness);
        }

        return best.Score >= 0.76 ? best with { Score = 0.9 * best.Score } : null;
    }

    private static bool Near(string left, string right)
    {
        if (left.Length < 4 || right.Length < 4 || Math.Abs(left.Length - right.Length) > 1)
            return false;
        var (i, j) = (0, 0);
        while (i < left.Length && i < right.Length && left[i] == right[i])
            i++;
        while (j < left.Length - i && j < right.Length - i && left[^(j + 1)] == right[^(j + 1)])
            j++;
        return Math.Max(left.Length, right.Length) - i - j <= 1;
    }

    // Lý luận and lí luận, bác sỹ and bác sĩ: both spellings are schooled.
    private static string OneI(string key) => key.Replace('y', 'i');

    private void Add(ImportField field, string accented, string plain)
    {
        if (plain.Length == 0)
            return;
        exact.TryAdd(OneI(accented), field);
        if (!folded.TryGetValue(OneI(plain), out var known))
            folded.Add(OneI(plain), known = []);
        known.Add(field);
    }

    [GeneratedRegex(@"^[\s(\[]*\d{1,2}([.,]\d{1,2})?\s*[)\].:\-/]+\s*(?=\p{L})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\([^)]*\)|\*", RegexOptions.None, 1000)]
    private static partial Regex Parenthesis();
}
