using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Importing;

/// <summary>Collects what keeps rows of a list from being taken, while the list is held against the registry.</summary>
/// <param name="code">Only rows with this code; null for all.</param>
/// <param name="page">Which page of them, from 1.</param>
internal sealed class FaultsFound(string? code, int page)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    // Of a list with more faulty rows than anybody reads on a page the rest is in the file of rows not taken.
    private const int MostKept = 20_000;

    private readonly SortedDictionary<int, (ImportVerdictKind? Verdict, IReadOnlyList<ImportProblem> Problems)> rows = [];
    private readonly Dictionary<string, ImportFaultCode> codes = new(StringComparer.Ordinal);

    /// <summary>Takes a row that could not be read.</summary>
    public void Add(ImportedRow row) => Add(row.Source.Number, null, [.. row.Problems.Where(problem => problem.Severity == ProblemSeverity.Error)]);

    /// <summary>Takes a row that was held against the registry; one that is written says nothing.</summary>
    public void Add(ImportVerdict verdict)
    {
        if (verdict.Held.ToList() is { Count: > 0 } held)
            Add(verdict.Row, verdict.Kind, held);
    }

    /// <summary>The page, its cells read from the list once more.</summary>
    /// <param name="open">Opens the list.</param>
    /// <param name="cancellationToken">Ends it between rows.</param>
    public ImportFaults Read(Func<ImportSheet> open, CancellationToken cancellationToken)
    {
        var asked = rows.Where(row => code is null || row.Value.Problems.Any(problem => problem.Code == code)).ToList();
        var pages = Math.Max(1, (asked.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        var shown = asked.Skip((at - 1) * PageSize).Take(PageSize).ToDictionary(row => row.Key, row => row.Value);
        using var sheet = open();
        var columns = sheet.Plan.Columns;
        var read = new List<ImportFaultRow>(shown.Count);
        foreach (var row in sheet.Rows())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (read.Count == shown.Count)
                break;
            if (shown.TryGetValue(row.Source.Number, out var found))
                read.Add(new ImportFaultRow(row.Source.Number, found.Verdict, [.. columns.Select(column => row.Source[column.Index].ToString())], found.Problems));
        }

        return new ImportFaults(columns, [.. codes.Values.OrderByDescending(each => each.Rows).ThenBy(each => each.Code, StringComparer.Ordinal)], code, at, pages, asked.Count, read);
    }

    private void Add(int row, ImportVerdictKind? verdict, IReadOnlyList<ImportProblem> problems)
    {
        foreach (var problem in problems.DistinctBy(problem => problem.Code))
            codes[problem.Code] = codes.TryGetValue(problem.Code, out var known) ? known with { Rows = known.Rows + 1 } : new ImportFaultCode(problem.Code, problem.Message, 1);
        if (rows.Count < MostKept)
            rows[row] = (verdict, problems);
    }
}
