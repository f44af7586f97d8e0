namespace TalentRegistry.Data.Importing.Output;

/// <summary>The rows of a list that are not taken, whoever refused them: on reading, or when held against the registry.</summary>
public static class RowsNotTaken
{
    /// <summary>Writes them.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="sheet">The list, opened once more.</param>
    /// <param name="refused">By row of the sheet, what the registry had against it.</param>
    /// <param name="cancellationToken">Ends it between rows.</param>
    public static void Write(IRejectedRows writer, ImportSheet sheet, IReadOnlyDictionary<int, ProblemKind> refused, CancellationToken cancellationToken)
    {
        foreach (var row in sheet.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row.IsRejected)
                writer.Write(row);
            else if (row.Person is not null && refused.TryGetValue(row.Source.Number, out var problem))
                writer.Write(row with { Person = null, Problems = [.. row.Problems, problem.OfRow(row.Source.Number)] });
        }
    }
}
