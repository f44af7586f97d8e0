using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Importing;

/// <summary>A row of a list that is not taken, as it stands in the file.</summary>
/// <param name="Number">Row of the sheet, from 1.</param>
/// <param name="Verdict">What it means to the registry; null where it could not be read.</param>
/// <param name="Cells">A text for each column of the list.</param>
/// <param name="Problems">What keeps it from being taken.</param>
public sealed record ImportFaultRow(int Number, ImportVerdictKind? Verdict, IReadOnlyList<string> Cells, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>What is wrong in a column.</summary>
    public IEnumerable<ImportProblem> In(ListColumn column) => Problems.Where(problem => IsAbout(problem, column));

    /// <summary>What is wrong with the row, or with a column that the list has not.</summary>
    /// <param name="columns">The list's columns.</param>
    public IEnumerable<ImportProblem> OfRow(IReadOnlyList<ListColumn> columns) => Problems.Where(problem => !columns.Any(column => IsAbout(problem, column)));

    // Rules of dossiers name the heading, where the reading of cells names the column.
    private static bool IsAbout(ImportProblem problem, ListColumn column) =>
        problem.Column is { } index ? index == column.Index : problem.Heading.Length > 0 && problem.Heading == column.Heading;
}

/// <summary>A code of a problem among the rows that are not taken.</summary>
/// <param name="Code">The code.</param>
/// <param name="Example">What is said of one of the rows.</param>
/// <param name="Rows">Rows that have it.</param>
public sealed record ImportFaultCode(string Code, Domain.Plans.Bilingual Example, int Rows);

/// <summary>A page of the rows of a list that are not taken.</summary>
/// <param name="Columns">The list's columns.</param>
/// <param name="Codes">All codes, the most frequent first.</param>
/// <param name="Code">Only rows with this one; null for all.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">How many there are.</param>
/// <param name="Total">Rows on all pages.</param>
/// <param name="Rows">Those of the page.</param>
public sealed record ImportFaults(
    IReadOnlyList<ListColumn> Columns, IReadOnlyList<ImportFaultCode> Codes, string? Code, int Page, int Pages, int Total, IReadOnlyList<ImportFaultRow> Rows);
