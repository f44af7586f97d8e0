using TalentRegistry.Data.Importing.Rows;

namespace TalentRegistry.Data.Importing.Output;

/// <summary>The rows of a list that are not taken, whoever refused them: on reading, or when held against the registry.</summary>
public static class RowsNotTaken
{
    /// <summary>Writes them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sheet">The list, opened once more.</param>
    /// <param name="held">By row of the sheet, what keeps it from being written.</param>
    /// <param name="cancellationToken">Ends it between rows.</param>
    /// <returns>How many there are.</returns>
    public static int Write(IRejectedRows writer, ImportSheet sheet, IReadOnlyDictionary<int, IReadOnlyList<ImportProblem>> held, CancellationToken cancellationToken)
    {
        var (written, isHeld) = (0, false);
        foreach (var row in sheet.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.IsRejected)
                writer.Write(row);
            else if (row.Person is not null && held.TryGetValue(row.Source.Number, out var problems))
                // A warning that nobody has confirmed holds the row back as an error would.
                writer.Write(row with { Person = null, Problems = [.. row.Problems, .. problems.Select(problem => problem with { Severity = ProblemSeverity.Error })] });
            else if (row.Kind == RowKind.Continuation && isHeld)
                writer.Write(row with { IsOfRejected = true, Problems = [.. row.Problems, ProblemKind.RowsTogether.OfRow(row.Source.Number)] });
            else
            {
                isHeld = false;
                continue;
            }

            isHeld = row.Person is not null || (isHeld && row.Kind == RowKind.Continuation);
            written++;
        }

        return written;
    }
}
