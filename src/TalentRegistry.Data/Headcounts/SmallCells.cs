namespace TalentRegistry.Data.Headcounts;

/// <summary>A cell on its way to the answer.</summary>
/// <param name="Keys">Values of the dimensions.</param>
/// <param name="Count">People.</param>
/// <param name="Others">People who share the values but fail the condition on ethnic groups; 0 where there is no such condition.</param>
internal sealed record RawCell(IReadOnlyList<HeadcountKey> Keys, int Count, int Others);

/// <summary>
/// Hides small counts (primary suppression) and enough others that no hidden count follows from a total less the shown ones
/// (complementary suppression). Totals along every dimension are taken as known: they are one question away.
/// The rule is the threshold rule of statistical disclosure control (Hundepool et al. 2012, chapter 4), the choice of
/// further cells a greedy one: smallest first, line by line, until no line gives anything away.
/// </summary>
internal static class SmallCells
{
    /// <summary>Counts from 1 to one less than this are hidden.</summary>
    public const int Least = 5;

    /// <summary>Whether a count, or that of the others beside it, would tell too much.</summary>
    public static bool IsSmall(int count, int others) => count is > 0 and < Least || others is > 0 and < Least;

    /// <summary>The cells with their counts, or without where hidden; empty cells are added, hidden, where only they can help.</summary>
    public static IReadOnlyList<HeadcountCell> Suppress(IReadOnlyList<RawCell> cells, int dimensions)
    {
        var all = cells.ToList();
        var hidden = new HashSet<RawCell>(all.Where(cell => IsSmall(cell.Count, cell.Others)), ReferenceEqualityComparer.Instance);
        for (var changed = hidden.Count > 0; changed;)
        {
            changed = false;
            for (var along = 0; along < dimensions; along++)
            {
                foreach (var line in all.GroupBy(cell => LineOf(cell, along)).ToList())
                    changed |= Protect([.. line], along, all, hidden);
            }
        }

        return [.. all.Select(cell => new HeadcountCell(cell.Keys, hidden.Contains(cell) ? null : cell.Count, hidden.Contains(cell)))];
    }

    private static bool Protect(List<RawCell> line, int along, List<RawCell> all, HashSet<RawCell> hidden)
    {
        var before = hidden.Count;
        while (GivesAway(line, hidden))
        {
            var next = line.Where(cell => !hidden.Contains(cell)).MinBy(cell => cell.Count) ?? EmptyCell(line, along, all);
            if (next is null)
                break;

            if (next.Count == 0)
            {
                line.Add(next);
                all.Add(next);
            }

            hidden.Add(next);
        }

        return hidden.Count > before;
    }

    // One hidden cell is the total less the others; several that add up to less than the threshold are as good as known.
    private static bool GivesAway(List<RawCell> line, HashSet<RawCell> hidden)
    {
        var (cells, people) = (0, 0);
        foreach (var cell in line.Where(hidden.Contains))
            (cells, people) = (cells + 1, people + cell.Count);
        return cells == 1 || (cells > 1 && people < Least && cells < line.Count);
    }

    private static RawCell? EmptyCell(List<RawCell> line, int along, List<RawCell> all)
    {
        var taken = line.Select(cell => cell.Keys[along].Code).ToHashSet();
        var free = all.Select(cell => cell.Keys[along]).Where(key => !taken.Contains(key.Code)).OrderBy(key => key.Code, StringComparer.Ordinal).FirstOrDefault();
        return free is null ? null : new RawCell([.. line[0].Keys.Select((key, i) => i == along ? free : key)], 0, 0);
    }

    private static string LineOf(RawCell cell, int along) => string.Join('\u001f', cell.Keys.Where((_, i) => i != along).Select(key => key.Code));
}
