namespace TalentRegistry.Data.Importing.Sheets;

/// <summary>A table of a few thousand rows below a heading row, on the first sheet that has one.</summary>
internal static class HeadedTable
{
    /// <summary>A heading row stands no lower: titles and notes may be above it.</summary>
    public const int HeadingsWithin = 20;

    /// <summary>Reads its rows, blank ones left out; null where no sheet has such headings.</summary>
    /// <param name="file">An .xlsx, .xls or .csv; closed in the end.</param>
    /// <param name="limits">What is refused as too large.</param>
    /// <param name="texts">Tells how a .csv is written.</param>
    /// <param name="columnsOf">Where the columns are if a row is that of the headings, else null.</param>
    /// <param name="rowOf">Reads a row below them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ImportRefusedException">It is no such file, or too large.</exception>
    public static List<TRow>? Read<TRow>(
        Stream file, ImportLimits limits, TextDetector texts, Func<SheetRow, int[]?> columnsOf, Func<SheetRow, int[], TRow> rowOf, CancellationToken cancellationToken)
    {
        using var source = SheetFile.Open(file, limits, texts);
        while (source.NextSheet())
        {
            if (source.IsHidden)
                continue;
            int[]? columns = null;
            var rows = new List<TRow>();
            foreach (var row in source.Rows())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (row.IsBlank)
                    continue;
                if (columns is not null)
                    rows.Add(rowOf(row, columns));
                else if (row.Number <= HeadingsWithin)
                    columns = columnsOf(row);
            }

            if (columns is not null)
                return rows;
        }

        return null;
    }
}
