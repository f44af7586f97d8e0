namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>Finds the character between the cells of a text file.</summary>
internal static class Separators
{
    private const string Candidates = ";\t,|";

    /// <summary>
    /// The one that parts the most rows into the same number of cells; where two do, the one that makes more cells. Excel's own
    /// hint (sep=;) on the first line wins.
    /// </summary>
    /// <param name="sample">The beginning of the file; its last line may be cut.</param>
    public static char Find(string sample)
    {
        if (sample.StartsWith("sep=", StringComparison.Ordinal) && sample.Length > 4 && Candidates.Contains(sample[4], StringComparison.Ordinal))
            return sample[4];

        var best = (Separator: ',', Rows: 0, Cells: 0);
        foreach (var candidate in Candidates)
        {
            var usual = Counts(sample, candidate).Where(count => count > 0).GroupBy(count => count).MaxBy(same => same.Count() * 1000 + same.Key);
            if (usual is not null && (usual.Count(), usual.Key).CompareTo((best.Rows, best.Cells)) > 0)
                best = (candidate, usual.Count(), usual.Key);
        }

        return best.Separator;
    }

    /// <summary>The character in words.</summary>
    public static string Describe(char separator) => separator switch { '\t' => "tab", _ => $"'{separator}'" };

    private static List<int> Counts(string sample, char separator)
    {
        var (counts, count, quoted) = (new List<int>(), 0, false);
        foreach (var c in sample)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c == separator)
                count++;
            else if (!quoted && c == '\n')
            {
                counts.Add(count);
                count = 0;
                if (counts.Count == 200)
                    break;
            }
        }

        if (count > 0)
            counts.Add(count);
        return counts;
    }
}
