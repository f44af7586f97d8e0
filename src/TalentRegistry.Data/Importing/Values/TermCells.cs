using System.Text.RegularExpressions;
using TalentRegistry.Domain.Dossiers;
using TalentRegistry.Domain.Names;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads cells of several records that hold over time, with semicolons, plus signs or line breaks between.</summary>
/// <param name="mark">What is said of a cell that is ticked and tells no more.</param>
/// <param name="read">The records of what stands between them, by the column's heading.</param>
internal sealed partial class TermCells<TRecord>(ProblemKind mark, Func<string, string, IEnumerable<RecordFound<TRecord>>> read) where TRecord : DossierRecord
{
    // The heading is a part of what is asked.
    private readonly KnownAnswers<IReadOnlyList<RecordFound<TRecord>>> known = new(
        most: 20_000, key => Search(key[..key.IndexOf('\0', StringComparison.Ordinal)], key[(key.IndexOf('\0', StringComparison.Ordinal) + 1)..], mark, read));

    /// <summary>The records of a cell.</summary>
    /// <param name="heading">The column's heading, which may tell what the cell does not.</param>
    /// <param name="cell">The cell as it stands.</param>
    public IReadOnlyList<RecordFound<TRecord>> Read(string heading, string cell) => known.Find($"{heading}\0{cell}");

    private static List<RecordFound<TRecord>> Search(string heading, string cell, ProblemKind mark, Func<string, string, IEnumerable<RecordFound<TRecord>>> read)
    {
        if (RecordParts.IsNone(VietnameseText.Clean(cell)))
            return [];
        if (RecordParts.IsSome(VietnameseText.Clean(cell)))
            return [new(null, mark)];

        var found = new List<RecordFound<TRecord>>();
        foreach (var chunk in TermCells.Between().Split(cell).Select(VietnameseText.Clean).Where(chunk => chunk.Length > 0))
            foreach (var one in read(heading, chunk))
                if (one.Record is null || !found.Exists(other => other.Record == one.Record))
                    found.Add(one);
        return found;
    }
}

/// <summary>What stands between the records of a cell.</summary>
internal static partial class TermCells
{
    [GeneratedRegex(@"[;\r\n+•]", RegexOptions.None, 1000)]
    public static partial Regex Between();
}
