using TalentRegistry.Data.Importing.Rows;
using TalentRegistry.Data.Importing.Sheets;
using TalentRegistry.Data.Importing.Values;

namespace TalentRegistry.Data.Importing;

/// <summary>A row of a list after reading.</summary>
/// <param name="Source">The row as it stands in the file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Person">The person; null when it is none or is rejected.</param>
/// <param name="Problems">All that is wrong or doubtful; a row with an error is rejected.</param>
public sealed record ImportedRow(SheetRow Source, RowKind Kind, PersonDraft? Person, IReadOnlyList<ImportProblem> Problems)
{
    /// <summary>Whether it was to be a person, or the rest of one, and cannot be taken.</summary>
    public bool IsRejected => (Kind == RowKind.Person && Person is null) || IsOfRejected;

    /// <summary>Whether it goes on about a person who cannot be taken.</summary>
    public bool IsOfRejected { get; init; }
}
