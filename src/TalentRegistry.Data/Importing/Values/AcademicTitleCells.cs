using TalentRegistry.Domain.Names;
using TalentRegistry.Domain.Records;

namespace TalentRegistry.Data.Importing.Values;

/// <summary>Reads academic titles: "PGS.TS", "Phó Giáo sư (2016); Giáo sư năm 2022".</summary>
/// <param name="today">The day by which what has no year of its own is on file.</param>
internal sealed class AcademicTitleCells(DateOnly today)
{
    /// <summary>The titles of a cell.</summary>
    public IEnumerable<RecordFound<AcademicTitle>> Read(string cell)
    {
        if (RecordParts.IsNone(VietnameseText.Clean(cell)))
            yield break;
        var titles = new HashSet<AcademicRank>();
        foreach (var part in RecordParts.Of(cell).SelectMany(chunk => chunk))
        {
            if (RankOf(VietnameseText.Fold(part.Text)) is not { } rank)
                yield return new(null, ProblemKind.AcademicTitleUnknown);
            else if (titles.Add(rank))
                yield return new(new AcademicTitle { Rank = rank, RecognisedYear = part.Day?.Year ?? today.Year, IsDated = part.Day is not null }, null);
        }
    }

    private static AcademicRank? RankOf(string folded) =>
        folded is "pgs" or "pho giao su" || folded.StartsWith("pgs ", StringComparison.Ordinal) || folded.StartsWith("pho giao su ", StringComparison.Ordinal) ? AcademicRank.AssociateProfessor
        : folded is "gs" or "giao su" || folded.StartsWith("gs ", StringComparison.Ordinal) || folded.StartsWith("giao su ", StringComparison.Ordinal) ? AcademicRank.Professor
        : null;
}
