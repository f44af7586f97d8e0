using TalentRegistry.Data.Importing;
using TalentRegistry.Data.Importing.Columns;
using TalentRegistry.Data.Importing.Writing;

namespace TalentRegistry.Server.Importing;

/// <summary>A list as it stands against the registry.</summary>
/// <param name="FileName">Name of the file.</param>
/// <param name="Wish">How it was read.</param>
/// <param name="Columns">Its columns, in the order of the sheet, and what each is read as.</param>
/// <param name="Fields">What a column can be read as.</param>
/// <param name="Counts">What its rows mean.</param>
/// <param name="Verdicts">The first rows that are new, changed, decided or not taken.</param>
/// <param name="Rejected">The first rows that could not be read.</param>
/// <param name="Warnings">What rules warn of, to be confirmed by code.</param>
internal sealed record ImportPreview(
    string FileName, ImportWish Wish, IReadOnlyList<ListColumn> Columns, IReadOnlyList<ImportField> Fields, ImportCounts Counts,
    IReadOnlyList<ImportVerdict> Verdicts, IReadOnlyList<ImportedRow> Rejected, IReadOnlyList<ImportWarning> Warnings)
{
    /// <summary>A page of the rows that are not taken, cell by cell; null where there are none, or nobody asked.</summary>
    public ImportFaults? Faults { get; init; }
}
