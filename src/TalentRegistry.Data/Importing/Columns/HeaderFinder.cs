using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Columns;

/// <summary>A header: where it stands, and for each column its headings from top to bottom.</summary>
internal sealed record FoundHeader(int First, int Last, IReadOnlyList<IReadOnlyList<string>> Paths, double Score);

/// <summary>Finds the rows of headings below titles and above the data: those in which the most known headings stand.</summary>
internal sealed class HeaderFinder(HeadingMatcher matcher)
{
    private const int LookedAt = 60;
    private const int DeepestHeader = 3;

    /// <summary>The best header among the first rows; null where no three columns, or name and one more, are known by heading.</summary>
    /// <param name="rows">First rows of the sheet, blank ones included.</param>
    /// <param name="merged">Merged cells of the sheet.</param>
    public FoundHeader? Find(IReadOnlyList<SheetRow> rows, IReadOnlyList<MergedRange> merged)
    {
        FoundHeader? best = null;
        for (var i = 0; i < Math.Min(rows.Count, LookedAt); i++)
        {
            if (rows[i].Filled < 2)
                continue;
            // Cells merged downwards, or across with something below, say themselves how deep the header is.
            var least = merged.Where(range => range.FirstRow == rows[i].Number && range.LastRow - range.FirstRow < DeepestHeader)
                .Select(range => range.LastRow - range.FirstRow + 1).DefaultIfEmpty(1).Max();
            for (var depth = least; depth <= DeepestHeader && i + depth <= rows.Count; depth++)
            {
                var header = rows.Skip(i).Take(depth).ToList();
                var paths = Paths(header, merged);
                var matches = paths.Select(path => matcher.Match(path, resembling: false)).ToList();
                var score = matches.Where(match => match is not null).DistinctBy(match => match!.Value.Field.Code).Sum(match => match!.Value.Score) - 0.3 * (depth - least);
                if (score > (best?.Score ?? 0) && IsList(matches))
                    best = new FoundHeader(header[0].Number, header[^1].Number, paths, score);
            }
        }

        return best;
    }

    private static bool IsList(List<HeadingMatch?> matches)
    {
        var known = matches.Where(match => match?.Field.Code is not (null or "ordinal" or "note")).Select(match => match!.Value.Field.Code).Distinct(StringComparer.Ordinal).ToList();
        return known.Count >= 3 || known.Count == 2 && known.Exists(code => code is "full_name" or "given_name");
    }

    private static List<IReadOnlyList<string>> Paths(List<SheetRow> header, IReadOnlyList<MergedRange> merged)
    {
        var width = header.Max(row => row.Cells.Length);
        var texts = header.Select(row => Enumerable.Range(0, width).Select(column => VietnameseText.Clean(row[column].ToString())).ToArray()).ToList();
        foreach (var range in merged.Where(range => range.FirstRow >= header[0].Number && range.LastRow <= header[^1].Number && range.FirstColumn < width))
            Spread(texts[range.FirstRow - header[0].Number], range, width);
        // Without merged cells a group stands over its first column only.
        for (var r = 0; r < texts.Count - 1; r++)
            for (var column = 1; column < width; column++)
                if (texts[r][column].Length == 0 && texts[r][column - 1].Length > 0 && texts[r + 1][column].Length > 0 && texts[r + 1][column - 1].Length > 0)
                    texts[r][column] = texts[r][column - 1];

        var paths = new List<IReadOnlyList<string>>(width);
        for (var column = 0; column < width; column++)
        {
            var path = new List<string>();
            foreach (var text in texts.Select(row => row[column]).Where(text => text.Length > 0))
                if (path.Count == 0 || path[^1] != text)
                    path.Add(text);
            paths.Add(path);
        }

        return paths;
    }

    private static void Spread(string[] row, MergedRange range, int width)
    {
        for (var column = range.FirstColumn + 1; column <= Math.Min(range.LastColumn, width - 1); column++)
            if (row[column].Length == 0)
                row[column] = row[range.FirstColumn];
    }
}
